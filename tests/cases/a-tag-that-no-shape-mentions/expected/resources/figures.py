"""The operations of `figures`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core, models

if t.TYPE_CHECKING:
    from .. import inputs

_DRAW: _core.Operation[models.Square] = _core.Operation(
    name="figures.draw",
    method="POST",
    path="/figures",
    body=_core.JsonBody(required=True),
    responses={"200": _core.Json(lambda: models.Square)},
    replay="never",
)


class Figures:
    """Reach it as `client.figures`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> FiguresRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return FiguresRaw(self._client)

    def draw(
        self,
        *,
        body: (
            models.Circle
            | inputs.CircleDict
            | models.Square
            | inputs.SquareDict
            | models.Line
            | inputs.LineDict
        ),
    ) -> models.Square:
        """`POST /figures`

        Returns:
            What was drawn.
        """
        return self._client._call(_DRAW, {"body": body})


class AsyncFigures:
    """Reach it as `client.figures`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncFiguresRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncFiguresRaw(self._client)

    async def draw(
        self,
        *,
        body: (
            models.Circle
            | inputs.CircleDict
            | models.Square
            | inputs.SquareDict
            | models.Line
            | inputs.LineDict
        ),
    ) -> models.Square:
        """`POST /figures`

        Returns:
            What was drawn.
        """
        return await self._client._call(_DRAW, {"body": body})


class FiguresRaw:
    """`client.figures.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def draw(
        self,
        *,
        body: (
            models.Circle
            | inputs.CircleDict
            | models.Square
            | inputs.SquareDict
            | models.Line
            | inputs.LineDict
        ),
    ) -> _core.Response[models.Square]:
        """As `draw`, with the whole answer."""
        return self._client._raw(_DRAW, {"body": body})


class AsyncFiguresRaw:
    """`client.figures.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def draw(
        self,
        *,
        body: (
            models.Circle
            | inputs.CircleDict
            | models.Square
            | inputs.SquareDict
            | models.Line
            | inputs.LineDict
        ),
    ) -> _core.Response[models.Square]:
        """As `draw`, with the whole answer."""
        return await self._client._raw(_DRAW, {"body": body})
