"""The generated SDK against a real server on the loopback interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sdk_driver import Loopback, Sdk, loopback


@pytest.fixture(scope="session")
def _loopback() -> Iterator[Loopback]:
    with loopback() as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def sdk(request: pytest.FixtureRequest, _loopback: Loopback) -> Iterator[Sdk]:
    """The synchronous and the asynchronous client in turn."""
    _loopback.play()
    driver = Sdk(_loopback, is_async=request.param == "async")
    yield driver
    driver.close()
