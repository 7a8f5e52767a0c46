"""What `pets` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class Pet(_core.Model):
    status: Status


class Status(_core.StrEnum):
    """Where the pet is."""

    AVAILABLE = "available"
    SOLD_OUT = "sold-out"
    ON_HOLD = "on hold"
    CLASS = "class"
