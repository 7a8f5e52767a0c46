"""What the codes of findings mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("findings.yaml")


@cache
def explanations() -> Mapping[str, str]:
    """Return the explanation of each code that is not a house rule."""
    found: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
