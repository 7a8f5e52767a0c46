"""The calls that a README shows: what must be given, and enough of the rest to say something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloom.diagnostics import Report
from specloom.pipeline import TEMPLATES, Choices, Inputs, build, read


def shown(folder: Path, schema: dict[str, Any], example: object = None) -> str:
    """Return the sample of an operation whose body is described by `schema`."""
    content = {"schema": schema} | ({"example": example} if example is not None else {})
    operation = {
        "operationId": "addThing",
        "tags": ["things"],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {"204": {"description": "Done."}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"post": operation}},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document))
    report = Report()
    project = read(Inputs(spec=spec), report)
    assert project is not None
    choices = Choices(out=folder / "out", targets=("python",), templates=(TEMPLATES,))
    readme = build(project, choices, report)["python"].files["README.md"].decode()
    call = readme.partition("## Every operation")[2].partition("client.")[2]
    return call.partition("\n```")[0]


def test_optional_parts_are_shown_where_nothing_else_would_be(tmp_path: Path) -> None:
    properties = {name: {"type": "string"} for name in ("colour", "size", "name")}
    example = {"name": "Ada", "size": ""}
    assert shown(tmp_path, {"type": "object", "properties": properties}, example) == (
        'things.add(size="", name="Ada")'
    )
    assert shown(tmp_path, {"type": "object", "properties": properties}) == (
        'things.add(colour="colour")'
    )


@pytest.mark.parametrize(
    ("example", "value"),
    [
        ("2030-01-15T09:30:00Z", "dt.datetime(2030, 1, 15, 9, 30, tzinfo=dt.UTC)"),
        ("2030-01-15T09:30:00", "dt.datetime(2030, 1, 15, 9, 30)"),
        (
            "2030-01-15T09:30:00+05:00",
            "dt.datetime(2030, 1, 15, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=5)))",
        ),
        (
            "2030-01-15T09:30:00-03:30",
            "dt.datetime(2030, 1, 15, 9, 30, tzinfo=dt.timezone(dt.timedelta(minutes=-210)))",
        ),
        ("tomorrow", "dt.datetime(2030, 1, 15, 14, 0, tzinfo=dt.UTC)"),
    ],
)
def test_a_moment_keeps_its_zone(tmp_path: Path, example: str, value: str) -> None:
    schema = {
        "type": "object",
        "required": ["at"],
        "properties": {"at": {"type": "string", "format": "date-time", "example": example}},
    }
    assert f"at={value}" in shown(tmp_path, schema)
