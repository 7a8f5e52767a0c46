"""A file may be built to exhaust whoever reads it; reading ends with one error."""

from __future__ import annotations

import pytest
from front_files import data, only, read

from specloom.reading.limits import MAX_DEPTH

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 100)
)
MERGES = "m0: &m0 {k: 1}\n" + "".join(
    f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: 1}}\n" for n in range(1, 20_000)
)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000,
        '{"a":' * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(" " * n + "a:\n" for n in range(2000)),
        '{"a":' * 5000 + "1" + "}" * 5000,
    ],
    ids=["brackets", "in a mapping", "json", "flow", "dashes", "keys", "indents", "closed"],
)
def test_nesting_without_end_is_refused(text: str) -> None:
    source, report = read(text)
    assert source is None
    assert only(report).code == "nested-too-deep"


@pytest.mark.parametrize("text", [LAUGHS, MERGES], ids=["aliases", "merges"])
def test_aliases_that_double_are_refused(text: str) -> None:
    source, report = read(text)
    assert source is None
    assert only(report).code == "too-many-values"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ("{a: ", "}")])
def test_nesting_within_the_limit_is_read(opening: str, closing: str) -> None:
    depth = MAX_DEPTH - 1
    assert data(opening * depth + "1" + closing * depth)


def test_an_alias_may_be_used_many_times() -> None:
    found = data("a: &a {x: 1}\n" + "".join(f"b{n}: *a\n" for n in range(5000)))
    assert found["b4999"] == {"x": 1}
