"""The description of the records API: valid, complete, and true to the payloads that were seen."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flagship_tree as tree
import pytest
from flagship_tree import At, Operation
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename

OPERATIONS = [pytest.param(each, id=each.name) for each in tree.operations()]


def _all_schemas() -> Iterator[At]:
    seen: set[str] = set()
    for name in tree.entry().get("components").get("schemas").value:
        yield from tree.schemas(tree.schema(name), seen)
    for operation in tree.operations():
        for parameter in operation.parameters:
            yield from tree.schemas(parameter.get("schema"), seen)
        for _, media in tree.contents(operation):
            yield from tree.schemas(media.get("schema"), seen)


def _short(uri: str) -> str:
    return uri.removeprefix(tree.SPEC.as_uri() + "/")


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _references(inner)


SCHEMAS = list(_all_schemas())
PROPERTIES = [
    (f"{_short(node.uri)}.{name}", written, node.get("properties").get(name))
    for node in SCHEMAS
    if node.has("properties")
    for name, written in node.value["properties"].items()
]
FILES = sorted(path for path in tree.SPEC.rglob("*.yaml") if "overlays" not in path.parts)


def test_the_description_is_valid_openapi() -> None:
    document, base = read_from_filename(str(tree.SPEC / "openapi.yaml"))

    validate(document, base_uri=base)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_reference_leads_somewhere_inside_the_folder(path: Path) -> None:
    for reference in _references(tree.parsed(path)):
        found = tree.At({"$ref": reference}, path.as_uri()).followed()

        assert found.value is not None
        assert found.uri.startswith(tree.SPEC.as_uri())


def test_every_schema_of_every_file_is_a_component_of_the_same_name() -> None:
    components = tree.entry().get("components").value["schemas"]
    written = {
        name: {"$ref": f"schemas/{path.name}#/{name}"}
        for path in (tree.SPEC / "schemas").glob("*.yaml")
        for name in tree.parsed(path)
    }

    assert components == written


def test_every_component_says_what_it_is() -> None:
    names = tree.entry().get("components").get("schemas").value
    silent = [name for name in names if not tree.schema(name).value.get("description")]

    assert silent == []


def test_every_example_is_shown_somewhere() -> None:
    shown = {
        example.uri
        for operation in tree.operations()
        for _, media in tree.contents(operation)
        for _, example in media.get("examples").members()
    }
    written = {
        f"{path.as_uri()}#/{name}"
        for path in (tree.SPEC / "examples").glob("*.yaml")
        for name in tree.parsed(path)
    }

    assert shown == written


def test_every_property_has_a_description() -> None:
    silent = [
        place
        for place, written, meant in PROPERTIES
        if not (written.get("description") or meant.value.get("description", "")).strip()
    ]

    assert silent == []


def _is_single(meant: At) -> bool:
    kinds = meant.value.get("type", [])
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    return bool(kinds - {"object", "array", "null"})


def test_every_single_value_has_an_example() -> None:
    bare = [
        place
        for place, written, meant in PROPERTIES
        if _is_single(meant) and not (written.get("examples") or meant.has("examples"))
    ]

    assert bare == []


def test_the_examples_of_a_schema_are_right() -> None:
    wrong = [
        (_short(node.uri), complaint)
        for node in SCHEMAS
        for example in node.value.get("examples", [])
        for complaint in tree.complaints(example, node)
    ]

    assert wrong == []


def test_required_properties_exist() -> None:
    unknown = [
        (_short(node.uri), name)
        for node in SCHEMAS
        for name in node.value.get("required", [])
        if name not in node.value.get("properties", {})
    ]

    assert unknown == []


def test_no_schema_forbids_keys_that_the_vendor_may_add() -> None:
    closed = [
        _short(node.uri)
        for node in SCHEMAS
        if node.value.get("additionalProperties") is False or node.has("unevaluatedProperties")
    ]

    assert closed == []


def test_every_member_of_an_enumeration_has_a_name_and_a_meaning() -> None:
    members = [
        (_short(node.uri), member)
        for node in SCHEMAS
        for member in node.value.get("oneOf", [])
        if "const" in member
    ]
    nameless = [
        place
        for place, member in members
        if not member.get("title", "").isidentifier() or not member.get("description")
    ]

    assert len(members) > 20
    assert nameless == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_says_what_it_does(operation: Operation) -> None:
    assert operation.node.value["summary"].endswith(".")
    assert len(operation.node.value["tags"]) == 1
    assert all(parameter.value["description"] for parameter in operation.parameters)
    assert all(
        response.value["description"] for _, response in operation.node.get("responses").members()
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_body_has_examples_and_they_are_right(operation: Operation) -> None:
    for _, media in tree.contents(operation):
        assert media.value["examples"]
        for _, example in media.get("examples").members():
            assert example.value["summary"]
            assert tree.complaints(example.value["value"], media.get("schema")) == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_parameter_has_an_example_and_it_is_right(operation: Operation) -> None:
    for parameter in operation.parameters:
        assert tree.complaints(parameter.value["example"], parameter.get("schema")) == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_call_may_be_refused_for_lack_of_a_token_or_for_haste(operation: Operation) -> None:
    if operation.name == "record_event":
        assert operation.node.value["security"] == []
    else:
        assert {"401", "429", "default"} <= set(operation.node.value["responses"])


def test_only_signing_in_needs_no_user_token() -> None:
    both: list[dict[str, list[str]]] = [{"PartnerToken": [], "UserToken": []}]
    needs = {
        operation.name: operation.node.value.get("security", tree.entry().value["security"])
        for operation in tree.operations()
    }

    assert needs.pop("create_user_token") == [{"PartnerToken": []}]
    assert needs.pop("record_event") == []
    assert all(need == both for need in needs.values())


def _payload_schema(path: Path) -> At:
    name, where, _ = path.stem.split(".")
    operation = next(each for each in tree.operations() if each.name == name)
    return next(media.get("schema") for role, media in tree.contents(operation) if role == where)


@pytest.mark.parametrize("path", sorted(tree.PAYLOADS.glob("*.json")), ids=lambda path: path.stem)
def test_payloads_as_they_were_seen_are_described(path: Path) -> None:
    payload = json.loads(path.read_text(encoding="utf-8"))

    assert tree.complaints(payload, _payload_schema(path)) == []


def _booking(**changes: Any) -> dict[str, Any]:
    booking = {
        "staff_id": 3001,
        "services": [{"id": 5001, "cost": 200}],
        "client": {"phone": "+10000000001"},
        "datetime": "2030-01-15T18:30:00+05:00",
        "seance_length": 3600,
    }
    return {key: value for key, value in {**booking, **changes}.items() if value is not ...}


def _body(operation: str) -> At:
    found = next(each for each in tree.operations() if each.name == operation)
    return next(media.get("schema") for role, media in tree.contents(found) if role == "request")


BOTH_WAYS = pytest.mark.parametrize("operation", ["create_appointment", "update_appointment"])


@BOTH_WAYS
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"activity_id": 0},
        {"services": []},
        {"client": {}},
        {"datetime": "2030-01-15 18:30:00"},
        {"datetime": "2030-01-15T18:30:00"},
        {"datetime": "2030-01-15T18:30:00.000-05:00"},
        {"datetime": "2030-01-15T18:30:00+0300"},
        {"technical_break_duration": None},
        {"technical_break_duration": 0},
        {"technical_break_duration": 3600},
        {"attendance": -1},
        {"record_labels": ["61"]},
        {"custom_fields": {"a": "text", "b": 2.5, "c": ["x", "y"]}},
        {"custom_color": ""},
        {"client": {"phone": "10000000001", "surname": "Holt"}},
    ],
    ids=str,
)
def test_a_right_booking_is_accepted(operation: str, changes: dict[str, Any]) -> None:
    assert tree.complaints(_booking(**changes), _body(operation)) == []


@BOTH_WAYS
@pytest.mark.parametrize(
    "changes",
    [
        {"staff_id": ...},
        {"services": ...},
        {"client": ...},
        {"datetime": ...},
        {"seance_length": ...},
        {"staff_id": 0},
        {"staff_id": "3001"},
        {"services": [{"cost": 200}]},
        {"services": None},
        {"client": None},
        {"datetime": "15.01.2030 18:30"},
        {"datetime": "2030-13-15T18:30:00"},
        {"seance_length": "1h"},
        {"technical_break_duration": 450},
        {"technical_break_duration": 3900},
        {"technical_break_duration": -300},
        {"attendance": 3},
        {"custom_color": "#f44336"},
        {"record_labels": [{"id": 61}]},
        {"custom_fields": []},
        {"activity_id": -1},
    ],
    ids=str,
)
def test_a_wrong_booking_is_refused(operation: str, changes: dict[str, Any]) -> None:
    assert tree.complaints(_booking(**changes), _body(operation)) != []


@BOTH_WAYS
def test_a_place_in_a_group_event_needs_only_the_event_and_the_client(operation: str) -> None:
    body = _body(operation)
    client = {"phone": "+10000000001"}

    assert tree.complaints({"activity_id": 60001, "client": client}, body) == []
    assert tree.complaints({"activity_id": 60001}, body) != []
    assert tree.complaints({"activity_id": 0, "client": client}, body) != []
    assert tree.complaints({"client": client}, body) != []


def test_a_change_of_attendance_needs_the_comment_too() -> None:
    body = _body("update_visit")

    assert tree.complaints({"attendance": 1, "comment": ""}, body) == []
    assert tree.complaints({"attendance": 1}, body) != []
    assert tree.complaints({"attendance": 5, "comment": ""}, body) != []


def _seen_record() -> dict[str, Any]:
    path = tree.PAYLOADS / "get_appointment_list.200.everything.json"
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["data"][0]
    return copy.deepcopy(record)


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": None},
        {"staff": []},
        {"client": None},
        {"client": []},
        {"custom_fields": {"colour": "red", "count": 3, "list": ["a"]}},
        {"master_request": 2},
        {"sms_before": 24},
        {"payment_status": None},
        {"payment_status": "active"},
        {"created_user_id": 0},
        {"api_id": ""},
        {"acceptance_free": "text"},
        {"a_key_that_is_new": {"nested": True}},
    ],
    ids=str,
)
def test_the_quirks_of_a_record_are_described(changes: dict[str, Any]) -> None:
    assert tree.complaints({**_seen_record(), **changes}, tree.schema("Record")) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2030-01-15T18:30:00+05:00"},
        {"create_date": "2030-01-10T12:36:27+05:00"},
        {"datetime": "2030-01-15 18:30:00"},
        {"custom_fields": ["red"]},
        {"services": {}},
        {"id": "900000001"},
    ],
    ids=str,
)
def test_a_record_of_another_shape_is_noticed(changes: dict[str, Any]) -> None:
    assert tree.complaints({**_seen_record(), **changes}, tree.schema("Record")) != []
