"""Transports that ask a function instead of a network, for tests and for fakes in the same process."""

from __future__ import annotations

import typing as t
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping

import msgspec

from ..headers import Headers
from ..transport import AsyncReply, Reply, Request


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the function answers: `json` is encoded, `content` is sent as it is."""

    status: int = 200
    json: t.Any = msgspec.UNSET
    content: bytes = b""
    headers: Mapping[str, str] = {}

    def lines(self) -> Headers:
        """Return the headers, with a Content-Type for JSON."""
        lines = list(self.headers.items())
        if self.json is not msgspec.UNSET and not any(
            k.lower() == "content-type" for k, _ in lines
        ):
            lines.append(("Content-Type", "application/json"))
        return Headers(lines)

    def body(self) -> bytes:
        """Return the bytes of the body."""
        return self.content if self.json is msgspec.UNSET else msgspec.json.encode(self.json)


def body_of(request: Request) -> bytes:
    """Return all bytes that a request carries."""
    body = request.body
    if body is None:
        return b""
    return body if isinstance(body, bytes) else b"".join(body.chunks())


class MockTransport:
    """Answers each request with what `handler` returns, or fails as it raises.

    `requests` holds what was sent, in order.
    """

    def __init__(self, handler: Callable[[Request], Answer]) -> None:
        self._handler = handler
        self.requests: list[Request] = []

    def send(self, request: Request) -> Reply:
        """Ask the function."""
        self.requests.append(request)
        answer = self._handler(request)
        return Reply(answer.status, answer.lines(), _once(answer.body()), _nothing)

    def close(self) -> None:
        """Do nothing."""


class AsyncMockTransport:
    """As MockTransport; `handler` may be a coroutine function."""

    def __init__(self, handler: Callable[[Request], Answer | Awaitable[Answer]]) -> None:
        self._handler = handler
        self.requests: list[Request] = []

    async def send(self, request: Request) -> AsyncReply:
        """Ask the function."""
        self.requests.append(request)
        found = self._handler(request)
        answer = found if isinstance(found, Answer) else await found
        return AsyncReply(answer.status, answer.lines(), _aonce(answer.body()), _anothing)

    async def aclose(self) -> None:
        """Do nothing."""


def _once(body: bytes) -> Iterator[bytes]:
    yield body


async def _aonce(body: bytes) -> AsyncIterator[bytes]:
    yield body


def _nothing() -> None:
    return None


async def _anothing() -> None:
    return None
