"""Open enumerations: a value that the description does not list is a member too.

Public: `StrEnum`, `IntEnum`, `is_known`. An unknown member compares, hashes, prints, copies, pickles
and is written back like its value; its name is its value, and it is not listed by iteration.
"""

from __future__ import annotations

import enum
import typing as t

_CACHE_SIZE = 256
_CACHE_LENGTH = 64

# Unknown members by class and value. Each class keeps a bounded number of them, so that
# a server which invents values cannot make its clients grow; the others are made anew.
_unknown: dict[type[enum.Enum], dict[t.Any, t.Any]] = {}


class StrEnum(enum.StrEnum):
    """A text from a list that may grow."""

    @classmethod
    def _missing_(cls, value: object) -> t.Self | None:
        if not isinstance(value, str):
            return None
        return _pseudo(cls, value, lambda: str.__new__(cls, value))

    def __repr__(self) -> str:
        return _repr(self)

    def __reduce_ex__(self, protocol: t.Any) -> tuple[t.Any, ...]:
        return type(self), (str(self.value),)


class IntEnum(enum.IntEnum):
    """A whole number from a list that may grow."""

    @classmethod
    def _missing_(cls, value: object) -> t.Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return _pseudo(cls, value, lambda: int.__new__(cls, value))

    def __repr__(self) -> str:
        return _repr(self)

    def __reduce_ex__(self, protocol: t.Any) -> tuple[t.Any, ...]:
        return type(self), (int(self.value),)


_E = t.TypeVar("_E", bound=enum.Enum)


def is_known(member: enum.Enum) -> bool:
    """Whether the description lists this member."""
    return member.name in type(member).__members__ and type(member)[member.name] is member


def _pseudo(cls: type[_E], value: str | int, new: t.Callable[[], _E]) -> _E:
    cache = _unknown.setdefault(cls, {})
    found: _E | None = cache.get(value)
    if found is not None:
        return found
    member = new()
    text = _text(value)
    # The name is what logs and debuggers show; a known member can have that name as well,
    # which is why `is_known` compares identity.
    member._name_ = text if len(text) <= _CACHE_LENGTH else text[: _CACHE_LENGTH - 1] + "…"
    member._value_ = value
    if len(cache) < _CACHE_SIZE and len(text) <= _CACHE_LENGTH:
        return t.cast("_E", cache.setdefault(value, member))
    return member


def _text(value: str | int) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than the interpreter is willing to print
        return "a very large number"


def _repr(member: enum.Enum) -> str:
    name = type(member).__name__
    if is_known(member):
        return f"<{name}.{member.name}: {member.value!r}>"
    return f"<{name} {member.value!r}, unknown>"
