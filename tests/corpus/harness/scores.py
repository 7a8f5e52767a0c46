"""The page with the scores: a table for specloom, a table for its peers, what is not perfect."""

from __future__ import annotations

import json
import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import specloom

from .documents import IMPERFECT
from .peers import PEERS, Outcome
from .summary import Row

_HEAD = """\
# Scoreboard

What specloom and two peers make of {documents} descriptions that companies publish of their APIs.
Made by `make scoreboard` ({program}); do not edit.

* specloom {version}, {peers}; CPython {python}, on one machine.
* *Seconds* are of processor time, and *MB* the largest resident memory, of a new process that generates, from its start
  to its end. A machine that does other work as well makes them longer, for everybody.
* *Called*: operations whose method was called four times (sync, async, raw and parsed, with all and
  with the required values), whose request arrived as described, and whose answer was read without
  an issue.
* *Losses*: what `specloom coverage` says it could not express. *Type errors*: of `mypy --strict`.
* *Lost* operations of a peer have no function in its package. datamodel-code-generator makes
  models alone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How every tool did on one document."""

    row: Row
    facts: Path
    peers: tuple[Outcome, ...]


def page(scores: Sequence[Score]) -> str:
    """Return the page as Markdown."""
    head = _HEAD.format(
        documents=len(scores),
        program="`tests/corpus/scoreboard.py`",
        version=specloom.__version__,
        peers=", ".join(f"{peer.distribution} {peer.version}" for peer in PEERS),
        python=platform.python_version(),
    )
    parts = [head, *_ours(scores), *_theirs(scores), *_imperfect(scores)]
    return "\n".join(parts).rstrip() + "\n"


def _table(titles: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(titles) + " |"
    yield "|---" + "|--:" * (len(titles) - 1) + "|"
    for line in lines:
        yield "| " + " | ".join(str(cell) for cell in line) + " |"
    yield ""


def _ours(scores: Sequence[Score]) -> Iterator[str]:
    yield "## specloom"
    yield ""
    titles = ["document", "operations", "called", "models", "losses", "type errors", "seconds", "MB"]
    lines: list[list[object]] = [
        [
            score.row.document,
            _shown(score.row.operations),
            _shown(score.row.called),
            _shown(score.row.models),
            _shown(score.row.losses),
            _shown(score.row.type_errors),
            f"{score.row.seconds:.1f}",
            f"{score.row.megabytes:.0f}",
        ]
        for score in scores
    ]
    rows = [score.row for score in scores]
    totals: list[object] = [
        f"**{len(scores)} documents**",
        sum(row.operations or 0 for row in rows),
        sum(row.called or 0 for row in rows),
        sum(row.models or 0 for row in rows),
        sum(row.losses or 0 for row in rows),
        sum(row.type_errors or 0 for row in rows),
        f"{sum(score.row.seconds for score in scores):.0f}",
        f"max {max((score.row.megabytes for score in scores), default=0):.0f}",
    ]
    yield from _table(titles, [*lines, totals])


def _theirs(scores: Sequence[Score]) -> Iterator[str]:
    for number, peer in enumerate(PEERS):
        counts = peer.operation is not None
        yield f"## {peer.distribution} {peer.version}"
        yield ""
        made = ["operations", "lost"] if counts else ["models"]
        titles = ["document", "ended", *made, "imports", "seconds", "MB", "seconds to ours"]
        lines = [_their_line(score, score.peers[number], counts) for score in scores]
        outcomes = [score.peers[number] for score in scores]
        yield from _table(titles, [*lines, _their_totals(scores, outcomes, counts)])


def _their_line(score: Score, outcome: Outcome, counts: bool) -> list[object]:
    operations = score.row.operations or 0
    made: list[object] = [outcome.made, operations - outcome.made] if counts else [outcome.made]
    return [
        score.row.document,
        outcome.ending,
        *made,
        "yes" if outcome.imports else "**no**",
        f"{outcome.seconds:.1f}",
        f"{outcome.megabytes:.0f}",
        f"{outcome.seconds / score.row.seconds:.1f}×",
    ]


def _their_totals(
    scores: Sequence[Score], outcomes: Sequence[Outcome], counts: bool
) -> list[object]:
    done = sum(one.ending == "done" for one in outcomes)
    total = sum(one.made for one in outcomes)
    lost = sum(score.row.operations or 0 for score in scores) - total
    seconds = sum(one.seconds for one in outcomes)
    ours = sum(score.row.seconds for score in scores)
    return [
        f"**{len(outcomes)} documents**",
        f"{done} done",
        *([total, lost] if counts else [total]),
        f"{sum(one.imports for one in outcomes)} do",
        f"{seconds:.0f}",
        f"max {max((one.megabytes for one in outcomes), default=0):.0f}",
        f"{seconds / ours:.1f}×" if ours else "",
    ]


def _imperfect(scores: Sequence[Score]) -> Iterator[str]:
    yield "## What is not perfect"
    yield ""
    found = [line for score in scores for line in _faults(score)]
    yield from found or ["Every operation of every document works, and nothing was lost."]


def _faults(score: Score) -> Iterator[str]:
    row = score.row
    if row.refused:
        yield f"* {row.document}: refused ({', '.join(sorted(set(row.refused)))})"
        return
    if row.type_errors:
        yield f"* {row.document}: {row.type_errors} type errors"
    if row.called != row.operations:
        known = IMPERFECT.get(row.document, {})
        wrong = [
            f"`{operation}` ({known.get(operation, kinds)})"
            for operation, kinds in sorted(_failures(score.facts).items())
        ]
        yield f"* {row.document}: {', '.join(wrong) or 'not called'}"
    if row.losses:
        losses = json.loads((score.facts / "facts.json").read_text())["losses"]
        reasons = Counter(re.sub("'.*'", "'…'", one["reason"]) for one in losses)
        said = "; ".join(f"{count}× {reason}" for reason, count in sorted(reasons.items()))
        yield f"* {row.document}: {row.losses} of its parts lost, each said by the ledger: {said}"


def _failures(folder: Path) -> dict[str, str]:
    path = folder / "calls.json"
    found: dict[str, set[str]] = {}
    for one in json.loads(path.read_text())["failures"] if path.exists() else ():
        found.setdefault(one["operation"], set()).add(one["kind"])
    return {operation: ", ".join(sorted(kinds)) for operation, kinds in found.items()}


def _shown(value: int | None) -> str:
    return "–" if value is None else str(value)
