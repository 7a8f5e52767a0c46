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
    parser.add_argument("--only", action="append", help="a document's name; may be given several times")
    chosen = parser.parse_args(arguments)
    if chosen.corpus is None:
        parser.error(f"name a corpus, or set {VARIABLE}")
    documents = sorted(path for path in (chosen.corpus / "real").resolve().glob("*") if path.is_file())
    documents = [one for one in documents if not chosen.only or one.name in chosen.only]
    cache = chosen.cache.resolve()
    scores = measure(documents, cache)
    chosen.out.write_text(page(scores))


def measure(documents: list[Path], cache: Path) -> list[Score]:
    """Return how every tool did on each document, one after the other."""
    made = cache / "made"
    shutil.rmtree(made, ignore_errors=True)
    tools = [peers.install(peer, cache / "peers") for peer in peers.PEERS]
    outcomes: dict[str, list[Outcome]] = {}
    cold = {}
    forkserver = Forkserver()
    workshop = Workshop(made, forkserver)
    for document in documents:
        print(document.name, file=sys.stderr, flush=True)
        cold[document.name] = generate(document, cache / "cold")
        try:
            workshop.called(document)
        except AssertionError as error:
            print(error, file=sys.stderr)
        outcomes[document.name] = [tool.outcome(document, LIMITS) for tool in tools]
    workshop.type_errors(documents, cache / "checked")
    forkserver.close()
    return [
        Score(
            row=row,
            facts=made / row.kind / row.document,
            seconds=cold[row.document].seconds,
            megabytes=cold[row.document].megabytes,
            peers=tuple(outcomes[row.document]),
        )
        for row in rows(made)
    ]


def generate(document: Path, out: Path) -> Run:
    """Return what the command that users give takes, in a new process."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "specloom", "generate", "--quiet", "--target", "python"]
    return run([*command, "--spec", str(document), "--out", str(out)], limits=LIMITS)


if __name__ == "__main__":
    main(sys.argv[1:])
