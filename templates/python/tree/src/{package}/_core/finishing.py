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
    cls = shape.cls
    steps: list[tuple[str, Finish]] = []

    def finish(value: t.Any) -> t.Any:
        if value.__class__ is cls:
            for name, step in steps:
                part = getattr(value, name)
                if part is not None:
                    finished = step(part)
                    if finished is not part:
                        _assign(value, name, finished)
        return value

    # The function must be known before its parts are made: a record may contain itself.
    _made[shape] = finish
    steps += [
        (member.name, _finish_of(member.shape)) for member in shape.members if _needs(member.shape)
    ]
    return finish


def _items(shape: Items) -> Finish:
    item, make = _finish_of(shape.item), shape.make

    def finish(value: t.Any) -> t.Any:
        if value.__class__ is list and in_place:
            # Records are finished where they are.
            for one in value:
                item(one)
            return value
        return make([item(one) for one in value]) if _is_items(value) else value

    in_place = isinstance(shape.item, Record) and make is list
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
