"""What `payments` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class Payment(_core.Model, rename={"class_": "class"}):
    """Money that moves. With `note`, `kind` and `class_` are needed. Where `kind` is
    `"card"`, `card` is needed; otherwise `account` is needed. Never `card` with
    `account`.
    """

    kind: PaymentKind | None = None
    card: str | None = None
    account: str | None = None
    note: str | None = None
    class_: str | None = None


class PaymentKind(_core.StrEnum):
    CARD = "card"
    TRANSFER = "transfer"


class Receipt(_core.Model):
    """At least one of `number` or `code` with `link` is needed."""

    number: int | None = None
    code: str | None = None
    link: str | None = None
