"""In which directions types travel, and the shapes of those that differ between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from specloom.ir.api import Body, Content, Operation, Webhook
from specloom.ir.types import Declaration, Record, Ref, TypeId, TypeRef, Use
from specloom.ir.walk import mentions, reach, substitute, substitute_parts

REQUEST = "#request"
"""Ends the id of a declaration that has a shape of its own for requests."""

Swap = Callable[[TypeRef], TypeRef]


@dataclass(frozen=True, slots=True)
class Uses:
    """The types that are sent, and those that are received."""

    sent: tuple[TypeRef, ...] = ()
    received: tuple[TypeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Shapes:
    """Declarations with their uses; `requests` leads from an id to that of its request shape."""

    types: Mapping[TypeId, Declaration]
    requests: Mapping[TypeId, TypeId]

    def as_sent(self, type_: TypeRef) -> TypeRef:
        """Return `type_` as it travels in a request."""
        return substitute(type_, lambda ref: Ref(id=self.requests.get(ref.id, ref.id)))


def uses_of(operations: Iterable[Operation], webhooks: Iterable[Webhook]) -> Uses:
    """Return what `operations` send and receive; what a webhook carries is received."""
    sent: list[TypeRef] = []
    received: list[TypeRef] = []
    incoming = list(webhooks)
    for operation in operations:
        sent.extend(parameter.type for parameter in operation.parameters)
        sent.extend(_types(operation.body))
        for response in operation.responses:
            received.extend(content.type for content in response.contents)
            received.extend(header.type for header in response.headers)
        incoming.extend(operation.callbacks)
    for webhook in incoming:
        received.extend(parameter.type for parameter in webhook.parameters)
        received.extend(_types(webhook.body))
    return Uses(tuple(sent), tuple(received))


def _types(body: Body | None) -> Iterator[TypeRef]:
    return (content.type for content in body.contents) if body else iter(())


def with_sent_types(operation: Operation, as_sent: Swap) -> Operation:
    """Return `operation` with the request shapes of the types that it sends."""
    body = operation.body
    if body is not None:
        body = replace(body, contents=tuple(_sent(each, as_sent) for each in body.contents))
    parameters = tuple(
        replace(parameter, type=as_sent(parameter.type)) for parameter in operation.parameters
    )
    return replace(operation, body=body, parameters=parameters)


def _sent(content: Content, as_sent: Swap) -> Content:
    return replace(content, type=as_sent(content.type))


def shaped(types: Mapping[TypeId, Declaration], uses: Uses) -> Shapes:
    """Return `types` with their directions; those that differ by direction become two.

    The shape that is received keeps id and name.
    """
    sent, received = reach(types, uses.sent), reach(types, uses.received)
    split = _split(types, sent, received)
    requests = {id: id + REQUEST for id in types if id in split}
    found: dict[TypeId, Declaration] = {}

    def swap(ref: Ref) -> TypeRef:
        return Ref(id=requests.get(ref.id, ref.id))

    for id, declaration in types.items():
        if id in split:
            found[id] = replace(_received(declaration), use=Use(response=True))
            shape = _renamed(substitute_parts(_sent_shape(declaration), swap), requests[id])
            found[requests[id]] = replace(shape, use=Use(request=True))
            continue
        use = Use(request=id in sent, response=id in received)
        if use.request and not use.response:
            declaration = substitute_parts(_sent_shape(declaration), swap)
        elif use.response and not use.request:
            declaration = _received(declaration)
        found[id] = replace(declaration, use=use)
    return Shapes(found, requests)


def _split(
    types: Mapping[TypeId, Declaration],
    sent: Mapping[TypeId, None],
    received: Mapping[TypeId, None],
) -> set[TypeId]:
    """Return the declarations that travel both ways and differ, or hold one that does."""
    users: dict[TypeId, list[TypeId]] = {}
    waiting: list[TypeId] = []
    for id, declaration in types.items():
        if id in sent and id in received:
            for mentioned in mentions(declaration):
                users.setdefault(mentioned, []).append(id)
            if _differs(declaration):
                waiting.append(id)
    split: set[TypeId] = set()
    while waiting:
        id = waiting.pop()
        if id not in split:
            split.add(id)
            waiting.extend(users.get(id, ()))
    return split


def _differs(declaration: Declaration) -> bool:
    return isinstance(declaration, Record) and any(
        field.read_only != field.write_only for field in declaration.fields
    )


def _sent_shape(declaration: Declaration) -> Declaration:
    return _only(declaration, lambda read_only, write_only: write_only or not read_only)


def _received(declaration: Declaration) -> Declaration:
    return _only(declaration, lambda read_only, write_only: read_only or not write_only)


def _only(declaration: Declaration, keep: Callable[[bool, bool], bool]) -> Declaration:
    if not isinstance(declaration, Record):
        return declaration
    fields = tuple(field for field in declaration.fields if keep(field.read_only, field.write_only))
    if len(fields) == len(declaration.fields):
        return declaration
    gone = {field.wire for field in declaration.fields} - {field.wire for field in fields}
    return replace(
        declaration,
        fields=fields,
        requires=tuple(
            rule
            for rule in declaration.requires
            if gone.isdisjoint((rule.when, *rule.needs, *rule.otherwise))
        ),
        choices=tuple(
            choice
            for choice in declaration.choices
            if all(gone.isdisjoint(group) for group in choice.groups)
        ),
    )


def _renamed(declaration: Declaration, id: TypeId) -> Declaration:
    claim = declaration.claim
    text = f"{claim.text}_input" if "_" in claim.text else f"{claim.text}Input"
    return replace(declaration, id=id, claim=replace(claim, text=text))
