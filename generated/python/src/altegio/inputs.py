"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import typing as t
from collections.abc import Mapping, Sequence

from . import models


class StandardBookingDict(t.TypedDict):
    """A standard appointment: services by one team member for one client at a given
    time. `activity_id` is absent or 0.
    """

    save_if_busy: t.NotRequired[bool]
    """Whether to save although the team member is busy or not working at that time.
    False, or absent: the call fails instead.
    """
    send_sms: t.NotRequired[bool]
    """Whether to send the client an SMS about the booking. Absent means no."""
    sms_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by SMS; 0 for not at
    all. The default when absent is not documented; one reseller says 1. At least 0.
    Example: `4`.
    """
    email_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by e-mail; 0 for not
    at all. The default when absent is not documented; one reseller says 12. At least 0.
    Example: `24`.
    """
    comment: t.NotRequired[str]
    """Note on the appointment. Example: `"Entrance from the yard."`."""
    attendance: t.NotRequired[models.Attendance | t.Literal[-1, 0, 1, 2]]
    """What became of the visit. Absent on a new booking means waiting (0)."""
    api_id: t.NotRequired[str]
    """Identifier in your own system. Neither unique nor searchable, so it does not
    protect against booking twice. One client program reports that text which is no
    number was turned into 0; records with UUIDs here exist. Example: `"crm-4711"`.
    """
    custom_color: t.NotRequired[str]
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Matches `^([0-9a-fA-F]{6})?$`. Example: `"f44336"`.
    """
    record_labels: t.NotRequired[Sequence[str]]
    """Labels on the record, as identifiers in text form. (They are read back as
    objects.) Example: `["61", "62"]`.
    """
    technical_break_duration: t.NotRequired[int | None]
    """Technical break after the services in **seconds**: a multiple of 300 up to 3600.
    It is part of `seance_length`; to add a break without shortening the services, make
    the session longer by it. Null or absent: the location's default, if the services
    have a break. From 0 to 3600. A multiple of 300. Example: `600`.
    """
    custom_fields: t.NotRequired[Mapping[str, str | float | Sequence[str]]]
    """The location's own fields, by field code. The user needs the rights
    `custom_fields_record_values_read_access` **and**
    `custom_fields_record_values_edit_access`; without them the values are dropped
    without any error.
    """
    staff_id: int
    """Identifier of the team member. 0 ("anyone") belongs to online booking and is not
    documented here. At least 1. Example: `3001`.
    """
    services: Sequence[models.BookedService | BookedServiceDict]
    """The services to book. May be empty, which makes a time block if the client is
    empty too.
    """
    client: models.BookedClient | BookedClientDict
    datetime: dt.datetime
    """Start of the session: with an offset, or without one for the location's own
    clock. `T` or a space may stand between date and time. Example:
    `"2030-01-15T18:30:00+05:00"`.
    """
    seance_length: int
    """Length of the session in **seconds**, `technical_break_duration` included. The
    newer prose calls it `session_length`, a name that is not known to work here. At
    least 0. Example: `3600`.
    """
    activity_id: t.NotRequired[t.Literal[0]]
    """0, or absent, says that this is no group event. Example: `0`."""


class GroupEventBookingDict(t.TypedDict):
    """A place in a group event. Team member, services, time and length come from the
    event, so they are not given.
    """

    save_if_busy: t.NotRequired[bool]
    """Whether to save although the team member is busy or not working at that time.
    False, or absent: the call fails instead.
    """
    send_sms: t.NotRequired[bool]
    """Whether to send the client an SMS about the booking. Absent means no."""
    sms_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by SMS; 0 for not at
    all. The default when absent is not documented; one reseller says 1. At least 0.
    Example: `4`.
    """
    email_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by e-mail; 0 for not
    at all. The default when absent is not documented; one reseller says 12. At least 0.
    Example: `24`.
    """
    comment: t.NotRequired[str]
    """Note on the appointment. Example: `"Entrance from the yard."`."""
    attendance: t.NotRequired[models.Attendance | t.Literal[-1, 0, 1, 2]]
    """What became of the visit. Absent on a new booking means waiting (0)."""
    api_id: t.NotRequired[str]
    """Identifier in your own system. Neither unique nor searchable, so it does not
    protect against booking twice. One client program reports that text which is no
    number was turned into 0; records with UUIDs here exist. Example: `"crm-4711"`.
    """
    custom_color: t.NotRequired[str]
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Matches `^([0-9a-fA-F]{6})?$`. Example: `"f44336"`.
    """
    record_labels: t.NotRequired[Sequence[str]]
    """Labels on the record, as identifiers in text form. (They are read back as
    objects.) Example: `["61", "62"]`.
    """
    technical_break_duration: t.NotRequired[int | None]
    """Technical break after the services in **seconds**: a multiple of 300 up to 3600.
    It is part of `seance_length`; to add a break without shortening the services, make
    the session longer by it. Null or absent: the location's default, if the services
    have a break. From 0 to 3600. A multiple of 300. Example: `600`.
    """
    custom_fields: t.NotRequired[Mapping[str, str | float | Sequence[str]]]
    """The location's own fields, by field code. The user needs the rights
    `custom_fields_record_values_read_access` **and**
    `custom_fields_record_values_edit_access`; without them the values are dropped
    without any error.
    """
    activity_id: int
    """Identifier of the group event. On an edit it must be the one that the record has.
    The newer prose calls it `event_id`, a name that is not known to work here. At
    least 1. Example: `60001`.
    """
    client: models.BookedClient | BookedClientDict


class BookedServiceDict(t.TypedDict):
    """A service to book. Sums are totals of the line in the location's currency; where
    they are absent, the price list decides.
    """

    id: int
    """Identifier of the service. Example: `5001`."""
    first_cost: t.NotRequired[float]
    """Total of the line before discount. Example: `9000`."""
    discount: t.NotRequired[float]
    """Discount in **percent**. From 0 to 100. Example: `50`."""
    cost: t.NotRequired[float]
    """Total of the line after discount. Example: `4500`."""
    amount: t.NotRequired[float]
    """How many times the service is provided; 1 when absent. Not in the vendor's page
    about records, but the vendor's own client sends it. Example: `1`.
    """


class BookedClientDict(t.TypedDict):
    """Who comes. A phone number that the location knows finds the client, another makes
    a new one. An empty object (`{}`) books without a client.
    """

    phone: t.NotRequired[str]
    """Phone number with country code, with or without `+`. Example:
    `"+10000000001"`.
    """
    name: t.NotRequired[str]
    """First name, or the whole name. Example: `"Mira"`."""
    surname: t.NotRequired[str]
    """Family name. Documented for the sister API only. Example: `"Holt"`."""
    patronymic: t.NotRequired[str]
    """Patronymic. Documented for the sister API only."""
    email: t.NotRequired[str]
    """E-mail address; empty when not known. Example: `"mira@example.test"`."""


class StandardBookingUpdateDict(t.TypedDict):
    """A standard appointment as it shall be from now on. Everything that was required
    to book it is required again.
    """

    save_if_busy: t.NotRequired[bool]
    """Whether to save although the team member is busy or not working at that time.
    False, or absent: the call fails instead.
    """
    send_sms: t.NotRequired[bool]
    """Whether to send the client an SMS about the booking. Absent means no."""
    sms_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by SMS; 0 for not at
    all. The default when absent is not documented; one reseller says 1. At least 0.
    Example: `4`.
    """
    email_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by e-mail; 0 for not
    at all. The default when absent is not documented; one reseller says 12. At least 0.
    Example: `24`.
    """
    comment: t.NotRequired[str]
    """Note on the appointment. Example: `"Entrance from the yard."`."""
    attendance: t.NotRequired[models.Attendance | t.Literal[-1, 0, 1, 2]]
    """What became of the visit. Absent on a new booking means waiting (0)."""
    api_id: t.NotRequired[str]
    """Identifier in your own system. Neither unique nor searchable, so it does not
    protect against booking twice. One client program reports that text which is no
    number was turned into 0; records with UUIDs here exist. Example: `"crm-4711"`.
    """
    custom_color: t.NotRequired[str]
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Matches `^([0-9a-fA-F]{6})?$`. Example: `"f44336"`.
    """
    record_labels: t.NotRequired[Sequence[str]]
    """Labels on the record, as identifiers in text form. (They are read back as
    objects.) Example: `["61", "62"]`.
    """
    technical_break_duration: t.NotRequired[int | None]
    """Technical break after the services in **seconds**: a multiple of 300 up to 3600.
    It is part of `seance_length`; to add a break without shortening the services, make
    the session longer by it. Null or absent: the location's default, if the services
    have a break. From 0 to 3600. A multiple of 300. Example: `600`.
    """
    custom_fields: t.NotRequired[Mapping[str, str | float | Sequence[str]]]
    """The location's own fields, by field code. The user needs the rights
    `custom_fields_record_values_read_access` **and**
    `custom_fields_record_values_edit_access`; without them the values are dropped
    without any error.
    """
    staff_id: int
    """Identifier of the team member. 0 ("anyone") belongs to online booking and is not
    documented here. At least 1. Example: `3001`.
    """
    services: Sequence[models.BookedService | BookedServiceDict]
    """The services to book. May be empty, which makes a time block if the client is
    empty too.
    """
    client: models.BookedClient | BookedClientDict
    datetime: dt.datetime
    """Start of the session: with an offset, or without one for the location's own
    clock. `T` or a space may stand between date and time. Example:
    `"2030-01-15T18:30:00+05:00"`.
    """
    seance_length: int
    """Length of the session in **seconds**, `technical_break_duration` included. The
    newer prose calls it `session_length`, a name that is not known to work here. At
    least 0. Example: `3600`.
    """
    activity_id: t.NotRequired[t.Literal[0]]
    """0, or absent, says that this is no group event. Example: `0`."""
    fast_payment: t.NotRequired[models.FastPayment | t.Literal[1, 2, 129, 130]]
    """Pay for the whole visit in the same call. Absent means no payment."""


class GroupEventBookingUpdateDict(t.TypedDict):
    """A place in a group event as it shall be from now on. The event itself cannot be
    changed.
    """

    save_if_busy: t.NotRequired[bool]
    """Whether to save although the team member is busy or not working at that time.
    False, or absent: the call fails instead.
    """
    send_sms: t.NotRequired[bool]
    """Whether to send the client an SMS about the booking. Absent means no."""
    sms_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by SMS; 0 for not at
    all. The default when absent is not documented; one reseller says 1. At least 0.
    Example: `4`.
    """
    email_remain_hours: t.NotRequired[int]
    """**Hours** before the session at which to remind the client by e-mail; 0 for not
    at all. The default when absent is not documented; one reseller says 12. At least 0.
    Example: `24`.
    """
    comment: t.NotRequired[str]
    """Note on the appointment. Example: `"Entrance from the yard."`."""
    attendance: t.NotRequired[models.Attendance | t.Literal[-1, 0, 1, 2]]
    """What became of the visit. Absent on a new booking means waiting (0)."""
    api_id: t.NotRequired[str]
    """Identifier in your own system. Neither unique nor searchable, so it does not
    protect against booking twice. One client program reports that text which is no
    number was turned into 0; records with UUIDs here exist. Example: `"crm-4711"`.
    """
    custom_color: t.NotRequired[str]
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Matches `^([0-9a-fA-F]{6})?$`. Example: `"f44336"`.
    """
    record_labels: t.NotRequired[Sequence[str]]
    """Labels on the record, as identifiers in text form. (They are read back as
    objects.) Example: `["61", "62"]`.
    """
    technical_break_duration: t.NotRequired[int | None]
    """Technical break after the services in **seconds**: a multiple of 300 up to 3600.
    It is part of `seance_length`; to add a break without shortening the services, make
    the session longer by it. Null or absent: the location's default, if the services
    have a break. From 0 to 3600. A multiple of 300. Example: `600`.
    """
    custom_fields: t.NotRequired[Mapping[str, str | float | Sequence[str]]]
    """The location's own fields, by field code. The user needs the rights
    `custom_fields_record_values_read_access` **and**
    `custom_fields_record_values_edit_access`; without them the values are dropped
    without any error.
    """
    activity_id: int
    """Identifier of the group event. On an edit it must be the one that the record has.
    The newer prose calls it `event_id`, a name that is not known to work here. At
    least 1. Example: `60001`.
    """
    client: models.BookedClient | BookedClientDict
    clients_count: t.NotRequired[int]
    """How many seats of the event the client takes. At least 1. Example: `2`."""
    fast_payment: t.NotRequired[models.FastPayment | t.Literal[1, 2, 129, 130]]
    """Pay for the whole visit in the same call. Absent means no payment."""


class VisitUpdateDict(t.TypedDict):
    """What to change about a visit. To change only the attendance send `attendance` and
    the comment as it is; `visit_id` and `comment` are in the record.
    """

    attendance: models.Attendance | t.Literal[-1, 0, 1, 2]
    """What became of the visit."""
    comment: str
    """Note on the visit. It replaces the old one, so send that again to keep it."""
    new_transactions: t.NotRequired[Sequence[Mapping[str, t.Any]]]
    """Payments to add. The shape of an item is not documented well enough to be
    typed.
    """
    deleted_transaction_ids: t.NotRequired[Sequence[int]]
    """Payments to remove."""
    goods_transactions: t.NotRequired[Sequence[Mapping[str, t.Any]]]
    """Goods sold during the visit. The shape of an item is not documented well enough
    to be typed.
    """
    services: t.NotRequired[Sequence[Mapping[str, t.Any]]]
    """Services of the visit. The shape of an item is not documented well enough to be
    typed.
    """
    fast_payment: t.NotRequired[models.FastPayment | t.Literal[1, 2, 129, 130]]
    """Pay for the whole visit in the same call. Absent means no payment."""


class CredentialsDict(t.TypedDict):
    """How a user signs in to the application."""

    login: str
    """Phone number with country code, or e-mail address. Example: `"+10000000001"`."""
    password: str
    """The user's password. Changing it gives the user a new token. Example: `"correct
    horse battery staple"`.
    """
