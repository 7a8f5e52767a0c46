"""Which module a type lives in: beside the one resource that uses it, or among the shared ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from specloom.ir import walk
from specloom.ir.api import Api
from specloom.ir.roots import operation_roots, webhook_roots
from specloom.ir.types import Ref, TypeId
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

    def only(self, types: Collection[TypeId]) -> Modules:
        """Return the homes of `types` alone; modules that are left empty are gone."""
        kept = {m: tuple(id for id in ids if id in types) for m, ids in self.members.items()}
        return Modules(
            of={id: module for id, module in self.of.items() if id in types},
            members={module: ids for module, ids in kept.items() if ids},
        )


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
