"""Bodies and answers travel as their media type says, the preferred one first."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, Lowered, one_get

from specloom.ir.api import Content, PartEncoding, Shape, Style
from specloom.ir.types import Anything, Kind, List, Map, Nullable, Ref, Scalar

TEXT = Scalar(kind=Kind.STRING)
BYTES = Scalar(kind=Kind.BINARY)
_OBJECT = "{type: object, properties: {a: {type: integer}}}"


def _sent(describe: Describe, content: str, **options: str) -> Lowered:
    return describe(
        "/things:\n  post:\n    requestBody: {content: {" + content + "}}\n    responses: {}",
        **options,
    )


def _contents(found: Lowered) -> tuple[Content, ...]:
    assert found.only.body is not None
    return found.only.body.contents


def test_json_comes_first_and_bytes_last(describe: Describe) -> None:
    media = [
        "application/pdf",
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/vnd.thing+json",
        "application/json",
    ]
    found = _sent(describe, ", ".join(f"{name}: {{}}" for name in media))
    assert [content.media for content in _contents(found)] == media[::-1]
    assert [content.shape for content in _contents(found)] == [
        Shape.JSON,
        Shape.JSON,
        Shape.FORM,
        Shape.MULTIPART,
        Shape.TEXT,
        Shape.BINARY,
    ]


@pytest.mark.parametrize(
    ("media", "schema", "shape"),
    [
        ("application/json; charset=utf-8", _OBJECT, Shape.JSON),
        ("application/problem+json", _OBJECT, Shape.JSON),
        ("application/vnd.acme.v2", _OBJECT, Shape.JSON),
        ("'*/*'", _OBJECT, Shape.JSON),
        ("'*/*'", "{}", Shape.BINARY),
        ("'*/*'", "{type: string}", Shape.TEXT),
        ("'*/*'", "{type: string, format: binary}", Shape.BINARY),
        ("application/json", "{type: string, format: binary}", Shape.BINARY),
        ("application/vnd.acme.blob", "{type: string}", Shape.BINARY),
        ("application/vnd.acme.protobuf", "{}", Shape.BINARY),
        ("application/yaml", "{type: string}", Shape.TEXT),
        ("application/html", _OBJECT, Shape.JSON),
        ("image/png", "{}", Shape.BINARY),
        ("text/csv", "{type: string}", Shape.TEXT),
        ("text/csv", "{type: string, format: binary}", Shape.BINARY),
        ("application/xml", _OBJECT, Shape.TEXT),
        ("application/x-ndjson", _OBJECT, Shape.LINES),
    ],
)
def test_the_media_type_decides_and_then_the_schema(
    describe: Describe, media: str, schema: str, shape: Shape
) -> None:
    found = _sent(describe, f"{media}: {{schema: {schema}}}")
    (content,) = _contents(found)
    assert content.shape is shape
    assert found.losses == []


def test_a_range_is_sent_as_something_definite(describe: Describe) -> None:
    found = _sent(describe, f"'*/*': {{schema: {_OBJECT}}}")
    assert _contents(found)[0].media == "application/json"
    answered = describe(one_get(answer=f"{{content: {{'*/*': {{schema: {_OBJECT}}}}}}}"))
    assert answered.responses["200"].contents[0].media == "*/*"


def test_a_schema_that_bytes_cannot_have_is_a_loss(describe: Describe) -> None:
    found = _sent(describe, f"application/protobuf: {{schema: {_OBJECT}}}")
    assert _contents(found)[0].type == BYTES
    assert found.losses == ["the schema of 'application/protobuf'"]
    assert found.warnings == ["opaque-body"]


def test_the_same_schema_as_json_makes_up_for_it(describe: Describe) -> None:
    many = "{type: array, items: {type: string}}"
    media = ("application/json", "multipart/form-data")
    found = _sent(describe, ", ".join(f"{name}: {{schema: {many}}}" for name in media))
    assert [content.media for content in _contents(found)] == ["application/json"]
    assert found.losses == []
    assert found.asides == ["the schema of 'multipart/form-data'"]
    assert found.ledger.is_whole


def test_yaml_is_sent_as_json_and_read_as_text(describe: Describe) -> None:
    content = "{application/patch+yaml: {schema: " + _OBJECT + "}}"
    found = describe(
        f"/things:\n  post:\n    requestBody: {{content: {content}}}\n"
        f"    responses: {{'200': {{description: ok, content: {content}}}}}"
    )
    assert [one.shape for one in _contents(found)] == [Shape.JSON]
    assert [one.shape for one in found.only.responses[0].contents] == [Shape.TEXT]


def test_null_in_place_of_members_that_are_arguments_is_left_out(describe: Describe) -> None:
    found = _sent(
        describe,
        "application/json: {schema: {type: object, nullable: true, properties: {a: {}}}}",
    )
    assert found.asides == ["null as a whole body of 'application/json'"]


@pytest.mark.parametrize("media", ["nonsense", "'a b/c'", '"a/b\\r\\nX-Evil: 1"'])
def test_what_is_no_media_type_is_passed_as_bytes(describe: Describe, media: str) -> None:
    found = _sent(describe, f"{media}: {{schema: {_OBJECT}}}")
    assert _contents(found)[0].media == "application/octet-stream"
    assert found.warnings == ["bad-media-type"]


def test_a_stray_keyword_among_media_types_is_none_of_them(describe: Describe) -> None:
    found = _sent(describe, f"application/json: {{schema: {_OBJECT}}}, examples: {{a: {{}}}}")
    assert [content.media for content in _contents(found)] == ["application/json"]
    assert found.warnings == ["bad-media-type"]


def test_a_body_without_a_media_type_is_a_loss_not_a_crash(describe: Describe) -> None:
    found = _sent(describe, "")
    assert _contents(found)[0].shape is Shape.BINARY
    assert found.warnings == ["empty-content"]


def test_forms_without_a_schema_take_any_field(describe: Describe) -> None:
    (content,) = _contents(_sent(describe, "multipart/form-data: {}"))
    assert content.type == Map(value=Anything())


def test_encodings_say_how_parts_travel(describe: Describe) -> None:
    content = """
    multipart/form-data:
      {schema: {type: object, properties: {a: {type: array, items: {type: string}}, b: {}}},
       encoding: {a: {style: pipeDelimited}, b: {contentType: image/png, headers: {X-A: {}}}}}
    """
    (sent,) = _contents(_sent(describe, " ".join(content.split())))
    assert sent.encoding == (
        PartEncoding(wire="a", style=Style.PIPE, explode=False),
        PartEncoding(wire="b", content_type="image/png", headers=("X-A",)),
    )


def test_several_allowed_part_types_leave_the_choice_to_the_value(describe: Describe) -> None:
    schema = "{type: object, properties: {a: {type: string, format: binary}}}"
    encoding = "{a: {contentType: 'image/png, image/jpeg'}}"
    found = _sent(describe, f"multipart/form-data: {{schema: {schema}, encoding: {encoding}}}")
    assert _contents(found)[0].encoding[0].content_type is None


def test_examples_keep_their_names(describe: Describe) -> None:
    text = "application/json: {examples: {one: {summary: First., value: {a: 1}}}}"
    (example,) = _contents(_sent(describe, text))[0].examples
    assert (example.name, example.summary, example.value.value) == ("one", "First.", {"a": 1})


def _received(describe: Describe, content: str, version: str = "3.1.0") -> Content:
    found = describe(one_get(answer=f"{{content: {{{content}}}}}"), version=version)
    return found.responses["200"].contents[0]


@pytest.mark.parametrize(
    "media", ["application/x-ndjson", "application/jsonl", "application/json-seq"]
)
def test_lines_are_typed_by_one_line(describe: Describe, media: str) -> None:
    for schema in ("{type: integer}", "{type: array, items: {type: integer}}"):
        content = _received(describe, f"{media}: {{schema: {schema}}}")
        assert (content.shape, content.type) == (Shape.LINES, Scalar(kind=Kind.INTEGER))


def test_item_schemas_type_the_pieces_of_a_stream(describe: Describe) -> None:
    text = "application/jsonl: {itemSchema: {type: boolean}}"
    assert _received(describe, text, "3.2.0").type == Scalar(kind=Kind.BOOLEAN)


def test_an_event_is_typed_by_its_data(describe: Describe) -> None:
    data = "{type: string, contentMediaType: application/json, contentSchema: {type: integer}}"
    event = f"{{type: object, properties: {{event: {{type: string}}, data: {data}}}}}"
    content = _received(describe, f"text/event-stream: {{itemSchema: {event}}}", "3.2.0")
    assert (content.shape, content.type) == (Shape.EVENTS, Scalar(kind=Kind.INTEGER))


def test_events_without_a_schema_are_text(describe: Describe) -> None:
    assert _received(describe, "text/event-stream: {}").type == TEXT


def test_answers_in_parts_are_bytes(describe: Describe) -> None:
    found = describe(one_get(answer=f"{{content: {{multipart/mixed: {{schema: {_OBJECT}}}}}}}"))
    assert found.responses["200"].contents[0].type == BYTES
    assert found.warnings == ["opaque-body"]


def test_statuses_are_numbers_ranges_and_default(describe: Describe) -> None:
    paths = """
    /a:
      get:
        responses: {200: {}, '2xx': {}, 4XX: {}, default: {}, x-more: {}, abc: {}, '700': {}}
    """
    found = describe(paths)
    assert list(found.responses) == ["200", "2XX", "4XX", "default"]
    assert found.losses == ["the response 'abc'", "the response '700'"]


def test_response_headers_are_typed(describe: Describe) -> None:
    answer = "{headers: {X-Left: {schema: {type: integer}}, Content-Type: {}, X-Any: {}}}"
    found = describe(one_get(answer=answer))
    headers = {each.wire: each.type for each in found.responses["200"].headers}
    assert headers == {"X-Left": Scalar(kind=Kind.INTEGER), "X-Any": TEXT}
    assert found.asides == ["the header 'Content-Type'"]


def test_links_lead_to_operations(describe: Describe) -> None:
    paths = """
    /a:
      get:
        operationId: first
        responses:
          '200':
            links:
              byId: {operationId: second, parameters: {id: $response.body#/id}}
              byRef: {operationRef: '#/paths/~1b/get'}
              nowhere: {operationId: third}
    /b:
      get: {operationId: second, responses: {}}
    """
    found = describe(paths)
    links = found.operations["first"].responses[0].links
    assert [(link.name, link.operation) for link in links] == [
        ("byId", "second"),
        ("byRef", "second"),
    ]
    assert links[0].parameters == (("id", "$response.body#/id"),)
    assert found.losses == ["the link 'nowhere'"]


def test_what_a_shared_answer_holds_is_named_after_it(describe: Describe) -> None:
    rest = f"components: {{responses: {{Trouble: {{content: {{application/json: {{schema: {_OBJECT}}}}}}}}}}}"
    paths = (
        "/a:\n  get: {operationId: x, responses: {'400': {$ref: '#/components/responses/Trouble'}}}"
    )
    found = describe(paths, rest=rest)
    assert [type_.claim.text for type_ in found.api.types.values()] == ["trouble"]


def test_optional_bodies_are_optional_and_null_stays_null(describe: Describe) -> None:
    found = _sent(describe, "application/json: {schema: {type: [string, 'null']}}")
    assert found.only.body is not None
    assert not found.only.body.required
    assert _contents(found)[0].type == Nullable(inner=TEXT)


def test_inline_bodies_are_named_after_their_operation(describe: Describe) -> None:
    found = _sent(describe, f"application/json: {{schema: {{type: array, items: {_OBJECT}}}}}")
    (type_,) = found.api.types.values()
    assert type_.claim.text == "things_create_request_item"
    assert _contents(found)[0].type == List(item=Ref(id=type_.id))
