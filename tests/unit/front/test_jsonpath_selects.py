"""Paths of overlays select what RFC 9535 says, functions excepted."""

from __future__ import annotations

import json

import pytest
from front_files import read

from specloom.jsonpath import BadPathError, select
from specloom.jsonpath_reader import parse

DATA = {
    "a": {"b c": 1, "x-y": 2},
    "list": [
        {"name": "one", "n": 1, "on": True},
        {"name": "two", "n": 2, "tags": ["p"]},
        {"name": "three", "n": 3.5, "inner": {"name": "deep"}},
    ],
}


@pytest.mark.parametrize(
    ("path", "pointers"),
    [
        ("$", ["#"]),
        ("$.a", ["#/a"]),
        ("$.a.x-y", ["#/a/x-y"]),
        ("$['a']['b c']", ["#/a/b c"]),
        ('$["a"]["b c"]', ["#/a/b c"]),
        ("$.a.*", ["#/a/b c", "#/a/x-y"]),
        ("$.a['x-y','b c']", ["#/a/x-y", "#/a/b c"]),
        ("$.list[0]", ["#/list/0"]),
        ("$.list[-1]", ["#/list/2"]),
        ("$.list[9]", []),
        ("$.list[1:]", ["#/list/1", "#/list/2"]),
        ("$.list[::2]", ["#/list/0", "#/list/2"]),
        ("$.list[*].name", ["#/list/0/name", "#/list/1/name", "#/list/2/name"]),
        ("$..inner", ["#/list/2/inner"]),
        ("$..name", ["#/list/0/name", "#/list/1/name", "#/list/2/name", "#/list/2/inner/name"]),
        ("$.list[?@.name == 'two']", ["#/list/1"]),
        ("$.list[?(@.name == 'two')]", ["#/list/1"]),
        ("$.list[?@.n > 1 && @.n < 3]", ["#/list/1"]),
        ("$.list[?@.n>=2||@.on]", ["#/list/0", "#/list/1", "#/list/2"]),
        ("$.list[?!@.tags]", ["#/list/0", "#/list/2"]),
        ("$.list[?@.on == true]", ["#/list/0"]),
        ("$.list[?@.n == true]", []),
        ("$.list[?@.missing == @.other]", ["#/list/0", "#/list/1", "#/list/2"]),
        ("$.list[?@.inner.name != null].n", ["#/list/0/n", "#/list/1/n", "#/list/2/n"]),
        ("$.list[?@.tags[?@ == 'p']]", ["#/list/1"]),
        ("$.list[?@['name'] >= 'two']", ["#/list/1"]),
        (" $.a".strip(), ["#/a"]),
    ],
)
def test_a_path_selects(path: str, pointers: list[str]) -> None:
    source, _ = read(json.dumps(DATA))
    assert source is not None
    found = select(parse(path), source.root, lambda node: node)
    assert [node.pointer for node in found] == pointers


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a",
        "$.",
        "$..",
        "$.a.",
        "$[",
        "$['a",
        "$['a'",
        "$[a]",
        "$[::0]",
        "$[?]",
        "$[?@.a ==]",
        "$[?(@.a]",
        "$[?length(@) > 1]",
        "$[?search(@.a, '(a+)+$')]",
        "$.a b",
        "$[?" + "(" * 500 + "@" + ")" * 500 + "]",
        "$" + ".a" * 5000,
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(BadPathError):
        parse(path)
