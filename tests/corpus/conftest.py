"""Which documents are judged, where their packages are made, and the line that sums it up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.documents import VARIABLE, batches, chosen, folder
from harness.forkserver import Forkserver
from harness.summary import line, rows
from harness.workshop import Workshop


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "corpus: judges packages made from documents of the world")


def _made(base: Path) -> Path:
    """Return the folder that all processes of this run share."""
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corpus"


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Return where packages are made and judged."""
    forkserver = Forkserver()
    yield Workshop(_made(tmp_path_factory.getbasetemp()), forkserver)
    forkserver.close()


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where this process checks types."""
    return tmp_path_factory.getbasetemp() / "checked"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    root = folder()
    documents = chosen(root) if root else []
    missing = pytest.param(
        None, id="none", marks=pytest.mark.skip(reason=f"{VARIABLE} names no folder")
    )
    if "document" in metafunc.fixturenames:
        params = [pytest.param(one, id=f"{one.parent.name}/{one.name}") for one in documents]
        metafunc.parametrize("document", params or [missing])
    if "batch" in metafunc.fixturenames:
        params = [
            pytest.param(batch, id=f"{number:02}-{batch[0].stem}")
            for number, batch in enumerate(batches(documents))
        ]
        metafunc.parametrize("batch", params or [missing])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    factory: pytest.TempPathFactory = terminalreporter.config._tmp_path_factory
    made = _made(factory.getbasetemp())
    found = rows(made)
    if found:
        terminalreporter.write_line(line(found))
