"""Which module a type lives in: beside the one resource that uses it, or among the shared ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.ir import walk
from specloom.ir.api import Api, Body, Operation, Response, Webhook
from specloom.ir.types import Ref, TypeId, TypeRef
from specloom.target.adapt import ANY_EVENT

SHARED = "_shared"
EVENTS = "_events"
OTHERS = "_others"
"""For types that nothing sends or receives; they may mention all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    """The module of each type, and the types of each module in the order of the description.

    What a type mentions lives in the same module or in one that is imported before it, because a
    type reaches everything that its parts reach: no two modules ever need each other.
    """

    of: Mapping[TypeId, str]
    members: Mapping[str, tuple[TypeId, ...]]


def split(api: Api, resource_modules: Mapping[str, str]) -> Modules:
    """Say where each type of `api` lives; `resource_modules` has the module of each resource."""
    users: dict[TypeId, set[str]] = {}
    for resource in api.resources:
        roots = [ref for operation in resource.operations for ref in operation_roots(operation)]
        for id in walk.reach(api.types, roots):
            users.setdefault(id, set()).add(resource_modules[resource.key])
    told = [ref for webhook in api.webhooks for ref in webhook_roots(webhook)]
    if ANY_EVENT in api.types:
        told.append(Ref(id=ANY_EVENT))
    for id in walk.reach(api.types, told):
        # An event may hold what a resource has; nothing of a resource holds an event.
        users.setdefault(id, {EVENTS})
    of = {}
    members: dict[str, list[TypeId]] = {}
    for id in api.types:
        found = users.get(id, {OTHERS})
        module = next(iter(found)) if len(found) == 1 else SHARED
        of[id] = module
        members.setdefault(module, []).append(id)
    order = [SHARED, *resource_modules.values(), EVENTS, OTHERS]
    return Modules(of=of, members={m: tuple(members[m]) for m in order if m in members})


def operation_roots(operation: Operation) -> Iterator[TypeRef]:
    """Yield the types that an operation mentions."""
    for parameter in operation.parameters:
        yield parameter.type
    yield from _body_roots(operation.body)
    for response in operation.responses:
        yield from _response_roots(response)
    for callback in operation.callbacks:
        yield from webhook_roots(callback)


def webhook_roots(webhook: Webhook) -> Iterator[TypeRef]:
    """Yield the types that a webhook mentions."""
    for parameter in webhook.parameters:
        yield parameter.type
    yield from _body_roots(webhook.body)


def request_roots(operations: Iterable[Operation]) -> Iterator[TypeRef]:
    """Yield the types that operations take."""
    for operation in operations:
        for parameter in operation.parameters:
            yield parameter.type
        yield from _body_roots(operation.body)


def _body_roots(body: Body | None) -> Iterator[TypeRef]:
    if body is not None:
        for content in body.contents:
            yield content.type


def _response_roots(response: Response) -> Iterator[TypeRef]:
    for content in response.contents:
        yield content.type
    for header in response.headers:
        yield header.type
