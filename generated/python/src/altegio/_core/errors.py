"""Everything that can go wrong, as one tree of exceptions.

Every class can be made from its message alone and keeps the rest in attributes, so all of them
survive pickling. No message holds a secret.
"""

# The classes of single statuses are named as HTTP names them: `except NotFound` reads better.

from __future__ import annotations

import typing as t
from collections.abc import Mapping

from .headers import Headers


class SdkError(Exception):
    """The base of every error that this package raises on purpose.

    `operation` is the method that was called (`records.create`), `attempts` how many requests were
    sent for it.
    """

    operation: str = ""
    attempts: int = 0

    def __init__(self, message: str = "") -> None:
        super().__init__(message)

    @property
    def message(self) -> str:
        """What happened, in words."""
        return str(self.args[0]) if self.args else ""


class InvalidArgumentError(SdkError, ValueError):
    """The arguments cannot become a request. Nothing was sent."""


class MissingCredentialsError(SdkError):
    """A secret that the operation needs was neither passed nor found in the environment. Nothing was sent."""


class MissingLibraryError(SdkError, ImportError):
    """A library that this package can do without is needed for what was asked, and not installed."""


class TokenError(SdkError):
    """The authorization server gave no token. `status` is its answer, 0 if there was none."""

    status: int = 0


class ClosedError(SdkError):
    """The client has been closed."""


class ConnectionError(SdkError):
    """The connection could not be made, or broke.

    `sent` is False when it is certain that not a byte of the request reached the server.
    """

    sent: bool = True

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class CertificateError(ConnectionError):
    """The server could not prove who it is. Nothing was sent, and trying again would not help."""


class TimeoutError(SdkError):
    """Time ran out: while connecting, waiting for bytes, or for the whole call (`phase`)."""

    sent: bool = True
    phase: str = "read"

    def __init__(self, message: str = "", *, sent: bool = True, phase: str = "read") -> None:
        super().__init__(message)
        self.sent = sent
        self.phase = phase


class OutcomeUnknownError(SdkError):
    """A request that must not be repeated was sent, and nobody knows whether it took effect.

    `status` is what the server answered, if it got that far; `lookup` names the method that can find
    out, `lookup_help` says how. Where the API knows idempotency keys, the same call with
    `idempotency_key` can be made again. The reason is `__cause__`, if it is not this error itself.
    """

    idempotency_key: str | None = None

    lookup: str | None = None
    lookup_help: str = ""
    status: int | None = None


class ResponseTooLargeError(SdkError):
    """The body, decompressed, is longer than the client is willing to hold (`limit` bytes)."""

    limit: int = 0

    def __init__(self, message: str = "", *, limit: int = 0) -> None:
        super().__init__(message)
        self.limit = limit


class PagingError(SdkError):
    """The pages do not end: one was repeated, or there are more than could be meant."""


class DecodeError(SdkError):
    """An answer is not what the description promises, and could not be read.

    `path` is where in the body (`$.data[3].id`), `expected` and `got` are in words; `body` is the
    beginning of what arrived.
    """

    path: str = "$"
    expected: str = ""
    got: str = ""
    status: int = 0
    request_id: str | None = None
    body: bytes = b""

    def __init__(
        self, message: str = "", *, path: str = "$", expected: str = "", got: str = ""
    ) -> None:
        super().__init__(message)
        self.path = path
        self.expected = expected
        self.got = got


class ApiError(SdkError):
    """The API answered, and the answer is no.

    `body` is the beginning of the raw body, `data` the body as documented for this status or as
    plain JSON (None where it is neither), `code` and `errors` what was found in it. `retry_after` is in
    seconds, if the server named a time.
    """

    status: int = 0
    headers: Headers = Headers()
    body: bytes = b""
    data: t.Any = None
    code: str | int | None = None
    errors: t.Any = None
    request_id: str | None = None
    retry_after: float | None = None

    @property
    def fields(self) -> dict[str, list[str]]:
        """Complaints by field, whichever shape the API chose; those about no field are under `""`."""
        found: dict[str, list[str]] = {}
        _gather(self.errors, "", found, 0)
        return found

    @property
    def text(self) -> str:
        """The beginning of the raw body as text."""
        return self.body.decode("utf-8", "replace")


class RedirectError(ApiError):
    """3xx: the API points elsewhere and redirects are not followed, or not any further."""


class ClientError(ApiError):
    """4xx: the request is at fault."""


class BadRequest(ClientError):
    """400."""


class Unauthorized(ClientError):
    """401: the credentials are missing or not known."""


class PaymentRequired(ClientError):
    """402."""


class Forbidden(ClientError):
    """403: the credentials are known, but may not do this."""


class NotFound(ClientError):
    """404."""


class MethodNotAllowed(ClientError):
    """405."""


class RequestTimeout(ClientError):
    """408: the server stopped waiting for the request."""


class Conflict(ClientError):
    """409."""


class Gone(ClientError):
    """410."""


class PreconditionFailed(ClientError):
    """412."""


class PayloadTooLarge(ClientError):
    """413."""


class UnsupportedMediaType(ClientError):
    """415."""


class UnprocessableEntity(ClientError):
    """422: the request was understood and refused; `fields` says why."""


class Locked(ClientError):
    """423."""


class RateLimited(ClientError):
    """429: too many requests; `retry_after` says how long to wait."""


class ServerError(ApiError):
    """5xx: the API is at fault."""


class InternalServerError(ServerError):
    """500."""


class BadGateway(ServerError):
    """502."""


class ServiceUnavailable(ServerError):
    """503."""


class GatewayTimeout(ServerError):
    """504."""


BY_STATUS: Mapping[int | str, type[ApiError]] = {
    "3XX": RedirectError,
    "4XX": ClientError,
    "5XX": ServerError,
    400: BadRequest,
    401: Unauthorized,
    402: PaymentRequired,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    408: RequestTimeout,
    409: Conflict,
    410: Gone,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    423: Locked,
    429: RateLimited,
    500: InternalServerError,
    502: BadGateway,
    503: ServiceUnavailable,
    504: GatewayTimeout,
}


def class_for(status: int, own: Mapping[int | str, type[ApiError]]) -> type[ApiError]:
    """Return the most precise class for a status, the package's own before the general ones."""
    family = f"{status // 100}XX"
    return (
        own.get(status)
        or BY_STATUS.get(status)
        or own.get(family)
        or BY_STATUS.get(family, ApiError)
    )


_UNKNOWN: dict[type[ApiError], type[ApiError]] = {}


def with_unknown_outcome(kind: type[ApiError]) -> type[ApiError]:
    """Return a subclass of `kind` that is an OutcomeUnknownError as well.

    A 502 to a request that must not be repeated is both: callers may catch it as either.
    """
    known = _UNKNOWN.get(kind)
    if known is None:

        def reduce(self: ApiError) -> tuple[t.Any, ...]:
            return _rebuild, (kind, self.args, self.__dict__)

        # Not a class statement: the same must exist for the classes of every generated package.
        known = type(
            kind.__name__,
            (kind, OutcomeUnknownError),
            {"__module__": kind.__module__, "__doc__": kind.__doc__, "__reduce__": reduce},
        )
        _UNKNOWN[kind] = known
    return known


def _rebuild(kind: type[ApiError], args: tuple[t.Any, ...], state: dict[str, t.Any]) -> ApiError:
    error = with_unknown_outcome(kind)(*args)
    error.__dict__.update(state)
    return error


def _gather(value: t.Any, field: str, found: dict[str, list[str]], depth: int) -> None:
    if depth > 6 or value is None:
        return
    if isinstance(value, Mapping):
        entries = t.cast("t.Any", value)
        named = next((entries[k] for k in ("field", "path", "loc", "param") if k in entries), None)
        text = next((entries[k] for k in ("message", "msg", "detail") if k in entries), None)
        if isinstance(text, str):
            place = (
                ".".join(map(str, t.cast("list[object]", named)))
                if isinstance(named, list)
                else named
            )
            found.setdefault(str(place) if place else field, []).append(text)
            return
        for key, inner in entries.items():
            _gather(inner, f"{field}.{key}" if field else str(key), found, depth + 1)
    elif isinstance(value, (list, tuple)):
        for inner in t.cast("list[t.Any]", value):
            _gather(inner, field, found, depth + 1)
    else:
        found.setdefault(field, []).append(str(value))
