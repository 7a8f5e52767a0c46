"""What `pets` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class ListPetsResponse(_core.Model):
    items: list[Pet]
    total: int | None = None


class Pet(_core.Model):
    name: str
