"""What the tests of schemas share."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from schema_lowering import Lower, lower_schemas


@pytest.fixture
def lower(tmp_path: Path) -> Lower:
    """Return a function that lowers the component schemas in a piece of YAML."""
    return partial(lower_schemas, tmp_path)
