"""YAML means what version 1.2 says, whichever parser somebody used before."""

from __future__ import annotations

from typing import Any

import pytest
from front_files import data, only, place, read, said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("y", "y"),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("2026-09-21", "2026-09-21"),
        ("2026-09-21T10:00:00Z", "2026-09-21T10:00:00Z"),
        ("0o17", 15),
        ("017", 17),
        ("0x1f", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("+7", 7),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("6e3", 6000.0),
        ("1e-2", 0.01),
        ("-", None),
        ("=", "="),
        ("'5'", "5"),
        ('"null"', "null"),
        ("!!str 5", "5"),
        ("!!int '5'", 5),
        ("!!float 5", 5.0),
        ("!!bool 'true'", True),
        ("! 5", "5"),
        ("!!timestamp 2026-09-21", "2026-09-21"),
    ],
)
def test_a_plain_scalar_is_what_the_core_schema_says(written: str, meant: Any) -> None:
    if written == "-":
        assert data("a:\n  -\n") == {"a": [None]}
        return
    found = data(f"a: {written}\n")["a"]
    assert (found, type(found)) == (meant, type(meant))


def test_keys_are_text_as_written() -> None:
    keys = data("200: a\n0x1F: b\non: c\n1.0: d\nnull: e\ntrue: f\n'': g\n")
    assert list(keys) == ["200", "0x1F", "on", "1.0", "null", "true", ""]


def test_a_merge_key_fills_in_what_the_mapping_does_not_say_itself() -> None:
    found = data("base: &b {x: 1, y: 2}\none: {<<: *b, y: 3}\nmany: {<<: [*b, {z: 4}]}\n")
    assert found["one"] == {"y": 3, "x": 1}
    assert found["many"] == {"x": 1, "y": 2, "z": 4}


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert data('"<<": {a: 1}\n') == {"<<": {"a": 1}}


def test_an_alias_stands_for_what_its_anchor_holds() -> None:
    found = data("a: &x {k: [1]}\nb: *x\n? *n\n: 2\n".replace("? *n\n: 2\n", "")
                 + "c: &n name\n? *n\n: 2\n")  # fmt: skip
    assert found == {"a": {"k": [1]}, "b": {"k": [1]}, "c": "name", "name": 2}


@pytest.mark.parametrize("name", ["api.yaml", "api.json"])
def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(name: str) -> None:
    assert data(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", name) == {"a": 1, "b": "x\ny\n"}


def test_both_places_of_a_repeated_key_are_named() -> None:
    source, report = read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    found = only(report)
    assert (found.code, place(found)) == ("duplicate-key", (5, 3))
    assert [other.span.line for _, other in found.notes] == [3]
    assert source is not None
    assert source.data["b"] == {"c": 3, "d": 2}


def test_keys_that_become_equal_as_text_are_repeated() -> None:
    _, report = read('200: a\n"200": b\n')
    assert said(report) == ["duplicate-key"]


def test_every_repeated_key_is_found_at_once() -> None:
    _, report = read("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [place(found) for found in report] == [(2, 1), (3, 11)]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: *b", "unknown-alias", (1, 4)),
        ("a: &a [*a]", "endless-alias", (1, 8)),
        ("a: !Ref x", "unknown-tag", (1, 4)),
        ("a: !!python/object/apply:os.system [id]", "unknown-tag", (1, 4)),
        ("a: !!int x", "bad-tag", (1, 4)),
        ("a: .inf", "not-a-number", (1, 4)),
        ("a: .NaN", "not-a-number", (1, 4)),
        ("a: 1e999", "number-too-large", (1, 4)),
        (f"a: {'9' * 5000}", "number-too-large", (1, 4)),
        ("? [a, b]\n: 1", "bad-key", (1, 8)),
        ("a: {<<: 3}", "bad-merge", (1, 9)),
        ("a: 1\n---\nb: 2\n", "several-documents", (2, 1)),
        ("a:\n\tb: 1\n", "bad-yaml", (2, 1)),
        ("a: b: c\n", "bad-yaml", (1, 5)),
        ('a: "\\q"\n', "bad-yaml", (1, 5)),
        ("a: [1, 2\nb: 3\n", "bad-yaml", (2, 2)),
        ("a: \x07\n", "bad-character", (1, 4)),
        ('a: "\\ud800"\n', "bad-yaml", (1, 7)),
    ],
)
def test_what_cannot_be_read_is_one_error_at_its_place(
    text: str, code: str, where: tuple[int, int]
) -> None:
    source, report = read(text)
    found = only(report)
    assert source is None
    assert (found.code, place(found)) == (code, where)
    assert found.help


def test_a_scalar_inside_a_document_may_be_as_long_as_it_likes() -> None:
    assert len(data("a: '" + "x" * 1_000_000 + "'\n")["a"]) == 1_000_000
