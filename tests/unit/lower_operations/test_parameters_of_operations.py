"""Parameters arrive with their place, style and name, or it is said why not."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, one_get

from specloom.ir.api import In, Style
from specloom.ir.types import Kind, List, Origin, Scalar


@pytest.mark.parametrize(
    ("place", "style", "explode"),
    [
        ("path", Style.SIMPLE, False),
        ("query", Style.FORM, True),
        ("header", Style.SIMPLE, False),
        ("cookie", Style.FORM, True),
    ],
)
def test_each_place_has_its_usual_style(
    describe: Describe, place: str, style: Style, explode: bool
) -> None:
    text = f"- {{name: x, in: {place}, required: true, schema: {{type: string}}}}"
    parameter = describe(one_get(text, path="/things/{x}")).only.parameters[-1]
    assert (parameter.place, parameter.style, parameter.explode) == (In(place), style, explode)


@pytest.mark.parametrize(
    ("place", "style"),
    [
        ("path", "label"),
        ("path", "matrix"),
        ("query", "spaceDelimited"),
        ("query", "pipeDelimited"),
        ("query", "deepObject"),
    ],
)
def test_styles_are_kept_and_explode_is_off_for_them(
    describe: Describe, place: str, style: str
) -> None:
    text = f"- {{name: x, in: {place}, required: true, style: {style}, schema: {{type: array}}}}"
    found = describe(one_get(text, path="/things/{x}")).parameters["x"]
    assert (found.style, found.explode) == (Style(style), False)
    turned = text.replace("schema", "explode: true, schema")
    assert describe(one_get(turned, path="/things/{x}")).parameters["x"].explode is True


def test_a_style_of_another_place_is_read_as_the_usual_one(describe: Describe) -> None:
    text = "- {name: x, in: header, style: form, schema: {type: string}}"
    found = describe(one_get(text))
    assert found.parameters["x"].style is Style.SIMPLE
    assert found.warnings == ["bad-style"]
    assert found.losses == []


def test_the_operation_overrides_the_path(describe: Describe) -> None:
    paths = """
    /things/{id}:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: string}}
        - {name: limit, in: header, schema: {type: string}}
      get:
        parameters: [{name: limit, in: query, schema: {type: integer}}]
        responses: {}
    """
    found = describe(paths)
    kept = [(each.place, each.wire) for each in found.only.parameters]
    assert kept == [(In.PATH, "id"), (In.QUERY, "limit"), (In.HEADER, "limit")]
    assert found.only.parameters[1].type == Scalar(kind=Kind.INTEGER)
    assert found.ledger.is_whole


def test_path_parameters_come_in_the_order_of_the_path(describe: Describe) -> None:
    text = "\n".join(
        f"- {{name: {name}, in: path, required: true, schema: {{type: string}}}}" for name in "cab"
    )
    assert list(describe(one_get(text, path="/x/{a}/{b}-{c}")).parameters) == ["a", "b", "c"]


def test_an_undeclared_path_parameter_is_a_string(describe: Describe) -> None:
    found = describe(one_get(path="/things/{id}"))
    assert found.parameters["id"].type == Scalar(kind=Kind.STRING)
    assert found.parameters["id"].required
    assert found.warnings == ["undeclared-path-parameter"]


def test_a_path_parameter_in_other_casing_is_recognised(describe: Describe) -> None:
    text = "- {name: petId, in: path, required: true, schema: {type: integer}}"
    found = describe(one_get(text, path="/pets/{pet_id}"))
    assert found.parameters["pet_id"].type == Scalar(kind=Kind.INTEGER)
    assert found.warnings == ["misspelled-path-parameter"]


def test_a_path_may_be_written_as_a_uri_template(describe: Describe) -> None:
    text = """
    - {name: hue, in: path, required: true, schema: {type: array, items: {type: string}}}
    - {name: size, in: path, required: true, style: matrix, explode: false, schema: {type: object}}
    """
    found = describe(one_get(text, path="/things/{.hue*}/{;size*}"))
    assert found.only.path == "/things/{hue}/{size}"
    hue, size = found.parameters["hue"], found.parameters["size"]
    assert (hue.style, hue.explode) == (Style.LABEL, True)
    # What a parameter says itself counts.
    assert (size.style, size.explode) == (Style.MATRIX, False)
    assert found.warnings == ["template-in-path"]
    assert found.losses == []


def test_a_path_parameter_without_a_place_is_a_loss(describe: Describe) -> None:
    text = "- {name: id, in: path, required: true, schema: {type: string}}"
    found = describe(one_get(text))
    assert found.only.parameters == ()
    assert found.losses == ["the path parameter 'id'"]


@pytest.mark.parametrize("name", ["Accept", "content-type", "AUTHORIZATION", "Content-Length"])
def test_headers_that_are_no_choice_of_the_caller_are_set_aside(describe: Describe, name: str) -> None:
    found = describe(one_get(f"- {{name: {name}, in: header, schema: {{type: string}}}}"))
    assert found.only.parameters == ()
    assert found.asides == [f"the header parameter '{name}'"]
    assert found.warnings == []


def test_content_makes_a_parameter_a_document(describe: Describe) -> None:
    text = "- {name: f, in: query, content: {application/json: {schema: {type: array}}}}"
    assert describe(one_get(text)).parameters["f"].content == "application/json"


def test_a_whole_query_string_has_no_wire_name(describe: Describe) -> None:
    text = """
    - name: filter
      in: querystring
      content: {application/x-www-form-urlencoded: {schema: {type: object}}}
    """
    (parameter,) = describe(one_get(text), version="3.2.0").only.parameters
    assert (parameter.place, parameter.wire, parameter.claim.text) == (In.QUERY, "", "filter")


def test_swagger_2_habits_are_read_as_meant(describe: Describe) -> None:
    found = describe(one_get("- {name: x, in: query, type: array, items: {type: string}}"))
    assert found.parameters["x"].type == List(item=Scalar(kind=Kind.STRING))
    assert found.warnings == ["schema-in-parameter"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {in: query, schema: {type: string}}", "nameless-parameter"),
        ("- {name: x, in: body, schema: {type: object}}", "bad-parameter-place"),
        ("- {name: x, schema: {type: string}}", "bad-parameter-place"),
        ("- 42", "not-an-object"),
    ],
)
def test_what_is_no_parameter_is_a_loss_with_a_place(
    describe: Describe, text: str, code: str
) -> None:
    found = describe(one_get(text))
    assert found.warnings == [code]
    assert [loss.at.pointer for loss in found.api.losses] == ["#/paths/~1things/get/parameters/0"]


def test_repeated_parameters_are_told(describe: Describe) -> None:
    text = "\n".join(["- {name: x, in: query, schema: {type: string}}"] * 2)
    found = describe(one_get(text))
    assert len(found.only.parameters) == 1
    assert found.warnings == ["repeated-parameter"]


def test_sdk_yaml_names_arguments(describe: Describe) -> None:
    text = "- {name: staff_id, in: query, schema: {type: integer}}"
    sdk = "operations: {GET /things: {arguments: {staff_id: team_member}}}"
    found = describe(one_get(text), sdk=sdk)
    claim = found.parameters["staff_id"].claim
    assert (claim.text, claim.origin) == ("team_member", Origin.PINNED)
    assert found.only.arguments == (("staff_id", "team_member"),)


def test_a_parameter_keeps_what_is_said_of_it(describe: Describe) -> None:
    text = """
    - name: x
      in: query
      description: Of the parameter.
      deprecated: true
      allowReserved: true
      allowEmptyValue: true
      examples: {one: {value: 7}}
      schema: {type: integer, minimum: 3, default: 5, description: Of the schema.}
    """
    found = describe(one_get(text)).parameters["x"]
    assert found.doc.description == "Of the parameter."
    assert (found.deprecated, found.allow_reserved) == (True, True)
    assert found.constraints.minimum == 3
    assert found.default is not None
    assert found.default.value == 5
    assert found.example is not None
    assert found.example.value == 7


def test_names_for_arguments_that_nobody_takes_are_told(describe: Describe) -> None:
    paths = """
    /things:
      post:
        parameters: [{name: q, in: query, schema: {type: string}}]
        requestBody:
          content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}
        responses: {}
    """
    sdk = "operations: {POST /things: {arguments: {q: query, name: title, nam: x}}}"
    assert [each.help for each in describe(paths, sdk=sdk).report] == ["Did you mean 'name'?"]
