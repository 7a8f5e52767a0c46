"""Limits that a value must keep, whatever the dialect writes them like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specloom.ir.types import NO_CONSTRAINTS, Constraints
from specloom.lower.keywords import LIMITS
from specloom.lower.versions import Schema


def limits(
    parts: Iterable[Schema], *, values: tuple[Any, ...] = (), keys: Constraints | None = None
) -> Constraints:
    """Return the strictest of each limit that `parts` (the outermost last) name."""
    found: dict[str, Any] = {}
    for part in parts:
        if not LIMITS.isdisjoint(part.raw):
            _collect(part, found)
    if values:
        found["values"] = values
    if keys is not None and keys != NO_CONSTRAINTS:
        found["keys"] = keys
    return Constraints(**found) if found else NO_CONSTRAINTS


def _collect(part: Schema, found: dict[str, Any]) -> None:
    raw = part.raw
    # OpenAPI 3.0 says with a flag that the bound itself is out.
    if raw.get("exclusiveMinimum") is True:
        _most(found, "exclusive_minimum", raw.get("minimum"))
    else:
        _most(found, "minimum", raw.get("minimum"))
        _most(found, "exclusive_minimum", raw.get("exclusiveMinimum"))
    if raw.get("exclusiveMaximum") is True:
        _least(found, "exclusive_maximum", raw.get("maximum"))
    else:
        _least(found, "maximum", raw.get("maximum"))
        _least(found, "exclusive_maximum", raw.get("exclusiveMaximum"))
    for word, name in (("Length", "length"), ("Items", "items"), ("Properties", "properties")):
        _most(found, f"min_{name}", _whole(raw.get(f"min{word}")))
        _least(found, f"max_{name}", _whole(raw.get(f"max{word}")))
    if "multipleOf" in raw and raw["multipleOf"] > 0:
        found["multiple_of"] = raw["multipleOf"]
    if "pattern" in raw:
        found["pattern"] = raw["pattern"]
    if part.flag("uniqueItems"):
        found["unique_items"] = True


def _most(found: dict[str, Any], name: str, value: Any) -> None:
    if type(value) in (int, float):
        found[name] = max(found.get(name, value), value)


def _least(found: dict[str, Any], name: str, value: Any) -> None:
    if type(value) in (int, float):
        found[name] = min(found.get(name, value), value)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
