"""What `pets` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class CreatePetRequest(_core.Model):
    name: str
    nickname: str | None | _core.Omit = _core.OMIT
    age: int | None = None
