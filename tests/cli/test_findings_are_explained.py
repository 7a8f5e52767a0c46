"""Every code that a finding may have is explained, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from command_line import Shell

import specloom
from specloom.findings import explanations

SAYING = {"error", "warning", "note", "lose", "mend", "unreadable", "Refusal", "Complaint"}


def codes() -> set[str]:
    """Return every constant that is handed to what reports a finding and looks like a code."""
    found = set()
    for file in Path(specloom.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[:1] if name not in ("Refusal", "Complaint") else []
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for value in (*first, *named) if name in SAYING else ():
                if isinstance(value, ast.Constant) and re.fullmatch("[a-z0-9-]+", str(value.value)):
                    found.add(str(value.value))
    return found


def test_every_code_is_explained_and_no_other() -> None:
    assert codes() == set(explanations())


@pytest.mark.parametrize("code", ["paging-inferred", "missing-description"])
def test_explain_knows_codes_and_rules(shell: Shell, code: str) -> None:
    said = shell("explain", code)
    assert said.code == 0
    assert said.out.startswith(code)
    assert len(said.out.splitlines()) >= 3


def test_explain_suggests_the_nearest_code(shell: Shell) -> None:
    said = shell("explain", "paging-infered")
    assert said.code == 2
    assert "paging-inferred" in said.err
