"""Methods travel as they are written, also those that nobody has heard of."""

from __future__ import annotations

import pytest
from either import Either
from loopback import answer
from sdk_under_test import _core


@pytest.mark.parametrize("method", ["GET", "QUERY", "COPY", "link", "Purge"])
def test_a_method_keeps_its_case(either: Either, method: str) -> None:
    operation: _core.Operation[None] = _core.Operation(
        name="things.do", method=method, path="/things", responses={"204": _core.Empty()}
    )
    either.server.play(answer(204))
    either.call(operation)
    assert either.server.methods == [method]
