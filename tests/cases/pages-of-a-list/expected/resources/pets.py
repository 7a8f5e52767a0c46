"""The operations of `pets`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_LIST: _core.Operation[models.ListPetsResponse] = _core.Operation(
    name="pets.list",
    method="GET",
    path="/pets",
    parameters=(_core.Query("page"), _core.Query("size")),
    responses={"200": _core.Json(lambda: models.ListPetsResponse)},
    replay="safe",
    paging=_core.Paging(
        style="page",
        items=("items",),
        parameter="page",
        size="size",
        total=("total",),
        stop="short",
    ),
)


class Pets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PetsRaw(self._client)

    def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
    ) -> _core.Pages[models.Pet]:
        """`GET /pets`

        Returns:
            One page.
        """
        return self._client._pages(_LIST, {"page": page, "size": size})


class AsyncPets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPetsRaw(self._client)

    def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
    ) -> _core.AsyncPages[models.Pet]:
        """`GET /pets`

        Returns:
            One page.
        """
        return self._client._pages(_LIST, {"page": page, "size": size})


class PetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
    ) -> _core.Response[models.ListPetsResponse]:
        """As `list`, with the whole answer."""
        return self._client._raw(_LIST, {"page": page, "size": size})


class AsyncPetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
    ) -> _core.Response[models.ListPetsResponse]:
        """As `list`, with the whole answer."""
        return await self._client._raw(_LIST, {"page": page, "size": size})
