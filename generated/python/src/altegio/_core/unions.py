"""Unions that msgspec alone cannot read.

Public: `union(name, variants, tag=None, tags=None)`, for several kinds of objects, `datetime | str`,
an enumeration beside a text, several kinds of lists, and for any type that contains itself
(one variant is enough: `union("Tree", lambda: (dict[str, Tree],))`).

    if t.TYPE_CHECKING:
        Owner: t.TypeAlias = Person | Robot | dict[str, t.Any]
    else:
        Owner = _core.union("Owner", lambda: (Person, Robot), tag="kind", tags={"p": 0, "r": 1})

`tag` is the wire name of the member that tells objects apart, `tags` the place of the variant for each
of its values. An object with an unknown tag stays the dict it came as, without an issue: the type
says so. Which variant is taken without a tag is said in `choices`. The result stands in
annotations alone, in a list, as values of a map, and beside None.
"""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

from .choices import Choice
from .markers import Deferred
from .shapes import Null, Nullable, Shape, marker


def union(
    name: str,
    variants: Callable[[], tuple[t.Any, ...]],
    *,
    tag: str | None = None,
    tags: Mapping[str | int, int] | None = None,
) -> t.Any:
    """Make the type of a union; `variants` is called when it is first needed."""
    from .compile import shape_of

    def make() -> Shape:
        shapes = [shape_of(variant) for variant in variants()]
        if len(shapes) == 1:
            return shapes[0]
        choice = Choice(tuple(_bare(shape) for shape in shapes), tag, tags)
        return Nullable(choice) if any(isinstance(s, Nullable | Null) for s in shapes) else choice

    return marker(name, Deferred(make, 15))


def _bare(shape: Shape) -> Shape:
    return shape.one if isinstance(shape, Nullable) else shape
