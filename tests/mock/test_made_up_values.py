"""Values made from schemas: valid, the same for the same seed, and never without an end."""

from __future__ import annotations

from typing import Any

import pytest

from specloom.mock.engine import formats
from specloom.mock.engine.checks import Checks
from specloom.mock.engine.samples import Samples
from specloom.mock.engine.schemas import Schemas


def samples(
    named: dict[str, Any] | None = None,
    *,
    seed: int = 1,
    request: bool = False,
    dialect: str = "3.1",
) -> tuple[Samples, Checks]:
    schemas = Schemas(named or {}, dialect)
    checks = Checks(schemas, formats.checks({}), request=request)
    return Samples(schemas, checks, formats.samples({}), seed), checks


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 40},
        {"type": "string", "maxLength": 2},
        {"type": "string", "pattern": "^[A-Z]{3}$"},
        {"type": "integer", "minimum": 10, "maximum": 12},
        {"type": "integer", "exclusiveMinimum": 5, "multipleOf": 5},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
        {"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 3, "uniqueItems": True},
        {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2},
        {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2},
        {"allOf": [{"required": ["a"]}, {"properties": {"a": {"type": "boolean"}}}]},
        {"oneOf": [{"type": "null"}, {"type": "string", "format": "uuid"}]},
        {"anyOf": [{"type": "string", "format": "ipv4"}, {"type": "integer"}]},
        {"type": ["null", "object"], "properties": {"when": {"type": "string", "format": "date"}}},
        {"const": {"a": 1}},
        {"type": "object", "required": ["x"], "propertyNames": {"maxLength": 3}},
    ],
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_value_fits_the_schema_that_it_is_made_from(schema: Any, seed: int) -> None:
    maker, checks = samples(seed=seed)

    assert checks.problems(schema, maker.value(schema, "thing")) == []


@pytest.mark.parametrize("form", sorted(formats.samples({})))
def test_a_text_in_a_format_is_valid(form: str) -> None:
    maker, checks = samples()
    schema = {"type": "string", "format": form}

    assert checks.fits(schema, maker.value(schema))


def test_the_same_seed_gives_the_same_value() -> None:
    schema = {
        "type": "object",
        "properties": {"email": {"type": "string"}, "id": {"type": "integer"}},
    }

    assert samples(seed=7)[0].value(schema, "a") == samples(seed=7)[0].value(schema, "a")
    assert samples(seed=7)[0].value(schema, "a") != samples(seed=8)[0].value(schema, "a")


def test_an_example_is_used_unless_it_breaks_its_schema() -> None:
    maker, _ = samples()

    assert maker.value({"type": "string", "example": "mine"}) == "mine"
    assert maker.value({"type": "integer", "example": "mine"}) != "mine"


def test_a_type_that_contains_itself_ends() -> None:
    named = {
        "#/t": {
            "type": "object",
            "properties": {
                "children": {"type": "array", "items": {"$ref": "#/t"}},
                **{f"p{number}": {"$ref": "#/t"} for number in range(12)},
            },
        }
    }
    maker, checks = samples(named)

    assert checks.fits({"$ref": "#/t"}, maker.value({"$ref": "#/t"}))


def test_a_type_that_cannot_end_gives_something_all_the_same() -> None:
    named = {"#/t": {"type": "object", "required": ["t"], "properties": {"t": {"$ref": "#/t"}}}}
    maker, _ = samples(named)

    maker.value({"$ref": "#/t"})


def test_parts_that_name_each_other_in_a_ring_end() -> None:
    named = {
        "#/a": {"allOf": [{"$ref": "#/b"}, {"$ref": "#/b"}]},
        "#/b": {"allOf": [{"$ref": "#/a"}] * 3},
    }
    maker, _ = samples(named)

    maker.value({"$ref": "#/a"})


def test_an_alternative_carries_its_discriminator() -> None:
    named = {
        "#/components/schemas/Cat": {"type": "object", "properties": {"kind": {"type": "string"}}},
    }
    schema = {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}],
        "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}},
    }
    maker, _ = samples(named)

    assert maker.value(schema, examples=False)["kind"]


def test_each_side_makes_what_it_sends() -> None:
    schema = {
        "type": "object",
        "properties": {
            "id": {"readOnly": True, "type": "integer"},
            "pin": {"writeOnly": True, "type": "string"},
        },
    }

    assert samples()[0].value(schema).keys() == {"id"}
    assert samples(request=True)[0].value(schema).keys() == {"pin"}
