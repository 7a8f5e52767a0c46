"""A pytest plugin with a fixture: `fake_altegio`, a fresh fake for each test.

It is found by itself once this package is installed. A marker sets its options:

    @pytest.mark.fake_altegio(quirks=True, seeded=True)
    def test_something(fake_altegio): ...
"""

from __future__ import annotations

import typing as t
from collections.abc import Iterator

import pytest

if t.TYPE_CHECKING:
    from . import FakeAltegio


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        "fake_altegio(**options): options of the fake in this test",
    )


@pytest.fixture
def fake_altegio(
    request: pytest.FixtureRequest,
) -> Iterator[FakeAltegio]:
    """A working fake of the API, empty unless a marker says otherwise."""
    from . import FakeAltegio

    marker: t.Any = request.node.get_closest_marker(
        "fake_altegio",
    )
    options: dict[str, t.Any] = dict(marker.kwargs) if marker is not None else {}
    with FakeAltegio(**options) as fake:
        yield fake
