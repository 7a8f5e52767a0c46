"""Misfits that an SDK recorded become an overlay; with it, the same answers fit."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specloom.cli.app import cli

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "spec/altegio/openapi.yaml"

CALL = """
import importlib, json, sys
package, client, operation, arguments, drift = json.loads(sys.argv[1])
sdk = importlib.import_module(package)
core = importlib.import_module(package + "._core")
answers = json.load(sys.stdin)
found = []
transport = core.MockTransport(lambda request: core.Answer(json=answers[len(found)]))
resource, method = operation.split(".")
with core.Drift(drift) as recorder:
    options = arguments.pop("client", {})
    with getattr(sdk, client)(transport=transport, on_drift=recorder, rate_limit=False, **options) as client:
        raw = getattr(getattr(client, resource).raw, method)
        for _ in answers:
            found.append([str(issue) for issue in raw(*arguments["path"]).issues])
print(json.dumps(found))
"""

SHOP = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.test"}],
    "paths": {
        "/orders/{id}": {
            "get": {
                "operationId": "get_order",
                "tags": ["orders"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
                ],
                "responses": {"200": {"$ref": "#/components/responses/Found"}},
            }
        }
    },
    "components": {
        "responses": {
            "Found": {
                "description": "An order.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
            }
        },
        "schemas": {
            "Order": {
                "type": "object",
                "required": ["id", "placed", "status", "kind", "buyer", "seller", "lines", "tags", "pair"],
                "properties": {
                    "id": {"type": "integer", "minimum": 1},
                    "placed": {"type": "string", "format": "date-time", "description": "When."},
                    "status": {"type": "string", "enum": ["open", "closed"]},
                    "kind": {"type": "string", "enum": ["order"]},
                    "buyer": {"$ref": "#/components/schemas/Person"},
                    "seller": {"$ref": "#/components/schemas/Person"},
                    "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
                    "tags": {"type": "object", "additionalProperties": {"type": "integer"}},
                    "pair": {"type": "array", "items": {"type": "integer"}},
                    "paid by": {
                        "oneOf": [
                            {"$ref": "#/components/schemas/Card"},
                            {"$ref": "#/components/schemas/Cash"},
                        ],
                        "discriminator": {"propertyName": "how"},
                    },
                },
            },
            "Person": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "Line": {
                "allOf": [
                    {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}},
                    {
                        "type": "object",
                        "required": ["price", "amount"],
                        "properties": {"price": {"type": "number"}, "amount": {"type": "integer"}},
                    },
                ]
            },
            "Card": {
                "type": "object",
                "required": ["how"],
                "properties": {"how": {"type": "string"}, "number": {"type": "string"}},
            },
            "Cash": {
                "type": "object",
                "required": ["how"],
                "properties": {"how": {"type": "string"}, "sum": {"type": "number"}},
            },
        },
    },
}  # fmt: skip

ORDER = {
    "id": 1,
    "placed": "2030-01-15T18:30:00Z",
    "status": "open",
    "kind": "order",
    "buyer": {"name": "Ann"},
    "seller": {"name": "Ben"},
    "lines": [{"sku": "a", "price": 1.5, "amount": 1}],
    "tags": {"blue": 1},
    "pair": [1, 2],
    "paid by": {"how": "Cash", "sum": 3},
}

DAMAGE: dict[str, dict[str, Any]] = {
    "nothing": {},
    "null": {"id": None, "buyer": None, "placed": None, "lines": [None, {"sku": None, "price": 1, "amount": 1}]},
    "another type": {"id": "seven", "pair": "1,2", "buyer": "Ann", "tags": {"blue": "1"}},
    "a number as text": {"id": "7", "pair": ["1", 2], "lines": [{"sku": 5, "price": "1.5", "amount": 1}]},
    "a date of another kind": {"placed": "yesterday at noon"},
    "a new member of an enumeration": {"status": "lost", "kind": "offer"},
    "missing": {"seller": ..., "lines": [{"sku": "a", "amount": 2}]},
    "a list for a map": {"tags": [], "buyer": []},
    "wrapped": {"lines": {"items": []}, "buyer": [{"name": "Ann"}], "pair": {"0": 1}},
    "another variant": {"paid by": {"how": "Cash", "sum": "much"}},
    "no variant": {"paid by": "cash"},
    "one inside the other": {"pair": {"0": 1}, "lines": "none", "tags": [], "id": None},
}  # fmt: skip


def specloom(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(
        cli, [str(each) for each in arguments], input=stdin, standalone_mode=False
    )


def generated(spec: Path, out: Path, *more: str | Path) -> Path:
    done = specloom("generate", "--spec", spec, "--out", out, "--target", "python", "-q", *more)
    assert done.return_value == 0, done.output
    return out / "python/src"


def issues(sdk: Path, payloads: list[Any], drift: Path, *call: Any) -> list[list[str]]:
    """Let the SDK read answers and record their misfits; return them in words."""
    ran = subprocess.run(
        [sys.executable, "-c", CALL, json.dumps([*call, str(drift)])],
        input=json.dumps(payloads),
        env={"PYTHONPATH": str(sdk)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    found: list[list[str]] = json.loads(ran.stdout)
    return found


def damaged(changes: dict[str, Any]) -> dict[str, Any]:
    merged = copy.deepcopy(ORDER) | changes
    return {key: value for key, value in merged.items() if value is not ...}


def older(spec: Any) -> Any:
    """Return a description of OpenAPI 3.1 as one of 3.0."""
    return copy.deepcopy(spec) | {"openapi": "3.0.3"}


SHOP_CALL = ("shop", "Shop", "orders.get", {"path": [1]})


@pytest.mark.parametrize("version", ["3.1", "3.0"])
def test_with_the_overlay_the_same_answers_fit(version: str, tmp_path: Path) -> None:
    spec, drift, overlay = tmp_path / "api.yaml", tmp_path / "drift.jsonl", tmp_path / "drift.yaml"
    spec.write_text(json.dumps(SHOP if version == "3.1" else older(SHOP)))
    sdk = generated(spec, tmp_path / "before")
    answers = [damaged(how) for how in DAMAGE.values()]
    seen = issues(sdk, answers, drift, *SHOP_CALL)
    fitting = [name for name, found in zip(DAMAGE, seen, strict=True) if not found]
    assert fitting == ["nothing"]

    done = specloom("drift", drift, "--spec", spec, "--out", overlay)
    assert done.return_value == 0, done.output
    sdk = generated(spec, tmp_path / "after", "--overlay", overlay)
    for name, found in zip(
        DAMAGE, issues(sdk, answers, tmp_path / "rest.jsonl", *SHOP_CALL), strict=True
    ):
        assert found == [], name

    again = specloom("drift", drift, "--spec", spec, "--overlay", overlay)
    assert "overlay:" not in again.stdout, "what is described already is no drift"


def test_the_flagship_reads_damaged_records_without_an_issue(tmp_path: Path) -> None:
    raw = json.loads(
        (ROOT / "tests/flagship/payloads/get_appointment_list.200.everything.json").read_text()
    )
    raw["data"].append(copy.deepcopy(raw["data"][0]))
    for record, kinds in zip(raw["data"], ((str, int, float, bool), (dict, list)), strict=True):
        found = [each for each in places(record) if isinstance(each[0][each[1]], kinds)]
        for count, (holder, key) in enumerate(found):
            holder[key] = (None, "some words", {"a": 1}, [7], 7.5, ...)[count % 6]
            if holder[key] is ...:
                del holder[key]
    call = ("altegio", "Altegio", "records.list",
            {"path": [1], "client": {"partner_token": "p", "user_token": "u"}})  # fmt: skip
    drift, overlay = tmp_path / "drift.jsonl", tmp_path / "drift.yaml"
    (seen,) = issues(ROOT / "generated/python/src", [raw], drift, *call)
    assert len(seen) > 80
    done = specloom("drift", drift, "--spec", FLAGSHIP, "--out", overlay)
    assert done.return_value == 0, done.output
    config = FLAGSHIP.parent / "sdk.yaml"
    sdk = generated(FLAGSHIP, tmp_path / "sdk", "--config", config, "--overlay", overlay)
    assert issues(sdk, [raw], tmp_path / "rest.jsonl", *call) == [[]]


def places(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every member of every object inside `value`, the inner ones first."""
    if isinstance(value, dict):
        for key in list(value):
            yield from places(value[key])
            yield value, key
    elif isinstance(value, list):
        for item in value:
            yield from places(item)


LINE = {"operation": "orders.get", "path": "$.id", "kind": "null", "expected": "integer", "got": "null"}  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    spec = tmp_path / "api.yaml"
    spec.write_text(json.dumps(SHOP))
    return spec


def test_lines_that_are_of_no_use_are_named_and_passed_over(shop: Path, tmp_path: Path) -> None:
    drift = tmp_path / "drift.jsonl"
    lines = [
        "{not json",
        json.dumps(LINE | {"operation": "orders.gett"}),
        json.dumps(LINE | {"path": "$.nowhere"}),
        json.dumps(LINE | {"kind": "text", "path": "$"}),
        json.dumps(LINE | {"path": "no path"}),
        json.dumps(LINE | {"path": "$['\\x']"}),
        "",
        json.dumps(LINE),
    ]
    drift.write_text("\n".join(lines))
    done = specloom("drift", drift, "--spec", shop)
    assert done.return_value == 0
    assert done.stdout.count("target:") == 1
    for number in (1, 2, 3, 4, 5, 6):
        assert f"drift.jsonl:{number}:" in done.stderr
    assert "'orders.get'" in done.stderr, "the operation that was meant is named"
    assert f"drift.jsonl:{8}:" not in done.stderr
    strict = specloom("drift", drift, "--spec", shop, "--strict")
    assert (strict.return_value, strict.stdout) == (2, "")
    drift.write_bytes(b"\x7fELF\x00\x00")
    assert specloom("drift", drift, "--spec", shop).return_value == 2, "no line was of any use"


def test_lines_come_from_several_files_and_from_the_standard_input(
    shop: Path, tmp_path: Path
) -> None:
    drift = tmp_path / "drift.jsonl"
    drift.write_text(json.dumps(LINE) + "\n")
    missing = LINE | {"path": "$.kind", "kind": "missing", "got": "nothing"}
    done = specloom("drift", drift, "-", "--spec", shop, stdin=json.dumps(missing))
    assert done.stdout.count("target:") == 2
    assert "required[?@ == 'kind']" in done.stdout


def test_what_the_fake_recorded_before_a_real_server_is_understood(
    shop: Path, tmp_path: Path
) -> None:
    drift = tmp_path / "drift.jsonl"
    line = {"operation": "get_order", "status": 200, "place": "$.lines[].sku", "kind": "type",
            "expected": "must be string", "got": "a whole number", "count": 2}  # fmt: skip
    drift.write_text(json.dumps(line))
    done = specloom("drift", drift, "--spec", shop)
    assert "$.components.schemas.Line.allOf[0].properties.sku" in done.stdout
    assert "type: [string, integer]" in done.stdout


def test_a_file_with_changes_keeps_them_and_another_file_is_left_alone(
    shop: Path, tmp_path: Path
) -> None:
    drift, overlay = tmp_path / "drift.jsonl", tmp_path / "drift.yaml"
    for path in ("$.id", "$.placed", "$.id"):
        drift.write_text(json.dumps(LINE | {"path": path}))
        assert specloom("drift", drift, "--spec", shop, "--out", overlay).return_value == 0
    assert overlay.read_text().count("target: $.components.schemas.Order.properties.id") == 1
    assert "properties.placed" in overlay.read_text()
    before = shop.read_text()
    done = specloom("drift", drift, "--spec", shop, "--out", shop)
    assert "is no overlay" in str(done.exception)
    assert shop.read_text() == before
