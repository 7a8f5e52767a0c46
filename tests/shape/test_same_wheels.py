"""A wheel is the same bytes wherever and whenever it is built."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECTS = {
    "specloom": (ROOT, ("generator", "templates", "pyproject.toml", "README.md", "LICENSE")),
    "altegio": (ROOT / "generated/python", ("src", "pyproject.toml", "README.md", "LICENSE")),
}
IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info")


def built(project: str, folder: Path, *, day: int) -> str:
    """Build a copy of `project` whose files are all of the same day; return the wheel's digest."""
    home, parts = PROJECTS[project]
    folder.mkdir(parents=True)
    for part in parts:
        source = home / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=IGNORED)
        elif source.exists():
            shutil.copy(source, folder / part)
    for path in folder.rglob("*"):
        os.utime(path, (day * 86_400, day * 86_400))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "wheels"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "wheels").glob("*.whl")
    return f"{wheel.name} {hashlib.sha256(wheel.read_bytes()).hexdigest()}"


@pytest.mark.parametrize("project", PROJECTS)
def test_a_wheel_is_the_same_bytes_twice(project: str, tmp_path: Path) -> None:
    one = built(project, tmp_path / "here", day=10_000)
    other = built(project, tmp_path / "some/where/else", day=20_000)
    assert one == other


def test_what_is_installed_for_development_is_pinned_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = (project["project"]["dependencies"], *project["dependency-groups"].values())
    wanted = {re.split(r"[<>=!~\[; ]", line)[0].lower() for group in groups for line in group}
    pinned = (ROOT / "requirements/dev.txt").read_text()
    missing = {name for name in wanted if not re.search(rf"^{name}==", pinned, re.MULTILINE)}
    assert missing == set(), "run: make requirements"
    for name in ("run.txt", "dev.txt"):
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        packages = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert packages
        assert all("==" in line and line.endswith("\\") for line in packages)
        assert sum("--hash=sha256:" in line for line in lines) >= len(packages)
