"""Bytes that travel as they are can do so in a body of their own or in a part of a form only.

`format: binary` is written inside JSON, too, where OpenAPI gives it no meaning: whatever text
stands there is passed as it came, because nothing says how bytes would have been made text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specloom.ir.api import Body, Content, Operation, Response, Shape, Webhook
from specloom.ir.types import Declaration, Kind, Ref, Scalar, TypeId, TypeRef
from specloom.ir.walk import reach, substitute, substitute_parts

_FORMS = (Shape.FORM, Shape.MULTIPART)
_DOCUMENTS = (Shape.JSON, Shape.EVENTS, Shape.LINES)


def as_text(type_: TypeRef) -> TypeRef:
    """Return `type_` with text for the bytes directly in it."""
    return substitute(type_, _itself, _text)


def text_in_documents(
    operations: Iterable[Operation], types: Mapping[TypeId, Declaration]
) -> Mapping[TypeId, Declaration]:
    """Return `types` with text for bytes in all that is never sent as a form."""
    roots = [
        content.type
        for operation in operations
        for content in (operation.body.contents if operation.body else ())
        if content.shape in _FORMS
    ]
    forms = reach(types, roots)
    return {
        id: found if id in forms else substitute_parts(found, _itself, _text)
        for id, found in types.items()
    }


def text_in_operation(operation: Operation) -> Operation:
    """Return `operation` with text for bytes in its parameters and its JSON."""
    return replace(
        operation,
        parameters=tuple(
            replace(parameter, type=as_text(parameter.type)) for parameter in operation.parameters
        ),
        body=_body(operation.body),
        responses=tuple(
            replace(response, contents=_contents(response)) for response in operation.responses
        ),
        callbacks=tuple(text_in_webhook(webhook) for webhook in operation.callbacks),
    )


def text_in_webhook(webhook: Webhook) -> Webhook:
    """Return `webhook` with text for bytes in its JSON."""
    return replace(webhook, body=_body(webhook.body))


def _body(body: Body | None) -> Body | None:
    return None if body is None else replace(body, contents=_contents(body))


def _contents(holder: Body | Response) -> tuple[Content, ...]:
    return tuple(_each(holder.contents))


def _each(contents: Iterable[Content]) -> Iterator[Content]:
    for content in contents:
        if content.shape in _DOCUMENTS:
            yield replace(content, type=as_text(content.type))
        else:
            yield content


def _itself(ref: Ref) -> TypeRef:
    return ref


def _text(scalar: Scalar) -> TypeRef:
    return replace(scalar, kind=Kind.STRING) if scalar.kind is Kind.BINARY else scalar
