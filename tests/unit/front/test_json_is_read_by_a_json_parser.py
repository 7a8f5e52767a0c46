"""JSON is read as JSON, whatever the file is called, and with the same care as YAML."""

from __future__ import annotations

import pytest
from front_files import data, only, place, read, said


def test_a_file_that_begins_with_a_brace_is_json_by_any_name() -> None:
    source, _ = read('{"a": [1, 2.5, "x", null, true]}', "api.yaml")
    assert source is not None
    assert source.is_json
    assert source.data == {"a": [1, 2.5, "x", None, True]}


def test_yaml_in_braces_is_still_yaml() -> None:
    assert data("{a: no, b: [c]}") == {"a": "no", "b": ["c"]}


def test_a_json_file_may_hold_yaml() -> None:
    assert data("a: 1\n", "api.json") == {"a": 1}


def test_keys_of_json_may_be_long() -> None:
    assert data('{"' + "k" * 5000 + '": 1}') == {"k" * 5000: 1}


def test_both_places_of_a_repeated_key_are_named() -> None:
    _, report = read('{\n "a": {"x": 1},\n "b": {"y": 1, "y": [1],\n "y": 2}\n}', "api.json")
    assert [place(found) for found in report] == [(3, 16), (4, 2)]
    assert [found.notes[0][1].span.column for found in report] == [8, 8]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ('{"a": 1,}', "bad-json", (1, 8)),
        ('{"a": 1 // x\n}', "bad-json", (1, 9)),
        ('{"a": 1} x', "bad-json", (1, 10)),
        ('{"a" 1}', "bad-json", (1, 6)),
        ('{"a": [1, NaN]}', "not-a-number", (1, 11)),
        ('{"a": -Infinity}', "not-a-number", (1, 7)),
        ('{"NaN": "Infinity", "a": 1e400}', "number-too-large", (1, 26)),
        ('{"a": ' + "1" * 401 + "}", "number-too-large", (1, 7)),
        ('{"a": "x\\ud800y"}', "lone-surrogate", (1, 9)),
        ('{"\\udc00": 1}', "lone-surrogate", (1, 3)),
    ],
)
def test_what_cannot_be_read_is_one_error_at_its_place(
    text: str, code: str, where: tuple[int, int]
) -> None:
    source, report = read(text, "api.json")
    found = only(report)
    assert source is None
    assert found.code == code
    # Parsers place a comma too many before or after the blank that follows it.
    assert found.at is not None
    assert abs(place(found)[1] - where[1]) <= 1


def test_both_halves_of_a_character_are_one() -> None:
    assert data('{"a": "\\ud83d\\ude00 \\\\ud800"}') == {"a": "😀 \\ud800"}


def test_a_tab_inside_a_text_is_kept_with_a_warning() -> None:
    source, report = read('{"a": "x\ty"}', "api.json")
    assert said(report) == ["control-character"]
    assert source is not None
    assert source.data == {"a": "x\ty"}
    assert not report.failed
