"""The operations of `tokens`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core

_CREATE: _core.Operation[None] = _core.Operation(
    name="tokens.create",
    method="POST",
    path="/tokens",
    body=_core.BodyChoice(
        (
            _core.JsonFields({"name": "name"}, required=True),
            _core.JsonFields({"name": "name", "kind": "kind"}, required=True),
            _core.JsonFields({"pin": "pin"}, required=True, fixed={"kind": "local"}),
        ),
        required=True,
    ),
    responses={"204": _core.Empty()},
    replay="never",
    rules=(_core.Rule(any_of=(("name",), ("name", "kind"), ("pin",))),),
)


class Tokens:
    """Reach it as `client.tokens`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> TokensRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return TokensRaw(self._client)

    @t.overload
    def create(
        self,
        *,
        name: str,
    ) -> None: ...

    @t.overload
    def create(
        self,
        *,
        name: str,
        kind: t.Literal["guest"],
    ) -> None: ...

    @t.overload
    def create(
        self,
        *,
        pin: int,
    ) -> None: ...

    def create(
        self,
        *,
        name: str | None = None,
        kind: t.Literal["guest"] | None = None,
        pin: int | None = None,
    ) -> None:
        """`POST /tokens`

        Returns:
            Made.
        """
        return self._client._call(_CREATE, {"name": name, "kind": kind, "pin": pin})


class AsyncTokens:
    """Reach it as `client.tokens`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncTokensRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncTokensRaw(self._client)

    @t.overload
    async def create(
        self,
        *,
        name: str,
    ) -> None: ...

    @t.overload
    async def create(
        self,
        *,
        name: str,
        kind: t.Literal["guest"],
    ) -> None: ...

    @t.overload
    async def create(
        self,
        *,
        pin: int,
    ) -> None: ...

    async def create(
        self,
        *,
        name: str | None = None,
        kind: t.Literal["guest"] | None = None,
        pin: int | None = None,
    ) -> None:
        """`POST /tokens`

        Returns:
            Made.
        """
        return await self._client._call(
            _CREATE,
            {"name": name, "kind": kind, "pin": pin},
        )


class TokensRaw:
    """`client.tokens.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @t.overload
    def create(
        self,
        *,
        name: str,
    ) -> _core.Response[None]: ...

    @t.overload
    def create(
        self,
        *,
        name: str,
        kind: t.Literal["guest"],
    ) -> _core.Response[None]: ...

    @t.overload
    def create(
        self,
        *,
        pin: int,
    ) -> _core.Response[None]: ...

    def create(
        self,
        *,
        name: str | None = None,
        kind: t.Literal["guest"] | None = None,
        pin: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return self._client._raw(_CREATE, {"name": name, "kind": kind, "pin": pin})


class AsyncTokensRaw:
    """`client.tokens.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @t.overload
    async def create(
        self,
        *,
        name: str,
    ) -> _core.Response[None]: ...

    @t.overload
    async def create(
        self,
        *,
        name: str,
        kind: t.Literal["guest"],
    ) -> _core.Response[None]: ...

    @t.overload
    async def create(
        self,
        *,
        pin: int,
    ) -> _core.Response[None]: ...

    async def create(
        self,
        *,
        name: str | None = None,
        kind: t.Literal["guest"] | None = None,
        pin: int | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return await self._client._raw(
            _CREATE,
            {"name": name, "kind": kind, "pin": pin},
        )
