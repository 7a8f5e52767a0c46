"""What `items` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class ListItemsNear(_core.Model):
    lat: float | None = None


Ids: t.TypeAlias = list[int]


Words: t.TypeAlias = list[str]
