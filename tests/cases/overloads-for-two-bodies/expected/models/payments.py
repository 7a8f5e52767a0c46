"""What `payments` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class CreatePaymentRequestIban(_core.Model):
    iban: str
    note: str | None = None


class CreatePaymentRequestCard(_core.Model):
    card: str
    note: str | None = None


if t.TYPE_CHECKING:
    CreatePaymentRequest: t.TypeAlias = (
        CreatePaymentRequestIban | CreatePaymentRequestCard
    )
else:
    CreatePaymentRequest = _core.union(
        "CreatePaymentRequest",
        lambda: (CreatePaymentRequestIban, CreatePaymentRequestCard),
    )
