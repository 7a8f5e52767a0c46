"""Who is calling: picks credentials for an operation and puts them where the API looks for them."""

from __future__ import annotations

import base64
import os
import re
import typing as t
from collections.abc import Mapping, Sequence
from urllib.parse import quote

import msgspec

from .errors import InvalidArgumentError, MissingCredentialsError
from .headers import MASK
from .secrets import ClientCredentials, RefreshToken, SecretStr, reveal, unseen
from .settings import (
    ApiKey,
    Basic,
    Bearer,
    Composed,
    HttpScheme,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Scheme,
    Settings,
)
from .steps import Ask, Steps
from .urls import resolved

if t.TYPE_CHECKING:
    from .oauth import TokenSource
    from .secrets import Credential

Need: t.TypeAlias = tuple[str, tuple[str, ...]]
Security: t.TypeAlias = tuple[tuple[Need, ...], ...]


class Proof(msgspec.Struct, frozen=True):
    """What one request carries to prove who is calling, and the secrets in it."""

    headers: Mapping[str, str] = {}
    query: str = ""
    cookies: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    sources: tuple[t.Any, ...] = ()

    def __repr__(self) -> str:
        return f"Proof({MASK})" if self.secrets else "Proof()"

    __rich_repr__ = unseen


NOBODY = Proof()


class Authenticator:
    """The credentials of one client. Those that never change are put together once.

    `base` is where the API lives: addresses of tokens may be relative to it.
    """

    def __init__(
        self,
        settings: Settings,
        credentials: Mapping[str, Credential | None],
        base: str | None = None,
    ) -> None:
        self._settings = settings
        self._base = base
        self._given = {key: value for key, value in credentials.items() if value is not None}
        self._fixed: dict[Security, Proof] = {}
        self._sources: dict[tuple[str, tuple[str, ...]], TokenSource] = {}

    def __repr__(self) -> str:
        return f"<Authenticator with {', '.join(sorted(self._given)) or 'nothing'}>"

    @property
    def certificate(self) -> str | tuple[str, str] | None:
        """The client certificate for connections, if the API wants one and the caller has one."""
        for key, scheme in self._settings.schemes.items():
            if isinstance(scheme, MutualTls):
                found = self._credential(key)
                if found is not None:
                    return t.cast("str | tuple[str, str]", found)
        return None

    def after_fork(self) -> None:
        """Forget locks that a thread of the parent process may hold."""
        for source in self._sources.values():
            source.after_fork()

    def prove(self, security: Security, operation: str) -> Steps[Proof]:
        """Work out what a request of an operation must carry."""
        if not security:
            return NOBODY
        fixed = self._fixed.get(security)
        if fixed is not None:
            return fixed
        needs = self._choose(security, operation)
        values: dict[str, str] = {}
        sources: list[TokenSource] = []
        changing = False
        for key, scopes in needs:
            credential = self._credential(key)
            if isinstance(credential, ClientCredentials | RefreshToken):
                source = self._source(key, credential, scopes)
                sources.append(source)
                values[key] = yield from source.token()
                changing = True
            elif callable(credential):
                values[key] = _one_line(reveal((yield Ask(credential))), key)
                changing = True
            else:
                values[key] = _one_line(self._text(key, credential), key)
        proof = self._compose(values, tuple(sources))
        if not changing:
            self._fixed[security] = proof
        return proof

    def _choose(self, security: Security, operation: str) -> tuple[Need, ...]:
        """Return the first alternative whose secrets are all there; having some beats needing none."""
        for needs in security:
            if needs and all(self._credential(key) is not None for key, _ in needs):
                return needs
        if () in security:
            return ()
        missing = [key for key, _ in security[0] if self._credential(key) is None]
        raise MissingCredentialsError(
            f"{operation} needs {' and '.join(self._ask_for(key) for key in missing)}"
            + (", or one of the other ways to log in" if len(security) > 1 else "")
        )

    def _ask_for(self, key: str) -> str:
        scheme = self._settings.schemes.get(key)
        if scheme is None:
            return f"credentials for {key!r}, which this package does not know"
        where = f" (or the environment variable {scheme.env})" if scheme.env else ""
        return f"the argument {scheme.argument}={where}"

    def _credential(self, key: str) -> Credential | None:
        given = self._given.get(key)
        if given is not None and given != "":
            return given
        scheme = self._settings.schemes.get(key)
        if scheme is None or not scheme.env:
            return None
        # A newline at the end comes from files that are read into variables.
        return os.environ.get(scheme.env, "").strip() or None

    def _source(
        self, key: str, credential: ClientCredentials | RefreshToken, scopes: tuple[str, ...]
    ) -> TokenSource:
        scopes = scopes if credential.scopes is None else credential.scopes
        found = self._sources.get((key, scopes))
        if found is None:
            from .oauth import TokenSource

            scheme = self._settings.schemes[key]
            urls = (
                self._address(getattr(scheme, "token_url", None)),
                self._address(getattr(scheme, "refresh_url", None)),
            )
            found = TokenSource(credential, scopes, *urls)
            found = self._sources.setdefault((key, scopes), found)
        return found

    def _address(self, url: str | None) -> str | None:
        """Return a description's address, which may be written relative to that of the API."""
        return resolved(f"{self._base}/", url) if url and self._base else url

    def _text(self, key: str, credential: t.Any) -> str:
        scheme = self._settings.schemes[key]
        if isinstance(scheme, MutualTls):
            return ""
        if isinstance(credential, tuple):
            user, password = t.cast("tuple[str, str | SecretStr]", credential)
            return f"{user}:{reveal(password)}"
        if not isinstance(credential, str | SecretStr):
            raise InvalidArgumentError(
                f"{scheme.argument}= must be text or a function, not {type(credential).__name__}"
            )
        return reveal(credential)

    def _compose(self, values: dict[str, str], sources: tuple[TokenSource, ...]) -> Proof:
        headers: dict[str, str] = {}
        query: list[str] = []
        cookies: list[str] = []
        rest = dict(values)
        for composed in _matching(self._settings.composed, rest):
            headers[composed.header] = _fill(composed.template, rest)
            for key in composed.schemes:
                del rest[key]
        for key, value in rest.items():
            scheme = self._settings.schemes[key]
            match scheme:
                case ApiKey(place="header"):
                    headers[scheme.name] = value
                case ApiKey(place="query"):
                    query.append(f"{quote(scheme.name, safe='')}={quote(value, safe='')}")
                case ApiKey():
                    cookies.append(
                        f"{scheme.name}={quote(value, safe='!#$&()*+-./:<=>?@[]^_`{|}~')}"
                    )
                case MutualTls():
                    pass
                case _:
                    headers["Authorization"] = _authorization(scheme, value)
        secrets = tuple(value for value in values.values() if value)
        return Proof(headers, "&".join(query), tuple(cookies), secrets, sources)


def _matching(composed: Sequence[Composed], values: dict[str, str]) -> list[Composed]:
    """Return the compositions that apply, longest first, no scheme used twice."""
    left = set(values)
    chosen: list[Composed] = []
    for entry in sorted(composed, key=lambda one: -len(one.schemes)):
        if left.issuperset(entry.schemes):
            chosen.append(entry)
            left.difference_update(entry.schemes)
    return chosen


def _fill(template: str, values: dict[str, str]) -> str:
    """Put secrets into a template; what a secret contains is never taken for a placeholder."""
    return re.sub(r"\{([^{}]*)\}", lambda found: values.get(found[1], found[0]), template)


def _authorization(scheme: Scheme, value: str) -> str:
    match scheme:
        case Basic():
            return "Basic " + base64.b64encode(value.encode()).decode("ascii")
        case HttpScheme():
            return f"{scheme.scheme} {value}"
        case Bearer() | OAuth2() | OpenIdConnect():
            return f"Bearer {value}"
        case _:
            raise AssertionError(scheme)


def _one_line(value: str, key: str) -> str:
    """Refuse a secret that would break out of its header, without showing it."""
    if not isinstance(t.cast("object", value), str):
        raise InvalidArgumentError(f"the secret for {key!r} is not text")
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise InvalidArgumentError(
            f"the secret for {key!r} holds a line break or another control character"
        )
    return value
