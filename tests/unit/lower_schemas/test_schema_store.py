"""Declarations are kept when the whole of what needs them succeeded."""

from __future__ import annotations

from pathlib import Path

import pytest
from schema_lowering import Lower, lower_schemas

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import resolve
from specloom.lower.schemas import Schemas
from specloom.lower.usage import Uses

PATHS = """
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              title: New thing
              properties: {x: {type: object, title: Inner thing, properties: {y: {maxLength: many}}}}
"""


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    entry = tmp_path / "openapi.yaml"
    entry.write_text(PATHS)
    document = resolve(entry, report=Report())
    assert document is not None
    schemas = Schemas(document, Config(), Report())
    node = document.locate(
        "#/paths/~1a/post/requestBody/content/application~1json/schema", document.root
    )
    assert node is not None

    def fail() -> None:
        with schemas.attempt():
            schemas.ref(node, context=("a",))
            assert schemas.losses
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not schemas.losses
    with schemas.attempt():
        schemas.ref(node, context=("a",))
    assert len(schemas.losses) == 1
    assert [each.claim.text for each in schemas.finish(Uses()).values()] == [
        "new_thing",
        "inner_thing",
    ]


def test_the_same_description_gives_the_same_declarations(tmp_path: Path, lower: Lower) -> None:
    schemas = """
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {x: {enum: [a, b]}}}]}
        B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}
    """
    first, second = lower(schemas), lower_schemas(tmp_path, schemas)
    assert repr(first.types) == repr(second.types)


def test_components_come_in_the_order_of_the_description(lower: Lower) -> None:
    found = lower("B: {type: string}\nC: {$ref: '#/components/schemas/A'}\nA: {type: integer}")
    assert [each.claim.text for each in found.types.values()] == ["B", "C", "A"]
