# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Alternatives, negation and conditions: `anyOf`, `oneOf`, `not`, `if`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .containers import identity
from .problems import Problem, Run, Trail, shown, unroll
from .scalars import Check
from .schemas import NAMES, TYPES, Schema, kinds_of, listed, members

if TYPE_CHECKING:
    from .checks import Checks


_SAYINGS = frozenset(("const", "title", "description", "deprecated", "x-enum-name"))


def checks(compiler: Checks, schema: Mapping[str, Any]) -> list[Check]:
    """Return what `schema` demands by combining other schemas."""
    found: list[Check] = []
    for key in ("anyOf", "oneOf"):
        options = listed(schema, key)
        values = _constants(options)
        if values is not None:
            found.append(member(values))
        elif options:
            found.append(
                _alternatives(
                    compiler, schema, options, only_one=key == "oneOf" and compiler.exclusive
                )
            )
    if "not" in schema:
        found.append(_not(compiler.check(schema["not"])))
    if "if" in schema and ("then" in schema or "else" in schema):
        condition, then, other = (
            compiler.check(schema.get(key, True)) for key in ("if", "then", "else")
        )
        found.append(_if(condition, then, other))
    return found


def member(values: list[Any]) -> Check:
    """Return a check that a value is one of `values`."""
    known = {identity(value) for value in values}
    texts = ", ".join(shown(value) for value in values[:8]) + (", ..." if len(values) > 8 else "")

    def check(value: Any, trail: Trail, run: Run) -> None:
        if identity(value) not in known:
            run.add(trail, "enum", f"must be one of {texts}")

    return check


def _constants(options: list[Schema]) -> list[Any] | None:
    """Return the values of alternatives that are nothing but different constants."""
    if not all(
        isinstance(one, dict) and "const" in one and one.keys() <= _SAYINGS for one in options
    ):
        return None
    values = [one["const"] for one in options]
    return values if values and len({identity(value) for value in values}) == len(values) else None


def _alternatives(
    compiler: Checks, schema: Mapping[str, Any], options: list[Schema], *, only_one: bool
) -> Check:
    by_kind = _by_kind(compiler, options)
    if by_kind is None:
        return _Alternatives(compiler, schema, options, only_one=only_one)
    table, expected = by_kind

    def check(value: Any, trail: Trail, run: Run) -> None:
        option = table.get(type(value))
        if option is None:
            run.add(trail, "type", f"must be {expected}")
        else:
            run.spend()
            option(value, trail, run)

    return check


def _by_kind(compiler: Checks, options: list[Schema]) -> tuple[dict[type, Check], str] | None:
    """Return the only alternative that a value of each type can fit, if types tell them apart."""
    table: dict[type, Check] = {}
    names: list[str] = []
    for option in options:
        followed = compiler.schemas.follow(option)
        kinds = kinds_of(followed) if isinstance(followed, dict) else ()
        types = {one for kind in kinds for one in TYPES.get(kind, ())}
        if not types or types & table.keys():
            return None
        table |= dict.fromkeys(types, compiler.check(option))
        names += [NAMES.get(kind, kind) for kind in kinds]
    return table, " or ".join(dict.fromkeys(names))


class _Alternatives:
    """One of several schemas must fit. What is reported is what the likeliest of them misses."""

    def __init__(
        self, compiler: Checks, schema: Mapping[str, Any], options: list[Schema], *, only_one: bool
    ) -> None:
        self._options = options
        self._checks = [compiler.check(option) for option in options]
        self._only_one = only_one
        self._schemas = compiler.schemas
        self._discriminator = members(schema, "discriminator")

    def __call__(self, value: Any, trail: Trail, run: Run) -> None:
        fitting = 0
        for check in self._checks:
            if run.fits(check, value, trail):
                fitting += 1
                if not self._only_one:
                    return
                if fitting > 1:
                    run.add(trail, "oneOf", "fits more than one of the alternatives")
                    return
        if fitting == 0:
            missed = []
            for check in self._checks:
                branch = run.branch()
                check(value, trail, branch)
                missed.append(branch.found)
            likeliest = missed[self._likeliest(value, len(unroll(trail)), missed)]
            for one in likeliest:
                run.keep(one)

    def _likeliest(self, value: Any, depth: int, missed: list[list[Problem]]) -> int:
        """Return the index of the alternative that the sender most likely meant."""
        named = self._named(value)
        if named is not None:
            return named

        def rank(index: int) -> tuple[bool, int, int, int]:
            found = missed[index]
            other_kind = any(len(one.path) == depth and one.rule == "type" for one in found)
            other_case = sum(one.rule in {"const", "enum"} for one in found)
            given = 0
            if isinstance(value, dict):
                given = len(self._schemas.shape(self._options[index]).required & value.keys())
            return other_kind, other_case, -given, index

        return min(range(len(missed)), key=rank)

    def _named(self, value: Any) -> int | None:
        """Return the alternative that the discriminator names."""
        name = self._discriminator.get("propertyName")
        if not isinstance(value, dict) or not isinstance(name, str):
            return None
        tag = value.get(name)
        if not isinstance(tag, str):
            return None
        wanted = members(self._discriminator, "mapping").get(tag, tag)
        for index, option in enumerate(self._options):
            ref = option.get("$ref") if isinstance(option, dict) else None
            if isinstance(ref, str) and wanted in {ref, ref.rsplit("/", 1)[-1]}:
                return index
        return None


def _not(forbidden: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        if run.fits(forbidden, value, trail):
            run.add(trail, "not", "is of a kind that is not allowed")

    return check


def _if(condition: Check, then: Check, other: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        (then if run.fits(condition, value, trail) else other)(value, trail, run)

    return check
