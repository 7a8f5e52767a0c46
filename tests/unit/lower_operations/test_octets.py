"""`format: binary`: bytes in bodies and forms, text inside JSON."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, Lowered

from specloom.ir.types import Kind, List, Record, Scalar

_PHOTO = """
components:
  schemas:
    Photo:
      type: object
      properties:
        data: {type: string, format: binary}
        made: {type: string, readOnly: true}
"""
_REF = "{schema: {$ref: '#/components/schemas/Photo'}}"


def body(media: str, content: str) -> str:
    return f"/a:\n  post: {{requestBody: {{content: {{{media}: {content}}}}}, responses: {{}}}}"


def kinds(found: Lowered) -> dict[str, Kind]:
    """Return the kind of the field `data` of every record, by the end of its id."""
    return {
        id.rpartition("/")[2]: field.type.kind
        for id, record in found.api.types.items()
        if isinstance(record, Record)
        for field in record.fields
        if field.wire == "data" and isinstance(field.type, Scalar)
    }


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("application/json", Kind.STRING),
        ("application/vnd.x+json", Kind.STRING),
        ("multipart/form-data", Kind.BINARY),
        ("application/x-www-form-urlencoded", Kind.BINARY),
    ],
)
def test_bytes_are_text_where_json_is_sent(describe: Describe, media: str, kind: Kind) -> None:
    assert list(kinds(describe(body(media, _REF), rest=_PHOTO)).values()) == [kind]


def test_what_is_read_as_json_and_sent_as_a_form_is_each_what_it_must_be(
    describe: Describe,
) -> None:
    paths = f"""
    /a:
      post:
        requestBody: {{content: {{multipart/form-data: {_REF}}}}}
        responses: {{'200': {{description: x, content: {{application/json: {_REF}}}}}}}
    """
    assert kinds(describe(paths, rest=_PHOTO)) == {
        "Photo": Kind.STRING,
        "Photo#request": Kind.BINARY,
    }


def test_a_body_of_bytes_stays_bytes_and_a_json_list_of_them_is_text(describe: Describe) -> None:
    whole = describe(body("image/png", "{schema: {type: string, format: binary}}"))
    assert whole.only.body is not None
    assert whole.only.body.contents[0].type == Scalar(kind=Kind.BINARY)
    listed = "{schema: {type: array, items: {type: string, format: binary}}}"
    found = describe(body("application/json", listed))
    assert found.only.body is not None
    assert found.only.body.contents[0].type == List(
        item=Scalar(kind=Kind.STRING, format="binary")
    )
