"""One way to drive the synchronous and the asynchronous client, over each transport."""

from __future__ import annotations

import asyncio
import typing as t
from collections.abc import Mapping

import handmade
from loopback import Loopback
from sdk_under_test import _core

FLAVOURS = (
    "sync-urllib3",
    "sync-httpx2",
    "sync-pyreqwest",
    "async-aiohttp",
    "async-httpx2",
    "async-pyreqwest",
)

MAKERS: dict[str, t.Callable[[], t.Any]] = {
    "sync-urllib3": lambda: _core.Urllib3Transport(),
    "sync-httpx2": lambda: _core.Httpx2Transport(),
    "sync-pyreqwest": lambda: _core.PyreqwestTransport(),
    "async-aiohttp": lambda: _core.AiohttpTransport(),
    "async-httpx2": lambda: _core.AsyncHttpx2Transport(),
    "async-pyreqwest": lambda: _core.AsyncPyreqwestTransport(),
}


class Either:
    """A client of either kind. Waits between attempts are kept in `waits` instead of being waited."""

    def __init__(self, flavour: str, server: Loopback) -> None:
        self.flavour = flavour
        self.is_async = flavour.startswith("async")
        self.server = server
        self.waits: list[float] = []
        self._runner = asyncio.Runner() if self.is_async else None
        self._clients: list[t.Any] = []
        self.client = self.make()

    def make(self, *, credentials: Mapping[str, t.Any] | None = None, **options: t.Any) -> t.Any:
        """Return a new client, closed with this object."""
        options.setdefault("base_url", self.server.url)
        options.setdefault("transport", MAKERS[self.flavour]())
        if credentials is None:
            credentials = {"Token": "t0ken-value"}
        kind = handmade.AsyncClient if self.is_async else handmade.Client
        client = kind(credentials=credentials, **options)
        client._shared.chance = lambda: 1.0
        client._shared.sleep = self.waits.append
        client._shared.asleep = self._asleep
        self._clients.append(client)
        return client

    async def _asleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def run(self, result: t.Any) -> t.Any:
        """Return what a method of either client returns."""
        if self._runner is None:
            return result
        return self._runner.run(_awaited(result))

    def call(
        self, operation: _core.Operation[t.Any], client: t.Any = None, **arguments: t.Any
    ) -> t.Any:
        return self.run((client or self.client)._call(operation, arguments))

    def raw(
        self, operation: _core.Operation[t.Any], client: t.Any = None, **arguments: t.Any
    ) -> _core.Response[t.Any]:
        return t.cast(
            "_core.Response[t.Any]", self.run((client or self.client)._raw(operation, arguments))
        )

    def items(self, iterable: t.Any) -> list[t.Any]:
        """Return everything that iterating gives."""
        if self._runner is None:
            return list(iterable)
        return self._runner.run(_listed(iterable))

    def close(self) -> None:
        for client in self._clients:
            self.run(client.aclose() if self.is_async else client.close())
        if self._runner is not None:
            self._runner.close()


async def _awaited(result: t.Any) -> t.Any:
    return await result


async def _listed(iterable: t.Any) -> list[t.Any]:
    return [item async for item in iterable]
