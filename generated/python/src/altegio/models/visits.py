"""What `visits` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core
from ._shared import Attendance, FastPayment


class VisitUpdate(_core.Model):
    """What to change about a visit.

    To change only the attendance send `attendance` and the comment as it is; `visit_id`
    and `comment` are in the record.
    """

    attendance: Attendance
    """What became of the visit."""
    comment: str
    """Note on the visit. It replaces the old one, so send that again to keep it."""
    new_transactions: list[dict[str, t.Any]] | None = None
    """Payments to add. The shape of an item is not documented well enough to be
    typed.
    """
    deleted_transaction_ids: list[int] | None = None
    """Payments to remove."""
    goods_transactions: list[dict[str, t.Any]] | None = None
    """Goods sold during the visit. The shape of an item is not documented well enough
    to be typed.
    """
    services: list[dict[str, t.Any]] | None = None
    """Services of the visit. The shape of an item is not documented well enough to be
    typed.
    """
    fast_payment: FastPayment | None = None
    """Pay for the whole visit in the same call. Absent means no payment."""


class VisitEnvelope(_core.Model):
    """The answer to a change of a visit.

    The vendor documents no shape for it.
    """

    success: bool
    """False for an error, even in an answer with status 200."""
    data: t.Any = None
    """What the vendor says about the visit; not documented."""
    meta: _core.EmptyListMap[str, t.Any] | None = None
    """Empty, as a list."""
