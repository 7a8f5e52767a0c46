# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The calls that were answered, for assertions: the latest ones, within a bound of memory."""

from __future__ import annotations

from collections import deque

import msgspec

from .messages import Call

_BYTES = 4_000_000
_BODY = 100_000


class Journal:
    """Keeps the latest calls; the oldest are forgotten first."""

    def __init__(self, limit: int = 1_000) -> None:
        self._limit = limit
        self._calls: deque[tuple[Call, int]] = deque()
        self._bytes = 0

    def add(self, call: Call) -> None:
        """Keep a call; a body beyond 100 kB is cut."""
        size = _size(call)
        if size > _BODY:
            request, response = call.request, call.response
            call = msgspec.structs.replace(
                call,
                request=msgspec.structs.replace(request, body=request.body[:_BODY]),
                response=msgspec.structs.replace(response, body=response.body[:_BODY]),
            )
            size = _size(call)
        self._calls.append((call, size))
        self._bytes += size
        while len(self._calls) > self._limit or (self._bytes > _BYTES and len(self._calls) > 1):
            self._bytes -= self._calls.popleft()[1]

    def all(self) -> list[Call]:
        """Return the calls, the oldest first."""
        return [call for call, _ in self._calls]

    def clear(self) -> None:
        """Forget every call."""
        self._calls.clear()
        self._bytes = 0


def _size(call: Call) -> int:
    request = call.request
    return len(request.body) + len(call.response.body) + len(request.path) + len(request.query)
