"""What a person sees while a command runs, and how findings are shown."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator

import click

from specloom import __version__, messages
from specloom.diagnostics import Diagnostic, Severity
from specloom.rules import all_rules

FORMATS = ("text", "github", "json", "sarif")


class Spinner:
    """Says on a terminal what is going on, once it takes longer than a moment; silent elsewhere."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False
        self._on = sys.stderr.isatty() and not os.environ.get("CI")

    def __call__(self, stage: str) -> None:
        if self._on and time.monotonic() - self._started > 0.5:
            click.echo(f"\r\x1b[2K{stage} …", err=True, nl=False)
            self._shown = True

    @property
    def seconds(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self._started

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self._shown:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._shown = False


@contextlib.contextmanager
def progress() -> Iterator[Spinner]:
    """Give a spinner that clears its line however the work ends."""
    spinner = Spinner()
    try:
        yield spinner
    finally:
        spinner.clear()


def show(
    report: Iterable[Diagnostic],
    *,
    form: str = "text",
    quiet: bool = False,
    notes: bool = True,
    limit: int | None = None,
) -> None:
    """Print the findings: text for people on stderr, what machines read on stdout.

    People see at most `limit` warnings and notes of each code; machines get all.
    """
    found = [one for one in report if not quiet or one.severity is Severity.ERROR]
    match form:
        case "json":
            click.echo(messages.render_json(found), nl=False)
        case "sarif":
            rules = {rule.id: rule.summary for rule in all_rules()}
            click.echo(messages.render_sarif(found, version=__version__, rules=rules), nl=False)
        case "github":
            click.echo(messages.render_github(found), nl=False)
        case _:
            told = [one for one in found if notes or one.severity is not Severity.NOTE]
            color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
            click.echo(messages.render_text(told, color=color, limit=limit), err=True, nl=False)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `3 operations`, `1 operation`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
