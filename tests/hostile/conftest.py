"""One process that runs commands, and what was tried in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from commands import Commands


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    """Return what runs commands of specloom within limits."""
    running = Commands()
    yield running
    running.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was tried of each class of attacks, and how much of it was held."""
    tried: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for kind, count in getattr(report, "user_properties", ()):
                if kind.startswith("hostile "):
                    tried[kind] += count
                    held[kind] += count if outcome == "passed" else 0
    if tried:
        terminalreporter.section("hostile input")
        for kind in sorted(tried):
            name = kind.removeprefix("hostile ")
            terminalreporter.line(f"{name:34} {held[kind]:6} of {tried[kind]} held")
