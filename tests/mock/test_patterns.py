"""Patterns of strangers: understood as ECMA-262, never run without a bound, and turned into texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.mock.engine import regex
from specloom.mock.engine.patterns import Pattern
from specloom.mock.engine.simulation import Simulation


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        ("^a+$", ["a", "aaa"], ["", "ab", "a\n"]),
        (r"^\d{3}-\d{4}$", ["555-1234"], ["5551234", "555-12345", "٣٣٣-١٢٣٤"]),
        ("b", ["abc"], ["ac"]),
        (r"^[^\s@]+@[^\s@]+\.[a-z]{2,}$", ["a@b.co"], ["a@b", "a b@c.de"]),
        (r"^(?:cat|dog)s?$", ["cats", "dog"], ["cow"]),
        (r"^\u0041[B-D]\x45$", ["ACE"], ["AZE"]),
        (r"^(?!foo)\w+$", ["bar"], ["foobar"]),
        (r"^[\w.-]+$", ["a.b-c_d"], ["a b"]),
        (r"^[-a]+$", ["-a-"], ["b"]),
        (r"^.{2}$", ["ab"], ["a\n"]),
        (r"\bcat\b", ["a cat sat"], ["concat"]),
        (r"^#[0-9a-fA-F]{6}$", ["#a1B2c3"], ["a1b2c3"]),
        (r"^(\/[a-z]+)*$", ["", "/a/b"], ["a"]),
    ],
)
def test_a_pattern_means_what_it_means_in_a_browser(
    pattern: str, fits: list[str], fails: list[str]
) -> None:
    ours = Pattern(pattern)

    assert [text for text in fits if not ours.fits(text)] == []
    assert [text for text in fails if ours.fits(text)] == []


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-zA-Z]+)*$", "^(.*a){20}$", "^(a?){30}a{30}$",
     r"(\w+\s?)+$", "^((ab)*)*c$", "(x+x+)+y"],
)  # fmt: skip
def test_a_pattern_that_could_backtrack_for_ever_is_not_backtracked(pattern: str) -> None:
    ours = Pattern(pattern)

    assert not ours.backtracks(40)
    assert not ours.fits("b" * 200 + "!") or pattern == r"(\w+\s?)+$"


@pytest.mark.parametrize(
    "pattern",
    [r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$", r"^[^@]+@[^@]+$", "^[a-z0-9]+(?:-[a-z0-9]+)*$",
     r"^(\d{1,3}\.){3}\d{1,3}$", "^(cat|dog)*$"],
)  # fmt: skip
def test_a_harmless_pattern_is_backtracked(pattern: str) -> None:
    assert Pattern(pattern).backtracks(40)


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "a{3,1}", "*a", "(?<x", r"\p{Lu}", "a**", "(?P>x)", "a" * 10_000]
)
def test_a_pattern_that_nobody_understands_is_fitted_by_everything(pattern: str) -> None:
    ours = Pattern(pattern)

    assert not ours.readable
    assert ours.fits("anything")


_ALPHABET = "ab1-"
_TEXTS = st.text(_ALPHABET, max_size=8)
_PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[a1]", "[^a]", r"\d", ".", "-"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=2).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"^{one}$"),
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_PATTERNS, _TEXTS)
def test_the_simulation_agrees_with_backtracking(pattern: str, text: str) -> None:
    node = regex.read(pattern)

    assert Simulation(node).fits(text) == Pattern(pattern).fits(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_PATTERNS, st.integers(0, 5))
def test_a_text_made_from_a_pattern_fits_it(pattern: str, seed: int) -> None:
    ours = Pattern(pattern)
    text = ours.sample(random.Random(seed))

    assert text is None or ours.fits(text)


@pytest.mark.parametrize(
    "pattern",
    [r"^[A-Z]{2}\d{6}$", r"^\+?[1-9]\d{7,14}$", r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$",
     "^[a-z0-9]+(?:-[a-z0-9]+)*$", "^(https?)://[^\\s/$.?#].[^\\s]*$"],
)  # fmt: skip
def test_usual_patterns_can_be_sampled(pattern: str) -> None:
    text = Pattern(pattern).sample(random.Random(1))

    assert text is not None
    assert Pattern(pattern).fits(text)
