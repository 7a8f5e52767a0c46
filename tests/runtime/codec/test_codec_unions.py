"""Unions: the tag decides, else what fits best, and never a class that does not fit."""

from __future__ import annotations

import datetime as dt
import json
import typing as t

import pytest
from appointments import (
    Attendance,
    CardPayment,
    CashPayment,
    Channel,
    Payment,
    Person,
    Robot,
    Worker,
)
from sdk_under_test._core.codec import decode, encode
from sdk_under_test._core.model import Model
from sdk_under_test._core.unions import union


class Leaf(Model):
    value: int


class Branch(Model):
    left: Tree
    right: Tree | None = None
    label: str | None = None


class Twig(Model):
    left: Tree
    right: Tree | None = None
    weight: int | None = None


Tree = union("Tree", lambda: (Leaf, Branch, Twig))
Json = union("Json", lambda: (dict[str, Json], list[Json], str, float, bool, None))


class Cat(Model):
    sort: t.Literal["cat"]
    lives: int


class Dog(Model):
    sort: t.Literal["dog"]
    lives: int


Pet = union("Pet", lambda: (Cat, Dog))


class Holder(Model):
    one: Worker
    maybe: Worker | None = None
    many: list[Worker]
    by_name: dict[str, Worker]


def read(raw: t.Any, kind: t.Any) -> t.Any:
    return decode(json.dumps(raw).encode(), kind)


PERSON = {"kind": "person", "id": 1, "name": "Ann"}
ROBOT = {"kind": "robot", "serial": 7}
STRANGER = {"kind": "ghost", "serial": 7, "aura": ["cold"]}


def test_the_tag_chooses_wherever_a_union_can_stand() -> None:
    raw = {"one": PERSON, "maybe": None, "many": [ROBOT, PERSON], "by_name": {"r": ROBOT}}
    found = read(raw, Holder)
    assert not found.issues
    person, robot = Person(kind="person", id=1, name="Ann"), Robot(kind="robot", serial=7)
    assert found.value == Holder(one=person, many=[robot, person], by_name={"r": robot})


def test_an_unknown_tag_keeps_the_object_as_it_came() -> None:
    found = read(STRANGER, Worker)
    assert (found.value, found.issues) == (STRANGER, ())
    assert json.loads(encode(found.value)) == STRANGER


def test_a_tagged_object_that_does_not_fit_is_still_of_its_class() -> None:
    found = read({"kind": "robot", "serial": "7", "name": "Ann", "id": 1}, Worker)
    assert found.value == Robot(kind="robot", serial=7)
    assert [issue.path for issue in found.issues] == ["$.serial"]


def test_without_its_tag_an_object_goes_where_it_fits() -> None:
    found = read({"serial": 7}, Worker)
    assert [issue.path for issue in found.issues] == ["$.kind"]
    assert (type(found.value), found.value.serial) == (Robot, 7)


@pytest.mark.parametrize("tag", [None, 1, True, ["person"], {"a": 1}])
def test_a_tag_of_another_type_is_no_reason_to_fail(tag: t.Any) -> None:
    found = read({"kind": tag, "serial": 7}, Worker)
    assert isinstance(found.value, Robot | dict)


def test_untagged_objects_go_to_the_record_that_has_their_members() -> None:
    assert type(read({"amount": 1, "cashier": 2}, Payment).value) is CashPayment
    assert type(read({"amount": 1, "card": "4", "new": 1}, Payment).value) is CardPayment


def test_an_untagged_object_with_a_bad_member_keeps_its_class() -> None:
    found = read({"amount": "1", "card": "4", "holder": "A"}, Payment)
    assert found.value == CardPayment(amount=1.0, card="4", holder="A")
    assert [issue.path for issue in found.issues] == ["$.amount"]


@pytest.mark.parametrize("raw", [{"amount": 1}, {}, {"shape": "unheard of"}, {"amount": "x"}])
def test_an_object_that_could_be_either_stays_as_it_came(raw: t.Any) -> None:
    found = read(raw, Payment)
    assert found.value == raw
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$", "variant")]


def test_a_listed_value_tells_records_apart_without_a_tag() -> None:
    assert read({"sort": "dog", "lives": 1}, Pet).value == Dog(sort="dog", lives=1)
    found = read({"sort": "dog", "lives": "1"}, Pet)
    assert found.value == Dog(sort="dog", lives=1)
    assert [issue.path for issue in found.issues] == ["$.lives"]
    assert read({"sort": "bird", "lives": 1}, Pet).value == {"sort": "bird", "lives": 1}


@pytest.mark.parametrize(
    ("variants", "raw", "value"),
    [
        ((str, dt.datetime), "2026-01-01T00:00:00", dt.datetime(2026, 1, 1)),
        ((str, dt.datetime), "tomorrow", "tomorrow"),
        ((dt.date, dt.datetime), "2026-01-01", dt.date(2026, 1, 1)),
        ((str, Channel), "web", Channel.WEB),
        ((str, Channel), "else", "else"),
        ((Channel, dt.date), "else", Channel("else")),
        ((int, str), "7", "7"),
        ((int, float), 7, 7),
        ((Attendance, str), 1, Attendance.CAME),
        ((t.Literal["auto"], int), "auto", "auto"),
        ((bytes, str), "aGk=", "aGk="),
        ((list[int], list[str]), ["a"], ["a"]),
        ((list[int], dict[str, int]), {"a": 1}, {"a": 1}),
        ((Person, list[Person]), [PERSON], [Person(kind="person", id=1, name="Ann")]),
        ((Leaf, dict[str, int]), {"a": 1}, {"a": 1}),
        ((Leaf, dict[str, int]), {"value": 1}, Leaf(value=1)),
    ],
)
def test_other_values_go_to_the_most_particular_member(
    variants: tuple[t.Any, ...], raw: t.Any, value: t.Any
) -> None:
    kind = union("Any", lambda: variants)
    found = read(raw, kind)
    assert (found.value, type(found.value), found.issues) == (value, type(value), ())


def test_a_union_repairs_what_only_one_member_can_mean() -> None:
    kind = union("When", lambda: (dt.datetime, Person))
    found = read("2026-01-01", kind)
    assert found.value == dt.datetime(2026, 1, 1)
    assert [issue.repaired for issue in found.issues] == [True]


def test_a_union_may_contain_null() -> None:
    for variants in ((Person | None, Robot), (Person, Robot, None)):
        kind = union("Maybe", lambda variants=variants: variants)
        found = read([None, ROBOT], list[kind])
        assert (found.value, found.issues) == ([None, Robot(kind="robot", serial=7)], ())


def test_a_type_may_contain_itself() -> None:
    raw = {"a": [1, "b", {"c": True, "d": None}]}
    found = read(raw, Json)
    assert (found.value, found.issues) == (raw, ())
    tree = {"left": {"value": 1}, "right": {"left": {"value": 2}, "weight": 3}}
    assert read(tree, Tree).value == Branch(
        left=Leaf(value=1), right=Twig(left=Leaf(value=2), weight=3)
    )


def test_variants_that_contain_their_union_cannot_be_made_to_try_for_ever() -> None:
    # Two choices at each of sixty levels: without a bound, this test would never end.
    raw: t.Any = {"value": "not a number"}
    for _ in range(60):
        raw = {"left": raw}
    found = read(raw, Tree)
    assert found.issues


class Name(Model):
    name: str


class Reachable(Model):
    name: str
    email: str | None = None


class Named(Model):
    ok: bool
    users: list[Name]
    owner: Name | None = None


class NamedAndReachable(Model):
    ok: bool
    users: list[Reachable]
    owner: Reachable | None = None


Identity = union("Identity", lambda: (Named, NamedAndReachable))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"ok": True, "users": [{"name": "A"}], "owner": None}, Named),
        (
            {"ok": True, "users": [{"name": "A", "email": "a@b.c"}], "owner": None},
            NamedAndReachable,
        ),
        ({"ok": True, "users": [], "owner": {"name": "A", "email": "a@b.c"}}, NamedAndReachable),
    ],
)
def test_between_records_of_the_same_members_what_is_inside_decides(
    raw: dict[str, t.Any], kind: type
) -> None:
    found = read(raw, Identity)
    assert type(found.value) is kind
    assert found.issues == ()
