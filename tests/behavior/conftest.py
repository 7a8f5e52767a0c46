"""One server for all tests, and one way to call every client over every transport."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

# Makes `sdk_under_test` importable: the runtime's files, as an SDK contains them.
runpy.run_path(str(Path(__file__).parents[1] / "runtime" / "conftest.py"))

from either import FLAVOURS, Either  # noqa: E402
from loopback import Loopback, loopback  # noqa: E402


@pytest.fixture(scope="session")
def _server() -> Iterator[Loopback]:
    with loopback() as server:
        yield server


@pytest.fixture
def server(_server: Loopback) -> Loopback:
    _server.play()
    return _server


@pytest.fixture(params=FLAVOURS)
def either(request: pytest.FixtureRequest, server: Loopback) -> Iterator[Either]:
    """A client of each kind over each transport, closed at the end."""
    client = Either(request.param, server)
    yield client
    client.close()


@pytest.fixture(params=["sync-urllib3", "async-aiohttp"])
def usual(request: pytest.FixtureRequest, server: Loopback) -> Iterator[Either]:
    """Both clients over their default transports, for what does not depend on the transport."""
    client = Either(request.param, server)
    yield client
    client.close()
