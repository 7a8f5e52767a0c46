"""Positions are computed when somebody asks, and they are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from front_files import document, read
from hypothesis import given
from hypothesis import strategies as st
from yaml import CSafeDumper, dump

from specloom.source import Node, Source, escape, steps

TEXT = """\
# a comment
a:
  b: [1, {c: two}]
  "d e": 'x'
key: &anchor
  deep: value
alias: *anchor
merged:
  <<: *anchor
  own: 1
"""


def root(text: str, name: str = "api.yaml") -> Node:
    source, _ = read(text, name)
    assert source is not None
    return source.root


def shown(node: Node) -> str:
    """Return the text of the stretch that `node` points at."""
    span = node.span
    assert span.line == span.end_line
    begin = span.column - span.excerpt_column
    return span.excerpt[begin : begin + span.end_column - span.column]


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        (("a",), 2, "a"),
        (("a", "b"), 3, "b"),
        (("a", "b", 0), 3, "1"),
        (("a", "b", 1, "c"), 3, "two"),
        (("a", "d e"), 4, "'x'"),
        (("alias",), 7, "alias"),
        (("alias", "deep"), 6, "value"),
        (("merged", "deep"), 6, "value"),
        (("merged", "own"), 10, "1"),
    ],
)
def test_a_value_knows_where_it_stands_in_yaml(path: tuple[Any, ...], line: int, text: str) -> None:
    node = root(TEXT)
    for key in path:
        node = node[key]
    assert (node.span.line, shown(node)) == (line, text)


def test_a_value_knows_where_it_stands_in_json() -> None:
    text = '{\r\n  "a\\u0041": {"b": [10, {"c": "x"}]}}'
    node = root(text, "api.json")["aA"]
    assert (node.span.line, shown(node)) == (2, '"a\\u0041"')
    assert shown(node["b"][0]) == "10"
    assert shown(node["b"][1]["c"]) == '"x"'
    assert node["b"][1]["c"].at_key.span.column == node["b"][1]["c"].key_span.column


def test_columns_count_characters_and_not_bytes() -> None:
    node = root("ключ: {日本: 値}\n")
    assert node["ключ"]["日本"].span.column == 12


def test_a_long_line_is_shown_around_the_place() -> None:
    text = json.dumps({"a": "x" * 5000, "b": 1, "c": "y" * 5000})
    span = root(text, "api.json")["b"].span
    assert len(span.excerpt) == 160
    assert span.excerpt[span.column - span.excerpt_column] == "1"


def test_pointers_escape_and_unescape() -> None:
    assert root('{"a/b": {"~": {"%": 1}}}')["a/b"]["~"]["%"].pointer == "#/a~1b/~0/%"
    assert steps("/a~1b/~0/%") == ["a/b", "~", "%"]
    assert escape("~1") == "~01"


def test_a_pointer_names_its_file_unless_it_is_the_entry_document(tmp_path: Path) -> None:
    found, _ = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            paths: {/a: {$ref: paths/a.yaml}}
            """,
        paths__a="get: {}\n",
    )
    item = found.follow(found.root["paths"]["/a"])
    assert found.root["paths"]["/a"].pointer == "#/paths/~1a"
    assert item["get"].pointer == "paths/a.yaml#/get"
    assert item["get"].span.file == (tmp_path / "paths/a.yaml").as_posix()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=15,
)


def walk(node: Node) -> list[Node]:
    children = [child for _, child in node.items()] + list(node.elements())
    return [node, *(below for child in children for below in walk(child))]


def check_every_place(source: Source, text: str) -> None:
    lines = text.split("\n")
    for node in walk(source.root):
        span = node.span
        assert 1 <= span.line <= len(lines)
        if isinstance(node.key, str) and node.key.isascii() and node.key.isalnum():
            key = node.key_span
            assert node.key in lines[key.line - 1][key.column - 1 : key.end_column - 1]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON, min_size=1, max_size=3))
def test_every_place_of_any_json_is_inside_the_file(value: dict[str, Any]) -> None:
    text = json.dumps(value, indent=1)
    source, _ = read(text, "api.json")
    assert source is not None
    assert source.data == value
    check_every_place(source, text)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON, min_size=1, max_size=3))
def test_every_place_of_any_yaml_is_inside_the_file(value: dict[str, Any]) -> None:
    text = dump(value, Dumper=CSafeDumper, default_style='"')
    source, _ = read(text)
    assert source is not None
    check_every_place(source, text)
