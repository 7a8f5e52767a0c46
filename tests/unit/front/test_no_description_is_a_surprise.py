"""Whatever stands where in a description, the front says what is wrong and never raises."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from front_files import HEAD, errors
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import Document, resolve
from specloom.messages import render_github, render_json, render_sarif, render_text
from specloom.rules import lint
from specloom.validate import validate

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1", "license": {"name": "MIT"}},
    "servers": [{"url": "https://{h}", "variables": {"h": {"default": "a", "enum": ["a"]}}}],
    "tags": [{"name": "t"}],
    "security": [{"key": []}, {}],
    "paths": {
        "/a/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "post": {
                "operationId": "a",
                "tags": ["t"],
                "parameters": [{"$ref": "#/components/parameters/P"}],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/S"},
                            "examples": {"one": {"value": {"x": 1}}},
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "ok",
                        "headers": {"H": {"schema": {"type": "integer"}, "example": 1}},
                        "content": {"text/plain": {"schema": {"type": "string"}}},
                        "links": {"L": {"operationId": "a", "parameters": {"id": "x"}}},
                    }
                },
                "callbacks": {"C": {"{$url}": {"post": {"responses": {}}}}},
            },
        }
    },
    "components": {
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"enum": ["a", "b"]}}},
        "securitySchemes": {"key": {"type": "apiKey", "name": "k", "in": "header"}},
        "schemas": {
            "S": {
                "type": "object",
                "required": ["x"],
                "properties": {"x": {"type": ["integer", "null"], "default": 1, "minimum": 0}},
                "discriminator": {"propertyName": "x", "mapping": {"s": "#/components/schemas/S"}},
                "oneOf": [{"$ref": "#/components/schemas/S"}],
                "$defs": {"d": {"$anchor": "d", "$dynamicAnchor": "e"}},
                "items": {"$dynamicRef": "#e"},
            }
        },
    },
}

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e300,
    10**300,
    "",
    "x",
    "#",
    "#/",
    "#/components/schemas/S",
    "#/components/schemas/~2%",
    "nothing.yaml#/x",
    "../../x",
    "http://127.0.0.1:9/x",
    "\u202e\x1b[31m\u2028",
    "[" * 50,
    [],
    [None],
    [[]],
    [{}],
    {},
    {"$ref": 3},
    {"$ref": "#"},
    {"$ref": "#/paths"},
    {"": {}},
    {"x": {"x": {"x": 1}}},
    {"type": ["a", None, {}]},
    {"enum": 3, "required": {}, "properties": [], "allOf": {}, "items": [1], "example": {}},
]


def everything_said(text: str, folder: Any) -> Report:
    """Run the whole front and render what it said in every way."""
    path = folder / "api.json"
    path.write_text(text)
    report = Report()
    found: Document | None = resolve(path, report=report)
    if found is not None:
        validate(found, report)
        lint(found, Config(), report)
    rendered = (
        render_text(report, color=True),
        render_github(report),
        render_json(report),
        render_sarif(report, version="1"),
    )
    for each in rendered:
        each.encode()
    return report


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [path, *(below for key in keys for below in places(value[key], (*path, key)))]


PLACES = places(DESCRIPTION)[1:]


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the description with `value` at `path`."""
    result = copy.deepcopy(DESCRIPTION)
    at: Any = result
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return result


def test_the_description_itself_is_right(tmp_path: Any) -> None:
    assert errors(everything_said(json.dumps(DESCRIPTION), tmp_path)) == []


@pytest.mark.parametrize("number", range(len(ODD)), ids=lambda number: json.dumps(ODD[number])[:30])
def test_any_odd_value_may_stand_anywhere(number: int, tmp_path: Any) -> None:
    odd = ODD[number]
    # Every fourth place for each value, so that all values together stand everywhere.
    for path in PLACES[number % 4 :: 4]:
        everything_said(json.dumps(changed(path, odd)), tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(ODD) | st.text(max_size=8)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["3.0.3", "3.1.0", "3.2.0"]),
)
def test_any_mixture_of_odd_values_is_survived(
    tmp_path: Any, changes: list[tuple[tuple[Any, ...], Any]], version: str
) -> None:
    result = copy.deepcopy(DESCRIPTION)
    result["openapi"] = version
    for path, odd in changes:
        at: Any = result
        for step in path[:-1]:
            at = at[step] if isinstance(at, (dict, list)) and _has(at, step) else None
        if isinstance(at, dict) or (isinstance(at, list) and _has(at, path[-1])):
            at[path[-1]] = odd
    everything_said(json.dumps(result), tmp_path)


def _has(container: Any, step: Any) -> bool:
    if isinstance(container, dict):
        return step in container
    return isinstance(step, int) and step < len(container)


@pytest.mark.parametrize(
    ("name", "schemas"),
    [
        ("a ring of allOf", "A: {allOf: [{$ref: '#/components/schemas/A'}], example: 1}"),
        (
            "a ladder of allOf",
            "A0: {type: object}\n"
            + "".join(
                f"    A{n}: {{allOf: [{{$ref: '#/components/schemas/A{n - 1}'}},"
                f" {{$ref: '#/components/schemas/A{n - 1}'}}], example: {{x: 1}}}}\n"
                for n in range(1, 41)
            ),
        ),
        ("a regular expression that hangs", f"A: {{pattern: '(a+)+$', example: {'a' * 60}b}}"),
        (
            "many properties",
            "A:\n      properties:\n"
            + "".join(f"        p{n}: {{type: string}}\n" for n in range(20_000)),
        ),
        ("a long text", "A: {description: '" + "x" * 5_000_000 + "'}"),
        ("many unknown keys", "A: {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}"),
        ("many dangling references", "".join(f"A{n}: {{$ref: '#/{n}'}}\n    " for n in range(5000))),
        ("deep nesting", "A: " + "{properties: {a: " * 90 + "{}" + "}}" * 90),
        ("an enumeration of objects", f"A: {{enum: [{', '.join(f'{{a: {n}}}' for n in range(5000))}]}}"),
    ],
)  # fmt: skip
def test_a_description_built_to_exhaust_us_ends(name: str, schemas: str, tmp_path: Any) -> None:
    text = f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    {schemas}\n"
    assert errors(everything_said(text, tmp_path)) == [], name


def test_thousands_of_equal_parameters_are_compared_in_linear_time(tmp_path: Any) -> None:
    listed = [{"name": f"p{n}", "in": "query", "schema": {}} for n in range(10_000)]
    text = json.dumps(
        {
            "openapi": "3.0.3",
            "info": {"title": "T", "version": "1"},
            "tags": [{"name": f"t{n}", "foo": 1} for n in range(3000)],
            "paths": {"/a": {"get": {"parameters": [*listed, listed[0]], "responses": {}}}},
        }
    )
    codes = {found.code for found in everything_said(text, tmp_path)}
    assert {"breaks-openapi", "duplicate-parameter", "unknown-key"} <= codes
