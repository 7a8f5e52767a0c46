"""What the tests of operations share."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from operation_lowering import Describe, describe


@pytest.fixture(name="describe")
def describe_here(tmp_path: Path) -> Describe:
    """Return a function that lowers a document with the paths in a piece of YAML."""
    return partial(describe, tmp_path)
