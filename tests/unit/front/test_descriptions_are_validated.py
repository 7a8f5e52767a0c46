"""What is wrong is found at the key that is wrong, and its class decides how much it matters."""

from __future__ import annotations

from pathlib import Path

import pytest
from front_files import HEAD, document, errors, marked, only, place, said, validated

from specloom import metaschema
from specloom.diagnostics import Report, Severity
from specloom.validate import validate

OK = "responses: {'200': {description: ok}}"


def path(operation: str) -> str:
    return f"{HEAD}paths:\n  /a:\n    get: {{{operation}}}\n"


def schema(text: str, head: str = HEAD) -> str:
    return f"{head}paths: {{}}\ncomponents:\n  schemas:\n    A: {text}\n"


NEW = HEAD.replace("3.0.3", "3.1.0")


@pytest.mark.parametrize(
    ("text", "meant", "word"),
    [
        (path("responsess: {'200': {description: ok}}"), "responses", "responsess"),
        (path(f"{OK}, paramters: []"), "parameters", "paramters"),
        (path(f"{OK}, operationid: x"), "operationId", "operationid"),
        (path("responses: {defualt: {description: ok}}"), "default", "defualt"),
        (path("responses: {'200': {description: ok, contnet: {}}}"), "content", "contnet"),
        (HEAD + "paths: {/a: {gett: {" + OK + "}}}\n", "get", "gett"),
        (HEAD + "paths: {/a: {gte: {" + OK + "}}}\n", "get", "gte"),
        (path(f"{OK}, parameters: [{{name: a, ni: query, schema: {{}}}}]"), "in", "ni"),
        (HEAD + "paths: {/a: {GET: {" + OK + "}}}\n", "get", "GET"),
        (HEAD + "paths: {}\ncomponets: {}\n", "components", "componets"),
        (schema("{type: object, requred: [a]}"), "required", "requred"),
        (schema("{type: object, propertees: {}}"), "properties", "propertees"),
        (schema("{type: object, requred: [a]}", NEW), "required", "requred"),
        (schema("{nulable: true}"), "nullable", "nulable"),
        (schema("{'type ': string}"), "type", "'type '"),
        (schema("{readonly: true}"), "readOnly", "readonly"),
    ],
)
def test_a_misspelt_key_stops_the_run(tmp_path: Path, text: str, meant: str, word: str) -> None:
    report = validated(tmp_path, text)
    (found,) = [each for each in report if each.severity is Severity.ERROR]
    assert (found.code, marked(found)) == ("misspelt-key", word)
    assert found.help is not None
    assert f"'{meant}'" in found.help


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (schema("{descripton: x}"), "misspelt-harmless-key"),
        (schema("{min_items: 3}"), "misspelt-harmless-key"),
        (schema("{exmaple: x}"), "misspelt-harmless-key"),
        (schema("{user_error: x}"), "unknown-key"),
        (path(f"{OK}, title: x"), "unknown-key"),
        (path("responses: {abcdef: {description: x}}"), "unknown-key"),
        (schema("{const: x}"), "newer-key"),
        (schema("{description: null}"), "empty-value"),
        (path(f"{OK}, security: {{}}"), "empty-value"),
        (schema("{properties: []}"), "empty-value"),
        (schema("{required: true}"), "wrong-kind"),
        (schema("{properties: {a: text}}"), "wrong-kind"),
        (schema("{type: strin}"), "unknown-word"),
        (schema("{type: file}"), "unknown-word"),
        (path(f"{OK}, parameters: [{{in: query, schema: {{}}}}]"), "missing-key"),
        (path(f"{OK}, parameters: [{{name: a, in: qurey, schema: {{}}}}]"), "unknown-word"),
        (
            path("responses: {'200': {description: x, content: {$ref: '#/x-c'}}}"),
            "misplaced-reference",
        ),
        (path("responses: {}"), "breaks-openapi"),
        (path("responses: {'200': {}}"), "breaks-openapi"),
        ("openapi: 3.0.3\npaths: {}\n", "breaks-openapi"),
        (HEAD + "paths: {a: {}}\n", "breaks-openapi"),
    ],
)
def test_what_changes_nothing_for_a_client_is_a_warning(
    tmp_path: Path, text: str, code: str
) -> None:
    report = validated(tmp_path, text)
    assert set(said(report)) == {code}
    assert errors(report) == []


def test_in_strict_mode_every_warning_is_an_error(tmp_path: Path) -> None:
    found, _ = document(tmp_path, openapi=schema("{user_error: x}"))
    report = Report(strict=True)
    validate(found, report)
    assert errors(report) == ["unknown-key"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "paths: [1]\n",
        HEAD + "paths: {/a: [1]}\n",
        HEAD + "paths: {/a: {get: text}}\n",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n",
    ],
)
def test_what_nobody_could_call_stops_the_run(tmp_path: Path, text: str) -> None:
    assert len(errors(validated(tmp_path, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        schema("{anything: 1, types: 3, requiredness: 2}", NEW),
        schema("{x-anything: 1}"),
        schema("{properties: {requred: {type: string}, typ: {type: string}}}"),
        schema("{type: object, required: [a], requred: [b]}", NEW),
        schema("{example: {requred: 1}, default: {typ: 1}, enum: [{typ: 1}]}"),
        schema("true", NEW),
        schema("{type: [string, 'null']}", NEW),
        path("responses: {'2XX': {description: x}, default: {description: y}, x-a: 1}"),
        NEW + "webhooks: {a: {post: {}}}\n",
    ],
)
def test_what_is_allowed_is_passed_over_in_silence(tmp_path: Path, text: str) -> None:
    assert said(validated(tmp_path, text)) == []


def test_a_key_that_fits_nothing_is_not_taken_for_a_slip(tmp_path: Path) -> None:
    # `require` would be `required`, but a flag is no list of names.
    assert said(validated(tmp_path, schema("{require: true}"))) == ["unknown-key"]


def test_a_misspelt_key_in_another_file_is_found_there(tmp_path: Path) -> None:
    found, _ = document(
        tmp_path,
        openapi=f"{HEAD}paths: {{/a: {{$ref: paths/a.yaml}}}}\n",
        paths__a="get:\n  responsess: {}\n",
    )
    report = Report()
    validate(found, report)
    diagnostic = only(report)
    assert diagnostic.at is not None
    assert (Path(diagnostic.at.span.file).name, place(diagnostic)) == ("a.yaml", (2, 3))


def test_one_mistake_is_one_report(tmp_path: Path) -> None:
    text = path(
        f"{OK}, requestBody: {{content: {{application/json: {{schema: {{type: object, properties: "
        "{a: {oneOf: [{type: strin}]}}}}}}"
    )
    diagnostic = only(validated(tmp_path, text))
    assert diagnostic.at is not None
    assert diagnostic.at.pointer.endswith("/oneOf/0/type")


def test_the_meta_schema_is_brought_down_to_the_leaf(tmp_path: Path) -> None:
    text = path(
        f"{OK}, parameters: [{{name: a, in: header, style: form, schema: {{type: string}}}}]"
    )
    diagnostic = only(validated(tmp_path, text))
    assert diagnostic.at is not None
    assert diagnostic.at.pointer.endswith("/parameters/0/style")


def test_the_slow_validator_agrees_with_the_fast_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _ = document(
        tmp_path,
        openapi=path("responses: {'200': {}}").replace("/a:", "/ok: {}\n  /a:"),
    )
    fast = [each.text for each in metaschema.complaints(found)]
    monkeypatch.setattr(metaschema, "find_spec", lambda _: None)
    assert (
        [each.text for each in metaschema.complaints(found)]
        == fast
        == ["'200' needs 'description'"]
    )


def test_validating_connects_to_nothing_and_opens_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = schema("{allOf: [{$ref: 'http://127.0.0.1:9/x'}, {$ref: 'file:///etc/passwd'}]}")
    found, _ = document(tmp_path, openapi=text)
    metaschema.complaints(found)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("urllib.request.OpenerDirector.open", refuse)
    report = Report()
    validate(found, report)
    assert said(report) == []
