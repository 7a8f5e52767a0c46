"""From a Python type to its shape.

Internal. Shapes are made once for each type; the shape of a record looks at its members when they
are first needed, so that records may contain each other.
"""

from __future__ import annotations

import collections.abc
import enum
import types
import typing as t

import msgspec

from .choices import Choice
from .markers import EmptyList, OrEmptyList
from .patterns import Written, WrittenShape
from .records import Items, Map, Places, Record
from .scalars import ANY_SCALAR, Choices, Enumeration
from .shapes import Anything, Marker, Nothing, Null, Nullable, Opaque, Shape

_Annotated: t.Any = type(t.Annotated[int, 0])
_shapes: dict[t.Any, Shape] = {}

_LISTS: dict[t.Any, t.Callable[[list[t.Any]], t.Any]] = {
    list: list,
    collections.abc.Sequence: list,
    collections.abc.Iterable: list,
    collections.abc.Collection: list,
    set: set,
    frozenset: frozenset,
    collections.abc.Set: set,
}
_MAPS = (dict, collections.abc.Mapping, collections.abc.MutableMapping)


def shape_of(tp: t.Any) -> Shape:
    """Return the shape of a type."""
    try:
        found = _shapes.get(tp)
    except TypeError:  # not hashable: Annotated with a list, for instance
        return _make(tp)
    if found is None:
        found = _shapes[tp] = _make(tp)
    return found


def struct_shape(cls: type[msgspec.Struct]) -> Record:
    """Return the shape of a model."""
    return t.cast("Record", shape_of(cls))


def _make(tp: t.Any) -> Shape:
    if isinstance(tp, Marker):
        return tp.shape
    if isinstance(tp, type) and not isinstance(tp, types.GenericAlias):
        return _make_class(tp)
    origin, arguments = t.get_origin(tp), t.get_args(tp)
    if tp in (t.Any, msgspec.Raw):
        return Anything()
    if tp is None:
        return Null()
    if tp in (t.Never, t.NoReturn):
        return Nothing()
    if isinstance(tp, _Annotated):
        return _make_annotated(arguments)
    if origin is t.Literal:
        values = tuple(value for value in arguments if value is not None)
        return Nullable(Choices(values)) if None in arguments else Choices(values)
    if origin in (t.Union, types.UnionType):
        return _make_union(arguments)
    return _make_container(tp, origin, arguments)


def _make_class(tp: type) -> Shape:
    if issubclass(tp, msgspec.Struct):
        return Record(tp, shape_of)
    if issubclass(tp, enum.Enum) and issubclass(tp, str | int):
        return Enumeration(tp)
    if tp is object:
        return Anything()
    if tp is types.NoneType:
        return Null()
    if tp in _LISTS or tp in _MAPS or tp is tuple:
        return _make_container(tp, tp, ())
    return ANY_SCALAR.get(tp) or Opaque(tp)


def _make_annotated(arguments: tuple[t.Any, ...]) -> Shape:
    tp, *notes = arguments
    for note in notes:
        if isinstance(note, Written):
            return WrittenShape(tp, note.pattern)
        if isinstance(note, EmptyList):
            return OrEmptyList(shape_of(note.inner), note.empty)
    return shape_of(tp)


def _make_union(arguments: tuple[t.Any, ...]) -> Shape:
    empty = (None, types.NoneType, msgspec.UnsetType)
    members = tuple(shape_of(tp) for tp in arguments if tp not in empty)
    shape = members[0] if len(members) == 1 else Choice(members)
    return Nullable(shape) if types.NoneType in arguments or None in arguments else shape


def _make_container(tp: t.Any, origin: t.Any, arguments: tuple[t.Any, ...]) -> Shape:
    if origin in _LISTS:
        return Items(tp, _LISTS[origin], shape_of(arguments[0] if arguments else t.Any))
    if origin in _MAPS:
        key, value = arguments or (str, t.Any)
        return Map(tp, shape_of(key), shape_of(value))
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return Items(tp, tuple, shape_of(arguments[0]))
        if arguments:
            return Places(tuple(map(shape_of, arguments)), None, exact=True)
        return Items(tp, tuple, Anything())
    return Opaque(tp)
