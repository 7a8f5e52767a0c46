"""What a client tells about its calls: events for hooks, and lines for the log."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

import msgspec

from .headers import redacted

if t.TYPE_CHECKING:
    import logging

    from .errors import SdkError
    from .transport import Request

INFO = 20
DEBUG = 10


class RequestEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A request is about to leave. Headers that carry credentials are masked; the URL has no query."""

    operation: str
    method: str
    path: str
    url: str
    attempt: int
    headers: Mapping[str, str]


class ResponseEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The head of an answer has arrived."""

    operation: str
    method: str
    path: str
    status: int
    attempt: int
    seconds: float
    headers: Mapping[str, str]
    request_id: str | None = None


class RetryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A request failed and will be sent again after `wait` seconds."""

    operation: str
    method: str
    path: str
    attempt: int
    wait: float
    error: SdkError


class Hooks(msgspec.Struct, frozen=True, kw_only=True):
    """Functions to call along the way. Those of an asynchronous client may be coroutine functions."""

    on_request: Callable[[RequestEvent], t.Any] | None = None
    on_response: Callable[[ResponseEvent], t.Any] | None = None
    on_retry: Callable[[RetryEvent], t.Any] | None = None


def visible(request: Request) -> dict[str, str]:
    """Return the headers of a request as they may be shown."""
    secret = frozenset(name.lower() for name in request.secret_headers)
    from .headers import SENSITIVE

    return dict(redacted(request.headers.items(), SENSITIVE | secret))


class Log:
    """The logger named after the package. `logging` is imported at the first call, not before."""

    __slots__ = ("_logger", "_name")

    def __init__(self, name: str) -> None:
        self._name = name
        self._logger: logging.Logger | None = None

    @property
    def logger(self) -> logging.Logger:
        """The logger itself."""
        if self._logger is None:
            import logging

            self._logger = logging.getLogger(self._name)
        return self._logger

    def request(self, request: Request, path: str, attempt: int) -> None:
        """Log the headers of a request, at DEBUG."""
        logger = self.logger
        if logger.isEnabledFor(DEBUG):
            logger.debug(
                "%s %s attempt %d, headers %s", request.method, path, attempt, visible(request)
            )

    def response(
        self, method: str, path: str, status: int, attempt: int, seconds: float, lines: t.Any
    ) -> None:
        """Log an answer: a line at INFO, its headers at DEBUG."""
        logger = self.logger
        if logger.isEnabledFor(INFO):
            logger.info(
                "%s %s -> %d, attempt %d, %.0f ms", method, path, status, attempt, seconds * 1000
            )
            if logger.isEnabledFor(DEBUG):
                logger.debug("%s %s -> %d, headers %s", method, path, status, lines)

    def failure(self, method: str, path: str, error: SdkError, attempt: int) -> None:
        """Log that no answer came, at INFO."""
        logger = self.logger
        if logger.isEnabledFor(INFO):
            logger.info("%s %s failed, attempt %d: %s", method, path, attempt, error)

    def retry(self, method: str, path: str, attempt: int, wait: float) -> None:
        """Log that a request will be sent again, at INFO."""
        logger = self.logger
        if logger.isEnabledFor(INFO):
            logger.info("%s %s again in %.2f s, after attempt %d", method, path, wait, attempt)
