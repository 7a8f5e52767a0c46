"""Models: what they keep, what they show, and what they write."""

from __future__ import annotations

import copy
import datetime as dt
import decimal
import json
import pickle
import typing as t

import msgspec
import pytest
from appointments import Appointment, AppointmentList, Attendance, Client, Meta, Position, answer
from sdk_under_test._core.codec import decode, encode
from sdk_under_test._core.model import OMIT, Model, Omit, always, extra, to_dict
from sdk_under_test._core.patterns import written


class Note(Model, rename={"from_": "from"}):
    text: str
    from_: str | None = None
    until: dt.date | None | Omit = OMIT
    self: int | None = None


class Robot(Model):
    kind: str = always("robot")


class Labels(Model, extra=lambda: int):
    name: str


class Board(Model):
    labels: list[Labels]
    note: Note | None = None


class Invoice(Model):
    total: written(decimal.Decimal, "number")  # type: ignore[valid-type]
    net: decimal.Decimal
    due: written(dt.date, "%d.%m.%Y") | None = None  # type: ignore[valid-type]
    paid: written(bool, "0/1")  # type: ignore[valid-type]
    lines: list[Invoice] | None = None


def test_three_states_and_two_are_written_as_they_are() -> None:
    assert encode(Note(text="a")) == b'{"text":"a"}'
    assert encode(Note(text="a", from_=None, until=None)) == b'{"text":"a","until":null}'
    day = dt.date(2026, 1, 2)
    assert encode(Note(text="a", from_="b", until=day, self=1)) == (
        b'{"text":"a","from":"b","until":"2026-01-02","self":1}'
    )


def test_a_constant_is_written_whether_it_was_said_or_not() -> None:
    assert encode(Robot()) == encode(Robot(kind="robot")) == b'{"kind":"robot"}'
    assert encode(Robot(kind="android")) == b'{"kind":"android"}'
    assert repr(Robot()) == "Robot(kind='robot')"


def test_a_required_null_is_written() -> None:
    class Reset(Model):
        value: int | None

    assert encode(Reset(value=None)) == b'{"value":null}'


def test_models_are_keyword_only_and_have_no_other_attributes() -> None:
    with pytest.raises(TypeError):
        Note("a")
    note = Note(text="a")
    with pytest.raises(AttributeError, match="no field 'txet'"):
        note.txet = "b"
    note.text = "b"
    public = [name for name in dir(note) if not name.startswith("__")]
    assert sorted(public) == ["from_", "self", "text", "until"]


def test_what_is_read_is_written_back_as_it_came() -> None:
    raw = answer(3)
    value = decode(json.dumps(raw).encode(), AppointmentList, strict=True).value
    again = json.loads(encode(value))
    for one, other in zip(raw["data"], again["data"], strict=True):
        # An empty map that came as a list goes back as a map; a date-time keeps its moment.
        assert other["client"]["custom_fields"] == (one["client"]["custom_fields"] or {})
        assert other["date"] == one["date"]
        assert other["paid"] == one["paid"]
        assert other["client"]["birthday"] == one["client"]["birthday"]
        assert other["documents"] == one["documents"]
        assert other["technical_break"] is None
        assert dt.datetime.fromisoformat(other["create_date"]) == dt.datetime.fromisoformat(
            one["create_date"]
        )
    assert encode(decode(encode(value), AppointmentList, strict=True).value) == encode(value)


def test_values_that_were_kept_are_written_back_as_they_came() -> None:
    raw = b'{"id":["odd"],"name":5,"phone":null,"is_new":"perhaps","custom_fields":[1]}'
    value = decode(raw, Client).value
    assert json.loads(encode(value)) == json.loads(raw) | {"name": "5"}


def test_patterns_are_written_wherever_a_model_stands() -> None:
    line = Invoice(total=decimal.Decimal("1.10"), net=decimal.Decimal("1.10"), paid=True)
    invoice = Invoice(
        total=decimal.Decimal("100.000"),
        net=decimal.Decimal("1"),
        due=dt.date(2026, 1, 2),
        paid=False,
        lines=[line],
    )
    expected = (
        b'{"total":100.000,"net":"1","due":"02.01.2026","paid":0,'
        b'"lines":[{"total":1.10,"net":"1.10","paid":1}]}'
    )
    assert encode(invoice) == expected
    assert encode([{"a": (invoice,)}]) == b'[{"a":[' + expected + b"]}]"
    assert decode(expected, Invoice, strict=True).value == invoice


def test_a_dict_in_the_place_of_a_model_is_written_like_it() -> None:
    given = {"due": dt.date(2026, 1, 2), "paid": True, "more": dt.date(2026, 1, 2), "total": OMIT}
    assert encode(given, Invoice) == b'{"due":"02.01.2026","paid":1,"more":"2026-01-02"}'
    assert encode([given], list[Invoice]).startswith(b'[{"due":"02.01.2026"')


def test_members_that_nobody_described_are_kept_when_asked_for() -> None:
    raw = {"id": 1, "title": "t", "colour": {"a": [1]}, "id_": None}
    data = json.dumps(raw).encode()
    plain = decode(data, Position).value
    assert extra(plain) == {}
    kept = decode(data, Position, keep_unknown=True).value
    assert extra(kept) == {"colour": {"a": [1]}, "id_": None}
    assert json.loads(encode(kept)) == raw
    assert to_dict(kept) == raw
    for twin in (copy.copy(kept), copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        assert extra(twin) == extra(kept)
        assert twin == kept
    assert encode(plain) == b'{"id":1,"title":"t"}'


def test_members_are_kept_at_every_depth_and_also_when_something_does_not_fit() -> None:
    raw = answer(2)
    raw["data"][0]["staff"]["aura"] = 1
    raw["data"][1]["client"]["deleted"] = "no"
    raw["data"][1]["payments"][1]["fee"] = 2
    raw["data"][1]["comment"] = None
    found = decode(json.dumps(raw).encode(), AppointmentList, keep_unknown=True)
    assert [issue.path for issue in found.issues] == ["$.data[1].comment"]
    one, two = found.value.data
    assert extra(one.staff) == {"aura": 1}
    assert extra(two.client) == {"deleted": "no"}
    assert extra(two.payments[1]) == {"fee": 2}


def test_members_that_the_description_speaks_of_are_always_kept_and_typed() -> None:
    raw = b'{"labels":[{"name":"a","x":1,"y":"2"},{"name":"b"}]}'
    found = decode(raw, Board)
    assert [extra(label) for label in found.value.labels] == [{"x": 1, "y": 2}, {}]
    assert [(issue.path, issue.repaired) for issue in found.issues] == [("$.labels[0].y", True)]
    label = Labels(name="c")
    extra(label)["z"] = 3
    assert encode(Board(labels=[label])) == b'{"labels":[{"name":"c","z":3}]}'


def test_a_repr_is_short_and_leaves_out_what_is_not_there() -> None:
    assert repr(Note(text="a")) == "Note(text='a')"
    assert repr(Meta(page=1, total_count=2)) == "Meta(page=1, total_count=2)"
    page = decode(json.dumps(answer(200)).encode(), AppointmentList).value
    page.data[0].comment = "x" * 100_000
    assert len(repr(page)) < 4000
    assert "195 more" in repr(page)
    node: t.Any = None
    for _ in range(500):
        node = Invoice(total=1, net=decimal.Decimal(1), paid=True, lines=[node] if node else None)
    assert len(repr(node)) < 500


def test_models_compare_copy_and_pickle_by_value() -> None:
    value = decode(json.dumps(answer(1)).encode(), AppointmentList).value
    for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert twin == value
    changed = msgspec.structs.replace(value.data[0], attendance=Attendance.NO_SHOW)
    assert isinstance(changed, Appointment)
    assert changed != value.data[0]


def test_what_cannot_be_written_is_said_clearly() -> None:
    with pytest.raises(TypeError, match=r"a value of type builtins\.object cannot"):
        encode({"a": object()})
    with pytest.raises(ValueError, match="cannot be written as JSON"):
        encode({"a": "\ud800"})
    loop: list[t.Any] = []
    loop.append(loop)
    with pytest.raises(ValueError, match="cannot be written as JSON"):
        encode(loop)


def test_other_collections_are_written_as_lists_and_maps() -> None:
    from collections import deque
    from types import MappingProxyType

    assert encode({"a": deque([1]), "b": MappingProxyType({"c": 2}), "d": range(2)}) == (
        b'{"a":[1],"b":{"c":2},"d":[0,1]}'
    )
