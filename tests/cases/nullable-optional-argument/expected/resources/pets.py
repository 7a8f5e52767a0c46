"""The operations of `pets`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core

_CREATE: _core.Operation[None] = _core.Operation(
    name="pets.create",
    method="POST",
    path="/pets",
    body=_core.JsonFields(
        {"name": "name", "nickname": "nickname", "age": "age"},
        required=True,
        nullable=("nickname",),
    ),
    responses={"204": _core.Empty()},
    replay="never",
)


class Pets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PetsRaw(self._client)

    def create(
        self,
        *,
        name: str,
        nickname: str | None | _core.Omit = _core.OMIT,
        age: int | None = None,
    ) -> None:
        """`POST /pets`"""
        return self._client._call(
            _CREATE,
            {"name": name, "nickname": nickname, "age": age},
        )


class AsyncPets:
    """Reach it as `client.pets`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPetsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPetsRaw(self._client)

    async def create(
        self,
        *,
        name: str,
        nickname: str | None | _core.Omit = _core.OMIT,
        age: int | None = None,
    ) -> None:
        """`POST /pets`"""
        return await self._client._call(
            _CREATE,
            {"name": name, "nickname": nickname, "age": age},
        )


class PetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        name: str,
        nickname: str | None | _core.Omit = _core.OMIT,
        age: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return self._client._raw(
            _CREATE,
            {"name": name, "nickname": nickname, "age": age},
        )


class AsyncPetsRaw:
    """`client.pets.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        name: str,
        nickname: str | None | _core.Omit = _core.OMIT,
        age: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return await self._client._raw(
            _CREATE,
            {"name": name, "nickname": nickname, "age": age},
        )
