"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t


class CreateTokenRequestNameDict(t.TypedDict):
    name: str


class CreateTokenRequestGuestDict(t.TypedDict):
    name: str
    kind: t.Literal["guest"]


class CreateTokenRequestLocalDict(t.TypedDict):
    pin: int
    kind: t.Literal["local"]
