"""Golden cases: one idea each, with what the generator says and prints.

A case is a folder in `tests/cases/`: `spec.yaml` (or `.json`), perhaps `sdk.yaml`, and `expected/`
with `diagnostics.txt`, `ir.txt` and the files of the package that the idea shows in. `pytest
--bless` rewrites `expected/`; read the diff as if a colleague had written it.
"""

from __future__ import annotations

import ast
import difflib
import shutil
from collections.abc import Mapping
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion

from specloom.diagnostics import Report
from specloom.ir.dump import dump_text
from specloom.messages import render_text
from specloom.pipeline import TEMPLATES, Choices, Inputs, Project, build, read

CASES = Path(__file__).parent / "cases"
SHOWN = ("models/", "resources/", "inputs.py", "client.py", "errors.py", "webhooks.py")


def cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/spec.*"))


def produce(out: Path) -> dict[str, str]:
    """Return everything that the case in the current folder shows: diagnostics, the IR and the interesting files."""
    report = Report()
    config = Path("sdk.yaml")
    inputs = Inputs(spec=next(Path().glob("spec.*")), config=config if config.exists() else None)
    project = read(inputs, report)
    shown = {}
    if project is not None:
        shown["ir.txt"] = dump_text(project.api)
        shown |= printed(project, report, out)
    shown["diagnostics.txt"] = render_text(list(report), color=False)
    return {path: text for path, text in shown.items() if text.strip()}


def printed(project: Project, report: Report, out: Path) -> Mapping[str, str]:
    choices = Choices(out=out, targets=("python",), templates=(TEMPLATES,))
    trees = build(project, choices, report)
    files = {}
    for path, content in trees["python"].files.items():
        inside = path.removeprefix("src/").partition("/")[2]
        if path.startswith("src/") and inside.startswith(SHOWN) and content.strip():
            files[inside] = content.decode()
    return files


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_gives_what_it_gave_before(
    case: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = case / "expected"
    monkeypatch.chdir(case)
    now = produce(tmp_path)
    if request.config.getoption("--bless"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in now.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text)
    before = {
        str(path.relative_to(expected)): path.read_text()
        for path in sorted(expected.rglob("*"))
        if path.is_file()
    }
    assert now == before, differences(before, now, case)


def differences(before: Mapping[str, str], now: Mapping[str, str], case: Path) -> str:
    lines = [f"To accept what comes out now: pytest --bless -k {case.name}"]
    for path in sorted(before.keys() | now.keys()):
        lines += difflib.unified_diff(
            before.get(path, "").splitlines(),
            now.get(path, "").splitlines(),
            f"{case.name}/expected/{path}",
            f"{case.name} now: {path}",
            lineterm="",
        )
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_shows_one_idea(case: Path) -> None:
    text = next(case.glob("spec.*")).read_text()
    assert text.startswith("# "), "the first line says the idea as a fact"
    assert text.splitlines()[0].endswith("."), "the idea is a sentence"
    assert len(text.splitlines()) <= 40, "a case is the smallest spec that shows the idea"


def test_every_golden_file_parses_and_is_as_black_likes_it() -> None:
    mode = black.Mode(line_length=88, target_versions={TargetVersion.PY311})
    golden = sorted(CASES.glob("*/expected/**/*.py"))
    assert golden
    assert all(path.read_text().strip() for path in golden)
    for path in golden:
        text = path.read_text()
        ast.parse(text)
        assert black.format_str(text, mode=mode) == text, path
