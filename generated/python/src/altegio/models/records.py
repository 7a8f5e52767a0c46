"""What `records` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import typing as t

from .. import _core
from ._shared import Attendance, FastPayment

if t.TYPE_CHECKING:
    from .. import inputs


class RecordList(_core.Model):
    """One page of records."""

    success: bool
    """False for an error, even in an answer with status 200."""
    data: list[Record]
    """The records of this page, latest session first."""
    meta: _core.EmptyListNone[ListMeta] | None = None
    """About the page."""


class Record(_core.Model):
    """An appointment as lists, single reads and webhooks send it.

    A record without a client, without services and with `visit_id` 0 is a time block:
    time that the team member keeps free. Keys that are not listed here may appear at
    any time. Names are the legacy ones: the newer prose calls `company_id` a location,
    `staff_id` a team member, `activity_id` an event and `seance_length` the length of a
    session.
    """

    id: int
    """Identifier of the record. Example: `900000001`."""
    company_id: int
    """Identifier of the location. Example: `100200`."""
    staff_id: int
    """Identifier of the team member. Zero, which means "anyone" in online booking, was
    never seen here; be ready for it all the same. Example: `3001`.
    """
    services: list[RecordService]
    """The services booked, one line each. Empty on a time block."""
    goods_transactions: list[GoodsTransaction]
    """Goods sold during the visit; empty when there were none."""
    staff: _core.EmptyListNone[Staff] | None
    """The team member in short. The webhook page allows null; empty (`[]`) stands for
    the same.
    """
    client: _core.EmptyListNone[Client] | None
    """The client in short. Null on a time block; empty (`[]`) stands for the same."""
    comer: bool | dict[str, t.Any] | None = None
    """The person who comes when that is not the client. Null in every captured record;
    documentation names an object and, elsewhere, a boolean.
    """
    comer_person_info: dict[str, t.Any] | None = None
    """Details about the person who comes. Sent in webhooks (null there), absent from
    lists.
    """
    clients_count: int
    """Seats taken; above 1 only for group events. Example: `1`."""
    date: LocalDateTime
    """Start of the session on the location's clock. **Trust this one**: together with
    the location's time zone it gives the right moment, while the offset in `datetime`
    was seen to be an hour off in summer. The vendor's documentation promises an offset
    here; none is sent.
    """
    datetime: dt.datetime
    """Start of the session with the location's offset. One production client found the
    offset wrong during daylight saving time; prefer `date` with the location's time
    zone where that matters. Example: `"2030-01-15T18:30:00+05:00"`.
    """
    create_date: OffsetDateTime
    """When the record was made."""
    comment: str
    """Note on the appointment; empty when there is none."""
    online: bool
    """Whether the client booked it online."""
    visit_attendance: Attendance
    """What became of the visit as a whole. A visit may consist of several records."""
    attendance: Attendance
    """What became of this record."""
    confirmed: int
    """1 when the appointment is confirmed, else 0. One client program takes 0 for
    cancelled; unverified. Example: `1`.
    """
    seance_length: int
    """Length of the session in **seconds**, the technical break included. Example:
    `3600`.
    """
    length: int
    """The same number as `seance_length`. Example: `3600`."""
    technical_break_duration: int | None = None
    """Technical break at the end of the session in **seconds**, already contained in
    `seance_length`; 0 for none. Example: `0`.
    """
    sms_before: int
    """**Hours** before the session at which an SMS reminder goes out; 0 for none.
    Documented as a yes or no, which it is not: 4 and 24 were seen. Example: `4`.
    """
    sms_now: int
    """1 when an SMS was sent at booking, else 0. Example: `0`."""
    sms_now_text: str
    """Text of that SMS; empty when none was sent."""
    email_now: int
    """1 when an e-mail was sent at booking, else 0. Example: `0`."""
    notified: int
    """1 when the client was reminded, else 0. Example: `0`."""
    master_request: int
    """Whether the client asked for this very team member; 0 for no. Documented as 0 or
    1, but 2 was seen, meaning unknown. Example: `0`.
    """
    api_id: str
    """Identifier in an outside system, as text. Empty when there is none. The server
    itself puts a UUID here on many records. It is neither unique nor searchable.
    Example: `"00000000-0000-4000-8000-000000000001"`.
    """
    from_url: str
    """Site that the online booking came from; empty when it did not."""
    review_requested: int
    """1 when the client was asked for a review, else 0. Example: `0`."""
    is_remind_sms_sent: bool | None = None
    """Whether the SMS reminder went out. Documented; absent from every captured
    record.
    """
    visit_id: int
    """Identifier of the visit that the record belongs to; 0 on a time block. Older
    examples show it as text. Example: `700001`.
    """
    created_user_id: int
    """User who made the record; 0 for online bookings. Example: `12`."""
    deleted: bool
    """Whether the record was deleted. Lists leave deleted records out unless asked for
    them.
    """
    paid_full: int
    """1 when the appointment is paid in full, else 0; in V2, and perhaps here, 2 means
    overpaid. Example: `1`.
    """
    payment_status: int | str | None = None
    """Seen as a number, always equal to `paid_full`. Documented as text as well; V2
    calls it the state of a membership's automatic payment, or null. Example: `1`.
    """
    prepaid: bool
    """Whether the appointment has to be paid in advance."""
    prepaid_confirmed: bool
    """Whether the payment in advance arrived."""
    last_change_date: OffsetDateTime
    """When the record was last changed; on a new record, when it was made."""
    custom_color: str
    """Background colour in the calendar as `rrggbb` **without** `#`; empty for the
    default. Example: `"4caf50"`.
    """
    custom_font_color: str
    """Text colour in the calendar as `rrggbb` without `#` (the documentation shows one
    with); empty for the default. Example: `"ffffff"`.
    """
    record_labels: list[RecordLabel]
    """Labels on the record. They are read as objects and written as a list of
    identifiers in text form.
    """
    activity_id: int
    """Identifier of the group event that the client takes part in; 0 on a standard
    appointment. Example: `0`.
    """
    custom_fields: _core.EmptyListMap[str, CustomFieldValue]
    """The location's own fields about appointments, by field code. An empty map is sent
    as `[]`. Empty as well when the user lacks the right
    `custom_fields_record_values_read_access`.
    """
    documents: list[RecordDocument]
    """Documents behind the record, usually one or two."""
    sms_remain_hours: int | None = None
    """**Hours** before the session at which an SMS reminder goes out; 0 for none, null
    on a time block. Example: `4`.
    """
    email_remain_hours: int | None = None
    """**Hours** before the session at which an e-mail reminder goes out; 0 for none,
    null on a time block. Example: `2`.
    """
    bookform_id: int | None = None
    """Online booking form that the record came from; 0 when it came from none. Example:
    `0`.
    """
    record_from: str | None = None
    """Label of the source that the record came from; empty when it has none."""
    is_mobile: BookingChannel | None = None
    """Where the appointment was booked. In spite of its name no yes or no."""
    is_update_blocked: bool | None = None
    """Whether the record can no longer be changed."""
    is_sale_bill_printed: bool | None = None
    """Whether the bill was printed. Once it is, date, time, client, attendance, team
    member and services must stay as they are.
    """
    consumables: list[Consumable] | None = None
    """Goods used up by the services. Absent unless asked for with
    `include_consumables`; webhooks leave it out.
    """
    finance_transactions: list[FinanceTransaction] | None = None
    """Payments for the record. Absent unless asked for with
    `include_finance_transactions`.
    """
    resource_instance_ids: list[int] | None = None
    """Things that the appointment occupies (rooms, tables, devices); empty when there
    are none.
    """
    resource_instances: list[ResourceInstance] | None = None
    """The same things in short. Undocumented; absent when `resource_instance_ids` is
    empty.
    """
    short_link: str | None = None
    """Short address of the page on which the client sees or cancels the appointment.
    Example: `"http://example.test/c/x/y/"`.
    """
    acceptance_free: bool | str | None = None
    """Meaning not documented. Null in the captured records; one client program met
    text.
    """
    composite: list[t.Any] | dict[str, t.Any] | None = None
    """Meaning not documented. Sent in webhooks, where it was always `[]`."""

    def to_update(self) -> inputs.StandardBookingUpdateDict:
        """Return what an edit of this appointment has to send; change it, then pass it
        on.
        """
        return t.cast(
            "inputs.StandardBookingUpdateDict",
            _core.pick(
                self,
                lambda: StandardBookingUpdate,
                {
                    "staff_id": ("staff_id",),
                    "services": ("services",),
                    "client": ("client",),
                    "datetime": ("date",),
                    "seance_length": ("seance_length",),
                    "comment": ("comment",),
                    "attendance": ("attendance",),
                    "api_id": ("api_id",),
                    "custom_color": ("custom_color",),
                    "record_labels": ("record_labels", "[]", "id"),
                    "technical_break_duration": ("technical_break_duration",),
                    "sms_remain_hours": ("sms_remain_hours",),
                    "email_remain_hours": ("email_remain_hours",),
                    "custom_fields": ("custom_fields",),
                },
                as_text=("record_labels",),
            ),
        )

    def to_event_update(self) -> inputs.GroupEventBookingUpdateDict:
        """Return what an edit of this place in a group event has to send; change it,
        then pass it on.
        """
        return t.cast(
            "inputs.GroupEventBookingUpdateDict",
            _core.pick(
                self,
                lambda: GroupEventBookingUpdate,
                {
                    "activity_id": ("activity_id",),
                    "client": ("client",),
                    "clients_count": ("clients_count",),
                    "comment": ("comment",),
                    "attendance": ("attendance",),
                    "api_id": ("api_id",),
                    "custom_color": ("custom_color",),
                    "record_labels": ("record_labels", "[]", "id"),
                    "technical_break_duration": ("technical_break_duration",),
                    "sms_remain_hours": ("sms_remain_hours",),
                    "email_remain_hours": ("email_remain_hours",),
                    "custom_fields": ("custom_fields",),
                },
                as_text=("record_labels",),
            ),
        )


class ListMeta(_core.Model):
    """Where in the whole list a page is."""

    page: int | None = None
    """Number of this page, from 1. Example: `1`."""
    total_count: int | None = None
    """How many records match in all. (The documentation calls it the number on the
    page; clients that divide it by the page size work.) Example: `1`.
    """


class RecordService(_core.Model):
    """A service on the record.

    `cost`, `first_cost`, `manual_cost` and `cost_to_pay` are **totals of the line**,
    already multiplied by `amount`: do not multiply again. All sums are in the
    location's currency.
    """

    id: int
    """Identifier of the service. Example: `5001`."""
    title: str
    """Name of the service. Example: `"Haircut"`."""
    cost: float
    """Total of the line after discount. May lie below `first_cost` without any
    discount, when a loyalty payment is spread over the lines. Example: `180.5`.
    """
    cost_to_pay: float | None = None
    """What the client has to pay for the line. Example: `180.5`."""
    manual_cost: float | None = None
    """Total of the line as entered by hand. Example: `200`."""
    cost_per_unit: float | None = None
    """Price of one unit, before `amount` and discount. Example: `100`."""
    discount: float
    """Discount in **percent** (9000 with a discount of 50 costs 4500). Example: `0`."""
    first_cost: float
    """Total of the line before discount. Example: `200`."""
    amount: float
    """How many times the service is provided. Example: `2`."""
    assistants: list[t.Any] | None = None
    """Team members who assist. Documented; absent from the captured records."""
    staff_service_link: StaffServiceLink | None = None
    """How this team member provides the service. Only in the answer to a single
    read.
    """
    company_service_link: CompanyServiceLink | None = None
    """How the location offers the service. Only in the answer to a single read."""


class GoodsTransaction(_core.Model):
    """Goods sold during the visit.

    `amount` is negative because they leave the storage.
    """

    id: int
    """Identifier of the transaction. Example: `1`."""
    title: str | None = None
    """Name of the product. Example: `"Shampoo 250 ml"`."""
    barcode: str | None = None
    """Bar code; empty when there is none."""
    article: str | None = None
    """Article number; empty when there is none."""
    amount: float | None = None
    """How many units moved. A sale is negative. Example: `-1`."""
    cost_per_unit: float | None = None
    """Price of one unit in the location's currency. Example: `10`."""
    price: float | None = None
    """Price of one unit in the price list. Example: `10`."""
    cost: float | None = None
    """Total of the line after discount, for all units. Example: `9.5`."""
    cost_to_pay: float | None = None
    """What the client has to pay for the line. Example: `9.5`."""
    manual_cost: float | None = None
    """Total of the line as entered by hand. Example: `10`."""
    master_id: int | None = None
    """Team member who sold the goods; the legacy word for `staff_id`. Example:
    `3001`.
    """
    storage_id: int | None = None
    """Storage that the goods came from. Example: `11`."""
    good_id: int | None = None
    """Identifier of the product. Example: `22`."""
    discount: float | None = None
    """Discount in percent. Example: `5`."""
    loyalty_abonement_id: int | None = None
    """Membership sold with this line; 0 when it is none. Example: `0`."""
    loyalty_certificate_id: int | None = None
    """Gift card sold with this line; 0 when it is none. Example: `0`."""
    good_special_number: str | None = None
    """Number of the membership or gift card; empty when it is none."""


class Staff(_core.Model):
    """The team member who provides the services."""

    id: int
    """Identifier of the team member; the same number as the record's `staff_id`.
    Example: `3001`.
    """
    api_id: str | None = None
    """Identifier in an outside system. Null when there is none, which is the rule."""
    name: str
    """Name as clients see it. Example: `"Ann"`."""
    specialization: str | None = None
    """What the team member does, in free words. Example: `"Stylist"`."""
    position: _core.EmptyListNone[StaffPosition] | None = None
    """The position held. Empty (`[]`) or null when none is assigned."""
    avatar: str | None = None
    """Address of the small portrait. Example:
    `"https://example.test/ann-small.png"`.
    """
    avatar_big: str | None = None
    """Address of the large portrait. Example: `"https://example.test/ann.png"`."""
    rating: float | None = None
    """Average of the clients' ratings, 0 to 5; 0 when nobody has voted. May be whole or
    fractional. Example: `4.43`.
    """
    votes_count: int | None = None
    """How many ratings the average is made of. Example: `12`."""


class Client(_core.Model):
    """The client as the location's client base knows them."""

    id: int
    """Identifier of the client in this location. Example: `8001`."""
    name: str
    """First name, or the whole name when it was entered into one field. Example:
    `"Mira"`.
    """
    surname: str | None = None
    """Family name; empty when not known. Example: `"Holt"`."""
    middle_name: str | None = None
    """Middle name. Documented for newer accounts, absent from the captured records."""
    patronymic: str | None = None
    """Patronymic; empty when not known."""
    display_name: str | None = None
    """The name as the application shows it. Example: `"Mira Holt"`."""
    comment: str | None = None
    """Staff's note about the client. Sent in webhooks, absent from lists. Example:
    `"Prefers mornings."`.
    """
    phone: str
    """Phone number with country code; empty when it is hidden from the user or not
    known. Example: `"+10000000001"`.
    """
    phone_country_id: int | None = None
    """Country of the phone number, as the vendor's own country number. Not always sent.
    Example: `1`.
    """
    card: str | None = None
    """Number of the loyalty card; empty when there is none."""
    email: str
    """E-mail address; empty when not known. Example: `"mira@example.test"`."""
    success_visits_count: int | None = None
    """How many visits took place. Example: `3`."""
    fail_visits_count: int | None = None
    """How many visits were missed. Example: `0`."""
    discount: float | None = None
    """The client's personal discount in percent; 0 for none. Example: `0`."""
    is_new: bool | None = None
    """Whether this is the client's first visit."""
    custom_fields: _core.EmptyListMap[str, CustomFieldValue] | None = None
    """The location's own fields about clients, by field code. Empty is sent as `[]`;
    some versions send a list where the map would stand.
    """
    gender: int | str | None = None
    """Gender. Documented for newer accounts; absent from the captured records. Example:
    `0`.
    """
    sex: int | None = None
    """Gender as a number (0 unknown). Sent in webhooks. The vendor's webhook page calls
    it a string; real deliveries carry a number. Example: `0`.
    """
    birthday: str | None = None
    """Day of birth as `YYYY-MM-DD`; empty when not known. Sent in webhooks."""
    client_tags: list[ClientTag] | None = None
    """Tags of the client. Undocumented, but sent; empty when there are none."""


class RecordLabel(_core.Model):
    """A label (category) on the record."""

    id: int
    """Identifier of the label. Written back as text; older examples show text here as
    well. Example: `61`.
    """
    title: str
    """Text of the label. Example: `"Any member"`."""
    color: str | None = None
    """Background colour as `rrggbb` without `#` (the documentation shows one with).
    Example: `"009800"`.
    """
    icon: str | None = None
    """Name of the icon. Example: `"unlock"`."""
    font_color: str | None = None
    """Text colour as `rrggbb` without `#`. Example: `"ffffff"`."""


class RecordDocument(_core.Model):
    """A document behind the record.

    An appointment has a visit document (type 7), and one of type 8 when services use up
    consumables; on the latter `comment` and `is_sale_bill_printed` are null.
    """

    id: int
    """Identifier of the document. Example: `900001`."""
    type_id: DocumentType
    """What kind of document it is."""
    storage_id: int | None = None
    """Storage that the goods leave or enter; 0 when none is touched. Example: `0`."""
    user_id: int | None = None
    """User who made the document; 0 when the system did. Example: `12`."""
    company_id: int | None = None
    """Identifier of the location. Example: `100200`."""
    number: int | None = None
    """Number of the document within the location. Example: `1`."""
    comment: str | None = None
    """Note on the document. Null on documents of type 8."""
    date_created: LocalDateTime
    """When the document was made, on the location's clock. The vendor's documentation
    promises an offset; none is sent.
    """
    category_id: int | None = None
    """Category of the document; 0 for none. Example: `0`."""
    visit_id: int | None = None
    """Visit that the document belongs to; 0 on documents of type 8. Example:
    `700001`.
    """
    record_id: int | None = None
    """Record that the document belongs to. Example: `900000001`."""
    type_title: str | None = None
    """Name of the document type in the account's language. Show it, do not compare it.
    Example: `"Visit"`.
    """
    is_sale_bill_printed: bool | None = None
    """Whether the bill was printed. Null on documents of type 8."""


class BookingChannel(_core.IntEnum):
    """Where the appointment was booked."""

    ADMINISTRATION = 0
    """The web or mobile application for administrators, or the API."""
    MOBILE_WIDGET = 1
    """The online booking widget in a mobile browser."""
    DESKTOP_WIDGET = 2
    """The online booking widget in a desktop browser."""


class Consumable(_core.Model):
    """Goods used up by a service.

    Known from the vendor's documentation only: no captured record asked for them.
    """

    id: int
    """Identifier of the transaction. Example: `71`."""
    document_id: int | None = None
    """Document of type 8 that the line belongs to. Example: `900002`."""
    type_id: DocumentType | None = None
    """Kind of that document."""
    company_id: int | None = None
    """Identifier of the location. Example: `100200`."""
    good_id: int | None = None
    """Identifier of the product. Example: `23`."""
    amount: float | None = None
    """How many operation units were used. Negative because they leave the storage.
    Example: `-1`.
    """
    cost_per_unit: float | None = None
    """Cost of one unit in the location's currency. Example: `2`."""
    discount: float | None = None
    """Discount in percent. Example: `0`."""
    cost: float | None = None
    """Total of the line, for all units. Example: `2`."""
    unit_id: int | None = None
    """Unit of measurement, as the vendor's own number. Example: `216760`."""
    operation_unit_type: StockOperation | None = None
    """Which unit of the product is counted, that of sales or that of write-offs."""
    storage_id: int | None = None
    """Storage that the goods came from. Example: `11`."""
    supplier_id: int | None = None
    """Supplier; 0 when none is known. Example: `0`."""
    client_id: int | None = None
    """Client who was served; 0 when none. Example: `8001`."""
    master_id: int | None = None
    """Team member who used the goods; the legacy word for `staff_id`. Example:
    `3001`.
    """
    create_date: OffsetDateTime | None = None
    """When the line was made."""
    comment: str | None = None
    """Note on the line; empty when there is none."""
    service_id: int | None = None
    """Service that used the goods. Example: `5001`."""
    user_id: int | None = None
    """User who entered the line; 0 when the system did. Example: `12`."""
    deleted: bool | None = None
    """Whether the line was deleted."""
    pkg_amount: float | None = None
    """How many packages the amount makes up. Example: `0`."""


class FinanceTransaction(_core.Model):
    """A payment or another movement of money that belongs to the record."""

    id: int
    """Identifier of the transaction. Example: `9`."""
    document_id: int | None = None
    """Document that the money belongs to. Example: `900001`."""
    date: LocalDateTime
    """When the money moved, on the location's clock. The vendor's documentation
    promises an offset; none is sent.
    """
    type_id: int | None = None
    """Kind of transaction, as the vendor's own number. Example: `5`."""
    expense_id: int | None = None
    """Purpose of the payment; the same number as `expense.id`. Example: `5`."""
    account_id: int | None = None
    """Cash desk or bank account; the same number as `account.id`. Example: `31`."""
    amount: float
    """Sum in the location's currency. Money that comes in is positive. Example:
    `180.5`.
    """
    client_id: int | None = None
    """Client who paid; 0 when none. Example: `8001`."""
    master_id: int | None = None
    """Team member concerned; 0 when none. The legacy word for `staff_id`. Example:
    `0`.
    """
    supplier_id: int | None = None
    """Supplier concerned; 0 when none. Example: `0`."""
    comment: str | None = None
    """Note on the transaction; empty when there is none."""
    item_id: int | None = None
    """What was paid for, an identifier of the kind that `target_type_id` tells.
    Example: `5001`.
    """
    target_type_id: int | None = None
    """What `item_id` refers to, as the vendor's own number; 1 stood beside services.
    Example: `1`.
    """
    record_id: int | None = None
    """Record that the money belongs to. Example: `900000001`."""
    goods_transaction_id: int | None = None
    """Sale of goods that the money belongs to; 0 when none. Example: `0`."""
    expense: _core.EmptyListNone[FinanceExpense] | None = None
    """Purpose of the payment; empty (`[]`) when none."""
    account: _core.EmptyListNone[FinanceAccount] | None = None
    """Cash desk or bank account; empty (`[]`) when none."""
    client: _core.EmptyListNone[FinanceClient] | None = None
    """Client who paid; empty (`[]`) when none."""
    master: _core.EmptyListMap[str, t.Any] | None = None
    """Team member concerned. Only ever seen empty (`[]`); an object of unknown shape
    would stand here when there is one.
    """
    supplier: _core.EmptyListMap[str, t.Any] | None = None
    """Supplier concerned. Only ever seen empty (`[]`); an object of unknown shape would
    stand here when there is one.
    """


class ResourceInstance(_core.Model):
    """A thing that the appointment occupies, such as a room.

    Undocumented, but sent.
    """

    id: int
    """Identifier of the thing. Example: `401`."""
    title: str
    """Name of the thing. Example: `"Table #1"`."""
    resource_id: int | None = None
    """Kind of thing that it is one of. Example: `40`."""


class StaffServiceLink(_core.Model):
    """How a team member provides a service."""

    length: int | None = None
    """How long it takes this team member, in **seconds**. Example: `3600`."""


class CompanyServiceLink(_core.Model):
    """How a location offers a service."""

    price_min: float | None = None
    """Lowest price in the location's currency. Example: `80`."""
    price_max: float | None = None
    """Highest price in the location's currency; 0 when there is no range. Example:
    `120`.
    """


class StaffPosition(_core.Model):
    """A position in the location, such as "Stylist"."""

    id: int
    """Identifier of the position. Example: `7`."""
    title: str
    """Name of the position. Example: `"Stylist"`."""
    services_binding_type: int | None = None
    """How services are tied to the position. The vendor does not explain the numbers; 0
    is the usual one. Example: `0`.
    """


class ClientTag(_core.Model):
    """A tag (category) that the location gave the client.

    Its colours carry `#`, unlike those of records.
    """

    id: int
    """Identifier of the tag. Example: `51`."""
    salon_id: int | None = None
    """Identifier of the location that owns the tag, under its oldest name. Example:
    `100200`.
    """
    company_id: int | None = None
    """Identifier of the location that owns the tag. Example: `100200`."""
    title: str
    """Text of the tag. Example: `"Regular"`."""
    color: str | None = None
    """Background colour as `#rrggbb`. Example: `"#1f5b2b"`."""
    font_color: str | None = None
    """Text colour as `#rrggbb`. Example: `"#ffffff"`."""
    icon: str | None = None
    """Name of the icon; empty for none. Example: `"star"`."""
    entity: int | None = None
    """What the tag is for, as a number; 1 for clients. Example: `1`."""
    entity_slug: str | None = None
    """What the tag is for, as a word. Example: `"client"`."""
    deleted: int | None = None
    """1 when the tag was deleted, else 0. The same as `is_deleted`. Example: `0`."""
    is_deleted: bool | None = None
    """Whether the tag was deleted."""
    not_editable: int | None = None
    """1 when users cannot change the tag, else 0. The opposite of `is_editable`.
    Example: `0`.
    """
    is_editable: bool | None = None
    """Whether users can change the tag."""


class DocumentType(_core.IntEnum):
    """What kind of stock or sales document this is."""

    SALE = 1
    """Sale of goods."""
    SERVICES = 2
    """Provision of services."""
    ARRIVAL = 3
    """Goods received."""
    WRITE_OFF = 4
    """Goods written off."""
    TRANSFER = 5
    """Goods moved between storages."""
    INVENTORY = 6
    """Stock-taking."""
    VISIT = 7
    """A visit; every appointment with a client has one."""
    CONSUMABLES_WRITE_OFF = 8
    """Consumables used up by services."""
    ACCOUNT_TOP_UP = 9
    """Top-up of a client account."""


class StockOperation(_core.IntEnum):
    """Why goods left the storage."""

    SALE = 1
    """They were sold."""
    WRITE_OFF = 2
    """They were used up or written off."""


class FinanceExpense(_core.Model):
    """Purpose of a payment, a heading of the location's books."""

    id: int
    """Identifier of the heading. Example: `5`."""
    title: str
    """Name of the heading, in the account's language. Example: `"Services"`."""
    type: int | None = None
    """Kind of heading, as the vendor's own number. Undocumented, but sent. Example:
    `7`.
    """


class FinanceAccount(_core.Model):
    """Cash desk or bank account of the location."""

    id: int
    """Identifier of the account. Example: `31`."""
    title: str
    """Name of the account. Example: `"Main"`."""
    is_cash: bool | None = None
    """Whether it holds cash. Undocumented, but sent."""
    is_default: bool | None = None
    """Whether it is the location's default account. Undocumented, but sent."""


class FinanceClient(_core.Model):
    """The client as a payment names them."""

    id: int
    """Identifier of the client. Example: `8001`."""
    name: str | None = None
    """Name of the client. Example: `"Mira"`."""
    phone: str | None = None
    """Phone number with country code but, unlike in the record, without `+`. Example:
    `"10000000001"`.
    """
    email: str | None = None
    """E-mail address; empty when not known. Undocumented, but sent."""


class StandardBooking(_core.Model):
    """A standard appointment: services by one team member for one client at a given
    time.

    `activity_id` is absent or 0.
    """

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
    technical_break_duration: int | None | _core.Omit = _core.OMIT
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
    staff_id: int
    """Identifier of the team member. 0 ("anyone") belongs to online booking and is not
    documented here. At least 1. Example: `3001`.
    """
    services: list[BookedService]
    """The services to book. May be empty, which makes a time block if the client is
    empty too.
    """
    client: BookedClient
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
    activity_id: t.Literal[0] | None = None
    """0, or absent, says that this is no group event. Example: `0`."""


class GroupEventBooking(_core.Model):
    """A place in a group event.

    Team member, services, time and length come from the event, so they are not given.
    """

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
    technical_break_duration: int | None | _core.Omit = _core.OMIT
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
    activity_id: int
    """Identifier of the group event. On an edit it must be the one that the record has.
    The newer prose calls it `event_id`, a name that is not known to work here. At
    least 1. Example: `60001`.
    """
    client: BookedClient


class BookedService(_core.Model):
    """A service to book.

    Sums are totals of the line in the location's currency; where they are absent, the
    price list decides.
    """

    id: int
    """Identifier of the service. Example: `5001`."""
    first_cost: float | None = None
    """Total of the line before discount. Example: `9000`."""
    discount: float | None = None
    """Discount in **percent**. From 0 to 100. Example: `50`."""
    cost: float | None = None
    """Total of the line after discount. Example: `4500`."""
    amount: float | None = None
    """How many times the service is provided; 1 when absent. Not in the vendor's page
    about records, but the vendor's own client sends it. Example: `1`.
    """


class BookedClient(_core.Model):
    """Who comes. A phone number that the location knows finds the client, another makes
    a new one.

    An empty object (`{}`) books without a client.
    """

    phone: str | None = None
    """Phone number with country code, with or without `+`. Example:
    `"+10000000001"`.
    """
    name: str | None = None
    """First name, or the whole name. Example: `"Mira"`."""
    surname: str | None = None
    """Family name. Documented for the sister API only. Example: `"Holt"`."""
    patronymic: str | None = None
    """Patronymic. Documented for the sister API only."""
    email: str | None = None
    """E-mail address; empty when not known. Example: `"mira@example.test"`."""


class CreatedRecordEnvelope(_core.Model):
    """The record that was made."""

    success: bool
    """False for an error, even in an answer with status 200."""
    data: Record | list[Record]
    """The record, or a list that holds only it: the documentation shows a list, the
    vendor's own client expects the record itself.
    """
    meta: _core.EmptyListNone[ListMeta] | None = None
    """Empty, as a list; with page and count when `data` is a list."""


class ConflictEnvelope(_core.Model):
    """The time is taken."""

    success: bool
    """Always false."""
    data: None = None
    """Null, or absent."""
    meta: _core.EmptyListNone[ConflictMeta] | None = None
    """The reason."""


class ConflictMeta(_core.Model):
    """The reason for a conflict."""

    message: str | None = None
    """What stands in the way, in the account's language, with the time concerned.
    Example: `"The master is busy or not working: 2030-01-15 18:30"`.
    """
    conflict: bool | None = None
    """True when the time is taken."""


class PartnerRecordList(_core.Model):
    """One page of the partner list."""

    success: bool
    """False for an error, even in an answer with status 200."""
    data: list[PartnerRecord]
    """The records of this page."""
    meta: _core.EmptyListNone[PartnerListMeta] | None = None
    """About the page."""


class PartnerRecord(_core.Model):
    """An appointment as the partner list sends it.

    It is not a `Record`: there is no `company_id`, no `staff_id` and no
    `seance_length`; look into `company`, `staff` and `length`.
    """

    id: int
    """Identifier of the record. Example: `900000001`."""
    date: str | None = None
    """Start of the session on the location's clock, as `YYYY-MM-DD` or with a time.
    Example: `"2030-01-15"`.
    """
    datetime: OffsetDateTime | None = None
    """Start of the session with the location's offset, here without a colon."""
    create_date: OffsetDateTime | None = None
    """When the record was made."""
    comment: str | None = None
    """Note on the appointment; empty when there is none."""
    deleted: bool | None = None
    """Whether the record was deleted."""
    attendance: Attendance | None = None
    """What became of this record."""
    length: int | None = None
    """Length of the session in **seconds**. Example: `3600`."""
    notify_by_sms: int | None = None
    """**Hours** before the session at which an SMS reminder goes out; 0 for none.
    Example: `4`.
    """
    notify_by_email: int | None = None
    """**Hours** before the session at which an e-mail reminder goes out; 0 for none.
    Example: `2`.
    """
    master_requested: bool | None = None
    """Whether the client asked for this very team member."""
    online: bool | None = None
    """Whether the client booked it online."""
    api_id: int | str | None = None
    """Identifier in an outside system. A number here (0 for none), text everywhere
    else. Example: `0`.
    """
    last_change_date: OffsetDateTime | None = None
    """When the record was last changed."""
    prepaid: int | bool | None = None
    """1 when the appointment has to be paid in advance, else 0. A boolean everywhere
    else. Example: `0`.
    """
    prepaid_confirmed: int | bool | None = None
    """1 when the payment in advance arrived, else 0. A boolean everywhere else.
    Example: `0`.
    """
    activity_id: int | None = None
    """Identifier of the group event; 0 on a standard appointment. Example: `0`."""
    services: list[PartnerService] | None = None
    """The services booked."""
    company: _core.EmptyListNone[PartnerCompany] | None = None
    """The location; empty (`[]`) when none is given."""
    staff: _core.EmptyListNone[PartnerStaff] | None = None
    """The team member; null or empty (`[]`) when there is none."""
    client: _core.EmptyListNone[PartnerClient] | None = None
    """The client; null or empty (`[]`) when there is none."""
    custom_fields: _core.EmptyListMap[str, CustomFieldValue] | None = None
    """The location's own fields, by field code. An empty map may be sent as `[]`."""


class PartnerListMeta(_core.Model):
    """What the partner list says about itself; there is neither a page number nor a
    total.
    """

    count: int | None = None
    """A number of records; whether of the page or of the whole list is not documented.
    Example: `1`.
    """


class PartnerService(_core.Model):
    """A service in the partner list. Sums are in the location's currency."""

    id: int
    """Identifier of the service. Example: `5001`."""
    title: str | None = None
    """Name of the service. Example: `"Haircut"`."""
    cost: float | None = None
    """Total of the line after discount. Example: `180`."""
    price_min: float | None = None
    """Lowest price of the service. Example: `80`."""
    price_max: float | None = None
    """Highest price of the service; 0 when there is no range. Example: `120`."""
    discount: float | None = None
    """Discount in **percent**. Example: `0`."""
    amount: float | None = None
    """How many times the service is provided. Example: `1`."""


class PartnerCompany(_core.Model):
    """The location of an appointment in the partner list."""

    id: int
    """Identifier of the location; `location_id` in addresses, `company_id` in records.
    Example: `100200`.
    """
    title: str | None = None
    """Name of the location within the business. Example: `"Studio North"`."""
    public_title: str | None = None
    """Name of the location as clients see it. Example: `"Studio North"`."""
    business_group_id: int | None = None
    """Group of lines of business that the location is in. Example: `1`."""
    business_type_id: int | None = None
    """Line of business of the location. Example: `1`."""
    country_id: int | None = None
    """Country, as the vendor's own number. Example: `1`."""
    city_id: int | None = None
    """City, as the vendor's own number. Example: `2`."""
    timezone: str | None = None
    """Offset from UTC in hours, as text and without daylight saving time. Prefer
    `timezone_name`. Example: `"-5"`.
    """
    timezone_name: str | None = None
    """Name of the time zone in the IANA database. Every local time of the location is
    in this zone. Example: `"America/New_York"`.
    """
    address: str | None = None
    """Street address. Example: `"1 Example Street"`."""
    coordinate_lat: float | None = None
    """Latitude in degrees. Example: `40.7`."""
    coordinate_lon: float | None = None
    """Longitude in degrees. Example: `-74`."""
    logo: str | None = None
    """Address of the logo. Example: `"https://example.test/logo.png"`."""
    zip: str | None = None
    """Postal code; "0" when not given. Example: `"0"`."""
    phone: str | None = None
    """Main phone number. Example: `"+10000000000"`."""
    phones: list[str] | None = None
    """All phone numbers."""
    site: str | None = None
    """Web site. Example: `"https://example.test"`."""
    allow_delete_record: bool | None = None
    """Whether clients may cancel their appointments online."""
    allow_change_record: bool | None = None
    """Whether clients may move their appointments online."""
    country: str | None = None
    """Name of the country. Example: `"United States"`."""
    city: str | None = None
    """Name of the city. Example: `"New York"`."""


class PartnerStaff(_core.Model):
    """The team member of an appointment in the partner list."""

    id: int
    """Identifier of the team member. Example: `3001`."""
    name: str | None = None
    """Name as clients see it. Example: `"Ann"`."""
    specialization: str | None = None
    """What the team member does, in free words. Example: `"Stylist"`."""
    position: _core.EmptyListNone[StaffPosition] | None = None
    """The position held. Empty (`[]`) or null when none is assigned."""
    avatar: str | None = None
    """Address of the small portrait. Example:
    `"https://example.test/ann-small.png"`.
    """
    avatar_big: str | None = None
    """Address of the large portrait. Example: `"https://example.test/ann.png"`."""
    rating: float | None = None
    """Rating shown to clients. Example: `4.43`."""
    show_rating: int | bool | None = None
    """1 when the rating is shown to clients, else 0. Example: `1`."""
    votes_count: int | None = None
    """How many ratings there are. Example: `12`."""
    comments_count: int | None = None
    """How many reviews there are. Example: `3`."""
    average_score: float | None = None
    """Average of the clients' ratings. Example: `4.43`."""
    prepaid: str | None = None
    """Whether payment in advance is asked for, as a word. Example: `"forbidden"`."""


class PartnerClient(_core.Model):
    """The client of an appointment in the partner list."""

    id: int | None = None
    """Identifier of the client in the location. Example: `8001`."""
    name: str | None = None
    """Name of the client. Example: `"Mira"`."""
    phone: str | None = None
    """Phone number. Example: `"+10000000001"`."""
    phone_code: str | None = None
    """Country code of the phone number. Example: `"1"`."""
    email: str | None = None
    """E-mail address; empty when not known. Example: `"mira@example.test"`."""


class RecordEnvelope(_core.Model):
    """One record."""

    success: bool
    """False for an error, even in an answer with status 200."""
    data: Record
    meta: _core.EmptyListMap[str, t.Any] | None = None
    """Empty, as a list."""


class StandardBookingUpdate(_core.Model):
    """A standard appointment as it shall be from now on.

    Everything that was required to book it is required again.
    """

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
    technical_break_duration: int | None | _core.Omit = _core.OMIT
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
    staff_id: int
    """Identifier of the team member. 0 ("anyone") belongs to online booking and is not
    documented here. At least 1. Example: `3001`.
    """
    services: list[BookedService]
    """The services to book. May be empty, which makes a time block if the client is
    empty too.
    """
    client: BookedClient
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
    activity_id: t.Literal[0] | None = None
    """0, or absent, says that this is no group event. Example: `0`."""
    fast_payment: FastPayment | None = None
    """Pay for the whole visit in the same call. Absent means no payment."""


class GroupEventBookingUpdate(_core.Model):
    """A place in a group event as it shall be from now on.

    The event itself cannot be changed.
    """

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
    technical_break_duration: int | None | _core.Omit = _core.OMIT
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
    activity_id: int
    """Identifier of the group event. On an edit it must be the one that the record has.
    The newer prose calls it `event_id`, a name that is not known to work here. At
    least 1. Example: `60001`.
    """
    client: BookedClient
    clients_count: int | None = None
    """How many seats of the event the client takes. At least 1. Example: `2`."""
    fast_payment: FastPayment | None = None
    """Pay for the whole visit in the same call. Absent means no payment."""


class UpdatedRecordEnvelope(_core.Model):
    """The record after an edit, in short."""

    success: bool
    """False for an error, even in an answer with status 200."""
    data: UpdatedRecord
    meta: _core.EmptyListMap[str, t.Any] | None = None
    """Empty, as a list."""


class UpdatedRecord(_core.Model):
    """What the answer to an edit holds: less than a record, with some names of its own.

    Known from the vendor's documentation only; if the whole record arrives, the
    additional keys are kept. Read the record again when you need all of it.
    """

    id: int
    """Identifier of the record. Example: `900000001`."""
    services: list[UpdatedRecordService] | None = None
    """The services booked."""
    client: _core.EmptyListNone[UpdatedRecordClient] | None = None
    """The client in three fields; null or empty (`[]`) when there is none."""
    clients_count: int | None = None
    """Seats taken; above 1 only for group events. Example: `1`."""
    staff: _core.EmptyListNone[UpdatedRecordStaff] | None = None
    """The team member; null or empty (`[]`) when there is none."""
    datetime: dt.datetime | None = None
    """Start of the session with the location's offset. Example:
    `"2030-01-15T18:30:00+05:00"`.
    """
    seance_length: int | None = None
    """Length of the session in **seconds**, the technical break included. Example:
    `3600`.
    """
    create_date: OffsetDateTime | None = None
    """When the record was made."""
    comment: str | None = None
    """Note on the appointment; empty when there is none."""
    visit_attendance: Attendance | None = None
    """What became of the visit as a whole."""
    confirmed: int | None = None
    """1 when the appointment is confirmed, else 0. Example: `1`."""
    sms_before: int | None = None
    """**Hours** before the session at which an SMS reminder goes out; 0 for none.
    Example: `4`.
    """
    sms_now: int | None = None
    """1 when an SMS was sent, else 0. Example: `0`."""
    sms_now_text: str | None = None
    """Text of that SMS; empty when none was sent."""
    email_now: int | None = None
    """1 when an e-mail was sent, else 0. Example: `0`."""
    notified: int | None = None
    """1 when the client was reminded, else 0. Example: `0`."""
    master_request: int | None = None
    """Whether the client asked for this very team member; 0 for no. Example: `0`."""
    api_id: str | None = None
    """Identifier in an outside system, as text; empty when there is none."""
    from_url: str | None = None
    """Site that the online booking came from; empty when it did not."""
    review_requested: int | None = None
    """1 when the client was asked for a review, else 0. Example: `0`."""
    activity_id: int | None = None
    """Identifier of the group event; 0 on a standard appointment. Example: `0`."""
    documents: list[RecordDocument] | None = None
    """Documents behind the record."""


class UpdatedRecordService(_core.Model):
    """A service in the answer to an edit.

    Sums are totals of the line in the location's currency.
    """

    id: int
    """Identifier of the service. Example: `5001`."""
    first_cost: float | None = None
    """Total of the line before discount. Example: `200`."""
    discount: float | None = None
    """Discount in **percent**. Example: `0`."""
    cost: float | None = None
    """Total of the line after discount. Example: `200`."""


class UpdatedRecordClient(_core.Model):
    """The client in the answer to an edit."""

    phone: str | None = None
    """Phone number with country code. Example: `"+10000000001"`."""
    name: str | None = None
    """Name of the client. Example: `"Mira"`."""
    email: str | None = None
    """E-mail address; empty when not known. Example: `"mira@example.test"`."""


class UpdatedRecordStaff(_core.Model):
    """The team member in the answer to an edit.

    Examples of different age name the specialisation differently.
    """

    id: int
    """Identifier of the team member. Example: `3001`."""
    name: str | None = None
    """Name as clients see it. Example: `"Ann"`."""
    spec: str | None = None
    """What the team member does, in free words; the older name of the field. Example:
    `"Stylist"`.
    """
    specialization: str | None = None
    """What the team member does, in free words; the newer name of the field. Example:
    `"Stylist"`.
    """
    position: _core.EmptyListNone[StaffPosition] | None = None
    """The position held, in newer answers. Empty (`[]`) or null when none is
    assigned.
    """
    avatar: str | None = None
    """Address of the small portrait, in newer answers. Example:
    `"https://example.test/ann-small.png"`.
    """


if t.TYPE_CHECKING:
    Switch: t.TypeAlias = bool
    """Yes (1) or no (0). The words `true` and `false` are documented in places but were
    never seen to work.
    """
else:
    Switch = _core.written(bool, "0/1")


if t.TYPE_CHECKING:
    LocalDateTime: t.TypeAlias = dt.datetime
    """Date and time on the wall clock of the location, with a space and without an
    offset.
    """
else:
    LocalDateTime = _core.written(dt.datetime, "%Y-%m-%d %H:%M:%S")


if t.TYPE_CHECKING:
    OffsetDateTime: t.TypeAlias = dt.datetime
    """A moment whose offset is written without a colon (`+0500`), which is why it is no
    RFC 3339 `date-time`.
    """
else:
    OffsetDateTime = _core.written(dt.datetime, "%Y-%m-%dT%H:%M:%S%z")


CustomFieldValue: t.TypeAlias = str | float | list[str]
"""The value of one custom field. Which type it has depends on the type of the field:
text, date (`Y-m-d`) and date-time (`Y-m-d H:i:s`) fields hold a string, number fields a
number, select fields a list of the chosen options.
"""


CustomFields: t.TypeAlias = dict[str, CustomFieldValue]
"""The location's own fields about appointments: field code → value. Every location
defines its own codes, so they cannot be listed here; an overlay types yours
(overlays/custom-fields.yaml shows how). The code `yc_partner_public_key` is reserved.
"""


if t.TYPE_CHECKING:
    RecordsCreateRequest: t.TypeAlias = StandardBooking | GroupEventBooking
else:
    RecordsCreateRequest = _core.union(
        "RecordsCreateRequest",
        lambda: (StandardBooking, GroupEventBooking),
    )


if t.TYPE_CHECKING:
    DottedDate: t.TypeAlias = dt.date
    """A calendar day as `dd.mm.yyyy`, the way only the partner list writes it."""
else:
    DottedDate = _core.written(dt.date, "%d.%m.%Y")


if t.TYPE_CHECKING:
    RecordsUpdateRequest: t.TypeAlias = StandardBookingUpdate | GroupEventBookingUpdate
else:
    RecordsUpdateRequest = _core.union(
        "RecordsUpdateRequest",
        lambda: (StandardBookingUpdate, GroupEventBookingUpdate),
    )
