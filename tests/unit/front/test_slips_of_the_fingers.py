"""A misspelling is told from another word."""

from __future__ import annotations

import pytest

from specloom import grammar
from specloom.spelling import nearest, slips


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("requred", "required"),
        ("reqiured", "required"),
        ("requiredd", "required"),
        ("Required", "required"),
        (" required ", "required"),
        ("itmes", "items"),
        ("item", "items"),
        ("formatt", "format"),
        ("exlusiveMinimun", "exclusiveMinimum"),
        ("nott", "not"),
        ("nit", None),
        ("Not", "not"),
        ("if", "if"),
        ("iff", None),
        ("user_error", None),
        ("parent", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_a_word_is_a_slip_or_it_is_not(word: str, meant: str | None) -> None:
    assert nearest(word, grammar.members("Schema")) == meant


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abc", "acb", 1)],
)
def test_slips_are_counted(left: str, right: str, count: int) -> None:
    assert slips(left, right) == slips(right, left) == count


def test_no_key_of_openapi_is_a_slip_of_another_of_the_same_object() -> None:
    # `example` and `examples` are both keys: a key that is known is never taken for a slip.
    for kind in grammar.OBJECTS:
        known = grammar.members(kind)
        for key in known:
            assert nearest(key, known) == key
