"""What became of one thing in a description, and of all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from specloom.diagnostics import Place


class Fate(Enum):
    """What became of something that a description says."""

    KEPT = "kept"
    """It is in the output, under the symbol that the entry names."""
    ASIDE = "set aside"
    """It is rightly not in the output; the entry says why."""
    LOST = "lost"
    """It should be in the output and cannot be; there was a warning."""
    HIDDEN = "hidden"
    """It is not in the output and nobody said so: a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a description says. `answer` is a symbol when it is kept, else the reason."""

    kind: str
    at: Place
    name: str
    fate: Fate
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The totals by kind and fate, and the entries that are not simply kept."""

    totals: Mapping[str, Mapping[Fate, int]]
    exceptions: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """How many things the description says."""
        return sum(sum(row.values()) for row in self.totals.values())

    def count(self, fate: Fate) -> int:
        """Return how many of them have this fate."""
        return sum(row.get(fate, 0) for row in self.totals.values())

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost, said or unsaid."""
        return self.count(Fate.LOST) + self.count(Fate.HIDDEN) == 0

    @property
    def percent(self) -> float:
        """The share of things that are in the output or rightly are not; 100 only if all are."""
        if self.is_whole:
            return 100.0
        missing = self.count(Fate.LOST) + self.count(Fate.HIDDEN)
        return min(99.9, int(1000 * (self.total - missing) / self.total) / 10)

    def text(self) -> str:
        """Return a table of the totals, then every loss with its reason."""
        heads = [fate.value for fate in Fate]
        width = max([len(kind) for kind in self.totals] + [len("total")])
        lines = [f"{'':{width}}  " + "  ".join(f"{head:>9}" for head in heads)]
        for kind, row in self.totals.items():
            lines.append(_row(kind, [row.get(fate, 0) for fate in Fate], width))
        lines.append(_row("total", [self.count(fate) for fate in Fate], width))
        for fate in (Fate.HIDDEN, Fate.LOST):
            found = [entry for entry in self.exceptions if entry.fate is fate]
            if found:
                lines += ["", f"{fate.value.capitalize()}:"]
            lines += [f"  {entry.at.pointer}: {entry.name}: {entry.answer}" for entry in found]
        lines += ["", f"{self.percent:g} % of {self.total:,} are accounted for."]
        return "\n".join(lines) + "\n"

    def data(self) -> dict[str, Any]:
        """Return the same as JSON data."""
        return {
            "percent": self.percent,
            "total": self.total,
            "totals": {
                kind: {fate.value: count for fate, count in row.items()}
                for kind, row in self.totals.items()
            },
            "exceptions": [
                {
                    "kind": entry.kind,
                    "at": entry.at.pointer,
                    "name": entry.name,
                    "fate": entry.fate.value,
                    "reason": entry.answer,
                }
                for entry in self.exceptions
            ],
        }


def summed(entries: Iterable[Entry]) -> Ledger:
    """Return the ledger of `entries`."""
    totals: dict[str, Counter[Fate]] = {}
    exceptions = []
    for entry in entries:
        totals.setdefault(entry.kind, Counter())[entry.fate] += 1
        if entry.fate is not Fate.KEPT:
            exceptions.append(entry)
    return Ledger(totals=totals, exceptions=tuple(exceptions))


def _row(name: str, counts: list[int], width: int) -> str:
    return f"{name:{width}}  " + "  ".join(f"{count or '·':>9}" for count in counts)
