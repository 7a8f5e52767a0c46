"""A file may be built to exhaust, crash or mislead whoever reads it: each command ends soon, and clearly."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import MEGABYTES, SECONDS, Commands, Ended
from exhausting import CLASSES, SECRET, lay

EVERYTHING = "SPECLOOM_HOSTILE" in os.environ
"""Run every command on every file, and generate from the largest ones."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "generate": ("generate", "--out", "out", "--spec"),
    "check": ("check", "--out", "out", "--spec"),
    "lint": ("lint", "--spec"),
    "ir": ("ir", "--spec"),
    "explain": ("explain", "A", "--spec"),
    "coverage": ("coverage",),
    "audit replay": ("audit", "replay"),
    "mock": ("mock", "--port", "0"),
    "init": ("init", "--out", "-"),
    "drift": ("drift", "drift.jsonl", "--spec"),
}
CASES = [
    (kind, name, position) for kind, files in CLASSES.items() for position, name in enumerate(files)
]

PLACE = re.compile(r"^\S.*:\d+:\d+: error: .+ \[[a-z0-9-]+\]$", re.MULTILINE)


def chosen(kind: str, position: int) -> list[str]:
    """Return the commands to run: each has its turn."""
    if EVERYTHING:
        return list(COMMANDS)
    turns = [name for name in COMMANDS if kind != "sizes" or name not in ("generate", "check")]
    turn = turns[position % len(turns)]
    return ["generate", turn] if kind == "reading" else [turn]


def judge(ended: Ended) -> None:
    """Fail unless a person could act on how a command ended."""
    assert ended.code in (0, 1, 2, 3), ended.output[-3000:]
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES
    assert "Traceback" not in ended.output
    assert "has a bug" not in ended.output
    assert SECRET not in ended.output
    assert "root:x:0" not in ended.output
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", ended.output)
    if ended.code == 3:
        assert max(map(len, ended.output.splitlines())) < 1000
        assert PLACE.search(ended.output), ended.output


@pytest.mark.parametrize(
    ("kind", "name", "position"), CASES, ids=[f"{kind}: {name}" for kind, name, _ in CASES]
)
def test_each_command_ends_soon_and_clearly(
    kind: str,
    name: str,
    position: int,
    commands: Commands,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    spec = lay(CLASSES[kind][name](), tmp_path)
    (tmp_path / "drift.jsonl").write_text("{}\n")
    names = chosen(kind, position)
    record_property(f"hostile reading: {kind}", len(names))
    for command in names:
        ended = commands.run(*COMMANDS[command], str(spec), cwd=tmp_path)
        judge(ended)
        if command == "generate":
            made = (tmp_path / "out").exists()
            assert made == (ended.code == 0)
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["secret.yaml"]
