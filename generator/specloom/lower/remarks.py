"""What a schema says beside its type: prose, defaults, examples, directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from specloom.ir import words
from specloom.ir.types import Doc, Given
from specloom.lower.versions import Schema


def doc(chain: Iterable[Schema], *, name: str = "") -> Doc:
    """Return the prose of the first schemas that have any.

    A title that only repeats `name` is no summary.
    """
    summary = description = ""
    for schema in chain:
        summary = summary or schema.text("title").strip()
        description = description or schema.text("description").strip()
    if words.split(summary) == words.split(name):
        summary = ""
    return Doc(summary=summary, description=description)


def default(chain: Iterable[Schema]) -> Given | None:
    """Return the default of the first schema that has one."""
    return next((Given(value=each.raw["default"]) for each in chain if "default" in each), None)


def example(chain: Iterable[Schema]) -> Given | None:
    """Return the first example of the first schema that has one, in either dialect's spelling."""
    for schema in chain:
        if "example" in schema:
            return Given(value=schema.raw["example"])
        found = _first(schema.raw.get("examples"))
        if found is not None:
            return found
    return None


def _first(examples: Any) -> Given | None:
    if type(examples) is list and examples:
        return Given(value=examples[0])
    if type(examples) is dict:
        # Named examples belong to media types, yet people write them into schemas too.
        for named in examples.values():
            if type(named) is dict and "value" in named:
                return Given(value=named["value"])
    return None


def flag(chain: Sequence[Schema], keyword: str) -> bool:
    """Return whether any schema of `chain` sets `keyword`."""
    return any(schema.flag(keyword) for schema in chain)
