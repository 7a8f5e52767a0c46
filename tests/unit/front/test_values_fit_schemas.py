"""Examples and defaults are judged as a person would, and whatever is in doubt fits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from front_files import HEAD, document

from specloom.rules.fit import Judge


def judged(folder: Path, schema: str, value: Any, version: str = "3.1.0") -> str | None:
    head = HEAD.replace("3.0.3", version)
    text = f"{head}components:\n  schemas:\n    N: {{type: integer}}\n    A: {schema}\n"
    found, _ = document(folder, openapi=text)
    misfit = Judge(found).misfit(value, found.root["components"]["schemas"]["A"])
    return None if misfit is None else f"{'.'.join(map(str, misfit.path))}: {misfit.text}"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("{}", {"a": 1}),
        ("true", 3),
        ("{type: integer}", 3.0),
        ("{type: number}", 3),
        ("{type: [string, 'null']}", None),
        ("{type: string, nullable: true}", None),
        ("{type: string, pattern: '^(a+)+$'}", "a" * 60 + "b"),
        ("{type: string, format: date}", "not a date"),
        ("{enum: [1, null]}", None),
        ("{$ref: '#/components/schemas/N'}", 3),
        ("{type: array, items: {type: integer}}", [1, 2]),
        ("{prefixItems: [{type: integer}], items: {type: string}}", [1, "a", "b"]),
        ("{required: [a], properties: {a: {readOnly: true}}}", {}),
        (
            "{properties: {a: {}}, additionalProperties: false, patternProperties: {x: {}}}",
            {"xy": 1},
        ),
        ("{oneOf: [{type: integer}, {type: number}]}", 3),
        ("{anyOf: [{type: integer}, {required: [a]}]}", {"a": 1}),
        ("{type: strange}", 3),
        ("{exclusiveMinimum: true, minimum: 3}", 3),
        ("{not: {type: integer}}", 3),
        ("{allOf: [{$ref: '#/components/schemas/A'}]}", 3),
        ("{oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}", "x"),
    ],
)
def test_it_fits(tmp_path: Path, schema: str, value: Any) -> None:
    assert judged(tmp_path, schema, value) is None


@pytest.mark.parametrize(
    ("schema", "value", "why"),
    [
        ("false", 1, ": no value is allowed here"),
        ("{type: integer}", 3.5, ": must be integer, not the number 3.5"),
        ("{type: integer}", True, ": must be integer, not true"),
        ("{type: string}", None, ": must be string, not null"),
        ("{enum: [1]}", True, ": true is not in the enumeration"),
        ("{const: a}", "b", ": must be the text 'a', not the text 'b'"),
        ("{$ref: '#/components/schemas/N'}", "x", ": must be integer, not the text 'x'"),
        ("{$ref: '#/components/schemas/N', enum: [1]}", 2, ": the number 2 is not in the enumeration"),
        ("{items: {type: integer}}", [1, "x"], "1: must be integer, not the text 'x'"),
        ("{required: [a]}", {}, ": 'a' is required and missing"),
        ("{properties: {a: {properties: {b: {type: integer}}}}}", {"a": {"b": ""}}, "a.b: must be integer, not the text ''"),
        ("{additionalProperties: false}", {"a": 1}, "a: 'a' is no property of the schema"),
        ("{additionalProperties: {type: integer}}", {"a": ""}, "a: must be integer, not the text ''"),
        ("{maximum: 3}", 4, ": 4 breaks 'maximum: 3'"),
        ("{exclusiveMaximum: 3}", 3, ": 3 breaks 'exclusiveMaximum: 3'"),
        ("{minLength: 3}", "ab", ": a size of 2 breaks 'minLength: 3'"),
        ("{allOf: [{}, {type: integer}]}", "", ": must be integer, not the text ''"),
        ("{oneOf: [{type: integer}, {type: boolean}]}", "", ": fits none of the alternatives under 'oneOf'"),
    ],
)  # fmt: skip
def test_it_does_not_fit(tmp_path: Path, schema: str, value: Any, why: str) -> None:
    assert judged(tmp_path, schema, value) == why


def test_alternatives_without_end_are_given_up(tmp_path: Path) -> None:
    ladder = ["{type: string}"]
    for n in range(40):
        ref = f"{{$ref: '#/components/schemas/L{n}'}}"
        ladder.append(f"{{anyOf: [{ref}, {ref}]}}")
    schemas = "".join(f"    L{n}: {text}\n" for n, text in enumerate(ladder))
    found, _ = document(tmp_path, openapi=f"{HEAD}components:\n  schemas:\n{schemas}")
    judge = Judge(found)
    assert judge.misfit(3, found.root["components"]["schemas"]["L40"]) is None
    assert judge.misfit(3, found.root["components"]["schemas"]["L0"]) is not None


def test_a_value_is_quoted_in_a_few_words(tmp_path: Path) -> None:
    said = judged(tmp_path, "{type: integer}", "x" * 10_000)
    assert said is not None
    assert len(said) < 120
    assert json.dumps(said)
