"""Appointments: book, read, change and delete them."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import typing as t
from collections.abc import Mapping, Sequence

from .. import _core, models

if t.TYPE_CHECKING:
    from .. import inputs

_LIST: _core.Operation[models.RecordList] = _core.Operation(
    name="records.list",
    method="GET",
    path="/records/{location_id}",
    parameters=(
        _core.Path("location_id"),
        _core.Query("page"),
        _core.Query("count"),
        _core.Query("staff_id"),
        _core.Query("client_id"),
        _core.Query("created_user_id"),
        _core.Query("start_date"),
        _core.Query("end_date"),
        _core.Query("c_start_date"),
        _core.Query("c_end_date"),
        _core.Query("changed_after", write="%Y-%m-%dT%H:%M:%S"),
        _core.Query("changed_before", write="%Y-%m-%dT%H:%M:%S"),
        _core.Query("with_deleted", write="0/1"),
        _core.Query("include_consumables", write="0/1"),
        _core.Query("include_finance_transactions", write="0/1"),
    ),
    responses={"200": _core.Json(lambda: models.RecordList)},
    errors={
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="safe",
    paging=_core.Paging(
        style="page",
        items=("data",),
        parameter="page",
        size="count",
        total=("meta", "total_count"),
        stop="short",
    ),
)

_CREATE: _core.Operation[models.Record] = _core.Operation(
    name="records.create",
    method="POST",
    path="/records/{location_id}",
    parameters=(_core.Path("location_id"),),
    body=_core.BodyChoice(
        (
            _core.JsonFields(
                {
                    "save_if_busy": "save_if_busy",
                    "send_sms": "send_sms",
                    "sms_remain_hours": "sms_remain_hours",
                    "email_remain_hours": "email_remain_hours",
                    "comment": "comment",
                    "attendance": "attendance",
                    "api_id": "api_id",
                    "custom_color": "custom_color",
                    "record_labels": "record_labels",
                    "technical_break_duration": "technical_break_duration",
                    "custom_fields": "custom_fields",
                    "staff_id": "staff_id",
                    "services": "services",
                    "client": "client",
                    "datetime": "datetime",
                    "seance_length": "seance_length",
                    "activity_id": "activity_id",
                },
                required=True,
                nullable=("technical_break_duration",),
            ),
            _core.JsonFields(
                {
                    "save_if_busy": "save_if_busy",
                    "send_sms": "send_sms",
                    "sms_remain_hours": "sms_remain_hours",
                    "email_remain_hours": "email_remain_hours",
                    "comment": "comment",
                    "attendance": "attendance",
                    "api_id": "api_id",
                    "custom_color": "custom_color",
                    "record_labels": "record_labels",
                    "technical_break_duration": "technical_break_duration",
                    "custom_fields": "custom_fields",
                    "activity_id": "activity_id",
                    "client": "client",
                },
                required=True,
                nullable=("technical_break_duration",),
            ),
        ),
        required=True,
    ),
    responses={
        "201": _core.Json(
            lambda: models.CreatedRecordEnvelope,
            unwrap=("data",),
            single=True,
        ),
    },
    errors={
        "400": _core.Json(lambda: models.ValidationErrorEnvelope),
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "409": _core.Json(lambda: models.ConflictEnvelope),
        "422": _core.Json(lambda: models.ValidationErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="never",
    lookup="records.list",
    lookup_help=(
        "List the records of that team member on that day and look for one with "
        "the same date and client. If it is there, the booking succeeded."
    ),
    rules=(
        _core.Rule(
            any_of=(
                ("staff_id", "services", "client", "datetime", "seance_length"),
                ("activity_id", "client"),
            ),
        ),
    ),
)

_LIST_PARTNER: _core.Operation[models.PartnerRecordList] = _core.Operation(
    name="records.list_partner",
    method="GET",
    path="/records/partner",
    parameters=(
        _core.Query("page"),
        _core.Query("editable_length"),
        _core.Query("salon_id"),
        _core.Query("user_id"),
        _core.Query("start_date", write="%d.%m.%Y"),
        _core.Query("end_date", write="%d.%m.%Y"),
        _core.Query("created_start_date", write="%d.%m.%Y"),
        _core.Query("created_end_date", write="%d.%m.%Y"),
    ),
    responses={"200": _core.Json(lambda: models.PartnerRecordList)},
    errors={
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="safe",
    paging=_core.Paging(
        style="page",
        items=("data",),
        parameter="page",
        size="editable_length",
        stop="short",
    ),
)

_GET: _core.Operation[models.Record] = _core.Operation(
    name="records.get",
    method="GET",
    path="/record/{location_id}/{record_id}",
    parameters=(
        _core.Path("location_id"),
        _core.Path("record_id"),
        _core.Query("include_consumables", write="0/1"),
        _core.Query("include_finance_transactions", write="0/1"),
    ),
    responses={"200": _core.Json(lambda: models.RecordEnvelope, unwrap=("data",))},
    errors={
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="safe",
)

_UPDATE: _core.Operation[models.UpdatedRecord] = _core.Operation(
    name="records.update",
    method="PUT",
    path="/record/{location_id}/{record_id}",
    parameters=(
        _core.Path("location_id"),
        _core.Path("record_id"),
        _core.Query("include_consumables", write="0/1"),
        _core.Query("include_finance_transactions", write="0/1"),
    ),
    body=_core.BodyChoice(
        (
            _core.JsonFields(
                {
                    "save_if_busy": "save_if_busy",
                    "send_sms": "send_sms",
                    "sms_remain_hours": "sms_remain_hours",
                    "email_remain_hours": "email_remain_hours",
                    "comment": "comment",
                    "attendance": "attendance",
                    "api_id": "api_id",
                    "custom_color": "custom_color",
                    "record_labels": "record_labels",
                    "technical_break_duration": "technical_break_duration",
                    "custom_fields": "custom_fields",
                    "staff_id": "staff_id",
                    "services": "services",
                    "client": "client",
                    "datetime": "datetime",
                    "seance_length": "seance_length",
                    "activity_id": "activity_id",
                    "fast_payment": "fast_payment",
                },
                required=True,
                nullable=("technical_break_duration",),
            ),
            _core.JsonFields(
                {
                    "save_if_busy": "save_if_busy",
                    "send_sms": "send_sms",
                    "sms_remain_hours": "sms_remain_hours",
                    "email_remain_hours": "email_remain_hours",
                    "comment": "comment",
                    "attendance": "attendance",
                    "api_id": "api_id",
                    "custom_color": "custom_color",
                    "record_labels": "record_labels",
                    "technical_break_duration": "technical_break_duration",
                    "custom_fields": "custom_fields",
                    "activity_id": "activity_id",
                    "client": "client",
                    "clients_count": "clients_count",
                    "fast_payment": "fast_payment",
                },
                required=True,
                nullable=("technical_break_duration",),
            ),
        ),
        required=True,
    ),
    responses={
        "201": _core.Json(lambda: models.UpdatedRecordEnvelope, unwrap=("data",)),
        "200": _core.Json(lambda: models.UpdatedRecordEnvelope, unwrap=("data",)),
    },
    errors={
        "400": _core.Json(lambda: models.ValidationErrorEnvelope),
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "409": _core.Json(lambda: models.ConflictEnvelope),
        "422": _core.Json(lambda: models.ValidationErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="idempotent",
    rules=(
        _core.Rule(
            any_of=(
                ("staff_id", "services", "client", "datetime", "seance_length"),
                ("activity_id", "client"),
            ),
        ),
    ),
)

_DELETE: _core.Operation[None] = _core.Operation(
    name="records.delete",
    method="DELETE",
    path="/record/{location_id}/{record_id}",
    parameters=(_core.Path("location_id"), _core.Path("record_id")),
    responses={"204": _core.Empty()},
    errors={
        "400": _core.Json(lambda: models.ValidationErrorEnvelope),
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="idempotent",
)


class Records:
    """Appointments: book, read, change and delete them.

    Reach it as `client.records`.
    """

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> RecordsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return RecordsRaw(self._client)

    def list(
        self,
        location_id: int,
        *,
        page: int | None = None,
        count: int | None = None,
        staff_id: int | None = None,
        client_id: int | None = None,
        created_user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        c_start_date: dt.date | None = None,
        c_end_date: dt.date | None = None,
        changed_after: dt.datetime | None = None,
        changed_before: dt.datetime | None = None,
        with_deleted: bool | None = None,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.Pages[models.Record]:
        """List the records of a location, latest session first.

        Without dates the answer is everything, which may be a lot; what the server
        chooses by default is not documented. Both ends of a range belong to it. There
        is no filter by `api_id`.

        Some accounts answer an empty list with an error that says "not found" in their
        language.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            page: Number of the page, from 1. Absent means the first. At least 1.
            count: Records on a page. Neither the default nor the limit is documented;
                the vendor's own client says at most 300, and up to 200 nobody had
                trouble. At least 1.
            staff_id: Only records of this team member. Newer documentation calls the
                parameter `team_member_id`; both work.
            client_id: Only records of this client.
            created_user_id: Only records that this user made.
            start_date: Only sessions on this day of the location's calendar or later.
                Example: `"2030-01-15"`.
            end_date: Only sessions on this day of the location's calendar or earlier.
                Example: `"2030-01-31"`.
            c_start_date: Only records that were made on this day or later. Example:
                `"2030-01-01"`.
            c_end_date: Only records that were made on this day or earlier. Example:
                `"2030-01-31"`.
            changed_after: Only records that were changed **or made** at this time or
                later, without an offset. Example: `"2030-01-10T00:00:00"`.
            changed_before: Only records that were changed **or made** at this time or
                earlier, without an offset. Example: `"2030-01-20T23:59:59"`.
            with_deleted: Whether deleted records are listed too. Absent means no.
                Documented as a boolean, used as 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.

        Returns:
            A page of records.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._pages(
            _LIST,
            {
                "location_id": location_id,
                "page": page,
                "count": count,
                "staff_id": staff_id,
                "client_id": client_id,
                "created_user_id": created_user_id,
                "start_date": start_date,
                "end_date": end_date,
                "c_start_date": c_start_date,
                "c_end_date": c_end_date,
                "changed_after": changed_after,
                "changed_before": changed_before,
                "with_deleted": with_deleted,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
    ) -> models.Record: ...

    @t.overload
    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
    ) -> models.Record: ...

    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
    ) -> models.Record:
        """Book an appointment.

        Either a standard appointment or a place in a group event; `activity_id` tells
        which. A call that says neither is refused.

        **A second call books a second time.** There is no idempotency key, and `api_id`
        is neither unique nor searchable. After a failure that leaves the outcome open,
        list the records of that day before trying again.

        There is no idempotency key; a second call books a second time. After a failure
        that leaves it open whether the call took effect, `OutcomeUnknownError` names
        `records.list` as the way to find out.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            save_if_busy: Whether to save although the team member is busy or not
                working at that time. False, or absent: the call fails instead.
            send_sms: Whether to send the client an SMS about the booking. Absent means
                no.
            sms_remain_hours: **Hours** before the session at which to remind the client
                by SMS; 0 for not at all. The default when absent is not documented; one
                reseller says 1. At least 0.
            email_remain_hours: **Hours** before the session at which to remind the
                client by e-mail; 0 for not at all. The default when absent is not
                documented; one reseller says 12. At least 0.
            comment: Note on the appointment. Example: `"Entrance from the yard."`.
            attendance: What became of the visit. Absent on a new booking means waiting
                (0).
            api_id: Identifier in your own system. Neither unique nor searchable, so it
                does not protect against booking twice. One client program reports that
                text which is no number was turned into 0; records with UUIDs here
                exist. Example: `"crm-4711"`.
            custom_color: Background colour in the calendar as `rrggbb` **without** `#`;
                empty for the default. Matches `^([0-9a-fA-F]{6})?$`. Example:
                `"f44336"`.
            record_labels: Labels on the record, as identifiers in text form. (They are
                read back as objects.) Example: `["61", "62"]`.
            technical_break_duration: Technical break after the services in **seconds**:
                a multiple of 300 up to 3600. It is part of `seance_length`; to add a
                break without shortening the services, make the session longer by it.
                Null or absent: the location's default, if the services have a break.
                From 0 to 3600. A multiple of 300.
            custom_fields: The location's own fields, by field code. The user needs the
                rights `custom_fields_record_values_read_access` **and**
                `custom_fields_record_values_edit_access`; without them the values are
                dropped without any error.
            staff_id: Identifier of the team member. 0 ("anyone") belongs to online
                booking and is not documented here. At least 1.
            services: The services to book. May be empty, which makes a time block if
                the client is empty too.
            datetime: Start of the session: with an offset, or without one for the
                location's own clock. `T` or a space may stand between date and time.
                Example: `"2030-01-15T18:30:00+05:00"`.
            seance_length: Length of the session in **seconds**,
                `technical_break_duration` included. The newer prose calls it
                `session_length`, a name that is not known to work here. At least 0.
            activity_id: 0, or absent, says that this is no group event.

        Returns:
            The record that was made. The documentation shows it in a list, the vendor's
            own client expects it bare.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            Conflict: The team member is busy or not working at that time, and
                `save_if_busy` is not true. Undocumented for appointments: the shape is
                that of the neighbouring operation for group events, and a client in
                production relies on it.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(
            _CREATE,
            {
                "location_id": location_id,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
            },
        )

    def list_partner(
        self,
        *,
        page: int | None = None,
        editable_length: int | None = None,
        salon_id: int | None = None,
        user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        created_start_date: dt.date | None = None,
        created_end_date: dt.date | None = None,
    ) -> _core.Pages[models.PartnerRecord]:
        """List the records of all locations that your application is connected to.

        The same appointments as in the lists of the locations, in another shape and
        with parameters of its own: days are written `dd.mm.yyyy`, and the answer does
        not say how many records there are in all. Ask for pages until one is shorter
        than `editable_length`.

        Args:
            page: Number of the page, from 1. Absent means the first. At least 1.
            editable_length: Records on a page, at most 100. The default is not
                documented. From 1 to 100.
            salon_id: Only records of this location.
            user_id: Only records of this user.
            start_date: Only sessions on this day or later. Example: `"15.01.2030"`.
            end_date: Only sessions on this day or earlier. Example: `"31.01.2030"`.
            created_start_date: Only records that were made on this day or later.
                Example: `"01.01.2030"`.
            created_end_date: Only records that were made on this day or earlier.
                Example: `"31.01.2030"`.

        Returns:
            A page of records. The shape is known from one example in the vendor's
            documentation.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._pages(
            _LIST_PARTNER,
            {
                "page": page,
                "editable_length": editable_length,
                "salon_id": salon_id,
                "user_id": user_id,
                "start_date": start_date,
                "end_date": end_date,
                "created_start_date": created_start_date,
                "created_end_date": created_end_date,
            },
        )

    def get(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> models.Record:
        """Read one record.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.

        Returns:
            The record.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(
            _GET,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> models.UpdatedRecord: ...

    @t.overload
    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
        clients_count: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> models.UpdatedRecord: ...

    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
        clients_count: int | None = None,
    ) -> models.UpdatedRecord:
        """Replace a record.

        **What you leave out is not kept.** Read the record, change it, send all of it
        back; a missing required field is refused with 422. To change nothing but the
        attendance, change the visit instead.

        Refused with 400, 403 or 422 when the appointment waits for an online payment,
        lies outside the period in which the user may edit, is paid in full, or when the
        client has arrived and the user lacks the right. Once the bill is printed
        (`is_sale_bill_printed`), date, time, client, attendance, team member and
        services must stay as they are.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.
            save_if_busy: Whether to save although the team member is busy or not
                working at that time. False, or absent: the call fails instead.
            send_sms: Whether to send the client an SMS about the booking. Absent means
                no.
            sms_remain_hours: **Hours** before the session at which to remind the client
                by SMS; 0 for not at all. The default when absent is not documented; one
                reseller says 1. At least 0.
            email_remain_hours: **Hours** before the session at which to remind the
                client by e-mail; 0 for not at all. The default when absent is not
                documented; one reseller says 12. At least 0.
            comment: Note on the appointment. Example: `"Entrance from the yard."`.
            attendance: What became of the visit. Absent on a new booking means waiting
                (0).
            api_id: Identifier in your own system. Neither unique nor searchable, so it
                does not protect against booking twice. One client program reports that
                text which is no number was turned into 0; records with UUIDs here
                exist. Example: `"crm-4711"`.
            custom_color: Background colour in the calendar as `rrggbb` **without** `#`;
                empty for the default. Matches `^([0-9a-fA-F]{6})?$`. Example:
                `"f44336"`.
            record_labels: Labels on the record, as identifiers in text form. (They are
                read back as objects.) Example: `["61", "62"]`.
            technical_break_duration: Technical break after the services in **seconds**:
                a multiple of 300 up to 3600. It is part of `seance_length`; to add a
                break without shortening the services, make the session longer by it.
                Null or absent: the location's default, if the services have a break.
                From 0 to 3600. A multiple of 300.
            custom_fields: The location's own fields, by field code. The user needs the
                rights `custom_fields_record_values_read_access` **and**
                `custom_fields_record_values_edit_access`; without them the values are
                dropped without any error.
            staff_id: Identifier of the team member. 0 ("anyone") belongs to online
                booking and is not documented here. At least 1.
            services: The services to book. May be empty, which makes a time block if
                the client is empty too.
            datetime: Start of the session: with an offset, or without one for the
                location's own clock. `T` or a space may stand between date and time.
                Example: `"2030-01-15T18:30:00+05:00"`.
            seance_length: Length of the session in **seconds**,
                `technical_break_duration` included. The newer prose calls it
                `session_length`, a name that is not known to work here. At least 0.
            activity_id: 0, or absent, says that this is no group event.
            fast_payment: Pay for the whole visit in the same call. Absent means no
                payment.
            clients_count: How many seats of the event the client takes. At least 1.

        Returns:
            The record as it is now, in short. The documentation says 201.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            Conflict: The team member is busy or not working at that time, and
                `save_if_busy` is not true. Undocumented for appointments: the shape is
                that of the neighbouring operation for group events, and a client in
                production relies on it.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(
            _UPDATE,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
                "fast_payment": fast_payment,
                "clients_count": clients_count,
            },
        )

    def delete(
        self,
        location_id: int,
        record_id: int,
    ) -> None:
        """Delete a record.

        Send no body at all: a call whose HTTP library sent `null` was refused with 400.
        A user without the right to manage the record gets a 403 that names it.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.

        Returns:
            The record is deleted. The answer has no body.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(
            _DELETE,
            {"location_id": location_id, "record_id": record_id},
        )


class AsyncRecords:
    """Appointments: book, read, change and delete them.

    Reach it as `client.records`.
    """

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncRecordsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncRecordsRaw(self._client)

    def list(
        self,
        location_id: int,
        *,
        page: int | None = None,
        count: int | None = None,
        staff_id: int | None = None,
        client_id: int | None = None,
        created_user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        c_start_date: dt.date | None = None,
        c_end_date: dt.date | None = None,
        changed_after: dt.datetime | None = None,
        changed_before: dt.datetime | None = None,
        with_deleted: bool | None = None,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.AsyncPages[models.Record]:
        """List the records of a location, latest session first.

        Without dates the answer is everything, which may be a lot; what the server
        chooses by default is not documented. Both ends of a range belong to it. There
        is no filter by `api_id`.

        Some accounts answer an empty list with an error that says "not found" in their
        language.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            page: Number of the page, from 1. Absent means the first. At least 1.
            count: Records on a page. Neither the default nor the limit is documented;
                the vendor's own client says at most 300, and up to 200 nobody had
                trouble. At least 1.
            staff_id: Only records of this team member. Newer documentation calls the
                parameter `team_member_id`; both work.
            client_id: Only records of this client.
            created_user_id: Only records that this user made.
            start_date: Only sessions on this day of the location's calendar or later.
                Example: `"2030-01-15"`.
            end_date: Only sessions on this day of the location's calendar or earlier.
                Example: `"2030-01-31"`.
            c_start_date: Only records that were made on this day or later. Example:
                `"2030-01-01"`.
            c_end_date: Only records that were made on this day or earlier. Example:
                `"2030-01-31"`.
            changed_after: Only records that were changed **or made** at this time or
                later, without an offset. Example: `"2030-01-10T00:00:00"`.
            changed_before: Only records that were changed **or made** at this time or
                earlier, without an offset. Example: `"2030-01-20T23:59:59"`.
            with_deleted: Whether deleted records are listed too. Absent means no.
                Documented as a boolean, used as 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.

        Returns:
            A page of records.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._pages(
            _LIST,
            {
                "location_id": location_id,
                "page": page,
                "count": count,
                "staff_id": staff_id,
                "client_id": client_id,
                "created_user_id": created_user_id,
                "start_date": start_date,
                "end_date": end_date,
                "c_start_date": c_start_date,
                "c_end_date": c_end_date,
                "changed_after": changed_after,
                "changed_before": changed_before,
                "with_deleted": with_deleted,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
    ) -> models.Record: ...

    @t.overload
    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
    ) -> models.Record: ...

    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
    ) -> models.Record:
        """Book an appointment.

        Either a standard appointment or a place in a group event; `activity_id` tells
        which. A call that says neither is refused.

        **A second call books a second time.** There is no idempotency key, and `api_id`
        is neither unique nor searchable. After a failure that leaves the outcome open,
        list the records of that day before trying again.

        There is no idempotency key; a second call books a second time. After a failure
        that leaves it open whether the call took effect, `OutcomeUnknownError` names
        `records.list` as the way to find out.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            save_if_busy: Whether to save although the team member is busy or not
                working at that time. False, or absent: the call fails instead.
            send_sms: Whether to send the client an SMS about the booking. Absent means
                no.
            sms_remain_hours: **Hours** before the session at which to remind the client
                by SMS; 0 for not at all. The default when absent is not documented; one
                reseller says 1. At least 0.
            email_remain_hours: **Hours** before the session at which to remind the
                client by e-mail; 0 for not at all. The default when absent is not
                documented; one reseller says 12. At least 0.
            comment: Note on the appointment. Example: `"Entrance from the yard."`.
            attendance: What became of the visit. Absent on a new booking means waiting
                (0).
            api_id: Identifier in your own system. Neither unique nor searchable, so it
                does not protect against booking twice. One client program reports that
                text which is no number was turned into 0; records with UUIDs here
                exist. Example: `"crm-4711"`.
            custom_color: Background colour in the calendar as `rrggbb` **without** `#`;
                empty for the default. Matches `^([0-9a-fA-F]{6})?$`. Example:
                `"f44336"`.
            record_labels: Labels on the record, as identifiers in text form. (They are
                read back as objects.) Example: `["61", "62"]`.
            technical_break_duration: Technical break after the services in **seconds**:
                a multiple of 300 up to 3600. It is part of `seance_length`; to add a
                break without shortening the services, make the session longer by it.
                Null or absent: the location's default, if the services have a break.
                From 0 to 3600. A multiple of 300.
            custom_fields: The location's own fields, by field code. The user needs the
                rights `custom_fields_record_values_read_access` **and**
                `custom_fields_record_values_edit_access`; without them the values are
                dropped without any error.
            staff_id: Identifier of the team member. 0 ("anyone") belongs to online
                booking and is not documented here. At least 1.
            services: The services to book. May be empty, which makes a time block if
                the client is empty too.
            datetime: Start of the session: with an offset, or without one for the
                location's own clock. `T` or a space may stand between date and time.
                Example: `"2030-01-15T18:30:00+05:00"`.
            seance_length: Length of the session in **seconds**,
                `technical_break_duration` included. The newer prose calls it
                `session_length`, a name that is not known to work here. At least 0.
            activity_id: 0, or absent, says that this is no group event.

        Returns:
            The record that was made. The documentation shows it in a list, the vendor's
            own client expects it bare.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            Conflict: The team member is busy or not working at that time, and
                `save_if_busy` is not true. Undocumented for appointments: the shape is
                that of the neighbouring operation for group events, and a client in
                production relies on it.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(
            _CREATE,
            {
                "location_id": location_id,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
            },
        )

    def list_partner(
        self,
        *,
        page: int | None = None,
        editable_length: int | None = None,
        salon_id: int | None = None,
        user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        created_start_date: dt.date | None = None,
        created_end_date: dt.date | None = None,
    ) -> _core.AsyncPages[models.PartnerRecord]:
        """List the records of all locations that your application is connected to.

        The same appointments as in the lists of the locations, in another shape and
        with parameters of its own: days are written `dd.mm.yyyy`, and the answer does
        not say how many records there are in all. Ask for pages until one is shorter
        than `editable_length`.

        Args:
            page: Number of the page, from 1. Absent means the first. At least 1.
            editable_length: Records on a page, at most 100. The default is not
                documented. From 1 to 100.
            salon_id: Only records of this location.
            user_id: Only records of this user.
            start_date: Only sessions on this day or later. Example: `"15.01.2030"`.
            end_date: Only sessions on this day or earlier. Example: `"31.01.2030"`.
            created_start_date: Only records that were made on this day or later.
                Example: `"01.01.2030"`.
            created_end_date: Only records that were made on this day or earlier.
                Example: `"31.01.2030"`.

        Returns:
            A page of records. The shape is known from one example in the vendor's
            documentation.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._pages(
            _LIST_PARTNER,
            {
                "page": page,
                "editable_length": editable_length,
                "salon_id": salon_id,
                "user_id": user_id,
                "start_date": start_date,
                "end_date": end_date,
                "created_start_date": created_start_date,
                "created_end_date": created_end_date,
            },
        )

    async def get(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> models.Record:
        """Read one record.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.

        Returns:
            The record.

        Raises:
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(
            _GET,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> models.UpdatedRecord: ...

    @t.overload
    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
        clients_count: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> models.UpdatedRecord: ...

    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
        clients_count: int | None = None,
    ) -> models.UpdatedRecord:
        """Replace a record.

        **What you leave out is not kept.** Read the record, change it, send all of it
        back; a missing required field is refused with 422. To change nothing but the
        attendance, change the visit instead.

        Refused with 400, 403 or 422 when the appointment waits for an online payment,
        lies outside the period in which the user may edit, is paid in full, or when the
        client has arrived and the user lacks the right. Once the bill is printed
        (`is_sale_bill_printed`), date, time, client, attendance, team member and
        services must stay as they are.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.
            include_consumables: Whether each record carries its `consumables`. Absent
                means no, and the key is then absent as well.
            include_finance_transactions: Whether each record carries its
                `finance_transactions`. Absent means no, and the key is then absent as
                well.
            save_if_busy: Whether to save although the team member is busy or not
                working at that time. False, or absent: the call fails instead.
            send_sms: Whether to send the client an SMS about the booking. Absent means
                no.
            sms_remain_hours: **Hours** before the session at which to remind the client
                by SMS; 0 for not at all. The default when absent is not documented; one
                reseller says 1. At least 0.
            email_remain_hours: **Hours** before the session at which to remind the
                client by e-mail; 0 for not at all. The default when absent is not
                documented; one reseller says 12. At least 0.
            comment: Note on the appointment. Example: `"Entrance from the yard."`.
            attendance: What became of the visit. Absent on a new booking means waiting
                (0).
            api_id: Identifier in your own system. Neither unique nor searchable, so it
                does not protect against booking twice. One client program reports that
                text which is no number was turned into 0; records with UUIDs here
                exist. Example: `"crm-4711"`.
            custom_color: Background colour in the calendar as `rrggbb` **without** `#`;
                empty for the default. Matches `^([0-9a-fA-F]{6})?$`. Example:
                `"f44336"`.
            record_labels: Labels on the record, as identifiers in text form. (They are
                read back as objects.) Example: `["61", "62"]`.
            technical_break_duration: Technical break after the services in **seconds**:
                a multiple of 300 up to 3600. It is part of `seance_length`; to add a
                break without shortening the services, make the session longer by it.
                Null or absent: the location's default, if the services have a break.
                From 0 to 3600. A multiple of 300.
            custom_fields: The location's own fields, by field code. The user needs the
                rights `custom_fields_record_values_read_access` **and**
                `custom_fields_record_values_edit_access`; without them the values are
                dropped without any error.
            staff_id: Identifier of the team member. 0 ("anyone") belongs to online
                booking and is not documented here. At least 1.
            services: The services to book. May be empty, which makes a time block if
                the client is empty too.
            datetime: Start of the session: with an offset, or without one for the
                location's own clock. `T` or a space may stand between date and time.
                Example: `"2030-01-15T18:30:00+05:00"`.
            seance_length: Length of the session in **seconds**,
                `technical_break_duration` included. The newer prose calls it
                `session_length`, a name that is not known to work here. At least 0.
            activity_id: 0, or absent, says that this is no group event.
            fast_payment: Pay for the whole visit in the same call. Absent means no
                payment.
            clients_count: How many seats of the event the client takes. At least 1.

        Returns:
            The record as it is now, in short. The documentation says 201.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            Conflict: The team member is busy or not working at that time, and
                `save_if_busy` is not true. Undocumented for appointments: the shape is
                that of the neighbouring operation for group events, and a client in
                production relies on it.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(
            _UPDATE,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
                "fast_payment": fast_payment,
                "clients_count": clients_count,
            },
        )

    async def delete(
        self,
        location_id: int,
        record_id: int,
    ) -> None:
        """Delete a record.

        Send no body at all: a call whose HTTP library sent `null` was refused with 400.
        A user without the right to manage the record gets a 403 that names it.

        Args:
            location_id: Identifier of the location; `company_id` in records. At
                least 1.
            record_id: Identifier of the record. At least 1.

        Returns:
            The record is deleted. The answer has no body.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(
            _DELETE,
            {"location_id": location_id, "record_id": record_id},
        )


class RecordsRaw:
    """`client.records.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def list(
        self,
        location_id: int,
        *,
        page: int | None = None,
        count: int | None = None,
        staff_id: int | None = None,
        client_id: int | None = None,
        created_user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        c_start_date: dt.date | None = None,
        c_end_date: dt.date | None = None,
        changed_after: dt.datetime | None = None,
        changed_before: dt.datetime | None = None,
        with_deleted: bool | None = None,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.Response[models.RecordList]:
        """As `list`, with the whole answer."""
        return self._client._raw(
            _LIST,
            {
                "location_id": location_id,
                "page": page,
                "count": count,
                "staff_id": staff_id,
                "client_id": client_id,
                "created_user_id": created_user_id,
                "start_date": start_date,
                "end_date": end_date,
                "c_start_date": c_start_date,
                "c_end_date": c_end_date,
                "changed_after": changed_after,
                "changed_before": changed_before,
                "with_deleted": with_deleted,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
    ) -> _core.Response[models.Record]: ...

    @t.overload
    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
    ) -> _core.Response[models.Record]: ...

    def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
    ) -> _core.Response[models.Record]:
        """As `create`, with the whole answer."""
        return self._client._raw(
            _CREATE,
            {
                "location_id": location_id,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
            },
        )

    def list_partner(
        self,
        *,
        page: int | None = None,
        editable_length: int | None = None,
        salon_id: int | None = None,
        user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        created_start_date: dt.date | None = None,
        created_end_date: dt.date | None = None,
    ) -> _core.Response[models.PartnerRecordList]:
        """As `list_partner`, with the whole answer."""
        return self._client._raw(
            _LIST_PARTNER,
            {
                "page": page,
                "editable_length": editable_length,
                "salon_id": salon_id,
                "user_id": user_id,
                "start_date": start_date,
                "end_date": end_date,
                "created_start_date": created_start_date,
                "created_end_date": created_end_date,
            },
        )

    def get(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.Response[models.Record]:
        """As `get`, with the whole answer."""
        return self._client._raw(
            _GET,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[models.UpdatedRecord]: ...

    @t.overload
    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
        clients_count: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[models.UpdatedRecord]: ...

    def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
        clients_count: int | None = None,
    ) -> _core.Response[models.UpdatedRecord]:
        """As `update`, with the whole answer."""
        return self._client._raw(
            _UPDATE,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
                "fast_payment": fast_payment,
                "clients_count": clients_count,
            },
        )

    def delete(
        self,
        location_id: int,
        record_id: int,
    ) -> _core.Response[None]:
        """As `delete`, with the whole answer."""
        return self._client._raw(
            _DELETE,
            {"location_id": location_id, "record_id": record_id},
        )


class AsyncRecordsRaw:
    """`client.records.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        location_id: int,
        *,
        page: int | None = None,
        count: int | None = None,
        staff_id: int | None = None,
        client_id: int | None = None,
        created_user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        c_start_date: dt.date | None = None,
        c_end_date: dt.date | None = None,
        changed_after: dt.datetime | None = None,
        changed_before: dt.datetime | None = None,
        with_deleted: bool | None = None,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.Response[models.RecordList]:
        """As `list`, with the whole answer."""
        return await self._client._raw(
            _LIST,
            {
                "location_id": location_id,
                "page": page,
                "count": count,
                "staff_id": staff_id,
                "client_id": client_id,
                "created_user_id": created_user_id,
                "start_date": start_date,
                "end_date": end_date,
                "c_start_date": c_start_date,
                "c_end_date": c_end_date,
                "changed_after": changed_after,
                "changed_before": changed_before,
                "with_deleted": with_deleted,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
    ) -> _core.Response[models.Record]: ...

    @t.overload
    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
    ) -> _core.Response[models.Record]: ...

    async def create(
        self,
        location_id: int,
        *,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
    ) -> _core.Response[models.Record]:
        """As `create`, with the whole answer."""
        return await self._client._raw(
            _CREATE,
            {
                "location_id": location_id,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
            },
        )

    async def list_partner(
        self,
        *,
        page: int | None = None,
        editable_length: int | None = None,
        salon_id: int | None = None,
        user_id: int | None = None,
        start_date: dt.date | None = None,
        end_date: dt.date | None = None,
        created_start_date: dt.date | None = None,
        created_end_date: dt.date | None = None,
    ) -> _core.Response[models.PartnerRecordList]:
        """As `list_partner`, with the whole answer."""
        return await self._client._raw(
            _LIST_PARTNER,
            {
                "page": page,
                "editable_length": editable_length,
                "salon_id": salon_id,
                "user_id": user_id,
                "start_date": start_date,
                "end_date": end_date,
                "created_start_date": created_start_date,
                "created_end_date": created_end_date,
            },
        )

    async def get(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
    ) -> _core.Response[models.Record]:
        """As `get`, with the whole answer."""
        return await self._client._raw(
            _GET,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
            },
        )

    @t.overload
    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int,
        services: Sequence[models.BookedService | inputs.BookedServiceDict],
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime,
        seance_length: int,
        activity_id: t.Literal[0] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[models.UpdatedRecord]: ...

    @t.overload
    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        activity_id: int,
        client: models.BookedClient | inputs.BookedClientDict,
        clients_count: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[models.UpdatedRecord]: ...

    async def update(
        self,
        location_id: int,
        record_id: int,
        *,
        include_consumables: bool | None = None,
        include_finance_transactions: bool | None = None,
        save_if_busy: bool | None = None,
        send_sms: bool | None = None,
        sms_remain_hours: int | None = None,
        email_remain_hours: int | None = None,
        comment: str | None = None,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2] | None = None,
        api_id: str | None = None,
        custom_color: str | None = None,
        record_labels: Sequence[str] | None = None,
        technical_break_duration: int | None | _core.Omit = _core.OMIT,
        custom_fields: Mapping[str, str | float | Sequence[str]] | None = None,
        staff_id: int | None = None,
        services: (
            Sequence[models.BookedService | inputs.BookedServiceDict] | None
        ) = None,
        client: models.BookedClient | inputs.BookedClientDict,
        datetime: dt.datetime | None = None,
        seance_length: int | None = None,
        activity_id: int | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
        clients_count: int | None = None,
    ) -> _core.Response[models.UpdatedRecord]:
        """As `update`, with the whole answer."""
        return await self._client._raw(
            _UPDATE,
            {
                "location_id": location_id,
                "record_id": record_id,
                "include_consumables": include_consumables,
                "include_finance_transactions": include_finance_transactions,
                "save_if_busy": save_if_busy,
                "send_sms": send_sms,
                "sms_remain_hours": sms_remain_hours,
                "email_remain_hours": email_remain_hours,
                "comment": comment,
                "attendance": attendance,
                "api_id": api_id,
                "custom_color": custom_color,
                "record_labels": record_labels,
                "technical_break_duration": technical_break_duration,
                "custom_fields": custom_fields,
                "staff_id": staff_id,
                "services": services,
                "client": client,
                "datetime": datetime,
                "seance_length": seance_length,
                "activity_id": activity_id,
                "fast_payment": fast_payment,
                "clients_count": clients_count,
            },
        )

    async def delete(
        self,
        location_id: int,
        record_id: int,
    ) -> _core.Response[None]:
        """As `delete`, with the whole answer."""
        return await self._client._raw(
            _DELETE,
            {"location_id": location_id, "record_id": record_id},
        )
