"""Where a value travels in a request."""

from __future__ import annotations

from enum import Enum


class In(Enum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
