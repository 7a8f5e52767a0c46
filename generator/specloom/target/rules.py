"""What the fields of an object demand of each other, in sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from specloom.ir.types import Choice, Json, Record, Rule
from specloom.target.facts import quoted

_MOST = 12
"""More sentences than this are a schema in disguise, which nobody reads as prose."""

Name = Callable[[str], str]
"""What a reader calls the field of a wire name."""


def rules_of(record: Record, name: Name) -> str:
    """Return what the fields of `record` demand of each other; empty if that is nothing."""
    known = {field.wire for field in record.fields}
    said = [
        *(text for rule in record.requires for text in _rule(rule, known, name)),
        *(text for choice in record.choices for text in _choice(choice, known, name)),
    ]
    return " ".join(said[:_MOST])


def _rule(rule: Rule, known: set[str], name: Name) -> Iterator[str]:
    if not known.issuperset((rule.when, *rule.needs, *rule.otherwise)):
        return
    if rule.values:
        values = _listed([quoted(_json(value)) for value in rule.values], "or")
        when = f"Where {quoted(name(rule.when))} is {values}"
    else:
        when = f"With {quoted(name(rule.when))}"
    if rule.needs:
        otherwise = f"; otherwise {_needed(rule.otherwise, name)}" if rule.otherwise else ""
        yield f"{when}, {_needed(rule.needs, name)}{otherwise}."
    elif rule.otherwise:
        yield f"{_needed(rule.otherwise, name)}, except {when[0].lower()}{when[1:]}."


def _needed(wires: Iterable[str], name: Name) -> str:
    names = [quoted(name(wire)) for wire in wires]
    return f"{_listed(names, 'and')} {'is' if len(names) == 1 else 'are'} needed"


def _choice(choice: Choice, known: set[str], name: Name) -> Iterator[str]:
    if not all(known.issuperset(group) for group in choice.groups):
        return
    groups = [" with ".join(quoted(name(wire)) for wire in group) for group in choice.groups]
    if choice.least == 0 and choice.most == 0:
        for group in groups:
            alone = " with " not in group
            yield f"{group} is never given." if alone else f"Never {group}."
        return
    either = _listed(groups, "or")
    match choice.least, choice.most:
        case 0, 1:
            yield f"At most one of {either}." if len(groups) > 1 else f"{either} may be given."
        case _, 1:
            yield f"One of {either} is needed."
        case _:
            yield f"At least one of {either} is needed."


def _listed(texts: list[str], word: str) -> str:
    *before, last = texts
    return f"{', '.join(before)} {word} {last}" if before else last


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
