# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Schemas as functions that judge a value (JSON Schema 2020-12, and OpenAPI 3.0's variant of it).

A schema is compiled when it is first needed: an API with a thousand operations costs what is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

from . import combinations, containers
from .formats import Check as FormatCheck
from .problems import Problem, Run, TooComplexError, Trail, shown
from .scalars import Check, is_whole, number_checks, text_checks
from .schemas import NAMES, TYPES, Schema, Schemas, kinds_of, listed

_ALL: tuple[type, ...] = (str, bytes, int, float, bool, NoneType, list, dict)


class Checks:
    """Compiles schemas for one direction: `request` forgives absent readOnly fields.

    Without `exclusive`, a value may fit several alternatives of a `oneOf`: many descriptions offer
    such that overlap, and few servers mind.
    """

    def __init__(
        self,
        schemas: Schemas,
        formats: Mapping[str, FormatCheck],
        *,
        request: bool,
        exclusive: bool = True,
    ) -> None:
        self.schemas = schemas
        self.request = request
        self.exclusive = exclusive
        self._formats = formats
        self.plain: dict[Check, frozenset[type]] = {_anything: frozenset(_ALL)}
        """Checks that demand nothing but a type, and which types they accept."""
        self._known: dict[int, tuple[Schema, Check]] = {}

    def problems(self, schema: Schema, value: Any) -> list[Problem]:
        """Return what is wrong with `value`; an empty list if it fits `schema`."""
        run = Run()
        try:
            self.check(schema)(value, None, run)
        except (TooComplexError, RecursionError):
            return [Problem((), "complexity", "is nested too deeply to be judged")]
        return run.found

    def fits(self, schema: Schema, value: Any) -> bool:
        """Whether `value` fits `schema`."""
        return not self.problems(schema, value)

    def check(self, schema: Schema) -> Check:
        """Return the function that judges values of `schema`."""
        known = self._known.get(id(schema))
        if known is None:
            # Recursion meets this placeholder, which finds the real function when it is called.
            self._known[id(schema)] = (schema, self._later(schema))
            known = self._known[id(schema)] = (schema, self._compile(schema))
        return known[1]

    def _later(self, schema: Schema) -> Check:
        def check(value: Any, trail: Trail, run: Run) -> None:
            run.spend()
            self._known[id(schema)][1](value, trail, run)

        return check

    def _compile(self, schema: Schema) -> Check:
        if schema is False:
            return _never
        if not isinstance(schema, dict) or not schema:
            return _anything
        if isinstance(schema.get("$ref"), str):
            target = self.schemas.target(schema["$ref"])
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            if self.schemas.is_old or not beside:
                return self._referred(target)
            return _both(self._referred(target), self._compile(beside))
        return self._table(schema)

    def _referred(self, target: Schema) -> Check:
        """Return a function that compiles `target` at its first call: most are never needed."""
        compiled: list[Check] = []

        def check(value: Any, trail: Trail, run: Run) -> None:
            run.spend()
            if not compiled:
                compiled.append(self.check(target))
            compiled[0](value, trail, run)

        return check

    def _table(self, schema: dict[str, Any]) -> Check:
        """Sort what is demanded by the type of the value, so that each is asked only its own."""
        common = self._common(schema)
        numbers = number_checks(schema, sized=self.request)
        own: dict[type, list[Check]] = {
            str: text_checks(schema, self._formats),
            int: numbers,
            float: numbers,
            list: containers.list_checks(self, schema),
            dict: containers.object_checks(self, schema),
        }
        kinds = kinds_of(schema)
        # A type that JSON does not know says nothing.
        is_known = bool(kinds) and all(name in TYPES for name in kinds)
        allowed: set[type] = (
            {one for name in kinds for one in TYPES[name]} if is_known else set(_ALL)
        )
        table = {kind: tuple(own.get(kind, []) + common) for kind in allowed}
        if "integer" in kinds and "number" not in kinds:
            table[float] = (is_whole, *table[float])
        if schema.get("nullable") is True:
            table[NoneType] = ()
        check = _dispatch(table, kinds)
        if not any(table.values()):
            self.plain[check] = frozenset(table)
        return check

    def _common(self, schema: dict[str, Any]) -> list[Check]:
        """Return what is demanded of a value of any type."""
        found: list[Check] = []
        if isinstance(schema.get("enum"), list):
            found.append(combinations.member(schema["enum"]))
        if "const" in schema:
            found.append(_equal(schema["const"]))
        found += [self.check(part) for part in listed(schema, "allOf")]
        found += combinations.checks(self, schema)
        return found


def _dispatch(table: Mapping[type, tuple[Check, ...]], kinds: tuple[str, ...]) -> Check:
    expected = " or ".join(dict.fromkeys(NAMES.get(kind, kind) for kind in kinds))
    find: Callable[[type], tuple[Check, ...] | None] = table.get
    if all(not checks for checks in table.values()):

        def only_type(value: Any, trail: Trail, run: Run) -> None:
            if find(type(value)) is None:
                run.add(trail, "type", f"must be {expected}")

        return only_type

    def check(value: Any, trail: Trail, run: Run) -> None:
        checks = find(type(value))
        if checks is None:
            run.add(trail, "type", f"must be {expected}")
            return
        for one in checks:
            one(value, trail, run)

    return check


def _anything(value: Any, trail: Trail, run: Run) -> None:
    """Accept every value."""


def _never(value: Any, trail: Trail, run: Run) -> None:
    run.add(trail, "false", "is not allowed")


def _both(one: Check, other: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        one(value, trail, run)
        other(value, trail, run)

    return check


def _equal(expected: Any) -> Check:
    known = containers.identity(expected)

    def check(value: Any, trail: Trail, run: Run) -> None:
        if containers.identity(value) != known:
            run.add(trail, "const", f"must be {shown(expected)}")

    return check
