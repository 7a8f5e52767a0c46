"""JSON that is odd as text: read as far as it goes, or refused with one error."""

from __future__ import annotations

import json
import math
import pickle
import typing as t

import pytest
from appointments import AppointmentList, Position, answer
from sdk_under_test._core.broken import Undecodable
from sdk_under_test._core.codec import convert, decode, parse

GOOD = json.dumps(answer(1)).encode()


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_kind_of_bytes_is_read(kind: t.Any) -> None:
    assert decode(kind(GOOD), AppointmentList).issues == ()
    assert len(decode(kind(GOOD.replace(b"3600", b'"3600"')), AppointmentList).issues) == 1


def test_a_byte_order_mark_changes_nothing() -> None:
    found = decode(b"\xef\xbb\xbf" + GOOD, AppointmentList)
    assert found.value == decode(GOOD, AppointmentList).value
    assert found.issues == ()
    assert decode(b"\xef\xbb\xbf" + GOOD, AppointmentList, strict=True).value == found.value


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_with_its_mark_is_read_and_reported(encoding: str) -> None:
    found = decode(GOOD.decode().encode(encoding), AppointmentList)
    assert found.value == decode(GOOD, AppointmentList).value
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$", "text")]


@pytest.mark.parametrize("title", [b'"caf\xe9"', b'"caf\\ud800"', b'"caf\xed\xa0\x80"'])
def test_what_is_no_text_becomes_the_replacement_character(title: bytes) -> None:
    found = decode(b'{"id": 1, "title": ' + title + b"}", Position)
    assert found.value.title.rstrip("\ufffd") == "caf"
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$.title", "text")]
    found.value.title.encode()


def test_a_pair_of_surrogates_is_a_character() -> None:
    found = decode(b'{"id": 1, "title": "\\ud83d\\ude00"}', Position)
    assert (found.value.title, found.issues) == ("\U0001f600", ())


@pytest.mark.parametrize(
    ("text", "check"), [(b"NaN", math.isnan), (b"-Infinity", math.isinf), (b"1e999", math.isinf)]
)
def test_numbers_that_json_does_not_have_are_read_and_reported(text: bytes, check: t.Any) -> None:
    found = decode(b"[1.5, " + text + b"]", list[float])
    assert found.value[0] == 1.5
    assert check(found.value[1])
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$[1]", "text")]
    inside_a_record = decode(b'{"id": ' + text + b', "title": "t"}', Position)
    assert [issue.path for issue in inside_a_record.issues] == ["$.id"]


def test_an_integer_of_ten_thousand_digits_keeps_its_digits() -> None:
    digits = "9" * 10_000
    found = decode(b'{"id": ' + digits.encode() + b', "title": "t"}', Position)
    assert found.value.id == digits
    assert [issue.path for issue in found.issues] == ["$.id"]
    assert all(len(str(issue)) < 200 for issue in found.issues)


def test_an_integer_of_thirty_digits_is_an_integer() -> None:
    found = decode(b'{"id": 123456789012345678901234567890, "title": "t"}', Position)
    assert (found.value.id, found.issues) == (123456789012345678901234567890, ())


def test_of_two_members_with_one_name_the_last_counts() -> None:
    assert decode(b'{"id": 1, "title": "t", "id": 2}', Position).value == Position(id=2, title="t")
    found = decode(b'{"id": 1, "title": 5, "id": 2}', Position)
    assert found.value == Position(id=2, title="5")


def test_a_line_break_inside_a_text_is_read_and_reported() -> None:
    found = decode(b'{"id": 1, "title": "a\nb"}', Position)
    assert found.value.title == "a\nb"
    assert [(issue.path, issue.kind) for issue in found.issues] == [("$", "text")]


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "an empty body"),
        (b"  \n", "an empty body"),
        (b"<!doctype html><html>", "a text that starts with '<'"),
        (b"Bad gateway", "a text that is not JSON"),
        (GOOD[:-40], "JSON that ends too early"),
        (b'{"id": 1,', "JSON that ends too early"),
        (b'{"id": 1]', "malformed JSON at character 8"),
        (b'{"id": 1} {"id": 2}', "malformed JSON at character 10"),
        (b"[" * 100_000, "objects or arrays nested too deeply"),
        (b'{"a":' * 100_000, "objects or arrays nested too deeply"),
        (
            b'{"data":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            "objects or arrays nested too deeply",
        ),
        (b"\x00\x01\x02", "a text that is not JSON"),
        (b"\x1f\x8b\x08\x00", "a text that is not JSON"),
    ],
)
@pytest.mark.parametrize("kind", [AppointmentList, t.Any, list[int]])
def test_what_is_not_json_is_refused_with_one_error(data: bytes, got: str, kind: t.Any) -> None:
    for strict in (False, True):
        with pytest.raises(Undecodable) as caught:
            decode(data, kind, strict=strict)
        assert (caught.value.path, caught.value.expected, caught.value.got) == ("$", "JSON", got)
    twin = pickle.loads(pickle.dumps(caught.value))
    assert str(twin) == str(caught.value)


def test_deep_json_in_the_place_of_a_value_is_kept() -> None:
    deep = b"[" * 150 + b"]" * 150
    found = decode(b'{"id": ' + deep + b', "title": "t"}', Position)
    assert [issue.path for issue in found.issues] == ["$.id"]
    assert isinstance(found.value.id, list)


def test_json_without_a_type_is_read_with_the_same_mercy() -> None:
    assert parse(b'\xef\xbb\xbf{"a": NaN}')["a"] != 0
    assert parse(b'{"a": "\\ud800"}') == {"a": "\ufffd"}
    with pytest.raises(Undecodable):
        parse(b"nope")


def test_json_that_was_parsed_already_is_read_like_bytes() -> None:
    raw = answer(2)
    raw["data"][1]["id"] = "5"
    assert convert(raw, AppointmentList) == decode(json.dumps(raw).encode(), AppointmentList)
    with pytest.raises(Undecodable):
        convert(raw, AppointmentList, strict=True)
