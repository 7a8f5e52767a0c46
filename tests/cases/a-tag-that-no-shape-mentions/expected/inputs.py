"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from . import models


class CircleDict(t.TypedDict):
    kind: t.Literal["round"]
    radius: float


class SquareDict(t.TypedDict):
    kind: t.NotRequired[t.Literal["box", "tile"]]
    side: float
    edge: t.NotRequired[models.Line | LineDict]


class LineDict(t.TypedDict):
    kind: t.NotRequired[t.Literal["line"]]
    length: t.NotRequired[float]
