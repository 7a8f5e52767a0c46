"""The same description gives the same bytes, whatever the machine thinks of hashes, time and words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
)


def test_two_worlds_give_the_same_bytes_and_those_that_are_committed(tmp_path: Path) -> None:
    trees = []
    for number, world in enumerate(WORLDS):
        out = tmp_path / str(number) / "generated"
        subprocess.run(
            [sys.executable, "-m", "specloom", "generate", "-q", "--out", str(out)],
            cwd=ROOT,
            env={**os.environ, **world},
            check=True,
        )
        trees.append(
            {
                path.relative_to(out).as_posix(): path.read_bytes()
                for path in sorted(out.rglob("*"))
                if path.is_file()
            }
        )
    assert trees[0] == trees[1]
    committed = {
        path: (ROOT / "generated" / path).read_bytes()
        for path in trees[0]
        if (ROOT / "generated" / path).is_file()
    }
    assert trees[0] == committed
