"""What `users` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class User(_core.Model):
    id: int
    """Read only."""
    name: str


class UserInput(_core.Model):
    name: str
    password: str
    """Only sent, never received."""
