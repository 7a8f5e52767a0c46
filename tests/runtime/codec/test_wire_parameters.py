"""Paths, queries, headers and cookies: the styles of OpenAPI, and values that try to break out."""

from __future__ import annotations

import datetime as dt
import decimal
import typing as t
import uuid
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from appointments import Attendance, Channel, Position
from hypothesis import given
from hypothesis import strategies as st
from sdk_under_test._core.errors import InvalidArgumentError
from sdk_under_test._core.model import OMIT
from sdk_under_test._core.operation import Cookie, Header, Path, Query
from sdk_under_test._core.serialize import cookies_of, headers_of, path_of, query_of

LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def path(value: t.Any, **how: t.Any) -> str:
    return path_of("/x/{color}/y", [(Path("color", **how), value)])


def query(value: t.Any, **how: t.Any) -> str:
    return query_of([(Query("color", **how), value)])


# The table of examples in the OpenAPI specification.
@pytest.mark.parametrize(
    ("style", "explode", "text", "listed", "members"),
    [
        ("matrix", False, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (
            "matrix",
            True,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        ("label", False, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        ("label", True, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        ("simple", False, "blue", "blue,black,brown", "R,100,G,200,B,150"),
        ("simple", True, "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ],
)
def test_a_path_is_written_in_each_style(
    style: t.Any, explode: bool, text: str, listed: str, members: str
) -> None:
    how = {"style": style, "explode": explode}
    assert path("blue", **how) == f"/x/{text}/y"
    assert path(LIST, **how) == f"/x/{listed}/y"
    assert path(OBJECT, **how) == f"/x/{members}/y"


@pytest.mark.parametrize(
    ("style", "explode", "listed", "members"),
    [
        ("form", False, "color=blue,black,brown", "color=R,100,G,200,B,150"),
        ("form", True, "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
        (
            "spaceDelimited",
            False,
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        ("pipeDelimited", False, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ],
)
def test_a_query_is_written_in_each_style(
    style: t.Any, explode: bool, listed: str, members: str
) -> None:
    assert query("blue", style=style, explode=explode) == "color=blue"
    assert query("", style=style, explode=explode) == "color="
    assert query(tuple(LIST), style=style, explode=explode) == listed
    assert query(OBJECT, style=style, explode=explode) == members


def test_a_deep_object_nests_in_brackets() -> None:
    value = {"a": {"b": 1}, "ids": [1, 2], "rows": [{"id": 3}], "none": None}
    assert unquote(query(value, style="deepObject")) == (
        "color[a][b]=1&color[ids][]=1&color[ids][]=2&color[rows][0][id]=3"
    )
    loop: dict[str, t.Any] = {}
    loop["a"] = loop
    with pytest.raises(InvalidArgumentError, match="nested too deeply"):
        query(loop, style="deepObject")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (7, "7"),
        (1.5, "1.5"),
        (decimal.Decimal("1.10"), "1.10"),
        (decimal.Decimal("1E+3"), "1000"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
        (dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC), "2026-01-02T03:04:05Z"),
        (dt.time(3, 4), "03:04:00"),
        (dt.timedelta(days=1), "P1D"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"hi", "aGk="),
        (Channel.WEB, "web"),
        (Channel("pigeon"), "pigeon"),
        (Attendance.NO_SHOW, "-1"),
    ],
)
def test_single_values_are_written_as_in_json(value: t.Any, text: str) -> None:
    assert unquote(query(value)) == f"color={text}"
    assert unquote(path(value)) == f"/x/{text}/y"
    assert headers_of([(Header("X-Color"), value)]) == {"X-Color": text}


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        ("%d.%m.%Y", dt.date(2026, 1, 2), "02.01.2026"),
        ("%Y-%m-%d %H:%M:%S", dt.datetime(2026, 1, 2, 3), "2026-01-02 03:00:00"),
        ("0/1", True, "1"),
        ("0/1", False, "0"),
        ("0/1", "always", "always"),
    ],
)
def test_values_are_written_as_the_api_wants_them(write: str, value: t.Any, text: str) -> None:
    assert unquote(query(value, write=write)) == f"color={text}"
    assert unquote(query([value, value], write=write, explode=False)) == f"color={text},{text}"
    assert headers_of([(Header("X-Color", write=write), value)]) == {"X-Color": text}


def test_a_model_is_an_object_and_nested_values_become_json() -> None:
    position = Position(id=1, title="a b")
    assert query(position) == "id=1&title=a%20b"
    assert query(position, style="deepObject") == "color%5Bid%5D=1&color%5Btitle%5D=a%20b"
    assert unquote(query([position, None])) == 'color={"id":1,"title":"a b"}&color='
    assert unquote(query({"a": [1, {"b": 2}]})) == 'a=[1,{"b":2}]'


def test_what_is_not_given_is_not_sent() -> None:
    given = [(Query("a"), None), (Query("b"), OMIT), (Query("c"), []), (Query("d"), 0)]
    assert query_of(given) == "d=0"
    assert headers_of([(Header("A"), None), (Header("B"), OMIT)]) == {}
    assert cookies_of([(Cookie("A"), None)]) is None


def test_a_value_can_be_a_whole_document() -> None:
    value = {"a": [1, "b&c"]}
    assert unquote(query(value, content="application/json")) == 'color={"a":[1,"b&c"]}'
    assert headers_of([(Header("X", content="application/json"), value)]) == {
        "X": '{"a":[1,"b&c"]}'
    }
    assert unquote(path(value, content="application/json")) == '/x/{"a":[1,"b&c"]}/y'


def test_the_whole_query_can_be_one_argument() -> None:
    whole = Query("")
    assert query_of([(whole, "a=1&b=x y#"), (Query("c"), 2)]) == "a=1&b=x%20y%23&c=2"
    assert query_of([(whole, {"a": 1, "b": ["x", "y"]})]) == "a=1&b=x&b=y"
    with pytest.raises(InvalidArgumentError):
        query_of([(whole, 5)])


def test_reserved_characters_stay_when_they_are_allowed_and_harmless() -> None:
    assert query("/a?b=c&d#e%20f,g", allow_reserved=True) == "color=/a?b%3Dc%26d%23e%20f,g"
    assert path("a/b", allow_reserved=True) == "/x/a%2Fb/y"


def test_cookies_are_separated_and_cannot_contain_each_other() -> None:
    given = [(Cookie("sid"), "a; admin=1"), (Cookie("ids", explode=False), [1, 2])]
    assert cookies_of(given) == "sid=a%3B%20admin%3D1; ids=1,2"


@pytest.mark.parametrize("bad", ["", ".", "..", "%2e", "%2E%2e", ".%2E", [], [""], {}, None, OMIT])
@pytest.mark.parametrize("allow_reserved", [False, True])
def test_a_path_value_that_means_another_address_is_refused(
    bad: t.Any, allow_reserved: bool
) -> None:
    for style in ("simple", "label", "matrix"):
        with pytest.raises(InvalidArgumentError):
            path(bad, style=style, allow_reserved=allow_reserved)


def test_values_that_are_dots_only_together_are_refused() -> None:
    parts = [(Path("a"), "x"), (Path("b"), "y")]
    assert path_of("/{a}{b}", parts) == "/xy"
    with pytest.raises(InvalidArgumentError):
        path_of("/{a}.", [(Path("a", style="simple", explode=True), ["."])])


def test_a_part_of_the_address_that_is_missing_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="b="):
        path_of("/{a}/{b}", [(Path("a"), 1)])


ANY_TEXT = st.text(min_size=1, max_size=20)


@given(ANY_TEXT)
def test_a_path_value_stays_one_segment_and_arrives_as_it_was(value: str) -> None:
    try:
        made = path_of("/x/{a}/y", [(Path("a"), value)])
    except InvalidArgumentError:
        return
    parts = urlsplit(f"https://example.test{made}")
    assert (parts.query, parts.fragment) == ("", "")
    segments = parts.path.split("/")
    assert len(segments) == 4
    assert unquote(segments[2]) == value
    assert made.isascii()


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=5))
def test_a_query_arrives_as_it_was(given: list[tuple[str, str]]) -> None:
    try:
        made = query_of([(Query(name), value) for name, value in given])
    except InvalidArgumentError:
        return
    assert parse_qsl(made, keep_blank_values=True) == given


@given(st.text(max_size=20) | st.lists(ANY_TEXT, max_size=3) | st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_a_header_is_one_line(value: t.Any) -> None:
    try:
        made = headers_of([(Header("X"), value)])["X"]
    except InvalidArgumentError:
        return
    assert made.isascii()
    assert not set(made) & {"\r", "\n", "\0"}


@pytest.mark.parametrize(
    "bad", ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "\0", "caf\xe9", "\u2028", "\x7f"]
)
def test_a_header_with_a_line_break_or_control_character_is_refused(bad: str) -> None:
    with pytest.raises(InvalidArgumentError, match="the header X-Color"):
        headers_of([(Header("X-Color"), bad)])
    with pytest.raises(InvalidArgumentError):
        headers_of([(Header("X-Color"), [bad])])


@pytest.mark.parametrize(
    "bad", [float("nan"), float("inf"), decimal.Decimal("NaN"), object(), "\ud800"]
)
def test_what_has_no_text_is_refused(bad: t.Any) -> None:
    with pytest.raises(InvalidArgumentError):
        query(bad)
    with pytest.raises(InvalidArgumentError):
        path(bad)
