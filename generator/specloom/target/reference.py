"""The API for readers of any language: what the HTTP reference prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.api import Content, Operation, Parameter, Resource, Response
from specloom.ir.types import (
    Alias,
    Anything,
    Const,
    Declaration,
    Enum,
    Field,
    List,
    Map,
    Nothing,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeRef,
    Union,
)
from specloom.target.code import Code
from specloom.target.facts import facts
from specloom.target.kit import Kit
from specloom.target.prose import Prose, prose
from specloom.target.rules import rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A parameter, a field or a value: its name on the wire, its type in words, what is said."""

    name: str
    type: str
    need: str
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """An example with its title, as indented JSON."""

    title: str
    text: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What may come back."""

    status: str
    type: str
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """An operation over HTTP, and the method that performs it."""

    request: str
    call: Code
    title: Code
    anchor: Code
    doc: Prose
    deprecated: bool
    replay: Prose
    parameters: tuple[RowView, ...]
    bodies: tuple[AnswerView, ...]
    answers: tuple[AnswerView, ...]
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The operations of a resource."""

    name: Code
    doc: Prose
    requests: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeView:
    """A type that travels: its fields, values or variants."""

    name: Code
    kind: Code
    doc: Prose
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """The whole reference."""

    title: str
    version: str
    doc: Prose
    servers: tuple[RowView, ...]
    groups: tuple[GroupView, ...]
    types: tuple[TypeView, ...]


def build_reference(kit: Kit) -> ReferenceView:
    """Return the reference of the API in `kit`."""
    api = kit.api
    return ReferenceView(
        title=api.title or str(kit.names.root.client),
        version=api.version,
        doc=prose(api.doc),
        servers=tuple(
            RowView(name=server.url, type="", need="", doc=prose(server.doc))
            for server in api.servers
        ),
        groups=tuple(_group(kit, resource) for resource in api.resources if resource.operations),
        types=tuple(_type(kit, one) for one in api.types.values()),
    )


def _group(kit: Kit, resource: Resource) -> GroupView:
    return GroupView(
        name=kit.names.resource(resource.key),
        doc=prose(resource.doc),
        requests=tuple(_request(kit, resource, one) for one in resource.operations),
    )


def _request(kit: Kit, resource: Resource, operation: Operation) -> RequestView:
    where = kit.names.where(resource.key, operation.key)
    replay = operation.replay
    said = [f"{replay.kind.value.capitalize()}: {_sentence(replay.reason)}"]
    if replay.lookup_help:
        said.append(_sentence(replay.lookup_help))
    contents = operation.body.contents if operation.body else ()
    return RequestView(
        request=f"{operation.method} {operation.path}",
        call=Code(f"client.{where}(…)"),
        title=Code(where),
        anchor=Code(where.replace(".", "")),
        doc=prose(operation.doc),
        deprecated=operation.deprecated,
        replay=Prose(summary=" ".join(said)),
        parameters=tuple(_parameter(kit, one) for one in operation.parameters),
        bodies=tuple(
            AnswerView(status=one.media, type=_words(kit, one.type), doc=_body_doc(operation))
            for one in contents
        ),
        answers=tuple(_answer(kit, one) for one in operation.responses),
        examples=tuple(_examples(operation)),
    )


def _body_doc(operation: Operation) -> Prose:
    return prose(operation.body.doc) if operation.body else Prose()


def _parameter(kit: Kit, parameter: Parameter) -> RowView:
    need = "required" if parameter.required else "optional"
    return RowView(
        name=parameter.wire or "(the whole query)",
        type=_words(kit, parameter.type),
        need=f"{parameter.place.value}, {need}" + (", deprecated" if parameter.deprecated else ""),
        doc=prose(
            parameter.doc,
            facts(parameter.type, parameter.constraints, parameter.default, parameter.example),
        ),
    )


def _answer(kit: Kit, response: Response) -> AnswerView:
    kinds = dict.fromkeys(_content(kit, content) for content in response.contents)
    return AnswerView(
        status=response.status, type=" or ".join(kinds) or "no body", doc=prose(response.doc)
    )


def _content(kit: Kit, content: Content) -> str:
    text = _words(kit, content.type)
    return text if "json" in content.media else f"{text} as {content.media}"


def _examples(operation: Operation) -> Iterator[ExampleView]:
    """Yield the first example of the request and of the first answer that succeeds."""
    for content in operation.body.contents if operation.body else ():
        for example in content.examples:
            yield ExampleView(
                title=f"Request: {example.summary or example.name}", text=_json(example.value.value)
            )
        break
    for response in operation.responses:
        if response.is_success:
            for content in response.contents[:1]:
                for example in content.examples[:1]:
                    yield ExampleView(
                        title=f"Answer {response.status}: {example.summary or example.name}",
                        text=_json(example.value.value),
                    )
            break


def _json(value: object) -> Code:
    """Return JSON in which nothing can end a fenced block or be taken for markup."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    for character in "`<\u2028\u2029\x7f\x85":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Code(text)


def _type(kit: Kit, one: Declaration) -> TypeView:
    name = kit.names.type(one.id)
    match one:
        case Record():
            rows = tuple(_field(kit, field) for field in one.fields)
            kind = Code("object")
        case Enum():
            rows = tuple(
                RowView(
                    name=json.dumps(member.value, ensure_ascii=False),
                    type="",
                    need=str(kit.names.member(one.id, member)),
                    doc=prose(member.doc),
                )
                for member in one.members
            )
            kind = Code("one of these values; more may come")
        case Union():
            rows = tuple(
                RowView(
                    name=_words(kit, variant.type),
                    type="",
                    need=", ".join(map(str, variant.tags)),
                    doc=Prose(),
                )
                for variant in one.variants
            )
            kind = Code("one of these shapes")
        case Alias():
            rows = (RowView(name=_words(kit, one.target), type="", need="", doc=Prose()),)
            kind = Code("another name")
        case _:
            assert_never(one)
    rules = rules_of(one, str) if isinstance(one, Record) else ""
    return TypeView(name=name, kind=kind, doc=prose(one.doc, rules), rows=rows)


def _field(kit: Kit, field: Field) -> RowView:
    marks = ["required" if field.required else "optional"]
    marks += ["read only"] * field.read_only + ["write only"] * field.write_only
    marks += ["deprecated"] * field.deprecated
    return RowView(
        name=field.wire,
        type=_words(kit, field.type),
        need=", ".join(marks),
        doc=prose(field.doc, facts(field.type, field.constraints, field.default, field.example)),
    )


def _words(kit: Kit, ref: TypeRef) -> str:
    """Return a type in words that are free of any language."""
    match ref:
        case Scalar():
            return ref.kind.value if ref.kind.value != "datetime" else "date and time"
        case Ref():
            return str(kit.names.type(ref.id))
        case List():
            return f"list of {_words(kit, ref.item)}"
        case Map():
            return f"map of {_words(kit, ref.value)}"
        case Tuple():
            return "list of " + ", ".join(_words(kit, item) for item in ref.items)
        case OneOf():
            return " or ".join(_words(kit, member) for member in ref.members)
        case Const():
            return " or ".join(json.dumps(value, ensure_ascii=False) for value in ref.values)
        case Nullable():
            return f"{_words(kit, ref.inner)} or null"
        case OrEmptyList():
            return f"{_words(kit, ref.inner)} or []"
        case Anything():
            return "anything"
        case Nothing():
            return "nothing"
        case Null():
            return "null"
        case _:
            assert_never(ref)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."
