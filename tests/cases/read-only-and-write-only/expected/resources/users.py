"""The operations of `users`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_CREATE: _core.Operation[models.User] = _core.Operation(
    name="users.create",
    method="POST",
    path="/users",
    body=_core.JsonFields({"name": "name", "password": "password"}),
    responses={"201": _core.Json(lambda: models.User)},
    replay="never",
)


class Users:
    """Reach it as `client.users`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> UsersRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return UsersRaw(self._client)

    def create(
        self,
        *,
        name: str,
        password: str,
    ) -> models.User:
        """`POST /users`

        Returns:
            The user.
        """
        return self._client._call(_CREATE, {"name": name, "password": password})


class AsyncUsers:
    """Reach it as `client.users`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncUsersRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncUsersRaw(self._client)

    async def create(
        self,
        *,
        name: str,
        password: str,
    ) -> models.User:
        """`POST /users`

        Returns:
            The user.
        """
        return await self._client._call(_CREATE, {"name": name, "password": password})


class UsersRaw:
    """`client.users.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        name: str,
        password: str,
    ) -> _core.Response[models.User]:
        """As `create`, with the whole answer."""
        return self._client._raw(_CREATE, {"name": name, "password": password})


class AsyncUsersRaw:
    """`client.users.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        name: str,
        password: str,
    ) -> _core.Response[models.User]:
        """As `create`, with the whole answer."""
        return await self._client._raw(_CREATE, {"name": name, "password": password})
