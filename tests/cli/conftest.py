"""A folder with a description in it, and a shell there."""

from pathlib import Path

import pytest
from command_line import SHOP, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run commands in a folder that holds `openapi.yaml`."""
    found = Shell(tmp_path)
    found.write("openapi.yaml", SHOP)
    return found
