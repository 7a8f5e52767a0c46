"""Things that a description may say and HTTP cannot: fragments in paths, bodies of answers to HEAD."""

from __future__ import annotations

from operation_lowering import Describe


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
