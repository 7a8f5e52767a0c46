"""Where the API lives, and how a caller proves who is calling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specloom.diagnostics import Place
from specloom.ir.places import In
from specloom.ir.types import Claim, Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the API lives; `url` still holds `{variables}`."""

    url: str
    doc: Doc = Doc()
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A part of a server's address that the caller may choose."""

    name: str
    default: str
    values: tuple[str, ...] = ()
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A secret in a header, a query parameter or a cookie."""

    place: In
    wire: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAuth:
    """The `Authorization` header with an HTTP scheme: basic, bearer, or any other as written."""

    scheme: str
    format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthFlow:
    """One way to obtain a token."""

    grant: str
    token_url: str | None = None
    authorization_url: str | None = None
    refresh_url: str | None = None
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2:
    """A bearer token obtained through one of `flows`."""

    flows: tuple[OAuthFlow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdConnect:
    """A bearer token from an OpenID provider."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualTls:
    """A client certificate; the connection carries it, not the request."""


SchemeKind: TypeAlias = ApiKey | HttpAuth | OAuth2 | OpenIdConnect | MutualTls


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A way to prove who is calling. `env` is the environment variable to read it from."""

    key: str
    claim: Claim
    kind: SchemeKind
    env: str | None = None
    doc: Doc = Doc()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """Several schemes that share one header; `template` holds `{SchemeKey}` placeholders."""

    header: str
    schemes: tuple[str, ...]
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One scheme that must be satisfied, with the scopes it needs."""

    scheme: str
    scopes: tuple[str, ...] = ()


Requirement: TypeAlias = tuple[Need, ...]
"""Schemes that must all be satisfied; empty means that no credentials are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """Every scheme of the API and how schemes share headers."""

    schemes: tuple[Scheme, ...] = ()
    composed: tuple[Composed, ...] = ()
