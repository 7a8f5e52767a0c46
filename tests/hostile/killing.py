"""Kills writers at random moments and looks at what they left: a program of its own.

    python killing.py FOLDER KILLS

Each writer exchanges two targets back and forth. On standard output: how often the folder held the
old tree whole, the new one whole, or a mix, by signal.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from specloom.cli.app import _stop
from specloom.emit.tree import MANIFEST, Tree
from specloom.emit.write import write

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
FILES = 20


def trees(number: int) -> dict[str, Tree]:
    body = str(number).encode()
    files = {f"src/{i}.py": body for i in range(FILES)} | {f"only{number % 2}": body}
    return {"python": Tree(files=files), "docs": Tree(files={"a": body, "b": body})}


def keep_writing(out: Path, started: int, number: int) -> None:
    """Write one tree after the other, as the command would, until a signal comes."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        while True:
            write(trees(number), out)
            os.write(started, b".")
            number += 1
    finally:
        os._exit(0)


def state(out: Path) -> str:
    """Return what the folder holds: the one number in all of its files, or that it is a mix."""
    found = [path for path in out.rglob("*") if path.is_file() and path.name != MANIFEST]
    texts = {path.read_text() for path in found}
    whole = len(found) == FILES + 3 and len(texts) == 1 and len([*out.rglob(MANIFEST)]) == 2
    return texts.pop() if whole else "mixed"


def kill_one(out: Path, number: int, moment: float, sent: signal.Signals) -> str:
    """Kill a writer `moment` seconds after its first tree, and return what it left."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        keep_writing(out, writing, number)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(moment)
    os.kill(child, sent)
    os.waitpid(child, 0)
    os.close(reading)
    return state(out)


def main(folder: Path, kills: int) -> None:
    """Kill, look, count; at last, see that the next run removes what the killed ones left."""
    out = folder / "out"
    moments = random.Random(7)
    tally: dict[str, Counter[str]] = {each.name: Counter() for each in SIGNALS}
    number = 0
    for turn in range(kills):
        sent = SIGNALS[turn % len(SIGNALS)]
        left = kill_one(out, number, moments.random() * 0.03, sent)
        tally[sent.name]["mixed" if left == "mixed" else "whole"] += 1
        number = number + 1000 if left == "mixed" else int(left) + 1
    write(trees(number), out)
    tally["afterwards"] = Counter(
        {"swept": int([path.name for path in folder.iterdir()] == ["out"])}
    )
    print(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
