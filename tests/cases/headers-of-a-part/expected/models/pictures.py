"""What `pictures` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class HangRequest(_core.Model):
    files: list[bytes]
    label: HangRequestLabel | None = None


class HangRequestLabel(_core.Model):
    text: str | None = None
