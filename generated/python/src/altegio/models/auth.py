"""What `auth` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class Credentials(_core.Model):
    """How a user signs in to the application."""

    login: str
    """Phone number with country code, or e-mail address. Example: `"+10000000001"`."""
    password: str
    """The user's password. Changing it gives the user a new token. Example: `"correct
    horse battery staple"`.
    """


class LoginEnvelope(_core.Model):
    """The user who signed in."""

    success: bool
    """False for an error, even in an answer with a 2xx status."""
    data: AuthenticatedUser
    meta: _core.EmptyListMap[str, t.Any] | None = None
    """Empty, as a list."""


class AuthenticatedUser(_core.Model):
    """The user and their token.

    A stray key `"0"` was seen among the others in live answers; it means nothing.
    """

    id: int
    """Identifier of the user. Example: `12`."""
    user_token: str
    """The user token. It stays valid until the password changes; there is neither an
    expiry nor a way to refresh it. Example: `"demo-user"`.
    """
    name: str | None = None
    """Name of the user. Example: `"Nora"`."""
    phone: str | None = None
    """Phone number with country code and without `+`. Example: `"10000000001"`."""
    login: str | None = None
    """The name that the user signs in with. Example: `"nora"`."""
    email: str | None = None
    """E-mail address; empty when not known. Example: `"nora@example.test"`."""
    avatar: str | None = None
    """Address of the portrait. Example: `"https://example.test/nora.png"`."""
    is_approved: bool | None = None
    """Whether the account is approved."""
    is_email_confirmed: bool | None = None
    """Whether the e-mail address is confirmed."""
