"""What a type looks like on the wire: how it is read strictly, read with mercy, and written.

Internal. `shape_of(type)` is the way in. Strict reading says nothing but yes or no, and agrees with
msgspec; `read` never fails: it repairs what it can without a loss, keeps what it cannot as it came,
and reports each misfit once. Shapes are only needed when msgspec refuses a payload, for the types
it does not know, and for values that are not written in the standard way.
"""

from __future__ import annotations

import typing as t

import msgspec

from .issues import At, Issues, Kind


class Missed:
    """The answer of a strict reading that failed."""


MISS: t.Final = Missed()

JSON_TYPES: t.Final = (dict, list, str, int, float, bool)

MAX_CHAIN: t.Final = 12
"""How many levels of a failing object are tried with msgspec before its parts are read one by one."""


class Shape:
    """One type. `kinds` are the JSON types that it reads without repair, `expects` names it."""

    expects: str = "anything"
    kinds: tuple[type, ...] = JSON_TYPES
    rank: int = 50
    """In a union, shapes of a lower rank are asked first."""
    has_own_way: bool = False
    """Whether `write` does more than msgspec would."""

    def strict(self, raw: t.Any) -> t.Any:
        """Return the value, or MISS."""
        return raw

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        """Return the value, or what comes nearest, and report what does not fit."""
        return raw

    def write(self, value: t.Any) -> t.Any:
        """Return the value as msgspec should write it."""
        return wire(value)

    def inner(self) -> t.Iterable[Shape]:
        """The shapes that this one is made of."""
        return ()

    def takes(self, value: t.Any) -> bool:
        """Whether `value` is of the one class that this shape writes in a way of its own."""
        return False

    def kind_of(self, raw: t.Any) -> Kind:
        """Say how `raw` misses this shape."""
        if raw is None:
            return "null"
        return "format" if type(raw) in self.kinds else "type"

    def keep(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        """Return `raw` as it came and report it."""
        issues.add(at, self.expects, raw, self.kind_of(raw))
        return raw


class Anything(Shape):
    """Any JSON value."""


class Nothing(Shape):
    """No value can be right."""

    expects = "nothing"
    kinds = ()

    def strict(self, raw: t.Any) -> t.Any:
        return MISS

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        return self.keep(raw, at, issues)


class Null(Shape):
    """Only null."""

    expects = "null"
    kinds = ()

    def strict(self, raw: t.Any) -> t.Any:
        return None if raw is None else MISS

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        return None if raw is None else self.keep(raw, at, issues)


class Opaque(Shape):
    """A type that only msgspec knows."""

    def __init__(self, tp: t.Any) -> None:
        self.expects = getattr(tp, "__name__", str(tp))
        self.box = Box(tp)

    def strict(self, raw: t.Any) -> t.Any:
        return self.box.strict(raw)

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        value = self.strict(raw)
        return self.keep(raw, at, issues) if value is MISS else value


class Nullable(Shape):
    """`inner`, or null."""

    def __init__(self, inner: Shape) -> None:
        self.one = inner

    # Asked for when needed, because `inner` may be a type that contains this one.
    @property
    def expects(self) -> str:  # type: ignore[override]  # only read
        return self.one.expects

    @property
    def kinds(self) -> tuple[type, ...]:  # type: ignore[override]
        return self.one.kinds

    def strict(self, raw: t.Any) -> t.Any:
        return None if raw is None else self.one.strict(raw)

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        if raw is None:
            return None
        before = len(issues.found)
        value = self.one.read(raw, at, issues)
        if value is None:
            issues.lost_nothing(before)
        return value

    def write(self, value: t.Any) -> t.Any:
        return None if value is None else self.one.write(value)

    def inner(self) -> t.Iterable[Shape]:
        return (self.one,)


class Box:
    """Converts to one type, quickly: a Struct keeps what msgspec works out about its field's type."""

    __slots__ = ("cls", "finish")

    def __init__(self, tp: t.Any, finish: t.Callable[[t.Any], t.Any] | None = None) -> None:
        self.cls: t.Any = msgspec.defstruct("Box", [("value", tp)])
        self.finish = finish

    def strict(self, raw: t.Any) -> t.Any:
        """Return the value, or MISS."""
        try:
            box = msgspec.convert({"value": raw}, self.cls, dec_hook=dec_hook, str_keys=True)
            return self.finish(box.value) if self.finish is not None else box.value
        except (msgspec.ValidationError, ValueError):  # the first is a ValueError since 0.21 only
            return MISS


class Marker(type):
    """The class of types that msgspec does not know and hands to `dec_hook`.

    Such a type stands in annotations: alone, in a list or a map, or beside None. It has `shape`, and
    `accepted`, the classes of its values (msgspec checks them, and so may a caller).
    """

    accepted: tuple[type, ...] | type
    shape: Shape

    def __instancecheck__(cls, instance: t.Any) -> bool:
        return isinstance(instance, cls.accepted)


def marker(name: str, shape: Shape, accepted: tuple[type, ...] | type = object) -> t.Any:
    """Make a type that is read and written as `shape` says."""
    return Marker(name, (), {"shape": shape, "accepted": accepted, "__slots__": ()})


def dec_hook(tp: t.Any, raw: t.Any) -> t.Any:
    """Read a value of a type that msgspec does not know (msgspec calls this)."""
    value = tp.shape.strict(raw)
    if value is MISS:
        raise ValueError(f"Expected {tp.shape.expects}")
    return value


def wire(value: t.Any) -> t.Any:
    """Return a value of no particular type as msgspec should write it."""
    from .compile import struct_shape

    if isinstance(value, msgspec.Struct):
        return struct_shape(type(value)).write(value)
    match value:
        case dict():
            members = t.cast("dict[str, t.Any]", value)
            return {key: wire(v) for key, v in members.items() if v is not msgspec.UNSET}
        case list() | tuple():
            items = t.cast("t.Sequence[t.Any]", value)
            return [wire(item) for item in items]
        case _:
            return value
