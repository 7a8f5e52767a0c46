"""The operations of `owner`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_GET: _core.Operation[models.Owner] = _core.Operation(
    name="owner.get",
    method="GET",
    path="/owner",
    responses={"200": _core.Json(lambda: models.Owner)},
    replay="safe",
)


class Owner:
    """Reach it as `client.owner`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> OwnerRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return OwnerRaw(self._client)

    def get(
        self,
    ) -> models.Owner:
        """`GET /owner`

        Returns:
            Who owns it.
        """
        return self._client._call(_GET, {})


class AsyncOwner:
    """Reach it as `client.owner`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncOwnerRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncOwnerRaw(self._client)

    async def get(
        self,
    ) -> models.Owner:
        """`GET /owner`

        Returns:
            Who owns it.
        """
        return await self._client._call(_GET, {})


class OwnerRaw:
    """`client.owner.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def get(
        self,
    ) -> _core.Response[models.Owner]:
        """As `get`, with the whole answer."""
        return self._client._raw(_GET, {})


class AsyncOwnerRaw:
    """`client.owner.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def get(
        self,
    ) -> _core.Response[models.Owner]:
        """As `get`, with the whole answer."""
        return await self._client._raw(_GET, {})
