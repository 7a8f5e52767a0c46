"""What makes no sense costs the smallest unit, with a place and an entry in the ledger."""

from __future__ import annotations

import pytest
from schema_lowering import Lower

from specloom.ir.types import Anything, Kind, List, Map, Nullable, Scalar

TEXT = Scalar(kind=Kind.STRING)


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        ("{type: string, required: true}", "'required'"),
        ("{type: string, enum: x}", "'enum'"),
        ("{type: string, maxLength: many}", "'maxLength'"),
        ("{type: string, maxLength: -1}", "'maxLength'"),
        ("{type: string, pattern: {}, minLength: [1]}", "'minLength'"),
        ("{type: string, allOf: 3}", "'allOf'"),
        ("{type: string, $ref: 3}", "'$ref'"),
        ("{type: string, discriminator: [a]}", "'discriminator'"),
        ("{type: string, properties: [{name: a}]}", "'properties'"),
    ],
)
def test_a_keyword_with_a_senseless_value_is_left_out_alone(
    lower: Lower, schema: str, what: str
) -> None:
    found = lower(f"A: {{type: object, properties: {{a: {schema}, b: {{type: integer}}}}}}")
    assert found.type("A", "a") == TEXT
    assert found.type("A", "b") == Scalar(kind=Kind.INTEGER)
    (loss,) = found.losses
    assert loss.what == what
    keyword = what.strip("'")
    assert loss.at.pointer == f"#/components/schemas/A/properties/a/{keyword}"
    (warning,) = found.found("wrong-keyword-value")
    assert warning.at is not None
    assert warning.at.span.line == 6


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ("{type: String}", TEXT),
        ("{type: int}", Scalar(kind=Kind.INTEGER)),
        ("{type: float}", Scalar(kind=Kind.NUMBER, format="float")),
        ("{type: file}", Scalar(kind=Kind.BINARY, format="binary")),
        ("{type: datetime}", Scalar(kind=Kind.DATETIME, format="date-time")),
        ("{type: any}", Anything()),
        ("{type: list, items: {type: string}}", List(item=TEXT)),
        ("{type: weird, additionalProperties: {type: string}}", Map(value=TEXT)),
        ("{type: [string, null]}", Nullable(inner=TEXT)),
        ("{type: string, maxLength: '5'}", TEXT),
        ("{type: string, nullable: 'true'}", Nullable(inner=TEXT)),
        ("{type: string, properties: []}", TEXT),
        ("{type: string, enum: []}", TEXT),
        ("{type: string, required: false}", TEXT),
        ("{type: string, description: null}", TEXT),
    ],
)
def test_what_is_meant_beyond_doubt_is_read_so_and_told(
    lower: Lower, schema: str, type_: object
) -> None:
    found = lower(f"A: {{type: object, properties: {{a: {schema}}}}}")
    assert found.type("A", "a") == type_
    assert not found.losses
    assert len(found.report) == 1


def test_a_type_that_nobody_knows_stands_for_anything(lower: Lower) -> None:
    found = lower("A: {type: object, properties: {a: {type: weird}}}")
    assert found.type("A", "a") == Anything()
    assert [loss.what for loss in found.losses] == ["the type 'weird'"]


@pytest.mark.parametrize("schema", ["3", "text", "[]", "null"])
def test_what_is_no_schema_stands_for_anything(lower: Lower, schema: str) -> None:
    found = lower(f"A: {{type: object, properties: {{a: {schema}, b: {{type: string}}}}}}")
    assert found.type("A", "a") == Anything()
    assert found.type("A", "b") == TEXT
    assert [loss.what for loss in found.losses] == ["the schema"]


def test_a_reference_to_what_is_no_schema_stands_for_anything(lower: Lower) -> None:
    found = lower("A: {type: object, properties: {a: {$ref: '#/info/title'}}}")
    assert found.type("A", "a") == Anything()
    assert found.losses


def test_a_reference_that_leads_nowhere_stands_for_anything(lower: Lower) -> None:
    found = lower("A: {type: object, properties: {a: {$ref: '#/components/schemas/B'}}}")
    assert found.type("A", "a") == Anything()
    assert len(found.found("dangling-reference")) == 1


def test_what_a_type_is_not_is_in_the_ledger(lower: Lower) -> None:
    found = lower("A: {not: {type: string}}\nB: {type: string, not: {const: x}}")
    assert found.alias("B").target == TEXT
    assert {loss.at.pointer.rsplit("/", 2)[1] for loss in found.losses} == {"A", "B"}


def test_a_loss_is_counted_once_however_often_its_schema_is_used(lower: Lower) -> None:
    uses = "\n".join(
        f"A{i}: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{required: [x]}}]}}"
        for i in range(9)
    )
    found = lower("B: {type: object, properties: {x: {type: string, maxLength: many}}}\n" + uses)
    assert len(found.losses) == 1


def test_keywords_of_another_type_are_ignored(lower: Lower) -> None:
    found = lower("A: {type: string, properties: {x: {type: string}}, items: {type: string}}")
    assert found.alias("A").target == TEXT


def test_an_old_discriminator_is_a_text(lower: Lower) -> None:
    found = lower("""
        Pet: {type: object, discriminator: kind, properties: {kind: {type: string}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {x: {type: string}}}]}
    """)
    assert found.union("Pet").tag == "kind"
