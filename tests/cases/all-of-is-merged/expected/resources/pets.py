"""The operations of `pets`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_GET: _core.Operation[models.Dog] = _core.Operation(
    name="pets.get",
    method="GET",
    path="/pet",
    responses={"200": _core.Json(lambda: models.Dog)},
    replay="safe",
)


class Pets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PetsRaw(self._client)

    def get(
        self,
    ) -> models.Dog:
        """`GET /pet`

        Returns:
            The pet.
        """
        return self._client._call(_GET, {})


class AsyncPets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPetsRaw(self._client)

    async def get(
        self,
    ) -> models.Dog:
        """`GET /pet`

        Returns:
            The pet.
        """
        return await self._client._call(_GET, {})


class PetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def get(
        self,
    ) -> _core.Response[models.Dog]:
        """As `get`, with the whole answer."""
        return self._client._raw(_GET, {})


class AsyncPetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def get(
        self,
    ) -> _core.Response[models.Dog]:
        """As `get`, with the whole answer."""
        return await self._client._raw(_GET, {})
