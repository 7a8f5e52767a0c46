"""User tokens: obtain one by login and password."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_LOGIN: _core.Operation[models.AuthenticatedUser] = _core.Operation(
    name="auth.login",
    method="POST",
    path="/auth",
    body=_core.JsonFields({"login": "login", "password": "password"}, required=True),
    responses={"201": _core.Json(lambda: models.LoginEnvelope, unwrap=("data",))},
    errors={
        "400": _core.Json(lambda: models.ValidationErrorEnvelope),
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "422": _core.Json(lambda: models.ValidationErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()),),),
    replay="idempotent",
)


class Auth:
    """User tokens: obtain one by login and password.

    Reach it as `client.auth`.
    """

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AuthRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AuthRaw(self._client)

    def login(
        self,
        *,
        login: str,
        password: str,
    ) -> models.AuthenticatedUser:
        """Obtain the user token of a user by login and password.

        Needs the partner token only. The token does not expire; a new password makes a
        new one.

        Args:
            login: Phone number with country code, or e-mail address. Example:
                `"+10000000001"`.
            password: The user's password. Changing it gives the user a new token.
                Example: `"correct horse battery staple"`.

        Returns:
            The user and their token.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: The partner token is missing or unknown, or login and password
                do not fit.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(_LOGIN, {"login": login, "password": password})


class AsyncAuth:
    """User tokens: obtain one by login and password.

    Reach it as `client.auth`.
    """

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncAuthRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncAuthRaw(self._client)

    async def login(
        self,
        *,
        login: str,
        password: str,
    ) -> models.AuthenticatedUser:
        """Obtain the user token of a user by login and password.

        Needs the partner token only. The token does not expire; a new password makes a
        new one.

        Args:
            login: Phone number with country code, or e-mail address. Example:
                `"+10000000001"`.
            password: The user's password. Changing it gives the user a new token.
                Example: `"correct horse battery staple"`.

        Returns:
            The user and their token.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: The partner token is missing or unknown, or login and password
                do not fit.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(_LOGIN, {"login": login, "password": password})


class AuthRaw:
    """`client.auth.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def login(
        self,
        *,
        login: str,
        password: str,
    ) -> _core.Response[models.AuthenticatedUser]:
        """As `login`, with the whole answer."""
        return self._client._raw(_LOGIN, {"login": login, "password": password})


class AsyncAuthRaw:
    """`client.auth.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def login(
        self,
        *,
        login: str,
        password: str,
    ) -> _core.Response[models.AuthenticatedUser]:
        """As `login`, with the whole answer."""
        return await self._client._raw(_LOGIN, {"login": login, "password": password})
