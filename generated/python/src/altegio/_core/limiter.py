"""Keeps a client below the rates that its API allows, so that it is never told to slow down."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

from .settings import Rate

# The server counts when requests arrive, not when they leave; the network may bunch them up.
MARGIN = 0.02


class Limiter:
    """Hands out moments at which a request may leave. Shared by all threads and tasks of a client."""

    def __init__(self, rates: Sequence[Rate]) -> None:
        self._lock = threading.Lock()
        self._windows = [
            (rate.seconds + MARGIN, deque[float](maxlen=rate.requests)) for rate in rates
        ]
        self._not_before = 0.0

    def reserve(self, now: float, latest: float | None) -> float | None:
        """Reserve the next free moment and return how long to wait for it.

        Returns None, and reserves nothing, if that moment is after `latest`.
        """
        with self._lock:
            moment = max(now, self._not_before)
            for seconds, taken in self._windows:
                if len(taken) == taken.maxlen:
                    moment = max(moment, taken[0] + seconds)
            if latest is not None and moment > latest:
                return None
            for _, taken in self._windows:
                taken.append(moment)
            return moment - now

    def pause(self, until: float) -> None:
        """Hand out no moment before `until`: the server has asked for a rest."""
        with self._lock:
            self._not_before = max(self._not_before, until)
