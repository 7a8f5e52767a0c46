"""What is left to do when msgspec has read a value: an empty list where a map or a record should stand.

Internal. Servers written in PHP send `[]` for an empty map, in almost every object. msgspec reads it
fastest as what it is, a list beside the map; only then it becomes what it stands for. A hook for each
of these places would double the time that a page of records takes.
"""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter

import msgspec

from .markers import Deferred, OrEmptyList
from .reach import Reach
from .records import Items, Map, Places, Record
from .shapes import Nullable, Shape

if t.TYPE_CHECKING:
    from .choices import Choice

Finish: t.TypeAlias = "Callable[[t.Any], t.Any]"
FinishAll: t.TypeAlias = "Callable[[Sequence[t.Any]], None]"

Column: t.TypeAlias = "Callable[[str, Sequence[t.Any], list[t.Any], set[type]], None]"
"""Finishes one field of many objects, given its name, the objects, its values and their classes."""


_made: dict[Shape, Finish] = {}
_made_all: dict[Shape, FinishAll] = {}

# What a model defines for assignments by its user would only cost time here.
_assign = msgspec.Struct.__setattr__


def finisher(shape: Shape) -> Finish | None:
    """Return the function that finishes a value of this shape, or None if there is nothing to do."""
    return _finish_of(shape) if _needs(shape) else None


def finisher_of_many(record: Record) -> FinishAll:
    """Return the function that finishes many objects of a record where they are."""
    return _finish_all_of(record) if _needs(record) else _nothing_to_do


def _nothing_to_do(_: Sequence[t.Any]) -> None:
    return None


# A deferred shape is no business of msgspec, and so it is finished already.
_needs = Reach(
    lambda shape: isinstance(shape, OrEmptyList), lambda shape: isinstance(shape, Deferred)
)


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
    finish_all = _finish_all_of(shape)

    def finish(value: t.Any) -> t.Any:
        if isinstance(value, msgspec.Struct):
            finish_all([value])
        return value

    return finish


def _finish_all_of(shape: Record) -> FinishAll:
    """Return the function that finishes many objects of a record where they are, field by field.

    For a page of objects this is three times as fast as going through them one by one: what looks
    at a whole column of values are functions of the interpreter, not of ours.
    """
    finish_all = _made_all.get(shape)
    if finish_all is not None:
        return finish_all
    columns: list[tuple[str, t.Any, Column]] = []

    def finish_many(values: Sequence[t.Any]) -> None:
        for name, get, finish_column in columns:
            parts: list[t.Any] = list(map(get, values))
            finish_column(name, values, parts, set(map(type, parts)))

    # The function must be known before its parts are made: a record may contain itself.
    _made_all[shape] = finish_many
    for member in shape.members:
        if _needs(member.shape):
            part = member.shape.one if isinstance(member.shape, Nullable) else member.shape
            columns.append((member.name, attrgetter(member.name), _column(part)))
    return finish_many


def _column(shape: Shape) -> Column:
    match shape:
        case OrEmptyList(one=Record() as one):
            return _column_of_records(_or_empty(shape), one)
        case OrEmptyList() if not _needs(shape.one):
            return _column_of_maps(_or_empty(shape))
        case Record():
            return _column_of_records(None, shape)
        case Items() if isinstance(shape.item, Record) and shape.make is list:
            return _column_of_lists(_finish_all_of(shape.item))
        case _:
            return _column_of_others(_finish_of(shape))


def _column_of_maps(emptied: Finish) -> Column:
    def finish_column(
        name: str, values: Sequence[t.Any], parts: list[t.Any], kinds: set[type]
    ) -> None:
        if list in kinds:
            for value, part in zip(values, parts, strict=True):
                if part.__class__ is list:
                    _assign(value, name, emptied(part))

    return finish_column


def _column_of_records(emptied: Finish | None, record: Record) -> Column:
    finish_empty = _column_of_maps(emptied) if emptied is not None else None
    inner = _finish_all_of(record) if _needs(record) else None
    cls = record.cls

    def finish_column(
        name: str, values: Sequence[t.Any], parts: list[t.Any], kinds: set[type]
    ) -> None:
        if finish_empty is not None:
            finish_empty(name, values, parts, kinds)
        if inner is not None and cls in kinds:
            inner(parts if len(kinds) == 1 else [part for part in parts if part.__class__ is cls])

    return finish_column


def _column_of_lists(inner: FinishAll) -> Column:
    def finish_column(
        name: str, values: Sequence[t.Any], parts: list[t.Any], kinds: set[type]
    ) -> None:
        lists = parts if len(kinds) == 1 else [part for part in parts if part.__class__ is list]
        if list in kinds:
            inner(list(chain.from_iterable(lists)))

    return finish_column


def _column_of_others(finish: Finish) -> Column:
    def finish_column(
        name: str, values: Sequence[t.Any], parts: list[t.Any], kinds: set[type]
    ) -> None:
        for value, part in zip(values, parts, strict=True):
            if part is not None:
                _assign(value, name, finish(part))

    return finish_column


def _items(shape: Items) -> Finish:
    if isinstance(shape.item, Record) and shape.make is list:
        finish_all = _finish_all_of(shape.item)

        def finish_records(value: t.Any) -> t.Any:
            if value.__class__ is list:
                finish_all(value)
            return value

        return finish_records
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
