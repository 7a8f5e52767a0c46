"""What limits, defaults and formats say, in a sentence or two."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specloom.ir.types import Constraints, Given, Json, Kind, List, Nullable, Scalar, TypeRef

# Formats that the type says already, or that say nothing to a caller.
_SILENT = frozenset(
    [
        "int32",
        "int64",
        "int",
        "integer",
        "uint32",
        "uint64",
        "float",
        "double",
        "number",
        "date",
        "date-time",
        "datetime",
        "time",
        "duration",
        "uuid",
        "binary",
        "byte",
        "string",
        "boolean",
        "decimal",
        "password",
        "markdown",
        "text",
        "null",
    ]
)
_LONGEST = 80


def facts(
    ref: TypeRef,
    constraints: Constraints,
    default: Given | None = None,
    example: Given | None = None,
    *,
    telling: bool = False,
) -> str:
    """Return what a caller should know beyond the type, as sentences; empty if that is nothing.

    `telling` leaves out examples that only repeat the type, such as some number.
    """
    kind = _kind(ref)
    said = [*_format(ref), *_amounts(constraints)]
    if kind in (None, Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL):
        said += _numbers(constraints)
    if kind in (None, Kind.STRING):
        said += _texts(constraints)
    if default is not None and default.value is not None:
        said += _value("Default", default)
    if example is not None and _is_telling(example.value, strictly=telling):
        said += _value("Example", example)
    return " ".join(said)


def _is_telling(value: Json, *, strictly: bool) -> bool:
    """Whether an example says more than that there can be one."""
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        return False
    return not strictly or not isinstance(value, (int, float))


def _kind(ref: TypeRef) -> Kind | None:
    while isinstance(ref, Nullable):
        ref = ref.inner
    return ref.kind if isinstance(ref, Scalar) else None


def _format(ref: TypeRef) -> Iterator[str]:
    while isinstance(ref, (Nullable, List)):
        ref = ref.inner if isinstance(ref, Nullable) else ref.item
    if isinstance(ref, Scalar) and ref.pattern is None:
        if ref.kind is Kind.DURATION:
            yield "Travels as an ISO 8601 duration."
        elif (
            ref.kind in (Kind.STRING, Kind.INTEGER, Kind.NUMBER)
            and ref.format
            and ref.format.lower() not in _SILENT
            and len(ref.format) <= 40
        ):
            yield f"Format: {quoted(ref.format)}."


def _numbers(limits: Constraints) -> Iterator[str]:
    low, high = limits.minimum, limits.maximum
    above, below = limits.exclusive_minimum, limits.exclusive_maximum
    if low is not None and high is not None:
        yield f"From {_number(low)} to {_number(high)}."
    elif low is not None:
        yield f"At least {_number(low)}."
    elif high is not None:
        yield f"At most {_number(high)}."
    if above is not None:
        yield f"Greater than {_number(above)}."
    if below is not None:
        yield f"Less than {_number(below)}."
    if limits.multiple_of is not None and limits.multiple_of != 1:
        yield f"A multiple of {_number(limits.multiple_of)}."


def _texts(limits: Constraints) -> Iterator[str]:
    yield from _range(limits.min_length, limits.max_length, "character", "characters")
    if limits.pattern is not None and len(limits.pattern) <= _LONGEST:
        yield f"Matches {quoted(limits.pattern)}."


def _amounts(limits: Constraints) -> Iterator[str]:
    yield from _range(limits.min_items, limits.max_items, "item", "items")
    if limits.unique_items:
        yield "No item twice."
    yield from _range(limits.min_properties, limits.max_properties, "member", "members")
    if limits.values:
        shown = ", ".join(
            quoted(json.dumps(value, ensure_ascii=False)) for value in limits.values[:12]
        )
        yield f"One of {shown}{', …' if len(limits.values) > 12 else ''}."


def _range(least: int | None, most: int | None, one: str, many: str) -> Iterator[str]:
    least = least or None
    if least is not None and least == most:
        yield f"Exactly {least} {one if least == 1 else many}."
    elif least is not None and most is not None:
        yield f"{least} to {most} {many}."
    elif least is not None:
        yield f"At least {least} {one if least == 1 else many}."
    elif most is not None:
        yield f"At most {most} {one if most == 1 else many}."


def _value(title: str, given: Given) -> Iterator[str]:
    text = json.dumps(given.value, ensure_ascii=False)
    if len(text) <= _LONGEST:
        yield f"{title}: {quoted(text)}."


def _number(value: int | float) -> str:
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{value:.6g}" if isinstance(value, float) else hex(value)


def quoted(text: str) -> str:
    """Return `text` as code inside Markdown, whatever backticks it has."""
    if "`" not in text:
        return f"`{text}`"
    fence = "``" if "``" not in text else "`" * (text.count("`") + 1)
    return f"{fence} {text} {fence}"
