"""What becomes of a single value that is not what the description says."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import typing as t
import uuid

import pytest
from appointments import Attendance, Channel, Client, Position
from sdk_under_test._core.broken import Undecodable
from sdk_under_test._core.codec import convert, decode
from sdk_under_test._core.markers import EmptyListMap, EmptyListNone, Nothing, array
from sdk_under_test._core.patterns import written

UTC = dt.UTC
FIVE = dt.timezone(dt.timedelta(hours=5))
MOMENT = dt.datetime(2026, 9, 21, 23, 0)

REPAIRED: list[tuple[t.Any, t.Any, t.Any]] = [
    (int, "12", 12),
    (int, "-0", 0),
    (int, True, 1),
    (int, 12.0, 12),
    (float, "1.50", 1.5),
    (float, "-2e3", -2000.0),
    (str, 12, "12"),
    (str, 1.5, "1.5"),
    (str, True, "true"),
    (bool, 1, True),
    (bool, 0, False),
    (bool, "true", True),
    (bool, "FALSE", False),
    (bool, "0", False),
    (dt.datetime, "2026-09-21", dt.datetime(2026, 9, 21)),
    (dt.datetime, "2026-09-21T23:00", MOMENT),
    (dt.datetime, "2026-09-21 23:00", MOMENT),
    (dt.datetime, " 2026-09-21 23:00:00 ", MOMENT),
    (dt.datetime, "2026-09-21T23:00:00+05", MOMENT.replace(tzinfo=FIVE)),
    (dt.datetime, "2026-09-21 23:00:00 +0500", MOMENT.replace(tzinfo=FIVE)),
    (dt.datetime, "2026-09-21 23:00:00 UTC", MOMENT.replace(tzinfo=UTC)),
    (dt.date, "2026-09-21T00:00:00", dt.date(2026, 9, 21)),
    (dt.date, "2026-09-21 00:00:00+05:00", dt.date(2026, 9, 21)),
    (dt.date, "2026-09-21 23:00:00", MOMENT),
    (dt.date, "20260921", dt.date(2026, 9, 21)),
    (dt.time, "10:30", dt.time(10, 30)),
    (uuid.UUID, "{12345678-1234-5678-1234-567812345678}", uuid.UUID("1234567812345678" * 2)),
    (bytes, "aGk", b"hi"),
    (bytes, "-_8=", b"\xfb\xff"),
    (t.Literal[1, 2], "2", 2),
    (t.Literal["1", "on"], 1, "1"),
    (Attendance, "-1", Attendance.NO_SHOW),
    (Attendance, 1.0, Attendance.CAME),
    (Channel, 7, Channel("7")),
    (list[int], {"0": 1, "1": 2}, [1, 2]),
    (list[int], {}, []),
    (dict[str, int], [], {}),
    (dt.datetime | None, "", None),
    (dt.datetime | None, "0000-00-00 00:00:00", None),
    (dt.date | None, "0000-00-00", None),
    (int | None, "", None),
    (decimal.Decimal | None, "", None),
    (Position | None, [], None),
    (int | list[str], "7", 7),
]

KEPT: list[tuple[t.Any, t.Any, str]] = [
    (int, "twelve", "type"),
    (int, "1.5", "type"),
    (int, "012", "type"),
    (int, 1.5, "type"),
    (int, [], "type"),
    (int, None, "null"),
    (float, "1,5", "type"),
    (str, ["a"], "type"),
    (str, None, "null"),
    (bool, 2, "type"),
    (bool, "yes", "type"),
    (bool, "", "type"),
    (dt.datetime, "2026-02-30T00:00:00", "format"),
    (dt.datetime, "21.09.2026", "format"),
    (dt.datetime, 1_700_000_000, "type"),
    (dt.timedelta, "P1M", "format"),
    (uuid.UUID, "not one", "format"),
    (bytes, "a", "format"),
    (decimal.Decimal, "1,5", "format"),
    (t.Literal["a", "b"], "c", "value"),
    (t.Literal["a", "b"], 5, "type"),
    (Attendance, "came", "type"),
    (list[int], {"1": 1}, "type"),
    (list[int], "a", "type"),
    (dict[str, int], ["a"], "type"),
    (Position, "a", "type"),
    (tuple[int, str], [1], "size"),
    (tuple[int, str], [1, "a", 2], "size"),
    (int | list[str], "a", "type"),
    (Nothing, 1, "type"),
    (Nothing, None, "null"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), REPAIRED)
def test_what_can_be_repaired_without_a_loss_is_repaired_and_reported(
    kind: t.Any, raw: t.Any, value: t.Any
) -> None:
    found = decode(json.dumps(raw).encode(), kind)
    assert (found.value, type(found.value)) == (value, type(value))
    assert [(issue.path, issue.repaired) for issue in found.issues] == [("$", True)]


@pytest.mark.parametrize(("kind", "raw", "misfit"), KEPT)
def test_what_cannot_be_repaired_stays_as_it_came_and_is_reported(
    kind: t.Any, raw: t.Any, misfit: str
) -> None:
    found = decode(json.dumps(raw).encode(), kind)
    kept = list(found.value) if isinstance(found.value, tuple) else found.value
    assert (kept, type(kept)) == (raw, type(raw))
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$", misfit)]
    assert not found.issues[0].repaired


@pytest.mark.parametrize("raw", ["", "0000-00-00", "0000-00-00 00:00:00", "-0001-11-30 00:00:00"])
def test_a_date_that_says_there_is_none_is_none_and_an_issue(raw: str) -> None:
    found = decode(json.dumps(raw).encode(), dt.datetime)
    assert found.value is None
    assert [(issue.kind, issue.repaired) for issue in found.issues] == [("format", False)]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (float, 3),
        (dt.datetime, "2026-01-17T19:41:44-0500"),
        (dt.datetime, "2026-09-21 23:00:00"),
        (decimal.Decimal, "1.10"),
        (decimal.Decimal, 1.1),
        (uuid.UUID, "12345678123456781234567812345678"),
        (bytes, "aGk="),
        (Attendance, 99),
        (Channel, "carrier pigeon"),
        (EmptyListMap[str, int], []),
        (EmptyListMap[str, int], {"a": 1}),
        (EmptyListNone[Position], []),
        (written(dt.date, "%d.%m.%Y"), "21.09.2026"),
        (written(bool, "0/1"), 1),
    ],
)
def test_what_the_description_allows_is_no_issue(kind: t.Any, raw: t.Any) -> None:
    data = json.dumps(raw).encode()
    found = decode(data, kind, strict=True)
    assert not found.issues
    salvaged = convert(raw, kind)
    assert not salvaged.issues
    assert salvaged.value == found.value


def test_an_empty_list_reads_as_an_empty_map_or_as_no_record() -> None:
    assert decode(b"[]", EmptyListMap[str, int]).value == {}
    assert decode(b"[]", EmptyListNone[Position]).value is None
    assert decode(b'{"a": {"id": 1, "title": "t"}}', EmptyListMap[str, Position]).value == {
        "a": Position(id=1, title="t")
    }
    found = decode(b'{"a": {"id": "1", "title": "t"}}', EmptyListMap[str, Position])
    assert found.value == {"a": Position(id=1, title="t")}
    assert [issue.path for issue in found.issues] == ["$.a.id"]


@pytest.mark.parametrize(
    ("pattern", "kind", "raw", "value"),
    [
        ("%d.%m.%Y", dt.date, "03.12.2021", dt.date(2021, 12, 3)),
        ("%Y-%m-%d %H:%M:%S", dt.datetime, "2026-09-21 23:00:00", MOMENT),
        ("%d/%m/%Y %H:%M", dt.datetime, "21/09/2026 23:00", MOMENT),
        ("%H:%M", dt.time, "10:30", dt.time(10, 30)),
        ("%d %b %Y", dt.date, "03 Dec 2021", dt.date(2021, 12, 3)),
        ("0/1", bool, 0, False),
    ],
)
def test_a_pattern_of_the_api_is_read_in_both_ways(
    pattern: str, kind: t.Any, raw: t.Any, value: t.Any
) -> None:
    tp = written(kind, pattern)
    found = decode(json.dumps(raw).encode(), tp)
    assert (found.value, found.issues) == (value, ())
    assert decode(json.dumps([raw, None]).encode(), list[tp | None]).value == [value, None]


def test_a_pattern_is_repaired_from_what_is_standard() -> None:
    dotted = written(dt.date, "%d.%m.%Y")
    for raw in ("2021-12-03", "3.12.2021"):
        found = decode(json.dumps(raw).encode(), dotted)
        assert found.value == dt.date(2021, 12, 3)
        assert [issue.repaired for issue in found.issues] == [True]
    assert decode(b"true", written(bool, "0/1")).value is True


def test_a_list_of_places_with_a_rest_is_a_tuple() -> None:
    row = array("Row", lambda: (int, str, float), rest=True)
    assert decode(b'[1, "a", 2, 3.5]', row).value == (1, "a", 2.0, 3.5)
    assert decode(b"[1]", row).value == (1,)
    found = decode(b'[1, "a", "2"]', row)
    assert found.value == (1, "a", 2.0)
    assert [issue.path for issue in found.issues] == ["$[2]"]


def test_a_missing_or_null_required_member_is_none_and_the_rest_arrives() -> None:
    found = decode(b'{"id": null, "name": "Ann", "is_new": 1, "custom_fields": []}', Client)
    assert (found.value.id, found.value.phone) == (None, None)
    assert (found.value.name, found.value.is_new, found.value.custom_fields) == ("Ann", True, {})
    assert [(issue.path, issue.kind) for issue in found.issues] == [
        ("$.id", "null"),
        ("$.phone", "missing"),
        ("$.is_new", "type"),
    ]


def test_strict_names_the_first_misfit_and_shows_no_value() -> None:
    with pytest.raises(Undecodable) as caught:
        decode(
            b'[{"id": 1, "title": "t"}, {"id": "secret 42", "title": "t"}]',
            list[Position],
            strict=True,
        )
    assert (caught.value.path, caught.value.expected) == ("$[1].id", "integer")
    assert caught.value.got == 'string "aaaaaa 99"'
    assert "secret" not in str(caught.value)


def test_an_issue_never_shows_a_value_and_stays_short() -> None:
    found = decode(json.dumps({"k" * 500: "x" * 5000}).encode(), dict[str, int])
    (issue,) = found.issues
    assert len(str(issue)) < 200
    assert "x" not in repr(issue).replace("expected", "")
    assert issue.place == "$" + "{}"


def test_a_payload_reports_a_bounded_number_of_issues() -> None:
    found = decode(json.dumps(["a"] * 5000).encode(), list[int])
    assert len(found.value) == 5000
    assert len(found.issues) == 1001
    assert (found.issues[-1].kind, found.issues[-1].got) == ("more", "4000 more")
