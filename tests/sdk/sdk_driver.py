"""Drives either client of the generated SDK, as its users have it."""

from __future__ import annotations

import asyncio
import json
import sys
import typing as t
from pathlib import Path

TESTS = Path(__file__).parents[1]
PACKAGE = TESTS.parent / "generated/python/src"
sys.path.insert(0, str(TESTS / "behavior"))
try:
    import altegio
except ImportError:
    sys.path.insert(0, str(PACKAGE))
    import altegio

from loopback import Arrived, Loopback, answer, loopback  # noqa: E402

PAYLOADS = TESTS / "flagship/payloads"


def payload(name: str) -> t.Any:
    """Return a payload as the API sends it."""
    return json.loads((PAYLOADS / f"{name}.json").read_text())


class Sdk:
    """Either client, driven the same way; `list` and the like give plain lists."""

    def __init__(self, server: Loopback, *, is_async: bool) -> None:
        self.server = server
        self.is_async = is_async
        self._runner = asyncio.Runner() if is_async else None
        self._clients: list[t.Any] = []
        self.client = self.make()

    def make(self, **options: t.Any) -> t.Any:
        """Return another client of the same kind; it is closed with this object."""
        defaults = {
            "partner_token": "p-token",
            "user_token": "u-token",
            "base_url": self.server.url + "/api/v1",
            "rate_limit": False,
        }
        kind = altegio.AsyncAltegio if self.is_async else altegio.Altegio
        client = kind(**(defaults | options))
        self._clients.append(client)
        return client

    def run(self, result: t.Any) -> t.Any:
        """Return the outcome of a call of either kind."""
        return self._runner.run(result) if self._runner else result

    def items(self, pages: t.Any) -> list[t.Any]:
        """Return the items of all pages."""
        if self._runner is None:
            return list(pages)

        async def collect() -> list[t.Any]:
            return [item async for item in pages]

        return self._runner.run(collect())

    def answers(self, status: int, body: object = b"", **headers: str) -> None:
        """Let the server answer every request so."""
        self.server.play(answer(status, body, **headers))

    @property
    def arrived(self) -> Arrived:
        """The one request that reached the server."""
        assert len(self.server.requests) == 1
        return self.server.requests[0]

    def close(self) -> None:
        for client in self._clients:
            if self._runner is not None:
                self._runner.run(client.aclose())
            else:
                client.close()
        if self._runner is not None:
            self._runner.close()


__all__ = ["PAYLOADS", "Loopback", "Sdk", "loopback", "payload"]
