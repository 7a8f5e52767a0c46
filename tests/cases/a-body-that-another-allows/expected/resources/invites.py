"""The operations of `invites`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core

_CREATE: _core.Operation[None] = _core.Operation(
    name="invites.create",
    method="POST",
    path="/invites",
    body=_core.BodyChoice(
        (
            _core.JsonFields({"age": "age"}, required=True),
            _core.JsonFields({"age": "age", "uses": "uses"}, required=True),
        ),
        required=True,
    ),
    responses={"204": _core.Empty()},
    replay="never",
)


class Invites:
    """Reach it as `client.invites`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> InvitesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return InvitesRaw(self._client)

    def create(
        self,
        *,
        age: int | None = None,
        uses: int | None = None,
    ) -> None:
        """`POST /invites`

        Returns:
            Invited.
        """
        return self._client._call(_CREATE, {"age": age, "uses": uses})


class AsyncInvites:
    """Reach it as `client.invites`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncInvitesRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncInvitesRaw(self._client)

    async def create(
        self,
        *,
        age: int | None = None,
        uses: int | None = None,
    ) -> None:
        """`POST /invites`

        Returns:
            Invited.
        """
        return await self._client._call(_CREATE, {"age": age, "uses": uses})


class InvitesRaw:
    """`client.invites.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        age: int | None = None,
        uses: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return self._client._raw(_CREATE, {"age": age, "uses": uses})


class AsyncInvitesRaw:
    """`client.invites.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        age: int | None = None,
        uses: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return await self._client._raw(_CREATE, {"age": age, "uses": uses})
