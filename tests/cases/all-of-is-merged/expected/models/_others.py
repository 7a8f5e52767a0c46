"""Types that are described, although nothing sends or receives them."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class Pet(_core.Model):
    id: int
    name: str | None = None
