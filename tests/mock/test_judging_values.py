"""Values are judged as JSON Schema says, in bounded time, with an error that names the place."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloom.mock.engine import formats
from specloom.mock.engine.checks import Checks
from specloom.mock.engine.schemas import Schemas

_NAMES = ["a", "b", "c"]
_KINDS = st.sampled_from(["string", "integer", "number", "boolean", "null", "array", "object"])
_LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.sampled_from(["", "a", "ab", "abc", "1"]),
)
_VALUES = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES), inner, max_size=3)
    ),
    max_leaves=6,
)


def _more(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = st.dictionaries(st.sampled_from(_NAMES), inner, max_size=2)
    some = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.one_of(_KINDS, st.lists(_KINDS, min_size=1, max_size=2, unique=True)),
            "enum": st.lists(_VALUES, min_size=1, max_size=3),
            "const": _VALUES,
            "minimum": st.integers(-2, 2),
            "exclusiveMaximum": st.integers(-2, 2),
            "multipleOf": st.sampled_from([1, 2, 0.5]),
            "minLength": st.integers(0, 2),
            "maxLength": st.integers(0, 3),
            "pattern": st.sampled_from(["^a", "b$", "^[a-c]+$", "(a|b)+$"]),
            "items": inner,
            "prefixItems": some,
            "contains": inner,
            "minContains": st.integers(0, 2),
            "uniqueItems": st.booleans(),
            "maxItems": st.integers(0, 3),
            "properties": named,
            "required": st.lists(st.sampled_from(_NAMES), max_size=2, unique=True),
            "additionalProperties": inner,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "b"]), inner, max_size=1),
            "propertyNames": inner,
            "dependentRequired": st.dictionaries(
                st.sampled_from(_NAMES), st.lists(st.sampled_from(_NAMES), max_size=1), max_size=1
            ),
            "dependentSchemas": st.dictionaries(st.sampled_from(_NAMES), inner, max_size=1),
            "allOf": some,
            "anyOf": some,
            "oneOf": some,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "unevaluatedProperties": inner,
            "unevaluatedItems": inner,
            "minProperties": st.integers(0, 2),
        },
    )


_SCHEMAS = st.recursive(
    st.one_of(
        st.booleans(),
        st.fixed_dictionaries({"type": _KINDS}),
        st.fixed_dictionaries({"$ref": st.sampled_from(["#/$defs/X", "#/$defs/Y"])}),
    ),
    _more,
    max_leaves=5,
)


def checks(
    named: dict[str, Any] | None = None, dialect: str = "3.1", *, request: bool = False
) -> Checks:
    return Checks(Schemas(named or {}, dialect), formats.checks({}), request=request)


@settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(_SCHEMAS, _SCHEMAS, _SCHEMAS, st.lists(_VALUES, min_size=1, max_size=5))
def test_a_verdict_is_that_of_an_independent_validator(
    schema: Any, one: Any, other: Any, values: list[Any]
) -> None:
    root = {"$defs": {"X": one, "Y": other}, "allOf": [schema]}
    try:
        judge = jsonschema_rs.Draft202012Validator(root)
    except ValueError:
        return
    ours = checks({"#/$defs/X": one, "#/$defs/Y": other})
    for value in values:
        try:
            expected = judge.is_valid(value)
        except BaseException:
            # Schemas that refer to themselves exhaust the other validator.
            continue
        found = ours.problems(schema, value)
        if found and found[0].rule == "complexity":
            continue
        assert (not found) == expected, (schema, value, found)


@pytest.mark.parametrize(
    ("schema", "value", "field", "text"),
    [
        ({"type": "string"}, 3, "", "must be a text"),
        ({"properties": {"a": {"type": "integer"}}}, {"a": "x"}, "a", "must be a whole number"),
        ({"required": ["a"]}, {}, "a", "is required"),
        ({"items": {"properties": {"b": {"maxLength": 2}}}}, [{"b": "long"}], "[0].b",
         "must have at most 2 characters"),
        ({"enum": ["red", "blue"]}, "green", "", 'must be one of "red", "blue"'),
        ({"minimum": 3}, 2, "", "must be at least 3"),
        ({"multipleOf": 0.1}, 0.25, "", "must be a multiple of 0.1"),
        ({"format": "date"}, "2030-02-30", "", "is not a valid date"),
        ({"not": {"type": "string"}}, "x", "", "is of a kind that is not allowed"),
        ({"uniqueItems": True}, [1, 1.0], "", "must not hold the same item twice"),
    ],
)  # fmt: skip
def test_a_problem_names_its_place_and_says_what_is_wanted(
    schema: Any, value: Any, field: str, text: str
) -> None:
    (problem,) = checks().problems(schema, value)

    assert (problem.field, problem.text) == (field, text)


def test_numbers_are_compared_in_decimal() -> None:
    assert checks().fits({"multipleOf": 0.1}, 0.3)
    assert checks().fits({"multipleOf": 0.01}, 19.99)


def test_true_is_not_one() -> None:
    assert not checks().fits({"enum": [1]}, True)
    assert not checks().fits({"type": "integer"}, True)
    assert checks().fits({"uniqueItems": True}, [1, True])


def test_alternatives_are_explained_by_the_one_that_was_meant() -> None:
    schema = {
        "oneOf": [
            {"type": "object", "required": ["card"], "properties": {"card": {"type": "string"}}},
            {
                "type": "object",
                "required": ["iban", "bic"],
                "properties": {"iban": {"type": "string"}, "bic": {"type": "string"}},
            },
        ]
    }

    problems = checks().problems(schema, {"iban": "DE1"})

    assert [(one.field, one.rule) for one in problems] == [("bic", "required")]


def test_a_discriminator_tells_which_alternative_was_meant() -> None:
    named = {
        "#/components/schemas/Cat": {"required": ["kind", "lives"]},
        "#/components/schemas/Dog": {"required": ["kind", "bark"]},
    }
    schema = {
        "oneOf": [{"$ref": name} for name in named],
        "discriminator": {"propertyName": "kind"},
    }

    (problem,) = checks(named).problems(schema, {"kind": "Dog", "other": 1})

    assert problem.field == "bark"


def test_a_request_may_leave_out_what_only_the_server_sets() -> None:
    schema = {"required": ["id"], "properties": {"id": {"readOnly": True}}}

    assert checks(request=True).fits(schema, {})
    assert not checks().fits(schema, {})


def test_an_answer_may_leave_out_what_is_only_sent() -> None:
    schema = {"required": ["password"], "properties": {"password": {"writeOnly": True}}}

    assert checks().fits(schema, {})
    assert not checks(request=True).fits(schema, {})


def test_openapi_3_0_has_its_own_words_for_null_and_bounds() -> None:
    old = checks(dialect="3.0")

    assert old.fits({"type": "string", "nullable": True, "enum": ["a"]}, None)
    assert not old.fits({"type": "integer", "minimum": 3, "exclusiveMinimum": True}, 3)
    assert old.fits({"type": "integer", "minimum": 3, "exclusiveMinimum": True}, 4)


def test_a_type_that_json_does_not_know_says_nothing() -> None:
    assert checks().fits({"type": "File"}, "x")


def test_alternatives_that_multiply_end_in_bounded_work() -> None:
    node: dict[str, Any] = {"type": "object", "properties": {"next": {"$ref": "#/node"}}}
    named = {"#/node": {"anyOf": [{**node, "required": ["x"]}, {**node, "required": ["y"]}]}}
    value: dict[str, Any] = {}
    for _ in range(200):
        value = {"next": value}

    problems = checks(named).problems({"$ref": "#/node"}, value)

    assert problems


def test_a_value_nested_beyond_reason_is_refused_and_not_crashed_upon() -> None:
    value: list[Any] = []
    for _ in range(20_000):
        value = [value]

    (problem,) = checks({"#/l": {"items": {"$ref": "#/l"}}}).problems({"$ref": "#/l"}, value)

    assert problem.rule == "complexity"


def test_a_reference_to_itself_is_anything() -> None:
    assert checks({"#/a": {"$ref": "#/a"}}).fits({"$ref": "#/a"}, 3)
