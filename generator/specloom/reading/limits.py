"""How much a description may ask of the machine that reads it.

Each limit is several times what the largest published descriptions need.
"""

from __future__ import annotations

MAX_BYTES = 100_000_000
"""GitHub's description, the largest that we know, has 13 million."""

MAX_DEPTH = 200
"""Brackets or indentations inside each other; published descriptions stay below 50."""

MAX_VALUES = 5_000_000
"""Values after every alias is expanded: what stops a file that doubles itself line by line."""

MAX_DIGITS = 400
"""Digits of one number; the largest double has 309."""
