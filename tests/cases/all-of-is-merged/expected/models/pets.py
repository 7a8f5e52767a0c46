"""What `pets` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class Dog(_core.Model):
    """A dog."""

    id: int
    name: str
    bark: str | None = None
