"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from . import models

PaymentDict = t.TypedDict(
    "PaymentDict",
    {
        "kind": 't.NotRequired[models.PaymentKind | t.Literal["card", "transfer"]]',
        "card": "t.NotRequired[str]",
        "account": "t.NotRequired[str]",
        "note": "t.NotRequired[str]",
        "class": "t.NotRequired[str]",
    },
)
"""Money that moves. With `note`, `kind` and `class` are needed. Where `kind` is
`"card"`, `card` is needed; otherwise `account` is needed. Never `card` with `account`.
"""
