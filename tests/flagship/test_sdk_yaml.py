"""What sdk.yaml says about the records API agrees with the description it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import flagship_tree as tree
from flagship_tree import At
from jsonschema import Draft202012Validator

from specloom.config import Config, load_config
from specloom.diagnostics import Report

SDK = tree.sdk()
OPERATIONS = {operation.name: operation for operation in tree.operations()}
OPENAPI_FORMATS = {"date", "date-time", "password"}


def _fields(name: str) -> dict[str, At]:
    """Return the properties of a component with those of the schemas it is composed of."""
    found: dict[str, At] = {}
    waiting = [tree.schema(name)]
    while waiting:
        node = waiting.pop()
        if node.has("properties"):
            found.update(node.get("properties").members())
        if node.has("allOf"):
            waiting += node.get("allOf").items()
    return found


def _parameters(operation: str) -> set[str]:
    return {parameter.value["name"] for parameter in OPERATIONS[operation].parameters}


def _response(operation: str) -> At:
    contents = dict(tree.contents(OPERATIONS[operation]))
    return next(
        media.get("schema") for status, media in contents.items() if status in {"200", "201"}
    )


def _used_formats(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("format"), str):
            yield value["format"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _used_formats(inner)


def test_the_engine_reads_it_without_a_complaint() -> None:
    report = Report()

    config = load_config(tree.SPEC / "sdk.yaml", report=report)

    assert isinstance(config, Config)
    assert list(report) == []
    assert config.package.distribution == "altegio-sdk"


def test_every_operation_has_a_resource_and_a_name_of_its_own() -> None:
    calls = {(choice["resource"], choice["name"]) for choice in SDK["operations"].values()}

    assert set(SDK["operations"]) == set(OPERATIONS) - {"record_event"}
    assert len(calls) == len(SDK["operations"])
    assert {resource for resource, _ in calls} == set(SDK["resources"])


def test_every_tag_became_a_resource() -> None:
    tags = {tag["name"] for tag in tree.entry().value["tags"]}

    assert {choice["tag"] for choice in SDK["resources"].values()} == tags


def test_every_call_that_writes_says_whether_it_may_be_repeated() -> None:
    reads = {"get_appointment_list", "get_appointment", "get_partner_appointment_list"}

    for name, choice in SDK["operations"].items():
        assert ("replay" in choice) == (name not in reads)
        if "replay" in choice:
            assert choice["replay"]["reason"].endswith(".")
            assert choice["replay"].get("lookup", name) in OPERATIONS


def test_pages_are_walked_by_parameters_and_fields_that_exist() -> None:
    for name, choice in SDK["operations"].items():
        if "paging" in choice:
            paging = choice["paging"]
            body = _response(name)

            assert {paging["parameter"], paging["size"]} <= _parameters(name)
            assert body.get("properties").get(paging["items"]).value["type"] == "array"
            if "total" in paging:
                outer, inner = paging["total"].split(".")
                meta = body.get("properties").get(outer).get("oneOf").get(0)
                assert meta.get("properties").has(inner)


def test_every_answer_has_the_envelope_that_is_declared() -> None:
    ok, data = SDK["envelope"]["ok"], SDK["envelope"]["data"]

    for name in SDK["operations"]:
        if name != "delete_appointment":
            assert _response(name).get("properties").get(ok).value["type"] == "boolean"
            assert _response(name).get("properties").has(data)


def test_every_scheme_takes_part_in_a_header() -> None:
    schemes = set(tree.entry().get("components").get("securitySchemes").value)

    assert set(SDK["auth"]["schemes"]) == schemes
    for entry in SDK["auth"]["compose"]:
        assert entry["template"].format_map(dict.fromkeys(entry["schemes"], "x"))
        assert set(entry["schemes"]) <= schemes


def test_every_format_of_the_description_is_known() -> None:
    used = {
        name
        for folder in ("schemas", "paths")
        for path in (tree.SPEC / folder).glob("*.yaml")
        for name in _used_formats(tree.parsed(path))
    }

    assert used - OPENAPI_FORMATS == set(SDK["formats"])


def test_conversions_lead_from_fields_to_fields() -> None:
    for choice in SDK["conversions"]:
        source, target = _fields(choice["source"]), _fields(choice["target"])

        assert set(choice["fields"]) <= set(target)
        assert {path.split(".")[0] for path in choice["fields"].values()} <= set(source)
        assert set(choice["as_text"]) <= set(choice["fields"])


def test_a_conversion_fills_everything_that_a_write_requires() -> None:
    required = {
        "StandardBookingUpdate": {"staff_id", "services", "client", "datetime", "seance_length"},
        "GroupEventBookingUpdate": {"activity_id", "client"},
    }

    for choice in SDK["conversions"]:
        assert required[choice["target"]] <= set(choice["fields"])


def test_the_overlay_to_start_from_names_components_that_exist() -> None:
    overlay = tree.parsed(tree.SPEC / "overlays" / "custom-fields.yaml")

    for action in overlay["actions"]:
        name = action["target"].removeprefix("$.components.schemas.")
        assert tree.schema(name).value["type"] == "object"


def _mock_records() -> dict[str, Any]:
    records: dict[str, Any] = SDK["mock"]["collections"]["records"]
    return records


def test_the_fake_knows_every_field_that_a_record_always_has() -> None:
    records = _mock_records()
    on_write = records["on_write"]
    made = (
        set(records["on_create"])
        | set(on_write["set"])
        | set(on_write["each"])
        | set(on_write["fill"])
        | set(records["scope"].values())
        | {"staff_id", "datetime", "seance_length"}
    )

    assert set(tree.schema("Record").value["required"]) <= made
    assert made <= set(_fields("Record"))


def test_the_fake_speaks_of_operations_parameters_and_fields_that_exist() -> None:
    records = _mock_records()
    fields = _fields("Record")
    query = _parameters(records["operations"]["list"])
    bodies = _fields("StandardBookingUpdate") | _fields("GroupEventBookingUpdate")

    assert set(records["operations"].values()) <= set(OPERATIONS)
    assert {entry["operation"] for entry in records["also"]} <= set(OPERATIONS)
    assert set(records["filters"]) | set(records["shown_when"].values()) <= query
    assert records["on_delete"]["listed_with"] in query
    assert {choice["field"].split(".")[0] for choice in records["filters"].values()} <= set(fields)
    assert set(records["shown_when"]) | set(records["kept_on_replace"]) <= set(fields)
    assert set(records["not_stored"]) <= set(bodies)


def test_the_fake_starts_with_examples_that_are_shown() -> None:
    records = _mock_records()
    media = dict(tree.contents(OPERATIONS[records["operations"]["read"]]))["200"]

    assert set(records["start_with"]) <= set(media.value["examples"])


def test_the_failures_of_the_fake_have_the_documented_shape() -> None:
    mock = SDK["mock"]

    for status in mock["messages"]:
        body = mock["errors"].get(status, mock["errors"]["default"])
        text = str(body["meta"]["message"]).format(message=mock["messages"][status])
        filled = {**body, "meta": {**body["meta"], "message": text}}
        if "errors" in filled["meta"]:
            filled["meta"]["errors"] = [mock["field_error"]]
        responses = OPERATIONS["create_appointment"].node.get("responses")
        schema = responses.get(status).get("content").get("application/json").get("schema")

        assert tree.complaints(filled, schema) == []


def test_it_fits_the_schema_that_editors_are_told_to_use() -> None:
    first = (tree.SPEC / "sdk.yaml").read_text(encoding="utf-8").splitlines()[0]
    path = (tree.SPEC / first.partition("$schema=")[2]).resolve()
    schema = json.loads(path.read_text(encoding="utf-8"))

    assert [error.message for error in Draft202012Validator(schema).iter_errors(SDK)] == []
