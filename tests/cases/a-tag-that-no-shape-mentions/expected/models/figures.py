"""What `figures` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class Circle(_core.Model):
    kind: t.Literal["round"]
    radius: float


class Square(_core.Model):
    kind: t.Literal["box", "tile"] | None = None
    side: float
    edge: Line | None = None


class Line(_core.Model):
    kind: t.Literal["line"] = _core.always("line")
    length: float | None = None


if t.TYPE_CHECKING:
    Figure: t.TypeAlias = Circle | Square | Line | dict[str, t.Any]
else:
    Figure = _core.union(
        "Figure",
        lambda: (Circle, Square, Line),
        tag="kind",
        tags={"round": 0, "box": 1, "tile": 1, "line": 2},
    )
