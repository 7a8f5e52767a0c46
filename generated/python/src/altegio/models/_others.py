"""Types that are described, although nothing sends or receives them."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core
from ._shared import Attendance
from .records import CustomFields, CustomFieldValue


class BookingOptions(_core.Model):
    """What either kind of booking may say in addition."""

    save_if_busy: bool | None = None
    """Whether to save although the team member is busy or not working at that time.
    False, or absent: the call fails instead.
    """
    send_sms: bool | None = None
    """Whether to send the client an SMS about the booking. Absent means no."""
    sms_remain_hours: int | None = None
    """**Hours** before the session at which to remind the client by SMS; 0 for not at
    all. The default when absent is not documented; one reseller says 1. At least 0.
    Example: `4`.
    """
    email_remain_hours: int | None = None
    """**Hours** before the session at which to remind the client by e-mail; 0 for not
    at all. The default when absent is not documented; one reseller says 12. At least 0.
    Example: `24`.
    """
    comment: str | None = None
    """Note on the appointment. Example: `"Entrance from the yard."`."""
    attendance: Attendance | None = None
    """What became of the visit. Absent on a new booking means waiting (0)."""
    api_id: str | None = None
    """Identifier in your own system. Neither unique nor searchable, so it does not
    protect against booking twice. One client program reports that text which is no
    number was turned into 0; records with UUIDs here exist. Example: `"crm-4711"`.
    """
    custom_color: str | None = None
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Matches `^([0-9a-fA-F]{6})?$`. Example: `"f44336"`.
    """
    record_labels: list[str] | None = None
    """Labels on the record, as identifiers in text form. (They are read back as
    objects.) Example: `["61", "62"]`.
    """
    technical_break_duration: int | None = None
    """Technical break after the services in **seconds**: a multiple of 300 up to 3600.
    It is part of `seance_length`; to add a break without shortening the services, make
    the session longer by it. Null or absent: the location's default, if the services
    have a break. From 0 to 3600. A multiple of 300. Example: `600`.
    """
    custom_fields: CustomFields | None = None
    """The location's own fields, by field code. The user needs the rights
    `custom_fields_record_values_read_access` **and**
    `custom_fields_record_values_edit_access`; without them the values are dropped
    without any error.
    """


ClientCustomFields: t.TypeAlias = dict[str, CustomFieldValue]
"""The location's own fields about clients: field code → value, with codes of their
own.
"""
