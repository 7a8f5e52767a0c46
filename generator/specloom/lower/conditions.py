"""Rules between the fields of one object: what one of them demands of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from specloom.ir.types import Choice, Rule
from specloom.lower.bench import Bench
from specloom.lower.compose import Group, Merged
from specloom.lower.kinds import values
from specloom.lower.versions import Schema
from specloom.source import Node


@dataclass(slots=True)
class Conditions:
    """The rules of an object, and the fields that only rules speak of."""

    rules: list[Rule] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    fields: dict[str, list[Node]] = field(default_factory=dict)


def conditions(bench: Bench, merged: Merged) -> Conditions:
    """Return what `merged` says of its fields together."""
    found = Conditions()
    for part in merged.parts:
        for keyword in ("dependentRequired", "dependencies", "dependentSchemas"):
            if keyword in part:
                _dependents(bench, part.child(keyword), found)
        if "if" in part and ("then" in part or "else" in part):
            _conditional(bench, part, found)
        if "not" in part and not part.never:
            _negation(bench, part, found)
    for group in merged.groups:
        if is_choice(bench, group):
            found.choices.extend(_choice(bench, group))
    return found


def is_choice(bench: Bench, group: Group) -> bool:
    """Whether the alternatives of `group` say which fields must be there, and nothing else."""
    schemas = [bench.composer.read(branch) for branch in group.branches]
    return any("required" in schema for schema in schemas) and all(
        schema.shaping <= {"required", "type", "not"} and not schema.never for schema in schemas
    )


def _choice(bench: Bench, group: Group) -> Iterator[Choice]:
    schemas = [bench.composer.read(branch) for branch in group.branches]
    groups = tuple(tuple(schema.raw.get("required", ())) for schema in schemas)
    if all(groups):
        yield Choice(groups=groups, least=1, most=1 if group.keyword == "oneOf" else None)
        return
    # One of the alternatives asks for nothing: the others may be given, but not together.
    if group.keyword == "oneOf":
        yield Choice(groups=tuple(names for names in groups if names), least=0, most=1)


def _dependents(bench: Bench, node: Node, found: Conditions) -> None:
    for when, needs in node.items():
        if needs.is_list and all(type(name) is str for name in needs.value):
            found.rules.append(Rule(when=when, needs=tuple(needs.value)))
        elif needs.is_map:
            required = _adopt(bench, bench.composer.read(needs), found)
            if required:
                found.rules.append(Rule(when=when, needs=required))
        elif needs.value is not True:
            bench.faults.lose(
                "wrong-keyword-value",
                at=needs,
                what=f"what '{when}' demands",
                reason="it must be a list of names or a schema",
            )


def _conditional(bench: Bench, part: Schema, found: Conditions) -> None:
    condition = _condition(bench, bench.composer.read(part.child("if")))
    then = bench.composer.read(part.child("then")) if "then" in part else None
    other = bench.composer.read(part.child("else")) if "else" in part else None
    if condition is None:
        bench.faults.lose(
            "complex-condition",
            at=part.child("if"),
            what="the condition",
            reason="only a condition on one field can be said; the fields it speaks of are kept",
        )
    needs = _adopt(bench, then, found) if then else ()
    otherwise = _adopt(bench, other, found) if other else ()
    if condition is not None and (needs or otherwise):
        when, given = condition
        found.rules.append(Rule(when=when, values=given, needs=needs, otherwise=otherwise))


def _condition(bench: Bench, schema: Schema) -> tuple[str, tuple[Any, ...]] | None:
    """Return the one field that decides and the values that do; None if it is not that simple."""
    if not schema.shaping <= {"properties", "required", "type"}:
        return None
    required: Sequence[str] = schema.raw.get("required", ())
    tested = list(schema.child("properties").items()) if "properties" in schema else []
    if not tested and len(required) == 1:
        return required[0], ()
    if len(tested) != 1 or any(name != tested[0][0] for name in required):
        return None
    name, node = tested[0]
    given = values(bench.composer.read(node))
    return (name, tuple(given)) if given else None


def _adopt(bench: Bench, schema: Schema, found: Conditions) -> tuple[str, ...]:
    """Take over the fields that `schema` adds and return the names that it requires."""
    if "properties" in schema:
        for name, node in schema.child("properties").items():
            found.fields.setdefault(name, []).append(node)
    beyond = schema.shaping - {"properties", "required", "type"}
    if beyond:
        keyword = sorted(beyond)[0]
        bench.faults.lose(
            "complex-condition",
            at=schema.child(keyword),
            what=f"'{keyword}' in a condition",
            reason="a condition can only add fields and require them",
        )
    return tuple(schema.raw.get("required", ()))


def _negation(bench: Bench, part: Schema, found: Conditions) -> None:
    schema = bench.composer.read(part.child("not"))
    schemas = [schema]
    if schema.shaping == {"anyOf"}:
        schemas = [bench.composer.read(each) for each in schema.child("anyOf").elements()]
    if all(_only_requires(bench, each) for each in schemas):
        groups = tuple(tuple(each.raw["required"]) for each in schemas)
        found.choices.append(Choice(groups=groups, least=0, most=0))
    else:
        lose_negation(bench, part)


def _only_requires(bench: Bench, schema: Schema) -> bool:
    """Whether `schema` asks for fields to be there, whatever they hold."""
    if not schema.raw.get("required") or not schema.shaping <= {"required", "properties", "type"}:
        return False
    nodes = schema.child("properties").items() if "properties" in schema else ()
    return all(bench.composer.read(node).is_comment for _, node in nodes)


def lose_negation(bench: Bench, part: Schema) -> None:
    """Say that a `not` is left out."""
    bench.faults.lose(
        "negation",
        at=part.child("not"),
        what="'not'",
        reason="a type cannot say what a value is not",
    )
