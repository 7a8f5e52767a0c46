"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t
from collections.abc import Sequence

from . import _core, models


class HangRequestDict(t.TypedDict):
    files: Sequence[_core.AsyncContent | _core.Upload]
    label: t.NotRequired[models.HangRequestLabel | HangRequestLabelDict]


class HangRequestLabelDict(t.TypedDict):
    text: t.NotRequired[str]
