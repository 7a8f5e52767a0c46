"""What went wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Severity(Enum):
    """How much a finding matters: an error stops the run, a warning says what we did instead."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a file; lines and columns count from 1.

    `excerpt` is the first line as written, from `excerpt_column` on when the line is long.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str = ""
    excerpt_column: int = 1


class Place(Protocol):
    """Somewhere in a source file.

    Positions cost time to compute, so a place knows how to find its span and does so only when asked.
    """

    @property
    def span(self) -> Span: ...

    @property
    def pointer(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding, written for the person who has the description open."""

    severity: Severity
    code: str
    text: str
    at: Place | None = None
    help: str | None = None
    notes: tuple[tuple[str, Place], ...] = ()


@dataclass(slots=True)
class Report:
    """Collects findings in the order in which they were made; equal findings count once."""

    strict: bool = False
    _found: list[Diagnostic] = field(default_factory=list)
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def failed(self) -> bool:
        """Whether anything was found that must stop the run."""
        return any(found.severity is Severity.ERROR for found in self._found)

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep `diagnostic` unless the same was already said of the same place."""
        at = diagnostic.at
        key = (diagnostic.code, diagnostic.text, at.pointer if at else "")
        if key not in self._seen:
            self._seen.add(key)
            self._found.append(diagnostic)

    def error(
        self,
        code: str,
        *,
        text: str,
        at: Place | None = None,
        help: str | None = None,
        note: tuple[str, Place] | None = None,
    ) -> None:
        """Report what must be fixed before anything can be generated."""
        self._report(Severity.ERROR, code, text, at, help, note)

    def warning(
        self,
        code: str,
        *,
        text: str,
        at: Place | None = None,
        help: str | None = None,
        note: tuple[str, Place] | None = None,
    ) -> None:
        """Report what was degraded or guessed, and how; in strict mode this is an error."""
        severity = Severity.ERROR if self.strict else Severity.WARNING
        self._report(severity, code, text, at, help, note)

    def note(
        self, code: str, *, text: str, at: Place | None = None, help: str | None = None
    ) -> None:
        """Report something worth knowing that needs no action."""
        self._report(Severity.NOTE, code, text, at, help, None)

    def _report(
        self,
        severity: Severity,
        code: str,
        text: str,
        at: Place | None,
        help: str | None,
        note: tuple[str, Place] | None,
    ) -> None:
        notes = (note,) if note else ()
        self.add(Diagnostic(severity=severity, code=code, text=text, at=at, help=help, notes=notes))
