"""What the ledger calls kept makes a difference: taking it away changes the facts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from operation_lowering import Describe, Lowered

from specloom import coverage
from specloom.coverage import Fate
from specloom.ir.dump import dump_data

# For each keyword: the schema around it, and its value.
_STRING = {"type": "string"}
_NUMBER = {"type": "number"}
_LIST = {"type": "array", "items": {"type": "string"}}
_OBJECT = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
_MAP = {"type": "object", "additionalProperties": {"type": "string"}}
_A = {"type": "object", "properties": {"c": {"type": "integer"}}}
_B = {"type": "object", "properties": {"d": {"type": "integer"}}}

KEYWORDS: list[tuple[dict[str, Any], str, Any]] = [
    ({}, "type", "string"),
    ({}, "const", "x"),
    (_STRING, "const", "x"),
    (_STRING, "enum", ["x", "y"]),
    (_NUMBER, "enum", [1.5, 2.5]),
    (_STRING, "format", "date"),
    (_STRING, "format", "binary"),
    (_STRING, "format", "unknown-to-us"),
    (_STRING, "minLength", 3),
    (_STRING, "maxLength", 3),
    (_STRING, "pattern", "^x"),
    (_STRING, "contentEncoding", "base64"),
    (_STRING, "contentMediaType", "image/png"),
    (_NUMBER, "minimum", 3),
    (_NUMBER, "maximum", 3),
    (_NUMBER, "exclusiveMinimum", 3),
    (_NUMBER, "exclusiveMaximum", 3),
    (_NUMBER, "multipleOf", 3),
    ({"type": "array"}, "items", {"type": "string"}),
    (_LIST, "minItems", 3),
    (_LIST, "maxItems", 3),
    (_LIST, "uniqueItems", True),
    (_LIST, "contains", {"const": "x"}),
    ({"type": "array"}, "prefixItems", [{"type": "string"}, {"type": "integer"}]),
    ({"type": "array", "prefixItems": [{"type": "string"}]}, "unevaluatedItems", False),
    ({"type": "object"}, "properties", {"a": {"type": "string"}}),
    ({"type": "object"}, "additionalProperties", {"type": "string"}),
    (_OBJECT, "additionalProperties", False),
    (_OBJECT, "additionalProperties", {"type": "integer"}),
    (_OBJECT, "unevaluatedProperties", False),
    ({"type": "object"}, "patternProperties", {"^x": {"type": "integer"}}),
    (_OBJECT, "patternProperties", {"^x": {"type": "integer"}}),
    (_MAP, "propertyNames", {"enum": ["x", "y"]}),
    (_MAP, "propertyNames", {"pattern": "^x"}),
    (_MAP, "minProperties", 1),
    (_MAP, "maxProperties", 1),
    (_OBJECT, "minProperties", 1),
    (_OBJECT, "required", ["a"]),
    (_OBJECT, "dependentRequired", {"a": ["b"]}),
    (_OBJECT, "dependentSchemas", {"a": {"required": ["b"]}}),
    (_OBJECT, "not", {"required": ["a"]}),
    (_STRING, "not", {"const": "x"}),
    (_OBJECT, "allOf", [_A]),
    ({}, "allOf", [_A, _B]),
    ({}, "oneOf", [_A, _B]),
    ({}, "anyOf", [_A, _B]),
    ({}, "anyOf", [{"type": "string"}, {"type": "integer"}]),
    ({}, "oneOf", [{"type": "string"}, {"type": "null"}]),
    (_OBJECT, "anyOf", [{"required": ["a"]}, {"required": ["b"]}]),
    ({**_OBJECT, "then": {"required": ["b"]}}, "if", {"properties": {"a": {"const": "x"}}, "required": ["a"]}),
    ({**_OBJECT, "if": {"required": ["a"]}}, "then", {"required": ["b"]}),
    (_STRING, "nullable", True),
    (_STRING, "title", "A title"),
    (_STRING, "description", "Words."),
    (_STRING, "default", "x"),
    (_STRING, "example", "x"),
    (_STRING, "examples", ["x"]),
    (_STRING, "deprecated", True),
    (_STRING, "readOnly", True),
    (_STRING, "writeOnly", True),
    (_OBJECT, "title", "A title"),
    (_OBJECT, "description", "Words."),
    (_OBJECT, "deprecated", True),
    (_OBJECT, "example", {"a": "x"}),
    (_STRING, "xml", {"name": "x"}),
    (_STRING, "externalDocs", {"url": "https://x.test"}),
    (_STRING, "$comment", "Words."),
    (_STRING, "madeUp", 1),
]  # fmt: skip

PLACES = {
    "component": "#/components/schemas/Thing",
    "property": "#/components/schemas/Thing/properties/p",
    "item": "#/components/schemas/Thing/items",
    "member": "#/components/schemas/Thing/additionalProperties",
    "part": "#/components/schemas/Thing/allOf/0",
    "variant": "#/components/schemas/Thing/oneOf/0",
    "parameter": "#/paths/~1a/get/parameters/0/schema",
    "header": "#/paths/~1a/get/responses/200/headers/X-H/schema",
    "answer": "#/paths/~1a/get/responses/200/content/application~1json/schema",
}


def _placed(schema: dict[str, Any], place: str) -> tuple[str, str]:
    """Return paths and components with `schema` at `place`, as YAML (which JSON is)."""
    holders: dict[str, Any] = {
        "component": schema,
        "property": {"type": "object", "properties": {"p": schema}},
        "item": {"type": "array", "items": schema},
        "member": {"type": "object", "additionalProperties": schema},
        "part": {"allOf": [schema]},
        "variant": {"oneOf": [schema, {"type": "boolean"}]},
    }
    thing = holders.get(place, {"type": "boolean"})
    used: dict[str, Any] = {"$ref": "#/components/schemas/Thing"}
    answer: dict[str, Any] = {
        "headers": {"X-H": {"schema": schema if place == "header" else {"type": "string"}}},
        "content": {"application/json": {"schema": schema if place == "answer" else used}},
    }
    parameter = {"name": "q", "in": "query", "schema": schema if place == "parameter" else used}
    operation = {"operationId": "a", "parameters": [parameter], "responses": {"200": answer}}
    paths = {"/a": {"get": operation}}
    return json.dumps(paths), f"components: {json.dumps({'schemas': {'Thing': thing}})}"


def _facts(found: Lowered) -> Any:
    """Return everything that a target can learn, places aside."""
    facts = dump_data(found.api)
    for key in ("losses", "asides"):
        facts.pop(key, None)
    return facts


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("around", "keyword", "value"),
    KEYWORDS,
    ids=[f"{keyword}-{number}" for number, (_, keyword, _) in enumerate(KEYWORDS)],
)
def test_a_keyword_that_is_kept_changes_the_facts(
    describe: Describe, around: dict[str, Any], keyword: str, value: Any, place: str
) -> None:
    paths, rest = _placed({**around, keyword: value}, place)
    found = describe(paths, rest=rest)
    pointer = f"{PLACES[place]}/{keyword}"
    entries = {entry.at.pointer: entry for entry in coverage.entries(found.document, found.api)}
    parents = [entry for at, entry in entries.items() if pointer.startswith(at)]
    nearest = max(parents, key=lambda entry: len(entry.at.pointer))
    if nearest.fate is Fate.KEPT:
        paths, rest = _placed({k: v for k, v in around.items() if k != keyword}, place)
        assert _facts(found) != _facts(describe(paths, rest=rest))
    assert found.ledger.count(Fate.HIDDEN) == 0
