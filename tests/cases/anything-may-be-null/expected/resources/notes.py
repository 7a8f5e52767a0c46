"""The operations of `notes`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core

_CREATE: _core.Operation[None] = _core.Operation(
    name="notes.create",
    method="POST",
    path="/notes",
    body=_core.JsonFields(
        {"must": "must", "may": "may"},
        required=True,
        nullable=("must", "may"),
    ),
    responses={"204": _core.Empty()},
    replay="never",
)


class Notes:
    """Reach it as `client.notes`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> NotesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return NotesRaw(self._client)

    def create(
        self,
        *,
        must: t.Any,
        may: t.Any = _core.OMIT,
    ) -> None:
        """`POST /notes`

        Returns:
            Noted.
        """
        return self._client._call(_CREATE, {"must": must, "may": may})


class AsyncNotes:
    """Reach it as `client.notes`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncNotesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncNotesRaw(self._client)

    async def create(
        self,
        *,
        must: t.Any,
        may: t.Any = _core.OMIT,
    ) -> None:
        """`POST /notes`

        Returns:
            Noted.
        """
        return await self._client._call(_CREATE, {"must": must, "may": may})


class NotesRaw:
    """`client.notes.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        must: t.Any,
        may: t.Any = _core.OMIT,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return self._client._raw(_CREATE, {"must": must, "may": may})


class AsyncNotesRaw:
    """`client.notes.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        must: t.Any,
        may: t.Any = _core.OMIT,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return await self._client._raw(_CREATE, {"must": must, "may": may})
