"""Options that every test shares."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="rewrite the golden files of tests/cases with what comes out now",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how the fault matrix went: how many faults, over which clients and transports."""
    matrix: dict[str, list[bool]] = {}
    faults: set[str] = set()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            _, found, parameters = report.nodeid.partition("::test_fault[")
            if found:
                client, transport, fault = parameters.rstrip("]").split("-", 2)
                matrix.setdefault(f"{client} {transport}", []).append(outcome == "passed")
                faults.add(fault)
    if not matrix:
        return
    terminalreporter.section(f"fault matrix: {len(faults)} faults, {len(matrix)} transports")
    for flavour, results in sorted(matrix.items()):
        terminalreporter.line(f"{flavour:16} {sum(results):4} of {len(results)} as promised")
