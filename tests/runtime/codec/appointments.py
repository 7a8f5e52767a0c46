"""A made-up API of appointments, in three views: its description, the models of it, and its answers.

The description (`SCHEMA`) is written by hand and knows nothing of the models, so that tests can use
it to say what must come out.
"""

from __future__ import annotations

import datetime as dt
import typing as t

import msgspec
from sdk_under_test._core.enums import IntEnum, StrEnum
from sdk_under_test._core.markers import EmptyListMap, EmptyListNone
from sdk_under_test._core.model import OMIT, Model, Omit
from sdk_under_test._core.patterns import written
from sdk_under_test._core.unions import union

DottedDate = written(dt.date, "%d.%m.%Y")
LocalDateTime = written(dt.datetime, "%Y-%m-%d %H:%M:%S")
Flag = written(bool, "0/1")


class Attendance(IntEnum):
    NO_SHOW = -1
    WAITING = 0
    CAME = 1


class Channel(StrEnum):
    WEB = "web"
    PHONE = "phone"


class Position(Model):
    id: int
    title: str


class Service(Model):
    id: int
    title: str
    cost: float
    discount: float
    amount: int | None = None
    tags: list[str] | None = None


class Person(Model):
    kind: str
    id: int
    name: str
    position: EmptyListNone[Position] | None = None


class Robot(Model):
    kind: str
    serial: int
    firmware: str | None = None


Worker = union("Worker", lambda: (Person, Robot), tag="kind", tags={"person": 0, "robot": 1})


class Client(Model):
    id: int
    name: str
    phone: str
    email: str | None = None
    is_new: bool
    birthday: DottedDate | None = None
    custom_fields: EmptyListMap[str, t.Any]


class Document(Model):
    id: int
    type_id: int
    comment: str
    date_created: LocalDateTime
    is_printed: bool


class CashPayment(Model):
    amount: float
    cashier: int


class CardPayment(Model):
    amount: float
    card: str
    holder: str | None = None


Payment = union("Payment", lambda: (CashPayment, CardPayment))


class Appointment(Model, rename={"from_": "from"}):
    id: int
    services: list[Service]
    staff: Worker
    client: Client | None
    date: LocalDateTime
    datetime: dt.datetime
    create_date: dt.datetime
    comment: str
    attendance: Attendance
    channel: Channel | None = None
    seance_length: int
    technical_break: int | None | Omit = OMIT
    deleted: bool
    paid: Flag
    from_: str | None = None
    payments: list[Payment]
    documents: list[Document]
    prices: dict[str, float] | None = None
    span: tuple[int, int] | None = None
    unit: t.Literal["hour", "day"] | None = None


class Meta(Model):
    page: int
    total_count: int


class AppointmentList(Model):
    success: bool
    data: list[Appointment]
    meta: EmptyListNone[Meta] | None = None


class Spec(msgspec.Struct, frozen=True):
    """What the description says of a value. `only` lists what a text may be, `tags` of an object."""

    type: str
    required: bool = True
    nullable: bool = False
    items: Spec | None = None
    members: dict[str, Spec] | None = None
    variants: dict[str, dict[str, Spec]] | None = None
    empty_list: bool = False


def _i(**more: t.Any) -> Spec:
    return Spec("integer", **more)


def _n(**more: t.Any) -> Spec:
    return Spec("number", **more)


def _s(**more: t.Any) -> Spec:
    return Spec("string", **more)


def _b(**more: t.Any) -> Spec:
    return Spec("boolean", **more)


def _d(**more: t.Any) -> Spec:
    return Spec("date", **more)


_MAYBE: dict[str, t.Any] = {"required": False, "nullable": True}

_POSITION = {"id": _i(), "title": _s()}
_APPOINTMENT = {
    "id": _i(),
    "services": Spec(
        "array",
        items=Spec(
            "object",
            members={
                "id": _i(),
                "title": _s(),
                "cost": _n(),
                "discount": _n(),
                "amount": _i(**_MAYBE),
                "tags": Spec("array", items=_s(), **_MAYBE),
            },
        ),
    ),
    "staff": Spec(
        "object",
        variants={
            "person": {
                "id": _i(),
                "name": _s(),
                "position": Spec("object", members=_POSITION, empty_list=True, **_MAYBE),
            },
            "robot": {"serial": _i(), "firmware": _s(**_MAYBE)},
        },
    ),
    "client": Spec(
        "object",
        nullable=True,
        members={
            "id": _i(),
            "name": _s(),
            "phone": _s(),
            "email": _s(**_MAYBE),
            "is_new": _b(),
            "birthday": _d(**_MAYBE),
            "custom_fields": Spec("map", empty_list=True),
        },
    ),
    "date": _d(),
    "datetime": _d(),
    "create_date": _d(),
    "comment": _s(),
    "attendance": _i(),
    "channel": _s(**_MAYBE),
    "seance_length": _i(),
    "technical_break": _i(**_MAYBE),
    "deleted": _b(),
    "paid": _i(),
    "from": _s(**_MAYBE),
    "payments": Spec("array", items=Spec("union")),
    "documents": Spec(
        "array",
        items=Spec(
            "object",
            members={
                "id": _i(),
                "type_id": _i(),
                "comment": _s(),
                "date_created": _d(),
                "is_printed": _b(),
            },
        ),
    ),
    "prices": Spec("map", items=_n(), **_MAYBE),
    "span": Spec("array", items=_i(), **_MAYBE),
    "unit": Spec("date", **_MAYBE),
}
SCHEMA = Spec(
    "object",
    members={
        "success": _b(),
        "data": Spec("array", items=Spec("object", members=_APPOINTMENT)),
        "meta": Spec(
            "object",
            members={"page": _i(), "total_count": _i()},
            empty_list=True,
            **_MAYBE,
        ),
    },
)


def appointment(number: int = 1) -> dict[str, t.Any]:
    """One appointment as the API sends it when it keeps to its description."""
    robot = {"kind": "robot", "serial": number, "firmware": "1.2"}
    person = {
        "kind": "person",
        "id": 3001,
        "name": "Ann",
        "position": {"id": 7, "title": "Stylist"} if number % 3 else [],
    }
    return {
        "id": 900_000_000 + number,
        "services": [
            {
                "id": 1,
                "title": "Cut",
                "cost": 180.5,
                "discount": 0,
                "amount": 2,
                "tags": ["a", "b"],
            },
            {"id": 2, "title": "Colour", "cost": 20, "discount": 50.5},
        ],
        "staff": robot if number % 2 else person,
        "client": {
            "id": 8001,
            "name": "Client 1",
            "phone": "+10000000001",
            "email": None,
            "is_new": False,
            "birthday": "24.12.1990",
            "custom_fields": [] if number % 2 else {"colour": "red", "sizes": [1, 2]},
        },
        "date": "2030-01-15 18:30:00",
        "datetime": "2030-01-15T18:30:00+05:00",
        "create_date": "2030-01-10T12:36:27+0500",
        "comment": "",
        "attendance": 1,
        "channel": "web",
        "seance_length": 3600,
        "technical_break": None,
        "deleted": False,
        "paid": 1,
        "from": "example.test",
        "payments": [{"amount": 10.5, "cashier": 4}, {"amount": 3, "card": "4111", "holder": "C"}],
        "documents": [
            {
                "id": 1,
                "type_id": 7,
                "comment": "",
                "date_created": "2030-01-15 18:30:00",
                "is_printed": False,
            }
        ],
        "prices": {"a": 1, "b": 2.5},
        "span": [1, 2],
        "unit": "hour",
    }


def answer(count: int = 2) -> dict[str, t.Any]:
    """A page of appointments."""
    data = [appointment(number) for number in range(1, count + 1)]
    return {"success": True, "data": data, "meta": {"page": 1, "total_count": count}}
