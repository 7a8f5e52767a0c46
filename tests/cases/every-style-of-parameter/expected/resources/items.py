"""The operations of `items`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t
from collections.abc import Mapping, Sequence

from .. import _core, models

if t.TYPE_CHECKING:
    from .. import inputs

_LIST: _core.Operation[None] = _core.Operation(
    name="items.list",
    method="GET",
    path="/items/{ids}",
    parameters=(
        _core.Path("ids", style="matrix"),
        _core.Query("tags", style="pipeDelimited", explode=False),
        _core.Query("near", style="deepObject", explode=False),
        _core.Query("q", allow_reserved=True),
        _core.Header("X-Trace", arg="x_trace"),
        _core.Cookie("sid"),
        _core.Query("filter", content="application/json"),
    ),
    responses={"204": _core.Empty()},
    replay="safe",
)


class Items:
    """Reach it as `client.items`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> ItemsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return ItemsRaw(self._client)

    def list(
        self,
        ids: Sequence[int],
        *,
        tags: Sequence[str] | None = None,
        near: models.ListItemsNear | inputs.ListItemsNearDict | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        sid: str | None = None,
        filter: Mapping[str, t.Any] | None = None,
    ) -> None:
        """`GET /items/{ids}`

        Returns:
            Nothing.
        """
        return self._client._call(
            _LIST,
            {
                "ids": ids,
                "tags": tags,
                "near": near,
                "q": q,
                "x_trace": x_trace,
                "sid": sid,
                "filter": filter,
            },
        )


class AsyncItems:
    """Reach it as `client.items`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncItemsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncItemsRaw(self._client)

    async def list(
        self,
        ids: Sequence[int],
        *,
        tags: Sequence[str] | None = None,
        near: models.ListItemsNear | inputs.ListItemsNearDict | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        sid: str | None = None,
        filter: Mapping[str, t.Any] | None = None,
    ) -> None:
        """`GET /items/{ids}`

        Returns:
            Nothing.
        """
        return await self._client._call(
            _LIST,
            {
                "ids": ids,
                "tags": tags,
                "near": near,
                "q": q,
                "x_trace": x_trace,
                "sid": sid,
                "filter": filter,
            },
        )


class ItemsRaw:
    """`client.items.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def list(
        self,
        ids: Sequence[int],
        *,
        tags: Sequence[str] | None = None,
        near: models.ListItemsNear | inputs.ListItemsNearDict | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        sid: str | None = None,
        filter: Mapping[str, t.Any] | None = None,
    ) -> _core.Response[None]:
        """As `list`, with the whole answer."""
        return self._client._raw(
            _LIST,
            {
                "ids": ids,
                "tags": tags,
                "near": near,
                "q": q,
                "x_trace": x_trace,
                "sid": sid,
                "filter": filter,
            },
        )


class AsyncItemsRaw:
    """`client.items.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        ids: Sequence[int],
        *,
        tags: Sequence[str] | None = None,
        near: models.ListItemsNear | inputs.ListItemsNearDict | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        sid: str | None = None,
        filter: Mapping[str, t.Any] | None = None,
    ) -> _core.Response[None]:
        """As `list`, with the whole answer."""
        return await self._client._raw(
            _LIST,
            {
                "ids": ids,
                "tags": tags,
                "near": near,
                "q": q,
                "x_trace": x_trace,
                "sid": sid,
                "filter": filter,
            },
        )
