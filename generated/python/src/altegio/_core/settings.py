"""What an API is, as far as its client must know: where it lives, how it is called, who may call."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

import msgspec

if t.TYPE_CHECKING:
    from .errors import ApiError

Paths: t.TypeAlias = tuple[tuple[str, ...], ...]


class Variable(msgspec.Struct, frozen=True):
    """A part of a server's address that the caller may choose, with the Python argument `arg`."""

    name: str
    default: str
    values: tuple[str, ...] = ()
    arg: str | None = None


class Server(msgspec.Struct, frozen=True):
    """Where the API lives; `url` may hold `{variables}`."""

    url: str
    variables: tuple[Variable, ...] = ()


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """`Authorization: Bearer …`. `argument` and `env` are where a caller puts the secret."""

    argument: str
    env: str | None = None


class Basic(msgspec.Struct, frozen=True, kw_only=True):
    """`Authorization: Basic …`, from `(user, password)` or `"user:password"`."""

    argument: str
    env: str | None = None


class HttpScheme(msgspec.Struct, frozen=True, kw_only=True):
    """`Authorization` with another scheme, written as it is given here."""

    scheme: str
    argument: str
    env: str | None = None


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A secret in a header, a query parameter or a cookie called `name`."""

    place: t.Literal["header", "query", "cookie"]
    name: str
    argument: str
    env: str | None = None


class OAuth2(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token: given, or fetched with client credentials or a refresh token.

    The credential is a token, a `ClientCredentials` or a `RefreshToken`; `token_url` and
    `refresh_url` are used unless those name their own.
    """

    argument: str
    env: str | None = None
    token_url: str | None = None
    refresh_url: str | None = None
    scopes: tuple[str, ...] = ()


class OpenIdConnect(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token from an OpenID provider, or as with `OAuth2` if its token URL is known."""

    argument: str
    env: str | None = None
    url: str | None = None
    token_url: str | None = None


class MutualTls(msgspec.Struct, frozen=True, kw_only=True):
    """A client certificate: the path of a PEM file, or `(certificate, key)`."""

    argument: str
    env: str | None = None


Scheme: t.TypeAlias = Bearer | Basic | HttpScheme | ApiKey | OAuth2 | OpenIdConnect | MutualTls


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """Several schemes that share one header; `template` holds `{SchemeKey}` placeholders."""

    header: str
    template: str
    schemes: tuple[str, ...]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """The object around every response; `ok` is false when a 2xx answer is a failure."""

    data: str = "data"
    ok: str | None = None


class ErrorPaths(msgspec.Struct, frozen=True, kw_only=True):
    """Where an error body keeps its message, its code and its field errors, best first."""

    message: Paths = (("message",), ("error", "message"), ("error",), ("detail",), ("title",))
    code: Paths = (("code",), ("error", "code"))
    fields: Paths = (("errors",), ("error", "errors"), ("detail",))


class Rate(msgspec.Struct, frozen=True):
    """At most `requests` in any `seconds`."""

    requests: int
    seconds: float = 1.0


class Timeout(msgspec.Struct, frozen=True):
    """Seconds to connect, to wait for bytes, and for a call altogether; None waits for ever."""

    connect: float | None = 5.0
    read: float | None = 30.0
    total: float | None = 60.0


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the client of one API shares. `name` is the package and its logger.

    `errors` returns the package's own classes by status (`404`) or family (`"4XX"`).
    """

    name: str
    title: str = ""
    version: str = ""
    servers: tuple[Server, ...] = ()
    schemes: Mapping[str, Scheme] = {}
    composed: tuple[Composed, ...] = ()
    headers: Mapping[str, str] = {}
    envelope: Envelope | None = None
    error_paths: ErrorPaths = ErrorPaths()
    errors: Callable[[], Mapping[int | str, type[ApiError]]] | None = None
    rates: tuple[Rate, ...] = ()
    timeouts: Timeout = Timeout()
    attempts: int = 3
    request_id_headers: tuple[str, ...] = ("x-request-id", "request-id", "x-correlation-id")
    max_response_bytes: int = 100_000_000
