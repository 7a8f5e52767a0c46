# Part of specloom, copied with the package that it serves.
# pyright: basic
"""A request that is not answered as asked, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problems import Problem


class RefusedError(Exception):
    """The request is answered with the failure `status`.

    `reason` is for the person who wrote the request; `message` replaces the API's own sentence for
    this status; `words` fill the gaps in it.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        *,
        problems: tuple[Problem, ...] = (),
        message: str | None = None,
        words: Mapping[str, Any] | None = None,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.problems = problems
        self.message = message
        self.words = words or {}
        self.headers = headers
