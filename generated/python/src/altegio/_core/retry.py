"""When a request may be sent again, and how long to wait before."""

from __future__ import annotations

import math
import threading
import time
import typing as t
from collections.abc import Callable

from .errors import ApiError, CertificateError, ConnectionError, SdkError, TimeoutError

if t.TYPE_CHECKING:
    from .headers import Headers
    from .operation import Replay

TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530})
"""Answers that another attempt may improve."""

FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
LONGEST_RETRY_AFTER = 60.0


def backoff(attempt: int, chance: Callable[[], float] | None = None) -> float:
    """Return how long to wait after failed attempt number `attempt` (from 1).

    The wait is anywhere up to 0.5, 1, 2, 4, 8 seconds: clients that failed together must not come
    back together.
    """
    if chance is None:
        import random

        chance = random.random
    return chance() * min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (attempt - 1))


def retry_after(headers: Headers, now: Callable[[], float] = time.time) -> float | None:
    """Return the seconds that `retry-after-ms` or `Retry-After` ask for; None if absent or garbage."""
    millis = _number(headers.get("retry-after-ms"))
    if millis is not None:
        return millis / 1000
    text = headers.get("retry-after")
    if not text:
        return None
    seconds = _number(text)
    return seconds if seconds is not None else _until(text, now)


def _number(text: str | None) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _until(text: str, now: Callable[[], float]) -> float | None:
    # Dates are rare; the email package is not worth loading for anything else.
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
        return max(0.0, moment.timestamp() - now())
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


class RetryBudget:
    """Tokens that retries are paid with, so that a struggling server does not get three times the load.

    Every retry costs a token and every success earns a tenth of one; time gives some back.
    """

    def __init__(
        self, capacity: float = 20.0, per_success: float = 0.1, per_second: float = 0.2
    ) -> None:
        self._capacity = capacity
        self._tokens = capacity
        self._per_success = per_success
        self._per_second = per_second
        self._seen = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Pay for a retry; False if there is nothing left."""
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self._capacity, self._tokens + (now - self._seen) * self._per_second)
            self._seen = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True

    def earn(self) -> None:
        """Count a success."""
        # Unlocked: a lost update costs a tenth of a token, and this is on the way of every call.
        if self._tokens < self._capacity:
            self._tokens = min(self._capacity, self._tokens + self._per_success)


def may_repeat(error: SdkError, replay: Replay) -> bool:
    """Return whether a request of this replay class may be sent again after `error`."""
    match error:
        case CertificateError():
            return False
        case ConnectionError() | TimeoutError():
            if isinstance(error, TimeoutError) and error.phase == "total":
                return False
            return not error.sent or replay != "never"
        case ApiError():
            if error.status not in TRANSIENT:
                return False
            return replay != "never" or was_refused(error)
        case _:
            return False


def was_refused(error: ApiError) -> bool:
    """Return whether the answer says that the request was turned away unprocessed."""
    return error.status == 429 or (error.status == 503 and error.retry_after is not None)


def is_ambiguous(error: SdkError) -> bool:
    """Return whether the request may have taken effect although the call failed."""
    match error:
        case ConnectionError() | TimeoutError():
            return error.sent
        case ApiError():
            return error.status >= 500 and error.status not in {501, 505} and not was_refused(error)
        case _:
            return False
