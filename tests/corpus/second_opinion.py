"""Asks openapi-core about the requests that our own judge accepted.

    SPECLOOM_CORPUS=FOLDER python tests/corpus/second_opinion.py

openapi-core needs another openapi-spec-validator than specloom, so it runs in an environment of its
own. What it refuses is printed: the two judges disagree there, and a person decides who is right.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path

from harness.documents import SAMPLE, VARIABLE
from harness.forkserver import Forkserver
from harness.peers import environment
from harness.running import Limits, run
from harness.workshop import Workshop

ROOT = Path(__file__).parents[2]
VERSION = "0.23.1"


def main(arguments: list[str]) -> None:
    """Print what openapi-core says of each document, and one line that sums it up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    named = os.environ.get(VARIABLE)
    parser.add_argument("--corpus", type=Path, default=named, help=f"a folder with real/ (default: {VARIABLE})")
    parser.add_argument("--cache", type=Path, default=ROOT / "build/second-opinion")
    parser.add_argument("--only", action="append", help="a document's name (default: the fair sample)")
    chosen = parser.parse_args(arguments)
    if chosen.corpus is None:
        parser.error(f"name a corpus, or set {VARIABLE}")
    cache = chosen.cache.resolve()
    shutil.rmtree(cache / "made", ignore_errors=True)
    python = environment("openapi-core", VERSION, cache) / "venv/bin/python"
    forkserver = Forkserver()
    workshop = Workshop(cache / "made", forkserver)
    asked = refused = 0
    for name in chosen.only or SAMPLE:
        document = (chosen.corpus / "real" / name).resolve()
        workshop.called(document)
        requests = workshop.made(document).folder / "requests.jsonl"
        count, said = ask(python, document, requests)
        asked, refused = asked + count, refused + sum(said.values())
        print(f"{name}: {count - sum(said.values())} of {count} requests accepted")
        for one, times in said.items():
            print(f"    {times}× {one}")
    forkserver.close()
    print(f"openapi-core {VERSION}: {asked - refused} of {asked} requests accepted")


def ask(python: Path, document: Path, requests: Path) -> tuple[int, Counter[str]]:
    """Return how many requests there were, and what openapi-core says of those it refuses."""
    program = Path(__file__).parent / "harness/foreign_judge.py"
    command = [str(python), "-W", "ignore", str(program), str(document), str(requests)]
    ended = run(command, limits=Limits(seconds=600, megabytes=4000))
    if ended.code:
        raise SystemExit(ended.output)
    lines = [json.loads(line) for line in ended.output.splitlines()]
    said = Counter(f"{one['operation']}: {one['said']}" for one in lines[:-1])
    return lines[-1]["requests"], said


if __name__ == "__main__":
    main(sys.argv[1:])
