"""What the API sends by itself."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core
from .records import Record


class RecordEvent(_core.Model):
    """Something happened to a record.

    Events have no identifier of their own and no signature, may come twice, and are not
    sent again when your answer is not 2xx.
    """

    company_id: int
    """Identifier of the location. Example: `100200`."""
    resource: t.Literal["record"]
    """What the event is about: always `record` here. The same address receives events
    about other things (clients, goods, payments) if their switches are on. Example:
    `"record"`.
    """
    resource_id: int
    """Identifier of the record; the same number as `data.id`. Example: `900000001`."""
    status: EventStatus
    data: Record
    """The record after the event."""


class EventStatus(_core.StrEnum):
    """What happened to the record.

    A change of attendance arrives as `update`.
    """

    CREATE = "create"
    """The record is new."""
    UPDATE = "update"
    """Something about it changed, attendance included."""
    DELETE = "delete"
    """It was deleted."""
