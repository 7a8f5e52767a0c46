# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What schemas demand of texts and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from .formats import Check as FormatCheck
from .patterns import Pattern
from .problems import Run, Trail, shown
from .schemas import count, number

Check: TypeAlias = Callable[[Any, Trail, Run], None]
_BITS = {"int32": 32, "int64": 64}


def text_checks(schema: Mapping[str, Any], formats: Mapping[str, FormatCheck]) -> list[Check]:
    """Return what `schema` demands of a text."""
    found: list[Check] = []
    low, high = count(schema, "minLength"), count(schema, "maxLength")
    if low or high is not None:
        found.append(_length(low or 0, high))
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        found.append(_pattern(Pattern(pattern)))
    name = schema.get("format")
    if isinstance(name, str) and name in formats:
        found.append(_format(name, formats[name]))
    return found


def number_checks(schema: Mapping[str, Any], *, sized: bool) -> list[Check]:
    """Return what `schema` demands of a number, in either dialect; with `sized`, that it fits its bits."""
    found: list[Check] = []
    bits = _BITS.get(str(schema.get("format"))) if sized else None
    if bits is not None:
        found.append(_range(-(2 ** (bits - 1)), None, 2 ** (bits - 1) - 1, None))
    low, above = _bounds(schema, "minimum", "exclusiveMinimum", max)
    high, below = _bounds(schema, "maximum", "exclusiveMaximum", min)
    if low is not None or high is not None or above is not None or below is not None:
        found.append(_range(low, above, high, below))
    step = number(schema, "multipleOf")
    if step is not None and step > 0:
        found.append(_multiple(step))
    return found


def is_whole(value: Any, trail: Trail, run: Run) -> None:
    """Demand that a float has no fraction: JSON knows one kind of number."""
    if not value.is_integer():
        run.add(trail, "type", "must be a whole number")


def bounds(schema: Mapping[str, Any]) -> tuple[float | int | None, float | int | None, bool, bool]:
    """Return (low, high, low excluded, high excluded)."""
    low, above = _bounds(schema, "minimum", "exclusiveMinimum", max)
    high, below = _bounds(schema, "maximum", "exclusiveMaximum", min)
    low_out = above is not None and (low is None or above >= low)
    high_out = below is not None and (high is None or below <= high)
    return (above if low_out else low), (below if high_out else high), low_out, high_out


def _bounds(
    schema: Mapping[str, Any], key: str, strict_key: str, tighter: Callable[..., float | int]
) -> tuple[float | int | None, float | int | None]:
    """Return the inclusive and the exclusive bound; 3.0 writes the latter as a flag."""
    bound, strict = number(schema, key), number(schema, strict_key)
    if schema.get(strict_key) is True:
        return None, bound
    return bound, strict


def _range(
    low: float | None,
    above: float | None,
    high: float | None,
    below: float | None,
) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if low is not None and value < low:
            run.add(trail, "minimum", f"must be at least {shown(low)}")
        elif above is not None and value <= above:
            run.add(trail, "exclusiveMinimum", f"must be more than {shown(above)}")
        if high is not None and value > high:
            run.add(trail, "maximum", f"must be at most {shown(high)}")
        elif below is not None and value >= below:
            run.add(trail, "exclusiveMaximum", f"must be less than {shown(below)}")

    return check


def is_multiple(value: float, step: float) -> bool:
    """Whether `value` is a multiple of `step` in decimal arithmetic: 0.3 is one of 0.1."""
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    try:
        return Decimal(repr(value)) % Decimal(repr(step)) == 0
    except ArithmeticError:
        # The quotient has more digits than a Decimal: nobody can tell any more.
        return float(value) % float(step) == 0


def _multiple(step: float) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if not is_multiple(value, step):
            run.add(trail, "multipleOf", f"must be a multiple of {shown(step)}")

    return check


def _length(low: int, high: int | None) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if len(value) < low:
            run.add(trail, "minLength", f"must have at least {low} characters")
        elif high is not None and len(value) > high:
            run.add(trail, "maxLength", f"must have at most {high} characters")

    return check


def _pattern(pattern: Pattern) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if not pattern.fits(value):
            run.add(trail, "pattern", f"must match the pattern {pattern.text[:80]}")

    return check


def _format(name: str, fits: FormatCheck) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if not fits(value):
            run.add(trail, "format", f"is not a valid {name}")

    return check
