"""`make demo` tells the story that it promises, with the shipped SDK against `specloom mock`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_an_appointment_is_booked_moved_marked_and_deleted_and_never_booked_twice() -> None:
    paths = os.pathsep.join((str(ROOT / "generated/python/src"), str(ROOT / "generator")))
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples/booking.py")],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    for said in (
        "#900000101  06 May 10:00  Ines with Ann: Haircut 1200  [waiting]",
        "the same as was answered: True",
        "409 Conflict: The master is busy or not working: 2030-05-06 10:30:00",
        "#900000101  06 May 12:00  Ines with Ann: Haircut 1200  [arrived]",
        "OutcomeUnknownError after 1 attempt; to find out: records.list",
        "once more, after: records.delete: 503",
        "404 Not Found",
    ):
        assert said in done.stdout
    assert done.stdout.rstrip().endswith("Mira with Ann: Haircut 1200  [waiting]")
