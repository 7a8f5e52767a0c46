"""Whether a value is of a type, as a type checker would judge a caller who passes it."""

from __future__ import annotations

import collections.abc
import types
import typing as t
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from .arguments import Converter

_LISTS = (collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection, list)
_MAPS = (collections.abc.Mapping, dict)


class Fitting:
    """Judges arguments by the types of one package.

    `free` are names of members that are data: a typed dictionary need not know them.
    """

    def __init__(self, converter: Converter, free: Collection[str]) -> None:
        self._converter = converter
        self._free = free

    def misfit(self, value: t.Any, hint: t.Any) -> str | None:
        """Return what is wrong with `value`, or None."""
        options = self._converter.options(hint)
        found = [self._complaint(value, option) for option in options]
        if None in found:
            return None
        # The best is from the option that nearly fits: it names the place inside.
        return max((one for one in found if one), key=_closeness, default=None)

    def _complaint(self, value: t.Any, option: t.Any) -> str | None:
        origin = t.get_origin(option)
        match value:
            case _ if option in (t.Any, object):
                return None
            case _ if origin is t.Literal:
                is_listed = any(value == one and type(value) is type(one) for one in t.get_args(option))
                return None if is_listed else self._unlike(value, option)
            case dict() if t.is_typeddict(option):
                return self._typed_dict(value, option)
            case dict() if origin in _MAPS:
                inner = t.get_args(option)[1]
                return self._first((key, self.misfit(one, inner)) for key, one in value.items())
            case list() | tuple() if origin is tuple:
                return self._tuple(value, t.get_args(option))
            case list() | tuple() if origin in _LISTS:
                inner = t.get_args(option)[0]
                return self._first((key, self.misfit(one, inner)) for key, one in enumerate(value))
            case bool() if option in (int, float):
                return self._unlike(value, option)
            case int() if option is float:
                return None
            case _:
                return None if _is_instance(value, origin or option) else self._unlike(value, option)

    def _typed_dict(self, value: dict[str, t.Any], option: t.Any) -> str | None:
        members = self._converter.members(option)
        missing = self._converter.required(option) - value.keys()
        if missing:
            return f"{option.__name__} wants {sorted(missing)}"
        unknown = [key for key in value if key not in members and key not in self._free]
        if unknown:
            return f"{option.__name__} knows no {unknown[0]!r}"
        return self._first(
            (key, self.misfit(one, members[key])) for key, one in value.items() if key in members
        )

    def _tuple(self, value: Sequence[t.Any], inner: tuple[t.Any, ...]) -> str | None:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return self._first((key, self.misfit(one, inner[0])) for key, one in enumerate(value))
        if len(inner) != len(value):
            return f"{len(value)} items instead of {len(inner)}"
        pairs = enumerate(zip(value, inner, strict=True))
        return self._first((key, self.misfit(*pair)) for key, pair in pairs)

    def _first(self, found: Iterator[tuple[str | int, str | None]]) -> str | None:
        return next((f"{key}/{one}" for key, one in found if one), None)

    def _unlike(self, value: t.Any, option: t.Any) -> str:
        return f"{value!r:.60} is no {getattr(option, '__name__', option)!s:.60}"


def _closeness(complaint: str) -> tuple[int, bool]:
    return complaint.count("/"), " is no " not in complaint


def _is_instance(value: t.Any, kind: t.Any) -> bool:
    if kind is msgspec.UnsetType:
        return value is msgspec.UNSET
    if kind is types.NoneType or kind is None:
        return value is None
    if t.is_typeddict(kind):
        return False
    # What is no class of its own (a type variable, a protocol) is for the type checker to judge.
    is_class = isinstance(kind, type) and not getattr(kind, "_is_protocol", False)
    return not is_class or isinstance(value, kind)


def unknown_members(value: t.Any, core: t.Any, free: Collection[str]) -> Iterator[str]:
    """Yield the members inside a decoded value that belong to no field, and are no data either."""
    match value:
        case core.Model():
            for key in core.extra(value):
                if key not in free:
                    yield f"{type(value).__name__} has no field for {key!r}"
            for name in value.__struct_fields__:
                yield from unknown_members(getattr(value, name), core, free)
        case Mapping():
            for one in value.values():
                yield from unknown_members(one, core, free)
        case list() | tuple():
            for one in value:
                yield from unknown_members(one, core, free)
        case _:
            pass
