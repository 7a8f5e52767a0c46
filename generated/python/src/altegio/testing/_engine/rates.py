# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Limits on how often the API may be asked, counted for each address."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from .description import Rate
from .refusals import RefusedError

_CLIENTS = 10_000


class Limits:
    """Refuses with 429 what comes too fast."""

    def __init__(self, rates: Sequence[Rate]) -> None:
        self._rates = rates
        self._calls: dict[str, list[deque[float]]] = {}

    def demand(self, client: str, now: float) -> None:
        """Count a request, or raise `RefusedError` if there were too many."""
        calls = self._calls.get(client)
        if calls is None:
            if len(self._calls) >= _CLIENTS:
                self._calls.clear()
            calls = self._calls[client] = [deque() for _ in self._rates]
        for rate, times in zip(self._rates, calls, strict=True):
            while times and times[0] <= now - rate.seconds:
                times.popleft()
            if len(times) >= rate.requests:
                wait = max(1, -int(-(times[0] + rate.seconds - now) // 1))
                raise RefusedError(
                    429,
                    f"more than {rate.requests} requests in {rate.seconds:g} s",
                    headers=(("Retry-After", str(wait)),),
                )
        for times in calls:
            times.append(now)
