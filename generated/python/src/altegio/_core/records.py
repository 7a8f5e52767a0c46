"""Objects, lists, maps and tuples: what becomes of the whole when a part does not fit.

Internal. An object that msgspec refuses is taken apart: each part that fits is read by msgspec, the
others are repaired or kept, and the object is built from them without another check.
"""

from __future__ import annotations

import typing as t
from functools import cached_property

import msgspec
import msgspec.structs

from .issues import At, Issues, Key
from .model import Model, any_extra, extra_type, kept_extra, wire_items
from .reach import Reach
from .scalars import Choices
from .shapes import MAX_CHAIN, MISS, Box, Nullable, Shape, dec_hook, wire

is_written_in_its_own_way = Reach(lambda shape: shape.has_own_way)
contains_records = Reach(lambda shape: isinstance(shape, Record))


class Member(t.NamedTuple):
    """A field of a record."""

    name: str
    wire: str
    shape: Shape
    required: bool


class Record(Shape):
    """An object with known members."""

    kinds = (dict,)
    rank = 10

    def __init__(self, cls: type[msgspec.Struct], shape_of: t.Callable[[t.Any], Shape]) -> None:
        self.cls: t.Any = cls
        self.expects = f"object ({cls.__name__})"
        self.shape_of = shape_of
        self.extra = extra_type(cls)

    # A record may contain itself, so its members are looked at when they are first needed.
    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The fields, in the order of the description."""
        return tuple(
            Member(field.name, field.encode_name, self.shape_of(field.type), field.required)
            for field in msgspec.structs.fields(self.cls)
        )

    @cached_property
    def by_name(self) -> dict[str, Shape]:
        """The shape of each field, by Python name."""
        return {member.name: member.shape for member in self.members}

    @cached_property
    def by_wire(self) -> dict[str, Shape]:
        """The shape of each field, by wire name."""
        return {member.wire: member.shape for member in self.members}

    @cached_property
    def required(self) -> frozenset[str]:
        """The wire names that must be there."""
        return frozenset(member.wire for member in self.members if member.required)

    @cached_property
    def constants(self) -> tuple[tuple[str, Shape], ...]:
        """The members that can only have listed values: they tell records apart."""
        return tuple((m.wire, m.shape) for m in self.members if isinstance(m.shape, Choices))

    def contradicts(self, raw: t.Mapping[str, t.Any]) -> bool:
        """Whether some member of `raw` has none of its listed values."""
        return any(
            name in raw and shape.strict(raw[name]) is MISS for name, shape in self.constants
        )

    @cached_property
    def extra_shape(self) -> Shape | None:
        """The shape of further members, if the description speaks of them."""
        return self.shape_of(self.extra()) if self.extra else None

    @cached_property
    def finish_all(self) -> t.Callable[[t.Sequence[t.Any]], None]:
        """Does what is left to do to many objects after msgspec."""
        from .finishing import finisher_of_many

        return finisher_of_many(self)

    def unfinished(self, raw: t.Any) -> t.Any:
        """Return what msgspec makes of it, or MISS."""
        try:
            return msgspec.convert(raw, self.cls, dec_hook=dec_hook, str_keys=True)
        except (msgspec.ValidationError, ValueError):  # the first is a ValueError since 0.21 only
            return MISS

    def strict(self, raw: t.Any) -> t.Any:
        value = self.unfinished(raw)
        if value is not MISS:
            try:
                self.finish_all((value,))
            except ValueError:
                return MISS
        return value

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        if type(raw) is dict and issues.chain < MAX_CHAIN:
            value = self.strict(raw)
            if value is not MISS:
                return value
        return self.take_apart(raw, at, issues)

    def take_apart(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        """Read an object that msgspec refuses, member by member."""
        if type(raw) is not dict:
            issues.add(at, self.expects, raw, self.kind_of(raw))
            return None if raw == [] else raw
        issues.chain += 1
        values: dict[str, t.Any] = {}
        members = t.cast("dict[str, t.Any]", raw)
        for name, wire_name, shape, required in self.members:
            here = (at, wire_name)
            if wire_name in members:
                values[name] = shape.read(members[wire_name], here, issues)
            elif required:
                issues.add(here, shape.expects, None, "missing")
                values[name] = None
        issues.chain -= 1
        return self.cls(**values)

    @cached_property
    def writers(self) -> dict[str, Shape]:
        """The shapes of the fields that are not written in the standard way, by Python name."""
        return {m.name: m.shape for m in self.members if is_written_in_its_own_way(m.shape)}

    @cached_property
    def nested(self) -> dict[str, Shape]:
        """The shapes of the fields that may hold records, by Python name."""
        return {m.name: m.shape for m in self.members if contains_records(m.shape)}

    def write(self, value: t.Any) -> t.Any:
        if value.__class__ is self.cls:
            own_way = self.writers or (any_extra() and _holds_extra(value, self))
            return self.written(value) if own_way else value
        if isinstance(value, dict):
            shapes = self.by_wire
            return {
                key: shapes[key].write(inner) if key in shapes else wire(inner)
                for key, inner in t.cast("dict[str, t.Any]", value).items()
                if inner is not msgspec.UNSET
            }
        return wire(value)

    def written(self, model: msgspec.Struct) -> dict[str, t.Any]:
        """Return the members of a model of this shape under their wire names, as they are written."""
        shapes = {**self.writers, **self.nested} if any_extra() else self.writers
        written = {
            wire_name: shapes[name].write(inner) if name in shapes else inner
            for name, wire_name, inner in wire_items(model)
        }
        if isinstance(model, Model):
            written |= {key: wire(inner) for key, inner in (kept_extra(model) or {}).items()}
        return written

    def inner(self) -> t.Iterable[Shape]:
        return (member.shape for member in self.members)


def unknown_members(shape: Shape, raw: t.Any, depth: int = 4) -> int:
    """Return how many members of members of `raw` no record at their place knows."""
    if isinstance(shape, Nullable):
        return unknown_members(shape.one, raw, depth)
    if not depth:
        return 0
    kind: type = raw.__class__
    if isinstance(shape, Items) and kind is list:
        items = t.cast("list[t.Any]", raw)
        return sum(unknown_members(shape.item, item, depth) for item in items[:4])
    if not isinstance(shape, Record) or kind is not dict:
        return 0
    members = t.cast("dict[str, t.Any]", raw)
    own = 0 if shape.extra else len(members.keys() - shape.by_wire.keys())
    return own + sum(
        unknown_members(inner, members[name], depth - 1)
        for name, inner in shape.by_wire.items()
        if name in members
    )


def _holds_extra(value: t.Any, record: Record | None = None) -> bool:
    """Whether some model inside `value` has members that are not fields."""
    if isinstance(value, Model):
        if kept_extra(value):
            return True
        from .compile import struct_shape

        record = record or struct_shape(type(value))
        return any(_holds_extra(getattr(value, name)) for name in record.nested)
    if isinstance(value, dict):
        return any(map(_holds_extra, t.cast("dict[str, t.Any]", value).values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_extra, t.cast("t.Sequence[t.Any]", value)))
    return False


class Items(Shape):
    """A list (or a set, or a tuple of any length)."""

    expects = "array"
    kinds = (list,)
    rank = 12

    def __init__(self, tp: t.Any, make: t.Callable[[list[t.Any]], t.Any], item: Shape) -> None:
        self.tp = tp
        self.make = make
        self.item = item

    @cached_property
    def box(self) -> Box:
        """Reads the whole list at once."""
        return Box(self.tp, finish_of(self))

    def strict(self, raw: t.Any) -> t.Any:
        return self.box.strict(raw) if type(raw) is list else MISS

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        items = _listed(raw)
        if items is None:
            return self.keep(raw, at, issues)
        if items is not raw:
            issues.add(at, self.expects, raw, "type", repaired=True)
        if isinstance(self.item, Record):
            read = self._read_records(self.item, items, at, issues)
        else:
            value = self.strict(items) if issues.chain < MAX_CHAIN else MISS
            if value is not MISS:
                return value
            read = [self.item.read(item, (at, n), issues) for n, item in enumerate(items)]
        try:
            return self.make(read)
        except TypeError:  # a set, and an item that was kept cannot be in one
            return read

    def _read_records(
        self, record: Record, items: list[t.Any], at: At, issues: Issues
    ) -> list[t.Any]:
        """Let msgspec read the objects that fit, finish those together, take the others apart.

        The whole list is not tried first: with a few bad items, half of it would be read in vain.
        """
        if issues.chain < MAX_CHAIN:
            read = [record.unfinished(item) for item in items]
            try:
                record.finish_all([value for value in read if value is not MISS])
            except ValueError:  # one of them has a list where only an empty one means something
                pass
            else:
                return [
                    record.take_apart(item, (at, n), issues) if value is MISS else value
                    for n, (item, value) in enumerate(zip(items, read, strict=True))
                ]
        return [record.read(item, (at, n), issues) for n, item in enumerate(items)]

    def write(self, value: t.Any) -> t.Any:
        if isinstance(value, str | bytes | dict) or not isinstance(value, t.Iterable):
            return wire(value)
        items = t.cast("t.Collection[t.Any]", value)
        return [self.item.write(item) for item in items]

    def inner(self) -> t.Iterable[Shape]:
        return (self.item,)


class Map(Shape):
    """An object whose keys are data."""

    expects = "object"
    kinds = (dict,)
    rank = 14

    def __init__(self, tp: t.Any, key: Shape, value: Shape) -> None:
        self.tp = tp
        self.key = key
        self.value = value

    @cached_property
    def box(self) -> Box:
        """Reads the whole map at once."""
        return Box(self.tp, finish_of(self))

    def strict(self, raw: t.Any) -> t.Any:
        return self.box.strict(raw) if type(raw) is dict else MISS

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        if type(raw) is not dict:
            if raw != []:
                return self.keep(raw, at, issues)
            issues.add(at, self.expects, raw, "type", repaired=True)
            return {}
        if issues.chain < MAX_CHAIN:
            value = self.strict(raw)
            if value is not MISS:
                return value
        return {
            self._read_key(key): self.value.read(inner, (at, Key(key)), issues)
            for key, inner in t.cast("dict[str, t.Any]", raw).items()
        }

    def _read_key(self, key: str) -> t.Any:
        # JSON has no other keys than texts, so a number as text is not worth an issue here.
        value = self.key.read(key, None, Issues())
        return key if value is None else value

    def write(self, value: t.Any) -> t.Any:
        if not isinstance(value, dict):
            return wire(value)
        members = t.cast("dict[str, t.Any]", value)
        return {key: self.value.write(inner) for key, inner in members.items()}

    def inner(self) -> t.Iterable[Shape]:
        return (self.value,)


class Places(Shape):
    """A list whose first places have types of their own; without `rest` there are no others.

    A list may be shorter: `prefixItems` of JSON Schema demands nothing else. When `exact`, as
    msgspec reads a fixed tuple, another length is reported.
    """

    kinds = (list,)
    rank = 11

    def __init__(self, places: tuple[Shape, ...], rest: Shape | None, *, exact: bool) -> None:
        self.places = places
        self.rest = rest
        self.exact = exact
        self.expects = f"array of {len(places)}" + (" or more" if rest else "")

    def strict(self, raw: t.Any) -> t.Any:
        if type(raw) is not list:
            return MISS
        items = t.cast("t.Sequence[t.Any]", raw)
        if self._is_odd(len(items)):
            return MISS
        values = tuple(self._at(n).strict(item) for n, item in enumerate(items))
        return MISS if any(value is MISS for value in values) else values

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        items = _listed(raw)
        if items is None:
            return self.keep(raw, at, issues)
        if items is not raw:
            issues.add(at, self.expects, raw, "type", repaired=True)
        elif self._is_odd(len(items)):
            issues.add(at, self.expects, raw, "size")
        return tuple(self._at(n).read(item, (at, n), issues) for n, item in enumerate(items))

    def write(self, value: t.Any) -> t.Any:
        if not isinstance(value, list | tuple):
            return wire(value)
        items = t.cast("t.Sequence[t.Any]", value)
        return [self._at(n).write(item) for n, item in enumerate(items)]

    def inner(self) -> t.Iterable[Shape]:
        return (*self.places, *((self.rest,) if self.rest else ()))

    def _at(self, place: int) -> Shape:
        if place < len(self.places):
            return self.places[place]
        return self.rest or Shape()

    def _is_odd(self, length: int) -> bool:
        if length > len(self.places):
            return self.rest is None
        return self.exact and length < len(self.places)


def _listed(raw: t.Any) -> list[t.Any] | None:
    """Return `raw` if it is a list, or the list that a map with the keys 0, 1, 2 … stands for."""
    kind: type = raw.__class__
    if kind is list:
        return t.cast("list[t.Any]", raw)
    if kind is dict:
        members = t.cast("dict[str, t.Any]", raw)
        if list(members) == [str(n) for n in range(len(members))]:
            return list(members.values())
    return None


def finish_of(shape: Shape) -> t.Callable[[t.Any], t.Any] | None:
    """Return what is left to do after msgspec has read a value of this shape."""
    from .finishing import finisher

    return finisher(shape)
