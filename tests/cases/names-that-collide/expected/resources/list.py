"""The operations of `list`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Sequence

from .. import _core, models

_LIST: _core.Operation[models.List] = _core.Operation(
    name="list.list",
    method="GET",
    path="/list/{class}",
    parameters=(
        _core.Path("class", arg="class_"),
        _core.Query("self", arg="self_"),
        _core.Query("a-b", arg="query_a_b"),
        _core.Query("a_b"),
    ),
    responses={"200": _core.Json(lambda: models.List)},
    replay="safe",
)


class List:
    """Reach it as `client.list`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> ListRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return ListRaw(self._client)

    def list(
        self,
        class_: str,
        *,
        self_: str | None = None,
        query_a_b: str | None = None,
        a_b: Sequence[str] | None = None,
    ) -> models.List:
        """`GET /list/{class}`"""
        return self._client._call(
            _LIST,
            {"class_": class_, "self_": self_, "query_a_b": query_a_b, "a_b": a_b},
        )


class AsyncList:
    """Reach it as `client.list`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncListRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncListRaw(self._client)

    async def list(
        self,
        class_: str,
        *,
        self_: str | None = None,
        query_a_b: str | None = None,
        a_b: Sequence[str] | None = None,
    ) -> models.List:
        """`GET /list/{class}`"""
        return await self._client._call(
            _LIST,
            {"class_": class_, "self_": self_, "query_a_b": query_a_b, "a_b": a_b},
        )


class ListRaw:
    """`client.list.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def list(
        self,
        class_: str,
        *,
        self_: str | None = None,
        query_a_b: str | None = None,
        a_b: Sequence[str] | None = None,
    ) -> _core.Response[models.List]:
        """As `list`, with the whole answer."""
        return self._client._raw(
            _LIST,
            {"class_": class_, "self_": self_, "query_a_b": query_a_b, "a_b": a_b},
        )


class AsyncListRaw:
    """`client.list.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        class_: str,
        *,
        self_: str | None = None,
        query_a_b: str | None = None,
        a_b: Sequence[str] | None = None,
    ) -> _core.Response[models.List]:
        """As `list`, with the whole answer."""
        return await self._client._raw(
            _LIST,
            {"class_": class_, "self_": self_, "query_a_b": query_a_b, "a_b": a_b},
        )
