"""Rules about schemas: what they promise and cannot keep."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specloom.diagnostics import Severity
from specloom.rules.rule import Finding, Rule, rule
from specloom.rules.survey import Survey
from specloom.source import Node

_COMPOSED = ("allOf", "oneOf", "anyOf", "$ref", "if")


@rule("empty-enum", Severity.WARNING)
def empty_enum(survey: Survey) -> Iterator[Finding]:
    """An enumeration lists at least one value.

    Nothing can be a value of an empty one; it is ignored here.
    """
    for schema in survey.all("Schema"):
        values = schema.get("enum")
        if values is not None and values.is_list and not values.value:
            yield Finding(
                at=values.at_key,
                text="the enumeration is empty",
                help="List its values, or remove it.",
            )


@rule("duplicate-enum-value", Severity.WARNING)
def duplicate_enum_value(survey: Survey) -> Iterator[Finding]:
    """An enumeration lists each value once."""
    for schema in survey.all("Schema"):
        values = schema.get("enum")
        first: dict[str, Node] = {}
        for value in values.elements() if values else ():
            written = json.dumps(value.value, sort_keys=True)
            if written in first:
                yield Finding(
                    at=value,
                    text=f"{written} is listed a second time",
                    help="Remove one of them.",
                    note=("first here", first[written]),
                )
            first.setdefault(written, value)


@rule("nullable-without-type", Severity.NOTE)
def nullable_without_type(survey: Survey) -> Iterator[Finding]:
    """`nullable: true` stands beside a `type` (OpenAPI 3.0).

    Without one it has no effect, says the specification: a schema without a type allows null
    already, and one made of `$ref` or `allOf` does not become nullable by it.
    """
    if survey.document.version != (3, 0):
        return
    for schema in survey.all("Schema"):
        if schema.flag("nullable") and "type" not in schema:
            yield Finding(
                at=schema["nullable"].at_key,
                text="'nullable' has no effect without 'type'",
                help="Add the type; it is taken as nullable here, since that is what was meant.",
            )


@rule("nullable-in-newer-version", Severity.NOTE)
def nullable_in_newer_version(survey: Survey) -> Iterator[Finding]:
    """From OpenAPI 3.1 on, null is one of the types: `type: [string, 'null']`.

    `nullable` means nothing there. It is honoured here all the same.
    """
    if survey.document.version == (3, 0):
        return
    for schema in survey.all("Schema"):
        if schema.flag("nullable"):
            yield Finding(
                at=schema["nullable"].at_key,
                text="'nullable' means nothing from OpenAPI 3.1 on",
                help="List 'null' among the types.",
            )


@rule("list-without-items", Severity.WARNING)
def list_without_items(survey: Survey) -> Iterator[Finding]:
    """A list says what its items are.

    OpenAPI 3.0 requires it; without, every item may be anything. A list that must be empty needs
    no word about its items.
    """
    for schema in survey.all("Schema"):
        if schema.text("type") != "array" or schema.text("maxItems") == "0":
            continue
        if not any(key in schema for key in ("items", "prefixItems", *_COMPOSED)):
            yield Finding(
                at=schema["type"],
                text="the list does not say what its items are",
                help="Add 'items' with their schema.",
            )


@rule("required-but-undeclared", Severity.NOTE)
def required_but_undeclared(survey: Survey) -> Iterator[Finding]:
    """Every required property is declared under `properties`.

    Often it is a slip of the pen. Schemas that are composed of others are not looked at.
    """
    for schema in survey.all("Schema"):
        required, properties = schema.get("required"), schema.get("properties")
        if required is None or properties is None or any(key in schema for key in _COMPOSED):
            continue
        if schema.parent is not None and schema.parent.key in _COMPOSED:
            continue
        for name in required.elements():
            if type(name.value) is str and name.value not in properties:
                yield Finding(
                    at=name,
                    text=f"'{name.value}' is required, but no property",
                    help="Declare it under 'properties', or correct the name.",
                )


RULES: tuple[Rule, ...] = (
    empty_enum,
    duplicate_enum_value,
    nullable_without_type,
    nullable_in_newer_version,
    list_without_items,
    required_but_undeclared,
)
