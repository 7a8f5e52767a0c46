"""Things that a description may say and HTTP cannot: fragments, bodies where there are none, names."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, one_get

from specloom.ir.api import Shape


def test_a_fragment_tells_two_operations_apart_and_is_not_sent(describe: Describe) -> None:
    found = describe("""
    /files/{id}:
      get: {operationId: get_file, parameters: [{$ref: '#/components/parameters/Id'}], responses: {}}
    /files/{id}#link:
      get: {operationId: get_link, parameters: [{$ref: '#/components/parameters/Id'}], responses: {}}
    """, rest="components: {parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}}")  # fmt: skip
    assert {key: each.route for key, each in found.operations.items()} == {
        "get_file": "/files/{id}",
        "get_link": "/files/{id}",
    }
    assert found.ledger.is_whole


def test_an_answer_to_head_has_no_body_whatever_is_written(describe: Describe) -> None:
    content = "{application/json: {schema: {type: object, properties: {a: {type: string}}}}}"
    found = describe(
        f"/a:\n  head: {{responses: {{'200': {{description: x, content: {content}}}}}}}"
    )
    assert found.responses["200"].contents == ()
    assert found.ledger.is_whole


@pytest.mark.parametrize("status", ["204", "205", "304"])
def test_a_status_without_a_body_has_none_whatever_is_written(
    describe: Describe, status: str
) -> None:
    content = "{application/json: {schema: {type: object}}}"
    found = describe(
        f"/a:\n  get: {{responses: {{'{status}': {{description: x, content: {content}}}}}}}"
    )
    assert found.responses[status].contents == ()
    assert found.ledger.is_whole


@pytest.mark.parametrize("place", ["header", "cookie"])
def test_a_name_that_http_cannot_carry_is_lost_and_said(describe: Describe, place: str) -> None:
    found = describe(one_get(f"- {{name: a name, in: {place}, schema: {{type: string}}}}"))
    assert found.parameters == {}
    assert found.warnings == ["bad-parameter-name"]
    assert not found.ledger.is_whole


@pytest.mark.parametrize("media", ["text/event-stream", "application/x-ndjson", "text/csv"])
def test_a_stream_that_is_described_as_bytes_is_read_as_bytes(
    describe: Describe, media: str
) -> None:
    answer = f"{{description: x, content: {{{media}: {{schema: {{type: string, format: binary}}}}}}}}"
    (content,) = describe(one_get(answer=answer)).responses["200"].contents
    assert content.shape is Shape.BINARY
