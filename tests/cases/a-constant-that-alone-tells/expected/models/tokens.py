"""What `tokens` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class CreateTokenRequestName(_core.Model):
    name: str


class CreateTokenRequestGuest(_core.Model):
    name: str
    kind: t.Literal["guest"]


class CreateTokenRequestLocal(_core.Model):
    pin: int
    kind: t.Literal["local"]


if t.TYPE_CHECKING:
    CreateTokenRequest: t.TypeAlias = (
        CreateTokenRequestName | CreateTokenRequestGuest | CreateTokenRequestLocal
    )
else:
    CreateTokenRequest = _core.union(
        "CreateTokenRequest",
        lambda: (
            CreateTokenRequestName,
            CreateTokenRequestGuest,
            CreateTokenRequestLocal,
        ),
    )
