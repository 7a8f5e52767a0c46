"""Counts where an API departs from its description, over many answers.

Public: `Drift`, to be passed as `on_drift=`, and `Once`.

    with Drift("drift.jsonl") as drift:
        client = Client(..., on_drift=drift)

Each line of the file is one kind of misfit at one place of one operation's answers:
`{"operation": "records.list", "path": "$.data[].id", "kind": "type", "expected": "integer",
"got": "string \\"99\\"", "repaired": true, "count": 3}`. Values are never written unless
`values=True` asks for some examples.
"""

from __future__ import annotations

import os
import threading
import typing as t
from collections.abc import Iterable, Iterator

import msgspec

from .issues import Issue

MOST = 10_000
"""How many kinds of misfits are kept apart; a hostile server could invent more."""

_FORMS = 8
_EXAMPLES = 5
_EXAMPLE_SIZE = 200


class Finding(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One kind of misfit at one place, and how often it was seen."""

    operation: str
    path: str
    kind: str
    expected: str
    got: str
    repaired: bool = False
    count: int = 0
    examples: list[str] = []

    @property
    def key(self) -> tuple[str, ...]:
        """What tells findings apart."""
        return self.operation, self.path, self.kind, self.expected, self.got


class Drift:
    """Collects misfits; safe to share between threads, tasks and clients."""

    def __init__(self, path: str | os.PathLike[str] | None = None, *, values: bool = False) -> None:
        self.path = path
        self.values = values
        self._found: dict[tuple[str, ...], Finding] = {}
        self._forms: dict[tuple[str, ...], set[str]] = {}
        self._lock = threading.Lock()

    def __call__(self, operation: str, issues: Iterable[Issue]) -> None:
        """Count the issues of one answer."""
        with self._lock:
            for issue in issues:
                self._count(operation, issue)

    def _count(self, operation: str, issue: Issue) -> None:
        finding = Finding(
            operation=operation,
            path=issue.place or issue.path,
            kind=issue.kind,
            expected=issue.expected,
            got=self._kind_of(operation, issue),
            repaired=issue.repaired,
        )
        known = self._found.get(finding.key)
        if known is None:
            if len(self._found) >= MOST:
                return
            known = self._found[finding.key] = finding
        known.count += 1
        if self.values and len(known.examples) < _EXAMPLES:
            example = _shown(issue.value)
            if example not in known.examples:
                known.examples = [*known.examples, example]

    def _kind_of(self, operation: str, issue: Issue) -> str:
        """Return what was there, alike for all values of a kind.

        The form of a text stays where it says how the text could be read, a few forms for each place.
        """
        if issue.got.startswith("array of"):
            return "array"
        if not issue.got.startswith("string "):
            return issue.got
        if issue.kind != "format" and not issue.repaired:
            return "string"
        forms = self._forms.setdefault((operation, issue.place, issue.kind), set())
        if issue.got not in forms:
            if len(forms) >= _FORMS or len(self._forms) > MOST:
                return "string"
            forms.add(issue.got)
        return issue.got

    def findings(self) -> list[Finding]:
        """Return what was counted since the last `save`, most frequent first."""
        with self._lock:
            found = list(self._found.values())
        return sorted(found, key=lambda finding: (-finding.count, finding.key))

    def lines(self) -> Iterator[str]:
        """Yield the findings as lines of JSON."""
        for finding in self.findings():
            yield msgspec.json.encode(finding).decode()

    def save(self) -> None:
        """Add the findings to those in the file, and start to count anew."""
        if self.path is None:
            return
        with self._lock:
            if not self._found and os.path.exists(self.path):
                return
            merged = {finding.key: finding for finding in _load(self.path)}
            for key, finding in self._found.items():
                known = merged.setdefault(key, finding)
                if known is not finding:
                    known.count += finding.count
                    known.examples = [*known.examples, *finding.examples][:_EXAMPLES]
            temporary = f"{os.fspath(self.path)}.{os.getpid()}.tmp"
            with open(temporary, "wb") as file:
                file.writelines(msgspec.json.encode(merged[key]) + b"\n" for key in sorted(merged))
            os.replace(temporary, self.path)
            self._found = {}

    def __enter__(self) -> t.Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.save()


class Once:
    """Tells which issues are at a place that was not seen before: those are worth a warning."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, str]] = set()

    def fresh(self, operation: str, issues: Iterable[Issue]) -> list[Issue]:
        """Return the first issue of each place and kind that is new."""
        new: list[Issue] = []
        for issue in issues:
            key = (operation, issue.place or issue.path, issue.kind)
            if key not in self._seen and len(self._seen) < MOST:
                self._seen.add(key)
                new.append(issue)
        return new


def _load(path: str | os.PathLike[str]) -> list[Finding]:
    try:
        with open(path, "rb") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return []
    found: list[Finding] = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Finding))
        except (msgspec.MsgspecError, ValueError):
            continue  # a line that somebody else wrote is not worth the ones we understand
    return found


def _shown(value: t.Any) -> str:
    try:
        text = msgspec.json.encode(value).decode()
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= _EXAMPLE_SIZE else text[: _EXAMPLE_SIZE - 1] + "…"
