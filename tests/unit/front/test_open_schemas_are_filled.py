"""A schema with open places (`$dynamicRef`) means something else wherever they are filled."""

from __future__ import annotations

from pathlib import Path

from front_files import document

PAGES = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths: {}
components:
  schemas:
    Pet: {type: object}
    Page:
      $id: https://shop.example/page
      type: object
      properties:
        items: {type: array, items: {$dynamicRef: '#item'}}
        next: {$ref: '#/$defs/link'}
      $defs:
        item: {$dynamicAnchor: item}
        link: {type: string}
    Pets:
      $id: https://shop.example/pets
      $ref: page
      description: A page of pets.
      $defs: {item: {$dynamicAnchor: item, $ref: '#/components/schemas/Pet'}}
    Branch:
      $dynamicAnchor: node
      properties: {twigs: {type: array, items: {$dynamicRef: '#node'}}}
    Leafy:
      $dynamicAnchor: node
      $ref: '#/components/schemas/Branch'
      properties: {leaves: {type: integer}}
    Plain: {$ref: '#/components/schemas/Page'}
"""


def test_an_open_schema_is_written_out_where_it_is_filled(tmp_path: Path) -> None:
    found, report = document(tmp_path, openapi=PAGES)
    assert list(report) == []
    schemas = found.root["components"]["schemas"]
    pets = schemas["Pets"]
    assert pets.text("description") == "A page of pets."
    item = pets["properties"]["items"]["items"]
    assert found.follow(item).pointer == "#/components/schemas/Pet"
    # What the open schema calls its own is still its own.
    link = found.follow(pets["properties"]["next"])
    assert link.pointer == "#/components/schemas/Page/$defs/link"
    # Where it was written is where it is found.
    assert pets["properties"]["items"].span.line == 11


def test_a_schema_can_fill_the_place_with_itself(tmp_path: Path) -> None:
    found, _ = document(tmp_path, openapi=PAGES)
    leafy = found.root["components"]["schemas"]["Leafy"]
    assert list(leafy["properties"].value) == ["leaves"]
    (part,) = leafy["allOf"].elements()
    assert found.follow(part["properties"]["twigs"]["items"]).pointer == leafy.pointer


def test_the_open_schema_itself_stays_as_it_is(tmp_path: Path) -> None:
    found, _ = document(tmp_path, openapi=PAGES)
    schemas = found.root["components"]["schemas"]
    assert found.follow(schemas["Plain"]).pointer == schemas["Page"].pointer
    items = schemas["Page"]["properties"]["items"]["items"]
    assert found.follow(items).pointer == "#/components/schemas/Page/$defs/item"
