"""Types for annotations that msgspec alone cannot read.

Public: `EmptyListMap[K, V]`, `EmptyListNone[T]`, `Nothing`, `array(name, places, rest)`. For type checkers
they are `dict[K, V]`, `T | None`, `Never` and, said by the generated module, a tuple.
"""

from __future__ import annotations

import threading
import typing as t
from collections.abc import Callable
from functools import cache

import msgspec

from . import shapes
from .issues import At, Issues
from .shapes import Shape, marker

_K = t.TypeVar("_K")
_V = t.TypeVar("_V")


# One thread makes shapes at a time; it may come back to a shape that it is making.
_making = threading.RLock()


class Deferred(Shape):
    """A shape that is made when it is first needed: its types may not exist before."""

    def __init__(self, make: Callable[[], Shape], rank: int) -> None:
        self._make = make
        self._shape: Shape | None = None
        self._is_making = False
        self.rank = rank

    @property
    def shape(self) -> Shape:
        """The shape itself."""
        if self._shape is not None:
            return self._shape
        with _making:
            if self._shape is None:
                if self._is_making:
                    return _ITSELF
                self._is_making = True
                self._shape = self._make()
                # Each value that msgspec hands over goes this way, so it is made short.
                self.__dict__["strict"] = self._shape.strict
        return self._shape

    @property
    def expects(self) -> str:  # type: ignore[override]  # read only, which is all that we do
        return self.shape.expects

    @property
    def kinds(self) -> tuple[type, ...]:  # type: ignore[override]
        return self.shape.kinds

    def strict(self, raw: t.Any) -> t.Any:
        return self.shape.strict(raw)

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        return self.shape.read(raw, at, issues)

    def write(self, value: t.Any) -> t.Any:
        return self.shape.write(value)

    def takes(self, value: t.Any) -> bool:
        return self.shape.takes(value)

    def inner(self) -> t.Iterable[Shape]:
        return (self.shape,)


_ITSELF: t.Final = shapes.Nothing()
"""Stands for a union inside itself while it is made: `U = A | U` is `A`."""


class OrEmptyList(Shape):
    """`inner`, or `[]` where the server has nothing to say: PHP writes an empty map so."""

    def __init__(self, inner: Shape, empty: Callable[[], t.Any]) -> None:
        self.one = inner
        self.empty = empty
        self.kinds = (*inner.kinds, list)
        self.expects = inner.expects
        self.rank = inner.rank

    def strict(self, raw: t.Any) -> t.Any:
        return self.empty() if raw == [] else self.one.strict(raw)

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        return self.empty() if raw == [] else self.one.read(raw, at, issues)

    def write(self, value: t.Any) -> t.Any:
        return None if value is None else self.one.write(value)

    def inner(self) -> t.Iterable[Shape]:
        return (self.one,)


class EmptyList(msgspec.Struct, frozen=True):
    """Says, inside `Annotated`, that msgspec reads `inner` or a list; `finishing` does the rest."""

    inner: t.Any
    empty: Callable[[], t.Any]


@cache
def _empty_list_map(key: t.Any, value: t.Any) -> t.Any:
    inner = dict[key, value]
    return t.Annotated[inner | list[t.Any], EmptyList(inner, dict)]


@cache
def _empty_list_none(inner: t.Any) -> t.Any:
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        either: t.Any = inner | list[t.Any]
        return t.Annotated[either, EmptyList(inner, _none)]
    from .compile import shape_of

    return marker("EmptyListNone", Deferred(lambda: OrEmptyList(shape_of(inner), _none), 10))


def _none() -> None:
    return None


if t.TYPE_CHECKING:
    Nothing: t.TypeAlias = t.Never
    EmptyListMap: t.TypeAlias = dict[_K, _V]
    EmptyListNone: t.TypeAlias = _V | None
else:
    Nothing = marker("Nothing", shapes.Nothing())

    class EmptyListMap:
        """A map that an API may send as `[]` when it is empty."""

        def __class_getitem__(cls, arguments: tuple[t.Any, t.Any]) -> t.Any:
            return _empty_list_map(*arguments)

    class EmptyListNone:
        """A record that an API may send as `[]` when there is none; it reads as None."""

        def __class_getitem__(cls, inner: t.Any) -> t.Any:
            return _empty_list_none(inner)


def array(name: str, places: Callable[[], tuple[t.Any, ...]], rest: bool = False) -> t.Any:
    """Make the type of a list whose first places have types of their own; it reads as a tuple.

    With `rest`, the last type is that of all further places.
    """
    from .compile import shape_of
    from .records import Places

    def make() -> Shape:
        shapes = tuple(map(shape_of, places()))
        if rest:
            return Places(shapes[:-1], shapes[-1], exact=False)
        return Places(shapes, None, exact=False)

    return marker(name, Deferred(make, 11), tuple)
