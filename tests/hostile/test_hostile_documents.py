"""Attacks in every place of a description become data: packages import, nothing runs, names survive.

`SPECLOOM_HOSTILE=10000` says how many descriptions are made; every one is drawn from its number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_documents import CLASSES

DOCUMENTS = int(os.environ.get("SPECLOOM_HOSTILE", "240"))
BATCH = 250

PER_CLASS = -(-DOCUMENTS // len(CLASSES))
BATCHES = [
    (kind, first, min(first + BATCH, PER_CLASS))
    for kind in CLASSES
    for first in range(0, PER_CLASS, BATCH)
]


@pytest.mark.parametrize(
    ("kind", "first", "end"), BATCHES, ids=[f"{kind} {first}" for kind, first, _ in BATCHES]
)
def test_hostile_text_stays_data(
    kind: str,
    first: int,
    end: int,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    record_property(f"hostile documents: {kind}", end - first)
    orders = "".join(f"{kind} {seed}\n" for seed in range(first, end))
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("arena.py")), str(tmp_path)],
        input=orders,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    verdicts = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(verdicts) == end - first, run.stderr[-2000:]
    assert [one for one in verdicts if one.get("faults")] == []
    refused = [one for one in verdicts if one["ended"] == "refused"]
    assert len(refused) <= len(verdicts) // 2, refused[:3]
    left = {path.name for path in tmp_path.iterdir()} - {"tame.json"}
    assert all(name.endswith(".json") for name in left)
