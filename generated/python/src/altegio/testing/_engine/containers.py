# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What schemas demand of lists and objects."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from . import evaluated
from .patterns import Pattern
from .problems import Run, Trail
from .scalars import Check
from .schemas import Schema, count, listed, members

if TYPE_CHECKING:
    from .checks import Checks

_NO_TYPES: frozenset[type] = frozenset()
_Rules = list[tuple[Pattern, Check]]


def identity(value: Any) -> Hashable:
    """Return something that is equal for equal JSON values: 1 and 1.0 are, 1 and true are not."""
    match value:
        case bool():
            return ("bool", value)
        case list():
            return ("list", *map(identity, value))
        case dict():
            return frozenset((key, identity(one)) for key, one in value.items())
        case str() | bytes():
            return ("text", value)
        case _:
            found: Hashable = value
            return found


def list_checks(compiler: Checks, schema: Mapping[str, Any]) -> list[Check]:
    """Return what `schema` demands of a list."""
    found: list[Check] = []
    low, high = count(schema, "minItems") or 0, count(schema, "maxItems")
    if low or high is not None:
        found.append(_size(low, high, "minItems", "maxItems", "items"))
    if schema.get("uniqueItems") is True:
        found.append(_unique)
    heads = [compiler.check(head) for head in listed(schema, "prefixItems")]
    if heads:
        found.append(_heads(heads))
    if "items" in schema and schema["items"] is not True:
        found.append(_items(compiler.check(schema["items"]), len(heads)))
    if "contains" in schema:
        least = count(schema, "minContains")
        most = count(schema, "maxContains")
        found.append(
            _contains(compiler.check(schema["contains"]), 1 if least is None else least, most)
        )
    if "unevaluatedItems" in schema:
        found.append(evaluated.items_check(compiler, schema))
    return found


def object_checks(compiler: Checks, schema: Mapping[str, Any]) -> list[Check]:
    """Return what `schema` demands of an object."""
    found: list[Check] = []
    required = tuple(_required(compiler, schema))
    if required:
        found.append(_present(required))
    low, high = count(schema, "minProperties") or 0, count(schema, "maxProperties")
    if low or high is not None:
        found.append(_size(low, high, "minProperties", "maxProperties", "members"))
    known = {name: compiler.check(one) for name, one in members(schema, "properties").items()}
    patterns = [
        (Pattern(text), compiler.check(one))
        for text, one in members(schema, "patternProperties").items()
    ]
    more: Schema = schema.get("additionalProperties", True)
    if known or patterns or more is not True:
        found.append(
            _members(
                known, patterns, None if more is True else compiler.check(more), compiler.plain
            )
        )
    if "propertyNames" in schema:
        found.append(_names(compiler.check(schema["propertyNames"])))
    for name, needed in members(schema, "dependentRequired").items():
        if isinstance(needed, list):
            found.append(_dependent(name, tuple(one for one in needed if isinstance(one, str))))
    for name, one in members(schema, "dependentSchemas").items():
        found.append(_dependent_schema(name, compiler.check(one)))
    if "unevaluatedProperties" in schema:
        found.append(evaluated.properties_check(compiler, schema))
    return found


def _required(compiler: Checks, schema: Mapping[str, Any]) -> list[str]:
    """Return the names that must be there; a field that only the other side sets need not be."""
    known = members(schema, "properties")
    names = [name for name in listed(schema, "required") if isinstance(name, str)]
    is_exempt = (
        compiler.schemas.is_read_only if compiler.request else compiler.schemas.is_write_only
    )
    return [name for name in names if not (name in known and is_exempt(known[name]))]


def _present(required: tuple[str, ...]) -> Check:
    wanted = frozenset(required)

    def check(value: Any, trail: Trail, run: Run) -> None:
        if not wanted <= value.keys():
            for name in required:
                if name not in value:
                    run.add((trail, name), "required", "is required")

    return check


def _members(
    known: Mapping[str, Check],
    patterns: _Rules,
    more: Check | None,
    plain: Mapping[Check, frozenset[type]],
) -> Check:
    find = known.get
    if not patterns and more is None:
        # Most members are demanded nothing but a type: that is looked up without a call.
        types = {name: plain[check] for name, check in known.items() if check in plain}
        allowed = types.get

        def only_known(value: Any, trail: Trail, run: Run) -> None:
            for name, one in value.items():
                if type(one) in allowed(name, _NO_TYPES):
                    continue
                check = find(name)
                if check is not None:
                    check(one, (trail, name), run)

        return only_known

    def check(value: Any, trail: Trail, run: Run) -> None:
        for name, one in value.items():
            found = find(name)
            if found is not None:
                found(one, (trail, name), run)
            is_known = found is not None
            for pattern, rule in patterns:
                if pattern.fits(name):
                    rule(one, (trail, name), run)
                    is_known = True
            if more is not None and not is_known:
                more(one, (trail, name), run)

    return check


def _names(check_name: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        for name in value:
            check_name(name, (trail, name), run)

    return check


def _dependent(name: str, needed: tuple[str, ...]) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if name in value:
            for one in needed:
                if one not in value:
                    run.add((trail, one), "dependentRequired", f"is required beside {name}")

    return check


def _dependent_schema(name: str, then: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if name in value:
            then(value, trail, run)

    return check


def _size(low: int, high: int | None, least: str, most: str, things: str) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if len(value) < low:
            run.add(trail, least, f"must have at least {low} {things}")
        elif high is not None and len(value) > high:
            run.add(trail, most, f"must have at most {high} {things}")

    return check


def _unique(value: Any, trail: Trail, run: Run) -> None:
    if len({identity(one) for one in value}) < len(value):
        run.add(trail, "uniqueItems", "must not hold the same item twice")


def _heads(heads: list[Check]) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        for index, (head, one) in enumerate(zip(heads, value, strict=False)):
            head(one, (trail, index), run)

    return check


def _items(item: Check, start: int) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        for index in range(start, len(value)):
            item(value[index], (trail, index), run)

    return check


def _contains(item: Check, least: int, most: int | None) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        fitting = 0
        for index, one in enumerate(value):
            fitting += run.fits(item, one, (trail, index))
        if fitting < least:
            run.add(trail, "contains", f"must contain at least {least} items of a certain kind")
        elif most is not None and fitting > most:
            run.add(trail, "contains", f"must contain at most {most} items of a certain kind")

    return check
