"""Fetches OAuth 2.0 access tokens when they are needed, and again before they expire."""

from __future__ import annotations

import base64
import time
import typing as t
from urllib.parse import quote_plus, urlencode

import msgspec

from .errors import ConnectionError, InvalidArgumentError, TimeoutError, TokenError
from .headers import MASK
from .retry import TRANSIENT, backoff
from .secrets import ClientCredentials, RefreshToken, reveal, unseen
from .steps import Ask, Exclusive, Lock, Read, Send, Sleep, Steps
from .transport import Request

ATTEMPTS = 3
EARLY = 30.0
"""Seconds before its end at which a token counts as expired; clocks differ and requests take time."""

_LIMIT = 1_000_000


class _Grant(msgspec.Struct):
    """The answer of a token endpoint (RFC 6749, section 5.1)."""

    access_token: str
    token_type: str = "Bearer"
    expires_in: int | float | str | None = None
    refresh_token: str | None = None

    def __repr__(self) -> str:
        return f"_Grant({MASK})"

    __rich_repr__ = unseen


class TokenSource:
    """Access tokens for one credential and one set of scopes, shared by everyone who needs them."""

    def __init__(
        self,
        credential: ClientCredentials | RefreshToken,
        scopes: tuple[str, ...],
        token_url: str | None,
        refresh_url: str | None = None,
    ) -> None:
        self._credential = credential
        self._scopes = scopes
        self._url = credential.token_url or (
            (refresh_url or token_url) if isinstance(credential, RefreshToken) else token_url
        )
        self._refresh: str | None = (
            reveal(credential.refresh_token) if isinstance(credential, RefreshToken) else None
        )
        self._token = ""
        self._expires = 0.0
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<TokenSource at {self._url}>"

    def after_fork(self) -> None:
        """Forget the lock that a thread of the parent process may hold."""
        self._lock = Lock()

    def token(self) -> Steps[str]:
        """Return a token that is good for a while; only one of those who wait for it fetches it."""
        if self._token and time.monotonic() < self._expires:
            return self._token
        token: str = yield Exclusive(self._lock, self._renewed)
        return token

    def forget(self, secrets: tuple[str, ...]) -> bool:
        """Drop the token if it is among `secrets`, which the API has refused; return whether it was."""
        if self._token and self._token in secrets:
            self._token = ""
            return True
        return False

    def _renewed(self) -> Steps[str]:
        if self._token and time.monotonic() < self._expires:
            return self._token
        grant = yield from self._fetch()
        life = _seconds(grant.expires_in)
        self._token = grant.access_token
        self._expires = time.monotonic() + max(0.0, life - min(EARLY, life / 2))
        if grant.refresh_token and grant.refresh_token != self._refresh:
            credential = self._credential
            if isinstance(credential, RefreshToken):
                self._refresh = grant.refresh_token
                if credential.on_token is not None:
                    yield Ask(credential.on_token, (grant.refresh_token,))
        return self._token

    def _fetch(self) -> Steps[_Grant]:
        url = self._url
        if not url or not url.startswith(("https://", "http://")):
            raise InvalidArgumentError(
                "the address to get a token from is not known: pass token_url="
            )
        for attempt in range(1, ATTEMPTS + 1):
            deadline = time.monotonic() + 30.0
            try:
                reply = yield Send(self._request(url, deadline), deadline)
                body: bytes = yield Read(reply, _LIMIT, deadline)
            except (ConnectionError, TimeoutError) as error:
                if attempt == ATTEMPTS:
                    raise TokenError(f"no token from {url}: {error}") from error
            else:
                if reply.status == 200:
                    return _grant(body, url)
                if reply.status not in TRANSIENT or attempt == ATTEMPTS:
                    failure = TokenError(f"no token from {url}: {reply.status}{_why(body)}")
                    failure.status = reply.status
                    raise failure
            yield Sleep(backoff(attempt))
        raise AssertionError

    def _request(self, url: str, deadline: float) -> Request:
        credential = self._credential
        form: dict[str, str] = {}
        if isinstance(credential, RefreshToken):
            form["grant_type"] = "refresh_token"
            form["refresh_token"] = self._refresh or ""
        else:
            form["grant_type"] = "client_credentials"
            form.update(credential.extra)
        if self._scopes:
            form["scope"] = " ".join(self._scopes)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if credential.client_id is not None:
            secret = None if credential.client_secret is None else reveal(credential.client_secret)
            if credential.send_in == "header" and secret is not None:
                pair = f"{quote_plus(credential.client_id)}:{quote_plus(secret)}"
                headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
            else:
                form["client_id"] = credential.client_id
                if secret is not None:
                    form["client_secret"] = secret
        body = urlencode(form).encode()
        return Request("POST", url, headers, body, connect=10.0, read=20.0, deadline=deadline)


def _grant(body: bytes, url: str) -> _Grant:
    try:
        grant = msgspec.json.decode(body, type=_Grant)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise TokenError(f"no token from {url}: the answer is not what RFC 6749 says") from None
    if grant.token_type.lower() != "bearer":
        raise TokenError(f"no usable token from {url}: its type is {grant.token_type[:40]!r}")
    return grant


def _seconds(life: float | str | None) -> float:
    try:
        return max(0.0, float(life)) if life is not None else 3600.0
    except ValueError:
        return 3600.0


def _why(body: bytes) -> str:
    """Return the error code of a refusal; the rest of the body may repeat what was sent."""
    try:
        answer: t.Any = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
    if isinstance(answer, dict):
        code = t.cast("dict[str, t.Any]", answer).get("error")
        if isinstance(code, str):
            return f" ({code[:80]})"
    return ""
