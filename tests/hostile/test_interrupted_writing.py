"""Signals, full disks and folders that cannot be written leave the old tree or the new one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

KILLS = 200 if "SPECLOOM_HOSTILE" in os.environ else 30

NAMESPACE = ["unshare", "--map-root-user", "--mount"]

FAULTS = """
import resource, subprocess, sys
from pathlib import Path
from specloom.emit.tree import Tree
from specloom.emit.write import WriteError, write

def fill(text, count=4):
    return {"python": Tree(files={f"src/{n}.py": text.encode() for n in range(count)})}

def attempt(trees, out):
    try:
        write(trees, out)
    except WriteError as error:
        return str(error)
    raise AssertionError("nothing was refused")

def holds(out, text):
    found = [path.read_text() for path in (out / "python/src").iterdir()]
    assert found == [text] * 4, found
    assert [path.name for path in out.parent.iterdir()] == ["out"]

folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", folder], check=True)
out = folder / "out"
write(fill("old"), out)
assert "the disk is full" in attempt(fill("x" * 200_000), out)
holds(out, "old")
assert "the disk is full" in attempt(fill("new", 600), out)
holds(out, "old")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
assert "as it was" in attempt(fill("y" * 2000), out)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
holds(out, "old")
subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
assert "not allowed" in attempt(fill("new"), out)
holds(out, "old")
subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
write(fill("new"), out)
holds(out, "new")
print("held")
"""


def test_a_writer_that_is_stopped_leaves_one_whole_tree(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("hostile writing: kills", KILLS)
    program = Path(__file__).with_name("killing.py")
    run = subprocess.run(
        [sys.executable, str(program), str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        check=True,
    )
    tally = json.loads(run.stdout)
    print(tally)
    assert {signal: found.get("mixed", 0) for signal, found in tally.items()} == {
        "SIGKILL": 0,
        "SIGTERM": 0,
        "SIGINT": 0,
        "afterwards": 0,
    }
    assert sum(found.get("whole", 0) for found in tally.values()) == KILLS
    assert tally["afterwards"] == {"swept": 1}


def test_a_full_disk_and_a_folder_for_reading_only_change_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if not shutil.which("unshare") or subprocess.run([*NAMESPACE, "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of their own")
    record_property("hostile writing: faults", 4)
    run = subprocess.run(
        [*NAMESPACE, sys.executable, "-c", FAULTS, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "held\n", run.stderr
