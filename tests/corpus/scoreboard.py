"""Writes docs/scoreboard.md: what specloom and its peers make of each document of a corpus.

    SPECLOOM_CORPUS=FOLDER python tests/corpus/scoreboard.py

The peers run in environments of their own, which are made in the cache folder. What a peer made of
a document is measured once and kept there; specloom is measured anew each time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from harness import peers
from harness.documents import VARIABLE
from harness.forkserver import Forkserver
from harness.peers import Outcome
from harness.running import Limits, Run, run
from harness.scores import Score, page
from harness.summary import rows
from harness.workshop import Workshop

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=600, megabytes=8000)


def main(arguments: list[str]) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    named = os.environ.get(VARIABLE)
    parser.add_argument("--corpus", type=Path, default=named, help=f"a folder with real/ (default: {VARIABLE})")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/scoreboard.md")
    parser.add_argument("--cache", type=Path, default=ROOT / "build/scoreboard")
    parser.add_argument("--jobs", type=int, default=1, help="documents at a time (default: 1)")
    parser.add_argument("--only", action="append", help="a document's name; may be given several times")
    chosen = parser.parse_args(arguments)
    if chosen.corpus is None:
        parser.error(f"name a corpus, or set {VARIABLE}")
    documents = sorted(path for path in (chosen.corpus / "real").resolve().glob("*") if path.is_file())
    documents = [one for one in documents if not chosen.only or one.name in chosen.only]
    scores = measure(documents, chosen.cache.resolve(), chosen.jobs)
    chosen.out.write_text(page(scores))


class Fresh(Forkserver):
    """Generates in a new process, as a user does, so that its start is measured too."""

    def run(self, work: str, *arguments: Path, limits: Limits) -> Run:
        if work != "generate":
            return super().run(work, *arguments, limits=limits)
        command = [sys.executable, "-m", "harness.producing", *map(str, arguments)]
        return run(command, limits=limits, cwd=Path(__file__).parent)


def measure(documents: list[Path], cache: Path, jobs: int) -> list[Score]:
    """Return how every tool did on each document."""
    made = cache / "made"
    shutil.rmtree(made, ignore_errors=True)
    tools = [peers.install(peer, cache / "peers") for peer in peers.PEERS]

    def judge(document: Path) -> tuple[Outcome, ...]:
        fresh = Fresh()
        try:
            Workshop(made, fresh).called(document)
        except AssertionError as error:
            print(error, file=sys.stderr)
        fresh.close()
        print(document.name, file=sys.stderr, flush=True)
        return tuple(tool.outcome(document, LIMITS) for tool in tools)

    with ThreadPoolExecutor(jobs) as pool:
        outcomes = dict(zip((one.name for one in documents), pool.map(judge, documents), strict=True))
    Workshop(made, Fresh()).type_errors(documents, cache / "checked")
    return [
        Score(row=row, facts=made / row.kind / row.document, peers=outcomes[row.document])
        for row in rows(made)
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
