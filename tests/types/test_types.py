"""Type checkers find nothing in the package, accept right calls and refuse wrong ones."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.diagnostics import Report
from specloom.pipeline import Inputs, build, choose, read

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGE = ROOT / "generated/python/src"

WITHOUT_MODELS = """
openapi: 3.1.0
info: {title: Bell, version: "1"}
paths: {/ring: {post: {responses: {"204": {description: Rung.}}}}}
"""

pytestmark = pytest.mark.xdist_group("types")


def mypy(*paths: Path, cwd: Path = PACKAGE) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary", *paths],
        cwd=cwd,
        env={"MYPYPATH": str(PACKAGE), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def pyright(folder: Path, checked: Path, rules: str = "strict") -> list[dict[str, object]]:
    """Return the errors that pyright finds in a copy of `checked`."""
    if checked.is_dir():
        shutil.copytree(checked, folder / checked.name)
    else:
        shutil.copy(checked, folder)
    config = {
        "include": [checked.name],
        "extraPaths": [] if checked.is_dir() else [str(PACKAGE)],
        "typeCheckingMode": rules,
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(config))
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pyright", "--outputjson"),
            *(f"--pythonpath={sys.executable}", f"--project={folder}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    body = json.loads(run.stdout)
    assert body["summary"]["filesAnalyzed"] > 0, run.stdout
    return [one for one in body["generalDiagnostics"] if one["severity"] == "error"]


def marked() -> set[int]:
    lines = (HERE / "wrong.py").read_text().splitlines()
    return {number for number, line in enumerate(lines, 1) if "# wrong:" in line}


def test_mypy_finds_nothing_in_the_package() -> None:
    assert mypy(PACKAGE / "altegio") == (0, "")


def test_pyright_finds_nothing_in_the_package(tmp_path: Path) -> None:
    assert pyright(tmp_path, PACKAGE / "altegio") == []


def test_mypy_finds_nothing_in_a_package_without_models(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(WITHOUT_MODELS)
    inputs, report = Inputs(spec=spec), Report()
    project = read(inputs, report)
    assert project is not None
    choices = choose(project.config, inputs, out=tmp_path, targets=("python",))
    assert not isinstance(choices, str)
    (tree,) = build(project, choices, report).values()
    (tmp_path / "models.py").write_bytes(tree.files["src/bell/models/__init__.py"])
    assert mypy(tmp_path / "models.py") == (0, "")


def test_mypy_accepts_right_calls() -> None:
    assert mypy(HERE / "right.py") == (0, "")


def test_pyright_accepts_right_calls(tmp_path: Path) -> None:
    assert pyright(tmp_path, HERE / "right.py") == []


def test_mypy_refuses_every_wrong_call() -> None:
    code, said = mypy(HERE / "wrong.py")
    assert code == 1
    refused = {int(line) for line in re.findall(r"wrong\.py:(\d+): error", said)}
    assert refused == marked(), said


def test_pyright_refuses_every_wrong_call(tmp_path: Path) -> None:
    errors = pyright(tmp_path, HERE / "wrong.py", rules="standard")
    refused = {int(str(one["range"]["start"]["line"])) + 1 for one in errors}  # type: ignore[index]
    assert refused == marked(), errors


def test_ruff_finds_nothing_in_the_package() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", str(PACKAGE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_ruff_and_mypy_find_nothing_in_the_generator() -> None:
    check = [sys.executable, "-m", "ruff", "check", "generator", "tests", "benchmarks"]
    ruff = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ruff.returncode == 0, ruff.stdout
    run = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def as_program(readme: Path) -> str:
    """Return the Python of a page as one program, each sample in a function of its own."""
    lines = ["from altegio import Altegio"]
    samples = re.findall(r"^```python\n(.*?)^```", readme.read_text(), re.DOTALL | re.MULTILINE)
    # The package of a reader's own description does not exist here.
    samples = [sample for sample in samples if "from shop import" not in sample]
    assert samples
    for number, sample in enumerate(samples):
        lines.append(f"def sample_{number}(client: Altegio, body: bytes) -> None:")
        lines += [f"    {line}" for line in sample.splitlines()]
    return "\n".join(lines)


@pytest.mark.parametrize("readme", ["README.md", "generated/python/README.md"])
def test_what_a_readme_shows_is_accepted(readme: str, tmp_path: Path) -> None:
    program = tmp_path / "shown.py"
    program.write_text(as_program(ROOT / readme))
    assert mypy(program) == (0, "")
