"""Alternatives, negation and conditions: `anyOf`, `oneOf`, `not`, `if`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .problems import Problem, Run, Trail, unroll
from .scalars import Check
from .schemas import Schema, listed, members

if TYPE_CHECKING:
    from .checks import Checks


def checks(compiler: Checks, schema: Mapping[str, Any]) -> list[Check]:
    """Return what `schema` demands by combining other schemas."""
    found: list[Check] = []
    for key in ("anyOf", "oneOf"):
        options = listed(schema, key)
        if options:
            found.append(_Alternatives(compiler, schema, options, only_one=key == "oneOf"))
    if "not" in schema:
        found.append(_not(compiler.check(schema["not"])))
    if "if" in schema and ("then" in schema or "else" in schema):
        condition, then, other = (
            compiler.check(schema.get(key, True)) for key in ("if", "then", "else")
        )
        found.append(_if(condition, then, other))
    return found


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
        missed: list[list[Problem]] = []
        for check in self._checks:
            branch = run.branch()
            check(value, trail, branch)
            missed.append(branch.found)
            if not branch.found:
                fitting += 1
                if not self._only_one:
                    return
                if fitting > 1:
                    run.add(trail, "oneOf", "fits more than one of the alternatives")
                    return
        if fitting == 0:
            run.found.extend(missed[self._likeliest(value, len(unroll(trail)), missed)])

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
        branch = run.branch()
        forbidden(value, trail, branch)
        if not branch.found:
            run.add(trail, "not", "is of a kind that is not allowed")

    return check


def _if(condition: Check, then: Check, other: Check) -> Check:
    def check(value: Any, trail: Trail, run: Run) -> None:
        branch = run.branch()
        condition(value, trail, branch)
        (other if branch.found else then)(value, trail, run)

    return check
