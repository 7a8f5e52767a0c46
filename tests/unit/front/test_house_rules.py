"""Each house rule finds what it is for, at its place, and is silent about what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from front_files import HEAD, errors, linted, marked, said

from specloom.config import Config
from specloom.diagnostics import Severity
from specloom.rules import all_rules

OK = "responses: {'200': {description: ok}, default: {description: no}}"
NEW = HEAD.replace("3.0.3", "3.1.0")
GOOD = f"operationId: a, summary: S, {OK}"


def path(operation: str, at: str = "/a", method: str = "get") -> str:
    return f"{HEAD}paths:\n  {at}:\n    {method}: {{{operation}}}\n"


def schema(text: str, head: str = HEAD) -> str:
    return (
        f"{head}paths: {{/a: {{get: {{{GOOD}, parameters: [{{name: p, in: query, schema:"
        f" {{$ref: '#/components/schemas/A'}}}}]}}}}}}\ncomponents:\n  schemas:\n    A: {text}\n"
    )


def parameters(*texts: str, at: str = "/a") -> str:
    return path(f"{GOOD}, parameters: [{', '.join(texts)}]", at)


ID = "{name: id, in: path, required: true, schema: {type: string}}"

BROKEN = [
    ("duplicate-operation-id", f"{path(GOOD)}    put: {{{GOOD}}}\n", "a"),
    ("missing-operation-id", path(f"summary: S, {OK}"), "get"),
    ("missing-description", path(f"operationId: a, summary: ' ', {OK}"), "get"),
    (
        "success-response-missing",
        path("operationId: a, summary: S, responses: {'404': {description: no}}"),
        "responses",
    ),
    (
        "no-error-response",
        path("operationId: a, summary: S, responses: {'200': {description: no}}"),
        "responses",
    ),
    ("body-without-meaning", path(f"{GOOD}, requestBody: {{content: {{}}}}"), "requestBody"),
    ("path-parameter-undeclared", path(GOOD, "'/a/{id}'"), "get"),
    (
        "path-parameter-unused",
        parameters(ID),
        "{name: id, in: path, required: true, schema: {type: string}}",
    ),
    (
        "duplicate-parameter",
        parameters("{name: a, in: query, schema: {}}", "{name: a, in: query, schema: {}}"),
        "{name: a, in: query, schema: {}}",
    ),
    (
        "ambiguous-paths",
        parameters(ID, at="'/a/{id}'")
        + f"  '/a/{{x}}': {{get: {{{GOOD.replace('operationId: a', 'operationId: b')}, parameters:"
        f" [{ID.replace('id', 'x')}]}}}}\n",
        "get",
    ),
    ("reserved-header", parameters("{name: ACCEPT, in: header, schema: {}}"), "ACCEPT"),
    (
        "inconsistent-parameter-casing",
        parameters(
            "{name: a_b, in: query, schema: {}}",
            "{name: c_d, in: query, schema: {}}",
            "{name: eF, in: query, schema: {}}",
        ),
        "eF",
    ),
    ("empty-enum", schema("{enum: []}"), "enum"),
    ("duplicate-enum-value", schema("{enum: [a, 1, '1', a]}"), "a"),
    ("nullable-without-type", schema("{nullable: true, allOf: [{type: string}]}"), "nullable"),
    ("nullable-in-newer-version", schema("{nullable: true, type: string}", NEW), "nullable"),
    ("list-without-items", schema("{type: array}"), "array"),
    ("required-but-undeclared", schema("{properties: {a: {}}, required: [a, b]}"), "b"),
    ("example-does-not-match-schema", schema("{type: integer, example: x}"), "x"),
    ("default-does-not-match-schema", schema("{enum: [a, b], default: c}"), "c"),
    ("unused-component", path(GOOD) + "components:\n  schemas:\n    A: {}\n", "A"),
    ("security-not-defined", path(f"{GOOD}, security: [{{key: []}}]"), "key"),
]


@pytest.mark.parametrize(("rule", "text", "word"), BROKEN, ids=[each[0] for each in BROKEN])
def test_a_rule_finds_what_it_is_for(tmp_path: Path, rule: str, text: str, word: str) -> None:
    report = linted(tmp_path, text)
    assert said(report) == [rule]
    (found,) = report
    assert marked(found) == word
    assert found.help
    assert errors(report) == []


def test_every_rule_is_shown_to_find_something() -> None:
    assert {rule for rule, _, _ in BROKEN} == {rule.id for rule in all_rules()}


@pytest.mark.parametrize(
    "text",
    [
        path(GOOD),
        parameters(ID, at="'/a/{id}'"),
        f"{HEAD}paths:\n  '/a/{{id}}':\n    parameters: [{ID}]\n    get: {{{GOOD}}}\n",
        parameters("{name: a_b, in: query, schema: {}}", "{name: cD, in: header, schema: {}}"),
        path(f"{GOOD}, security: [{{}}, {{key: []}}]")
        + "components: {securitySchemes: {key: {type: http, scheme: basic}}}\n",
        schema("{nullable: true, type: string, example: null}"),
        schema("{type: array, items: {}}"),
        schema("{enum: [a, null], type: string, nullable: true, default: null}"),
        schema("{type: object, properties: {a: {enum: []}}, x-enum: []}").replace(
            "enum: []}}", "enum: [1]}}"
        ),
        schema("{allOf: [{properties: {a: {}}, required: [b]}, {properties: {b: {}}}]}"),
        schema("{type: string, example: null}"),
        schema("{type: array, $ref: '#/components/schemas/B'}\n    B: {type: string}", NEW),
        schema(
            "{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: k,"
            " mapping: {c: C}}}\n    B: {}\n    C: {}"
        ),
        schema(
            "{discriminator: {propertyName: k}, properties: {k: {type: string}}}\n"
            "    B: {allOf: [{$ref: '#/components/schemas/A'}]}"
        ),
    ],
)
def test_what_is_right_is_passed_over_in_silence(tmp_path: Path, text: str) -> None:
    assert said(linted(tmp_path, text)) == []


def test_a_rule_can_be_switched_off_or_made_to_matter(tmp_path: Path) -> None:
    text = path(OK)
    by_default = linted(tmp_path, text)
    assert said(by_default) == ["missing-operation-id", "missing-description"]
    choices = Config(rules={"missing-operation-id": "off", "missing-description": "error"})
    report = linted(tmp_path, text, choices)
    assert errors(report) == said(report) == ["missing-description"]


def test_a_rule_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    report = linted(tmp_path, path(GOOD), Config(rules={"missing-descripton": "off"}))
    (found,) = report
    assert (found.code, found.help) == ("unknown-rule", "Did you mean 'missing-description'?")


def test_every_rule_explains_itself() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(set(ids)) == len(ids) >= 15
    for rule in all_rules():
        assert rule.summary.endswith((".", ":", "`.")), rule.id
        assert rule.severity is not Severity.ERROR


def test_rules_see_other_files_too(tmp_path: Path) -> None:
    (tmp_path / "paths").mkdir()
    (tmp_path / "paths/a.yaml").write_text(f"get: {{{OK}}}\n")
    report = linted(tmp_path, f"{HEAD}paths: {{/a: {{$ref: paths/a.yaml}}}}\n")
    assert said(report) == ["missing-operation-id", "missing-description"]
    assert {Path(found.at.span.file).name for found in report if found.at} == {"a.yaml"}
