"""Operations are grouped as the description's tags say, or its paths."""

from __future__ import annotations

from operation_lowering import Describe

_TWO = """
/pets:
  get: {tags: [Pet Store, Other], responses: {}}
/staff:
  get: {responses: {}}
"""


def test_the_first_tag_counts_and_else_the_first_literal_segment(describe: Describe) -> None:
    assert list(describe(_TWO).names) == ["Pet Store", "staff"]


def test_declared_tags_come_first_and_bring_their_prose(describe: Describe) -> None:
    rest = "tags: [{name: Zoo, description: Animals.}, {name: Unused}]"
    paths = "/b:\n  get: {responses: {}}\n/a:\n  get: {tags: [Zoo], responses: {}}"
    api = describe(paths, rest=rest).api
    assert [group.claim.text for group in api.resources] == ["Zoo", "b"]
    assert api.resources[0].doc.description == "Animals."


def test_tags_that_differ_in_casing_are_one_resource(describe: Describe) -> None:
    paths = """
    /a:
      get: {tags: [PetStore], operationId: one, responses: {}}
    /b:
      get: {tags: [pet-store], operationId: two, responses: {}}
    """
    assert describe(paths).names == {"PetStore": ["one", "two"]}


def test_sdk_yaml_renames_a_tag_and_moves_an_operation(describe: Describe) -> None:
    sdk = """
    resources: {shop: {tag: Pet Store, description: Buy things.}}
    operations: {GET /staff: {resource: shop, name: staff}}
    """
    found = describe(_TWO, sdk=sdk)
    assert found.names == {"shop": ["list_pets", "staff"]}
    assert found.api.resources[0].doc.description == "Buy things."


def test_what_sdk_yaml_names_and_nobody_has_is_said_with_a_suggestion(describe: Describe) -> None:
    sdk = """
    resources: {shop: {tag: Pet Sore}}
    operations: {GET /stuff: {name: x}}
    """
    report = describe(_TWO, sdk=sdk).report
    said = [(each.code, each.help, each.at.span.line if each.at else 0) for each in report]
    assert ("unmatched-choice", "Did you mean 'Pet Store'?", 3) in said
    assert ("unmatched-choice", "Did you mean 'GET /staff'?", 4) in said


def test_a_skipped_operation_is_set_aside(describe: Describe) -> None:
    found = describe(_TWO, sdk="operations: {GET /staff: {skip: true}}")
    assert list(found.operations) == ["GET /pets"]
    assert found.asides == ["the operation 'GET /staff'"]
    assert found.ledger.is_whole


def test_versions_in_front_of_every_tag_are_dropped(describe: Describe) -> None:
    tags = ["Api20100401Account", "Api20100401Call", "Api20100401Key", "Api20100401Queue"]
    paths = "\n".join(f"/{tag}:\n  get: {{tags: [{tag}], responses: {{}}}}" for tag in tags)
    assert list(describe(paths).names) == ["account", "call", "key", "queue"]


def test_the_root_path_has_a_resource_too(describe: Describe) -> None:
    assert describe("/:\n  get: {responses: {}}").names == {"root": ["get"]}
