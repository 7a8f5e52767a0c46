"""Lists and tuples."""

from __future__ import annotations

from specloom.ir.types import Anything, List, Nothing, Tuple, TypeRef
from specloom.lower.bench import Bench, Site
from specloom.lower.compose import Merged
from specloom.source import Node


def lower_array(bench: Bench, merged: Merged, site: Site) -> TypeRef:
    """Return the list or tuple that `merged` describes."""
    context = bench.claims.item(site.context)
    places, items, is_closed = _places(merged)
    _lose_contains(bench, merged)
    if places:
        listed = tuple(
            bench.ref(node, context=(*context, str(index))) for index, node in enumerate(places, 1)
        )
        rest: TypeRef | None = None
        if not is_closed:
            rest = bench.ref(items[-1], context=context) if items else Anything()
        return Tuple(items=listed, rest=rest)
    unique = any(part.flag("uniqueItems") for part in merged.parts)
    if not items:
        return List(item=Nothing() if is_closed else Anything(), unique=unique)
    if len(items) == 1:
        return List(item=bench.ref(items[0], context=context), unique=unique)
    return List(item=bench.meet(items, context=context), unique=unique)


def _places(merged: Merged) -> tuple[list[Node], list[Node], bool]:
    """Return the schemas of the first places, of the others, and whether there are others."""
    places: list[Node] = []
    items: list[Node] = []
    is_closed = False
    for part in merged.parts:
        rest = "items"
        if "prefixItems" in part:
            places = list(part.child("prefixItems").elements())
        elif type(part.raw.get("items")) is list:
            # The spelling of older drafts.
            places = list(part.child("items").elements())
            rest = "additionalItems"
        if rest not in part:
            is_closed = is_closed or part.raw.get("unevaluatedItems") is False
            continue
        if part.raw[rest] is False:
            is_closed = True
        elif all(part.raw[rest] is not each.value for each in items):
            items.append(part.child(rest))
    return places, items, is_closed


def _lose_contains(bench: Bench, merged: Merged) -> None:
    for part in merged.parts:
        for keyword in ("contains", "unevaluatedItems"):
            if keyword in part and type(part.raw[keyword]) is dict:
                bench.faults.lose(
                    "contains",
                    at=part.child(keyword),
                    what=f"'{keyword}'",
                    reason="the type of a list says what all of its items are",
                )
