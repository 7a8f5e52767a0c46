"""What an Api holds, found again by the place that it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from specloom.ir.api import Api, Body, Header, Link, Loss, Operation, Response, Webhook
from specloom.ir.types import (
    Const,
    Declaration,
    List,
    Null,
    OneOf,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeRef,
    Union,
)
from specloom.lower.trails import Types, bare, record_of
from specloom.source import Node


@dataclass(slots=True)
class Known:
    """Symbols by pointer. A symbol is made of the names that things claim, before any language."""

    operations: dict[tuple[str, str], str] = field(default_factory=dict)
    """By method and path."""
    webhooks: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    responses: dict[str, str] = field(default_factory=dict)
    media: dict[str, set[str]] = field(default_factory=dict)
    """Media types by the pointer of their body or response."""
    encodings: dict[str, set[str]] = field(default_factory=dict)
    headers: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    schemes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    wires: dict[str, set[str]] = field(default_factory=dict)
    """The wire names of fields by the pointer of what has them."""
    records: set[str] = field(default_factory=set)
    memberless: set[str] = field(default_factory=set)
    """The pointers of types whose values are no objects."""
    shapes: dict[frozenset[str], list[tuple[Any, str]]] = field(default_factory=dict)
    """The `properties` of records, with their symbols, by the names in them."""
    lost: dict[str, Loss] = field(default_factory=dict)
    asides: dict[str, Loss] = field(default_factory=dict)

    def twin(self, properties: Node) -> str | None:
        """Return the record that says the same as `properties`: equal inline schemas become one."""
        for value, symbol in self.shapes.get(frozenset(key for key, _ in properties.items()), ()):
            if value == properties.value:
                return symbol
        return None


def known(api: Api) -> Known:
    """Return where everything in `api` came from."""
    found = Known()
    for loss in api.losses:
        found.lost.setdefault(loss.at.pointer, loss)
    for aside in api.asides:
        found.asides.setdefault(aside.at.pointer, aside)
    for resource in api.resources:
        for operation in resource.operations:
            symbol = f"{resource.claim.text}.{operation.claim.text}"
            found.operations[operation.method, operation.path] = symbol
            _operation(found, symbol, operation)
    _webhooks(found, api.webhooks)
    for scheme in api.auth.schemes:
        found.schemes[scheme.at.pointer] = scheme.claim.text
    for declaration in api.types.values():
        _declaration(found, declaration, api.types)
    return found


def _operation(found: Known, symbol: str, operation: Operation) -> None:
    for parameter in operation.parameters:
        found.parameters[parameter.at.pointer] = f"{symbol}({parameter.claim.text})"
    if operation.body is not None:
        _body(found, symbol, operation.body)
    for response in operation.responses:
        _response(found, symbol, response)
    _webhooks(found, operation.callbacks)


def _body(found: Known, symbol: str, body: Body) -> None:
    pointer = body.at.pointer
    found.bodies[pointer] = f"{symbol}(body)"
    found.media.setdefault(pointer, set()).update(content.media for content in body.contents)
    for content in body.contents:
        found.encodings.setdefault(pointer, set()).update(part.wire for part in content.encoding)


def _response(found: Known, symbol: str, response: Response) -> None:
    pointer = response.at.pointer
    found.responses[pointer] = f"{symbol} -> {response.status}"
    found.media.setdefault(pointer, set()).update(content.media for content in response.contents)
    found.headers.setdefault(pointer, set()).update(_wires(response.headers))
    found.links.setdefault(pointer, set()).update(_names(response.links))


def _wires(headers: Iterable[Header]) -> Iterable[str]:
    return (header.wire for header in headers)


def _names(links: Iterable[Link]) -> Iterable[str]:
    return (link.name for link in links)


def _webhooks(found: Known, webhooks: Iterable[Webhook]) -> None:
    for webhook in webhooks:
        symbol = f"webhooks.{webhook.claim.text}"
        found.webhooks[webhook.at.pointer] = symbol
        for parameter in webhook.parameters:
            found.parameters[parameter.at.pointer] = f"{symbol}({parameter.claim.text})"
        if webhook.body is not None:
            _body(found, symbol, webhook.body)


def _declaration(found: Known, declaration: Declaration, types: Types) -> None:
    symbol, pointer = declaration.claim.text, declaration.at.pointer
    found.types.setdefault(pointer, symbol)
    found.wires.setdefault(pointer, set()).update(_members(Ref(id=declaration.id), types) or ())
    if _members(Ref(id=declaration.id), types) is None:
        found.memberless.add(pointer)
    if not isinstance(declaration, Record):
        return
    found.records.add(pointer)
    for each in declaration.fields:
        found.fields.setdefault(each.at.pointer, f"{symbol}.{each.claim.text}")
    properties = declaration.at.get("properties") if isinstance(declaration.at, Node) else None
    if properties is not None and properties.is_map:
        shapes = found.shapes.setdefault(frozenset(properties.value), [])
        shapes.append((properties.value, symbol))


def _members(type_: TypeRef, types: Types) -> set[str] | None:
    """Return the names that every value of `type_` may have as members; None if it has none."""
    plain = bare(type_, types)
    match types.get(plain.id) if isinstance(plain, Ref) else None:
        case Record() as record:
            return {field.wire for field in record.fields}
        case Union() as union:
            records = [record_of(variant.type, types) for variant in union.variants]
            named = [{field.wire for field in record.fields} for record in records if record]
            return set.intersection(*named) if named else None
        case _:
            return (
                None if isinstance(plain, Scalar | List | Tuple | Const | OneOf | Null) else set()
            )
