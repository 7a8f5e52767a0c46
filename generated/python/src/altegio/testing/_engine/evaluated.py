# Part of specloom, copied with the package that it serves.
# pyright: basic
"""`unevaluatedProperties` and `unevaluatedItems`: what no other keyword has looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .patterns import Pattern
from .problems import Run, Trail
from .scalars import Check
from .schemas import Schema, listed, members

if TYPE_CHECKING:
    from .checks import Checks

_DEPTH = 30


def properties_check(compiler: Checks, schema: Mapping[str, Any]) -> Check:
    """Return the check of members that no schema beside or below has named."""
    rest = compiler.check(schema["unevaluatedProperties"])
    beside = {key: one for key, one in schema.items() if key != "unevaluatedProperties"}

    def check(value: Any, trail: Trail, run: Run) -> None:
        known: set[str] = set()
        for part in _applied(compiler, beside, value, run, 0):
            if "additionalProperties" in part or "unevaluatedProperties" in part:
                return
            known.update(members(part, "properties"))
            patterns = [Pattern(text) for text in members(part, "patternProperties")]
            known.update(name for name in value if any(one.fits(name) for one in patterns))
        for name, one in value.items():
            if name not in known:
                rest(one, (trail, name), run)

    return check


def items_check(compiler: Checks, schema: Mapping[str, Any]) -> Check:
    """Return the check of items that no schema beside or below has looked at."""
    rest = compiler.check(schema["unevaluatedItems"])
    beside = {key: one for key, one in schema.items() if key != "unevaluatedItems"}

    def check(value: Any, trail: Trail, run: Run) -> None:
        known: set[int] = set()
        for part in _applied(compiler, beside, value, run, 0):
            if "items" in part or "unevaluatedItems" in part:
                return
            known.update(range(len(listed(part, "prefixItems"))))
            if "contains" in part:
                known.update(
                    index
                    for index, one in enumerate(value)
                    if _fits(compiler, part["contains"], one, run)
                )
        for index, one in enumerate(value):
            if index not in known:
                rest(one, (trail, index), run)

    return check


def _applied(
    compiler: Checks, schema: Schema, value: Any, run: Run, depth: int
) -> Iterator[Mapping[str, Any]]:
    """Yield every schema in place that `value` fits, as their keywords count as evaluated."""
    if not isinstance(schema, dict) or depth > _DEPTH:
        return
    run.spend()
    yield schema
    inner: list[Schema] = []
    if isinstance(schema.get("$ref"), str):
        inner.append(compiler.schemas.target(schema["$ref"]))
    inner += listed(schema, "allOf")
    for key in ("anyOf", "oneOf"):
        inner += [one for one in listed(schema, key) if _fits(compiler, one, value, run)]
    if "if" in schema:
        fits = _fits(compiler, schema["if"], value, run)
        inner += [schema["if"], schema.get("then", True)] if fits else [schema.get("else", True)]
    if isinstance(value, dict):
        inner += [one for name, one in members(schema, "dependentSchemas").items() if name in value]
    for one in inner:
        yield from _applied(compiler, one, value, run, depth + 1)


def _fits(compiler: Checks, schema: Schema, value: Any, run: Run) -> bool:
    return run.fits(compiler.check(schema), value, None)
