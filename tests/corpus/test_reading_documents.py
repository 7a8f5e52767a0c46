"""Documents of the world are read, followed, validated and linted: no exception, true places."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest

from specloom.config import Config
from specloom.diagnostics import Report, Severity
from specloom.document import resolve
from specloom.messages import render_text
from specloom.rules import lint
from specloom.source import load
from specloom.validate import validate

FOLDER = os.environ.get("SPECLOOM_CORPUS")
DOCUMENTS = sorted(path for path in Path(FOLDER).glob("*/*") if path.is_file()) if FOLDER else []
NONE = pytest.param(None, marks=pytest.mark.skip(reason="SPECLOOM_CORPUS names no folder"))


def name(path: Path | None) -> str:
    return f"{path.parent.name}/{path.name}" if path else "none"


@pytest.mark.parametrize("path", DOCUMENTS or [NONE], ids=name)
def test_a_document_is_understood_without_an_error(path: Path) -> None:
    report = Report()
    found = resolve(path, report=report)
    assert found is not None
    validate(found, report)
    lint(found, Config(), report)
    errors = [each for each in report if each.severity is Severity.ERROR]
    assert errors == [], render_text(errors)
    for each in report:
        assert each.at is not None
        span = each.at.span
        assert 1 <= span.line <= span.end_line
        assert 0 <= span.column - span.excerpt_column <= max(len(span.excerpt), 1)


@pytest.mark.parametrize("path", DOCUMENTS or [NONE], ids=name)
def test_json_means_what_the_standard_parser_says(path: Path) -> None:
    report = Report()
    source = load(path, report=report)
    assert source is not None
    assert [each.code for each in report] == []
    if source.is_json:
        assert source.data == json.loads(path.read_bytes())
    else:
        # What was read from YAML survives the way through JSON: plain data, text for keys.
        assert json.loads(json.dumps(source.data, allow_nan=False)) == source.data


def _first_operation(description: dict[str, Any]) -> tuple[str, str] | None:
    for path, item in description.get("paths", {}).items():
        for method in ("get", "post", "put", "delete", "patch"):
            if isinstance(item, dict) and "responses" in item.get(method, {}):
                return path, method
    return None


@pytest.mark.parametrize(
    "path", [each for each in DOCUMENTS if each.parent.name == "real"] or [NONE], ids=name
)
def test_a_slip_of_the_fingers_in_a_real_document_is_an_error(path: Path, tmp_path: Path) -> None:
    source = load(path, report=Report())
    assert source is not None
    operation = _first_operation(source.data)
    if operation is None:
        pytest.skip("the document has no operation of its own")
    changed = copy.deepcopy(source.data)
    at = changed["paths"][operation[0]][operation[1]]
    at["responsess"] = at.pop("responses")
    entry = tmp_path / "changed.json"
    entry.write_text(json.dumps(changed, indent=1))
    report = Report()
    found = resolve(entry, report=report)
    assert found is not None
    validate(found, report)
    (error,) = (each for each in report if each.severity is Severity.ERROR)
    assert error.code == "misspelt-key"
    assert error.at is not None
    line = entry.read_text().splitlines()[error.at.span.line - 1]
    assert line.strip().startswith('"responsess"')
