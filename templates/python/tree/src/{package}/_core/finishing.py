"""What is left to do when msgspec has read a value: an empty list where a map or a record should stand.

Internal. Servers written in PHP send `[]` for an empty map, in almost every object. msgspec reads it
fastest as what it is, a list beside the map; only then it becomes what it stands for. A hook for each
of these places would double the time that a page of records takes.
"""

from __future__ import annotations

import typing as t
from collections.abc import Callable

import msgspec

from .markers import Deferred, OrEmptyList
from .records import Items, Map, Places, Record
from .shapes import Nullable, Shape

if t.TYPE_CHECKING:
    from .choices import Choice

Finish: t.TypeAlias = "Callable[[t.Any], t.Any]"


_needed: dict[Shape, bool] = {}
_made: dict[Shape, Finish] = {}

# What a model defines for assignments by its user would only cost time here.
_assign = msgspec.Struct.__setattr__


def finisher(shape: Shape) -> Finish | None:
    """Return the function that finishes a value of this shape, or None if there is nothing to do."""
    return _finish_of(shape) if _needs(shape) else None


def _needs(shape: Shape) -> bool:
    known = _needed.get(shape)
    if known is not None:
        return known
    seen: set[Shape] = set()
    waiting = [shape]
    while waiting:
        one = waiting.pop()
        if isinstance(one, OrEmptyList) or _needed.get(one):
            _needed[shape] = True
            return True
        # A deferred shape is no business of msgspec, and so it is finished already.
        if one not in seen and not isinstance(one, Deferred):
            seen.add(one)
            waiting.extend(one.inner())
    _needed.update(dict.fromkeys(seen, False))
    return False


def _finish_of(shape: Shape) -> Finish:
    finish = _made.get(shape)
    if finish is None:
        finish = _made[shape] = _make(shape)
    return finish


def _make(shape: Shape) -> Finish:
    match shape:
        case Nullable():
            return _finish_of(shape.one)
        case OrEmptyList():
            return _or_empty(shape)
        case Record():
            return _record(shape)
        case Items():
            return _items(shape)
        case Map():
            return _map(shape)
        case Places():
            return _places(shape)
        case _:
            return _choice(t.cast("Choice", shape))


def _or_empty(shape: OrEmptyList) -> Finish:
    inner, empty = finisher(shape.one), shape.empty

    def finish(value: t.Any) -> t.Any:
        if value.__class__ is list:
            if value:
                raise ValueError(f"Expected {shape.expects}, got array")
            return empty()
        return inner(value) if inner is not None else value

    return finish


def _record(shape: Record) -> Finish:
    """Write a function for one model, as `dataclasses` does.

    It runs for every object of a page: a loop over names would take three times as long. The only
    words in it that are not ours are names of fields, which are Python identifiers.
    """
    known: dict[str, t.Any] = {"cls": shape.cls, "assign": _assign, "list": list}
    lines = ["def finish(value):", "    if value.__class__ is not cls: return value"]
    # The function must be known before its parts are made: a record may contain itself.
    made: list[Finish] = []
    _made[shape] = lambda value: made[0](value)
    for n, member in enumerate(shape.members):
        if not _needs(member.shape):
            continue
        if not member.name.isidentifier():
            raise ValueError(f"{member.name!r} is not the name of a field")
        part = member.shape.one if isinstance(member.shape, Nullable) else member.shape
        lines.append(f"    part = value.{member.name}")
        if isinstance(part, OrEmptyList) and isinstance(part.one, Record):
            known[f"empty{n}"], known[f"inner{n}"] = _or_empty(part), finisher(part.one)
            lines.append(
                f"    if part.__class__ is list: assign(value, {member.name!r}, empty{n}(part))"
            )
            if known[f"inner{n}"] is not None:
                lines.append(f"    elif part is not None: inner{n}(part)")
        elif isinstance(part, OrEmptyList) and not _needs(part.one):
            known[f"empty{n}"] = _or_empty(part)
            lines.append(
                f"    if part.__class__ is list: assign(value, {member.name!r}, empty{n}(part))"
            )
        elif isinstance(part, Record):
            known[f"inner{n}"] = _finish_of(part)
            lines.append(f"    if part is not None: inner{n}(part)")
        elif isinstance(part, Items) and isinstance(part.item, Record) and part.make is list:
            known[f"inner{n}"] = _finish_of(part.item)
            lines.append("    if part.__class__ is list:")
            lines.append(f"        for item in part: inner{n}(item)")
        else:
            known[f"inner{n}"] = _finish_of(part)
            lines.append(f"    if part is not None: assign(value, {member.name!r}, inner{n}(part))")
    lines.append("    return value")
    exec("\n".join(lines), known)
    made.append(known["finish"])
    _made[shape] = made[0]
    return made[0]


def _items(shape: Items) -> Finish:
    item, make = _finish_of(shape.item), shape.make

    def finish(value: t.Any) -> t.Any:
        return make([item(one) for one in value]) if _is_items(value) else value

    return finish


def _is_items(value: t.Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _map(shape: Map) -> Finish:
    item = _finish_of(shape.value)

    def finish(value: t.Any) -> t.Any:
        if value.__class__ is dict:
            return {key: item(one) for key, one in value.items()}
        return value

    return finish


def _places(shape: Places) -> Finish:
    items = [finisher(place) for place in shape.places]

    def finish(value: t.Any) -> t.Any:
        if value.__class__ is not tuple:
            return value
        pairs = zip(items, value, strict=True)
        return tuple(item(one) if item is not None else one for item, one in pairs)

    return finish


def _choice(shape: Choice) -> Finish:
    """Finish a union that msgspec reads by itself: it has one member at most for each JSON type."""
    finishers: dict[type, Finish | None] = {kind: _for_kind(shape, kind) for kind in (dict, list)}

    def finish(value: t.Any) -> t.Any:
        kind: type = value.__class__
        if isinstance(value, msgspec.Struct):
            kind = dict
        part = finishers.get(kind)
        return part(value) if part is not None else value

    return finish


def _for_kind(shape: Choice, kind: type) -> Finish | None:
    takers = [member for member in shape.members if kind in member.kinds]
    return finisher(takers[0]) if takers else None
