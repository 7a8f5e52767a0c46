"""What `pets` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class Pet(_core.Model):
    labels: _core.EmptyListMap[str, str]
    owner: _core.EmptyListNone[Owner] | None = None


class Owner(_core.Model):
    name: str
