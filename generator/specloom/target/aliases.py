"""The order in which names for other types are declared."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from specloom.ir import walk
from specloom.ir.types import Alias, Declaration, TypeId, TypeRef, Union


def in_order(types: Mapping[TypeId, Declaration], ids: Collection[TypeId]) -> list[TypeId]:
    """Return `ids` so that each stands below those that it mentions, else in their own order.

    Where some mention each other in a circle, one of them has to stand above what it mentions.
    """
    wanted = set(ids)
    placed: dict[TypeId, None] = {}
    waiting = list(reversed(list(ids)))
    begun: set[TypeId] = set()
    while waiting:
        id = waiting[-1]
        needs = [
            other
            for other in _needs(types, id, wanted)
            if other not in placed and other not in begun
        ]
        if id in placed or not needs:
            placed.setdefault(id)
            waiting.pop()
        else:
            begun.add(id)
            waiting.extend(reversed(needs))
    return list(placed)


def _needs(
    types: Mapping[TypeId, Declaration], id: TypeId, wanted: Collection[TypeId]
) -> Mapping[TypeId, None]:
    """Return which of `wanted` the one called `id` mentions, also by way of others."""
    found: dict[TypeId, None] = {}
    seen: set[TypeId] = set()
    waiting = [id]
    while waiting:
        for other in mentioned(types, waiting.pop()):
            if other in wanted:
                found.setdefault(other)
            elif other not in seen:
                seen.add(other)
                waiting.append(other)
    return found


def mentioned(
    types: Mapping[TypeId, Declaration], id: TypeId, *, through: bool = False
) -> Mapping[TypeId, None]:
    """Return what the union or alias `id` mentions; with `through`, also what those mention.

    Records end the search: what is inside a class is looked at when the class is used.
    """
    found: dict[TypeId, None] = {}
    waiting = [id]
    while waiting:
        here = types[waiting.pop()]
        targets: tuple[TypeRef, ...] = ()
        if isinstance(here, Union):
            targets = tuple(variant.type for variant in here.variants)
        elif isinstance(here, Alias):
            targets = (here.target,)
        for other in (other for target in targets for other in walk.refs(target)):
            if other in types and other not in found:
                found[other] = None
                if through:
                    waiting.append(other)
    return found
