"""How a client behaves, as far as its user may choose; a client with other options is a copy of it."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

import msgspec

from .errors import InvalidArgumentError
from .settings import Settings, Timeout

if t.TYPE_CHECKING:
    from .hooks import RequestEvent, ResponseEvent, RetryEvent
    from .issues import Issue

OnDrift: t.TypeAlias = "Callable[[str, tuple[Issue, ...]], t.Any]"
"""What is told of misfits: the operation and its issues. `Drift` is one."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Every choice of a client, none of them a secret except perhaps `headers`."""

    timeout: Timeout
    attempts: int
    headers: Mapping[str, str] = {}
    strict: bool = False
    keep_unknown: bool = False
    rate_limit: bool = True
    follow_redirects: int = 0
    max_response_bytes: int = 100_000_000
    on_drift: OnDrift | None = None
    on_request: Callable[[RequestEvent], t.Any] | None = None
    on_response: Callable[[ResponseEvent], t.Any] | None = None
    on_retry: Callable[[RetryEvent], t.Any] | None = None

    def __repr__(self) -> str:
        return f"Options(timeout={self.timeout}, attempts={self.attempts}, strict={self.strict})"


def initial(settings: Settings, changes: Mapping[str, t.Any]) -> Options:
    """Return the options of a new client: what the API wants, and the user's changes."""
    options = Options(
        timeout=settings.timeouts,
        attempts=settings.attempts,
        max_response_bytes=settings.max_response_bytes,
    )
    return changed(options, settings, changes)


def changed(options: Options, settings: Settings, changes: Mapping[str, t.Any]) -> Options:
    """Return `options` with the changes whose value is not None. Headers are added to the old ones."""
    new = {key: value for key, value in changes.items() if value is not None}
    if "timeout" in new:
        new["timeout"] = as_timeout(new["timeout"], settings.timeouts)
    retries = new.pop("max_retries", None)
    if retries is not None:
        if not isinstance(retries, int) or retries < 0:
            raise InvalidArgumentError("max_retries is how many times to try again: 0, 1, 2 …")
        new["attempts"] = retries + 1
    if "headers" in new:
        new["headers"] = {**options.headers, **checked_headers(new["headers"])}
    if "follow_redirects" in new:
        new["follow_redirects"] = {True: 5, False: 0}.get(
            new["follow_redirects"], new["follow_redirects"]
        )
    return msgspec.structs.replace(options, **new)


def as_timeout(value: float | Timeout, usual: Timeout) -> Timeout:
    """Return a timeout; a number is for the whole call, and bounds connecting and reading as well."""
    if isinstance(value, Timeout):
        return value
    if isinstance(t.cast("object", value), bool) or value <= 0:
        raise InvalidArgumentError("timeout is in seconds, more than 0, or a Timeout")
    return Timeout(
        connect=value if usual.connect is None else min(value, usual.connect),
        read=value,
        total=value,
    )


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers of the user's that cannot break out of their line."""
    for name, value in headers.items():
        check_header(name, value)
    return dict(headers)


_TOKEN = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def check_header(name: str, value: str) -> None:
    """Refuse a header that would become two, or that HTTP cannot carry."""
    if not name or not _TOKEN.issuperset(name):
        raise InvalidArgumentError(f"{name[:60]!r} cannot be the name of a header")
    if not isinstance(t.cast("object", value), str):
        raise InvalidArgumentError(f"the header {name} must be text")
    if any((char < " " and char != "\t") or char == "\x7f" for char in value):
        raise InvalidArgumentError(f"the header {name} holds a line break or a control character")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            f"the header {name} holds characters that HTTP cannot carry"
        ) from None
