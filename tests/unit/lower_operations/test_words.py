"""Text becomes words, and words know one from many."""

from __future__ import annotations

import pytest

from specloom.ir import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("getHTTPResponse", "get http response"),
        ("B2BClient", "b2b client"),
        ("sha256Hash", "sha256 hash"),
        ("OAuth2Token", "oauth2 token"),
        ("userIDs", "user ids"),
        ("IPv4Address", "ipv4 address"),
        ("page[size]", "page size"),
        ("pets/list-for-org", "pets list for org"),
        ("2faCode", "2fa code"),
        ("3DModel", "3d model"),
        ("2023Q1", "2023 q1"),
        ("__init__", "init"),
    ],
)
def test_capitals_digits_and_signs_part_words_where_a_reader_would(
    text: str, expected: str
) -> None:
    assert " ".join(words.split(text)) == expected


def test_every_script_becomes_latin() -> None:
    assert words.split("имя") == ("imya",)
    assert words.split("名称") == ("ming", "cheng")
    assert words.split("😀") == ("grinning",)


def test_signs_that_carry_the_meaning_are_spoken() -> None:
    assert words.split("+1") == ("plus", "1")
    assert words.split("-1") == ("minus", "1")
    assert words.split("<=") == ("less", "equal")
    assert words.split("C++") != words.split("C#") != words.split("C")


def test_every_sign_can_be_spoken_when_nothing_else_tells_names_apart() -> None:
    assert words.split('"""') == ("quote", "quote", "quote")
    assert words.spelled("\u2028") == ("line", "separator")
    assert words.split("   ") == ()
    assert words.spelled(" ") == ("space",)
    assert words.spelled("a-b") == ("a", "minus", "b")
    assert words.spelled("a b") == ("a", "space", "b")


def test_a_word_that_begins_with_a_digit_stays_whole() -> None:
    assert words.split("1024x768") == ("1024x768",)
    assert words.split("2fa_code") == ("2fa", "code")


def test_signs_beside_letters_are_silent() -> None:
    assert words.split("$filter") == ("filter",)
    assert words.split("X-Rate-Limit") == ("x", "rate", "limit")


def test_empty_text_has_no_words() -> None:
    assert words.split("") == ()


def test_joined_words_split_into_the_same_words() -> None:
    for text in ("getHTTPResponse", "2faCode", "v1 pets", "+1"):
        once = words.split(text)
        assert words.split(words.join(once)) == once


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("pets", "pet"),
        ("boxes", "box"),
        ("statuses", "status"),
        ("cases", "case"),
        ("houses", "house"),
        ("addresses", "address"),
        ("categories", "category"),
        ("movies", "movie"),
        ("analyses", "analysis"),
        ("matches", "match"),
        ("heroes", "hero"),
        ("shoes", "shoe"),
        ("skus", "sku"),
        ("people", "person"),
    ],
)
def test_one_and_many_find_each_other(many: str, one: str) -> None:
    assert words.singular(many) == one
    assert words.plural(one) == many
    assert words.plural(many) == many


@pytest.mark.parametrize("word", ["status", "address", "news", "series", "data", "analysis", "gas"])
def test_a_word_that_only_looks_like_many_stays(word: str) -> None:
    assert words.singular(word) == word
    assert not words.is_plural(word)
