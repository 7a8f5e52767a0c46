"""Rules about values that a description shows: examples and defaults."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diagnostics import Severity
from specloom.rules.fit import Judge, Misfit
from specloom.rules.rule import Finding, Rule, rule
from specloom.rules.survey import Survey
from specloom.source import Node


@rule("example-does-not-match-schema", Severity.WARNING)
def example_does_not_match_schema(survey: Survey) -> Iterator[Finding]:
    """Every example fits the schema beside it.

    People copy examples, the fake answers with them, and tests are written from them. An example
    that does not fit shows that one of the two is wrong.
    """
    judge = Judge(survey.document)
    for schema, example in _examples(survey):
        # Many tools write `example: null` where nobody gave one.
        if example.value is None:
            continue
        found = judge.misfit(example.value, schema)
        if found is not None:
            yield _finding("example", example, found, schema)


@rule("default-does-not-match-schema", Severity.WARNING)
def default_does_not_match_schema(survey: Survey) -> Iterator[Finding]:
    """Every default fits its own schema, and is one of the values of its enumeration.

    A default that does not fit cannot be what a server assumes.
    """
    judge = Judge(survey.document)
    for schema in survey.all("Schema"):
        default = schema.get("default")
        if default is not None:
            found = judge.misfit(default.value, schema)
            if found is not None:
                yield _finding("default", default, found, schema)


def _finding(thing: str, shown: Node, found: Misfit, schema: Node) -> Finding:
    at = shown
    for key in found.path:
        at = at[key]
    inside = f" at {'.'.join(map(str, found.path))}" if found.path else ""
    return Finding(
        at=at,
        text=f"the {thing} does not fit its schema{inside}: {found.text}",
        help=f"Correct the {thing} or the schema.",
        note=None if _holds(schema, shown) else ("the schema", schema),
    )


def _holds(schema: Node, shown: Node) -> bool:
    at = shown.parent
    return at is not None and (at == schema or at.parent == schema)


def _examples(survey: Survey) -> Iterator[tuple[Node, Node]]:
    """Yield every schema with a value that is said to be an example of it."""
    for schema in survey.all("Schema"):
        shown = schema.get("example")
        if shown is not None:
            yield schema, shown
        listed = schema.get("examples")
        for each in listed.elements() if listed else ():
            yield schema, each
    for kind in ("MediaType", "Parameter", "Header"):
        for holder in survey.all(kind):
            found = holder.get("schema")
            if found is None:
                continue
            for shown in _shown(survey, holder):
                # Text for what is no text is the body as it travels: XML, a form, a document.
                if type(shown.value) is not str or not _is_written_out(holder):
                    yield found, shown


def _shown(survey: Survey, holder: Node) -> Iterator[Node]:
    shown = holder.get("example")
    if shown is not None:
        yield shown
    named = holder.get("examples")
    if named is not None:
        values = (survey.document.follow(each).get("value") for _, each in named.items())
        yield from (value for value in values if value is not None)


def _is_written_out(holder: Node) -> bool:
    return "in" not in holder and "json" not in str(holder.key)


RULES: tuple[Rule, ...] = (example_does_not_match_schema, default_does_not_match_schema)
