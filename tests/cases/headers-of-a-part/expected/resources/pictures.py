"""The operations of `pictures`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t
from collections.abc import Sequence

from .. import _core, models

if t.TYPE_CHECKING:
    from .. import inputs

_HANG: _core.Operation[None] = _core.Operation(
    name="pictures.hang",
    method="POST",
    path="/pictures",
    body=_core.MultipartFields(
        {"files": "files", "label": "label"},
        required=True,
        parts={
            "files": _core.Part(headers={"files_x_wall": "X-Wall"}),
            "label": _core.Part(headers={"label_x_wall": "X-Wall"}),
        },
    ),
    responses={"204": _core.Empty()},
    replay="never",
)


class Pictures:
    """Reach it as `client.pictures`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PicturesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PicturesRaw(self._client)

    def hang(
        self,
        *,
        files: Sequence[_core.Content],
        label: models.HangRequestLabel | inputs.HangRequestLabelDict | None = None,
        files_x_wall: str | None = None,
        label_x_wall: str | None = None,
    ) -> None:
        """`POST /pictures`

        Args:
            files_x_wall: The header `X-Wall` of the part `files`.
            label_x_wall: The header `X-Wall` of the part `label`.

        Returns:
            They hang.
        """
        return self._client._call(
            _HANG,
            {
                "files": files,
                "label": label,
                "files_x_wall": files_x_wall,
                "label_x_wall": label_x_wall,
            },
        )


class AsyncPictures:
    """Reach it as `client.pictures`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPicturesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPicturesRaw(self._client)

    async def hang(
        self,
        *,
        files: Sequence[_core.Content],
        label: models.HangRequestLabel | inputs.HangRequestLabelDict | None = None,
        files_x_wall: str | None = None,
        label_x_wall: str | None = None,
    ) -> None:
        """`POST /pictures`

        Args:
            files_x_wall: The header `X-Wall` of the part `files`.
            label_x_wall: The header `X-Wall` of the part `label`.

        Returns:
            They hang.
        """
        return await self._client._call(
            _HANG,
            {
                "files": files,
                "label": label,
                "files_x_wall": files_x_wall,
                "label_x_wall": label_x_wall,
            },
        )


class PicturesRaw:
    """`client.pictures.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def hang(
        self,
        *,
        files: Sequence[_core.Content],
        label: models.HangRequestLabel | inputs.HangRequestLabelDict | None = None,
        files_x_wall: str | None = None,
        label_x_wall: str | None = None,
    ) -> _core.Response[None]:
        """As `hang`, with the whole answer."""
        return self._client._raw(
            _HANG,
            {
                "files": files,
                "label": label,
                "files_x_wall": files_x_wall,
                "label_x_wall": label_x_wall,
            },
        )


class AsyncPicturesRaw:
    """`client.pictures.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def hang(
        self,
        *,
        files: Sequence[_core.Content],
        label: models.HangRequestLabel | inputs.HangRequestLabelDict | None = None,
        files_x_wall: str | None = None,
        label_x_wall: str | None = None,
    ) -> _core.Response[None]:
        """As `hang`, with the whole answer."""
        return await self._client._raw(
            _HANG,
            {
                "files": files,
                "label": label,
                "files_x_wall": files_x_wall,
                "label_x_wall": label_x_wall,
            },
        )
