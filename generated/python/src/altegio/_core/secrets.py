"""Secrets that do not show themselves, and the shapes in which a caller may hand one over."""

from __future__ import annotations

import typing as t
from collections.abc import Awaitable, Callable, Iterable

import msgspec

from .headers import MASK


class SecretStr:
    """Text that prints as `***`, cannot be pickled, and is read with `reveal()` only."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the secret itself."""
        return self._text

    def __repr__(self) -> str:
        return f"SecretStr('{MASK}')"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SecretStr):
            return NotImplemented
        # Lengths differ or not: the time of the comparison must not tell how much was right.
        import hmac

        return hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(("SecretStr", self._text))

    def __reduce__(self) -> t.NoReturn:
        raise TypeError("a secret is not pickled: pass it again, or set its environment variable")


def unseen(self: object) -> list[tuple[str, t.Any]]:
    """Show nothing of an object to printers that would list its fields in spite of its `repr`."""
    return [("fields", MASK)]


class ClientCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """The OAuth 2.0 grant for programs; the token is fetched when needed, and again before it expires.

    `send_in` says where the token endpoint expects id and secret.
    """

    client_id: str
    client_secret: str | SecretStr
    scopes: tuple[str, ...] | None = None
    token_url: str | None = None
    send_in: t.Literal["header", "body"] = "header"
    extra: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"ClientCredentials(client_id={self.client_id!r}, client_secret='{MASK}')"

    __rich_repr__ = unseen

    def __reduce__(self) -> t.NoReturn:
        raise TypeError("a secret is not pickled")


class RefreshToken(msgspec.Struct, frozen=True, kw_only=True):
    """An OAuth 2.0 refresh token; `on_token` is told of a new refresh token, to be stored."""

    refresh_token: str | SecretStr
    client_id: str | None = None
    client_secret: str | SecretStr | None = None
    scopes: tuple[str, ...] | None = None
    token_url: str | None = None
    send_in: t.Literal["header", "body"] = "header"
    on_token: Callable[[str], object] | None = None

    def __repr__(self) -> str:
        return f"RefreshToken(client_id={self.client_id!r}, refresh_token='{MASK}')"

    __rich_repr__ = unseen

    def __reduce__(self) -> t.NoReturn:
        raise TypeError("a secret is not pickled")


Text: t.TypeAlias = str | SecretStr

Secret: t.TypeAlias = Text | Callable[[], Text]
"""A token or key, or a function that returns it, asked before every request."""

AsyncSecret: t.TypeAlias = Text | Callable[[], Text] | Callable[[], Awaitable[Text]]
"""As Secret; the function may be a coroutine function."""

BasicSecret: t.TypeAlias = tuple[str, Text] | Secret
"""`(user, password)`, or one text `user:password`."""

AsyncBasicSecret: t.TypeAlias = tuple[str, Text] | AsyncSecret

OAuthSecret: t.TypeAlias = Secret | ClientCredentials | RefreshToken
"""An access token, or what is needed to fetch one."""

AsyncOAuthSecret: t.TypeAlias = AsyncSecret | ClientCredentials | RefreshToken

ClientCertificate: t.TypeAlias = str | tuple[str, str]
"""The path of a PEM file with certificate and key, or the paths of both."""

Credential: t.TypeAlias = (
    AsyncSecret | tuple[str, Text] | tuple[str, str] | ClientCredentials | RefreshToken
)


def reveal(text: Text) -> str:
    """Return the characters of a secret, whichever way it was given."""
    return text.reveal() if isinstance(text, SecretStr) else text


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return `text` with every secret in it replaced, for servers that echo what they were sent."""
    for secret in secrets:
        # Shorter ones would blot out ordinary words.
        if len(secret) >= 6 and secret in text:
            text = text.replace(secret, MASK)
    return text


def masked_bytes(content: bytes, secrets: Iterable[str]) -> bytes:
    """Do the same with a body."""
    for secret in secrets:
        if len(secret) >= 6 and secret.encode() in content:
            content = content.replace(secret.encode(), MASK.encode())
    return content
