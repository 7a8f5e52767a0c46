"""From the client's requests to the fake's answers, without a network between them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

from .._core.errors import ConnectionError, TimeoutError
from .._core.headers import Headers
from .._core.transport import AsyncReply, Reply, truncated
from .._core.transport import Request as Sent
from .._core.transports.mock import body_of
from ._engine.engine import Engine
from ._engine.messages import Delivery, Request, Response

_PIECES = 20


class FakeTransport:
    """Carries requests to a fake.

    Faults happen as a client would see them: a cut connection is a `ConnectionError`, a delay that is
    longer than the client waits a `TimeoutError`. Nobody is kept waiting for either.
    """

    def __init__(self, engine: Engine, lock: threading.RLock) -> None:
        self._engine = engine
        self._lock = lock

    def send(self, request: Sent) -> Reply:
        """Ask the fake."""
        response = _ask(self._engine, self._lock, request, body_of(request))
        _judge(response.delivery, request)
        return Reply(response.status, Headers(_lines(response)), _pieces(response), _nothing)

    def close(self) -> None:
        """Do nothing: what the fake remembers stays."""


class AsyncFakeTransport:
    """As FakeTransport, for clients in an event loop."""

    def __init__(self, engine: Engine, lock: threading.RLock) -> None:
        self._engine = engine
        self._lock = lock

    async def send(self, request: Sent) -> AsyncReply:
        """Ask the fake."""
        body = await _body(request)
        response = _ask(self._engine, self._lock, request, body)
        # Others get their turn, as they would while a network answers.
        await asyncio.sleep(0)
        _judge(response.delivery, request)
        return AsyncReply(response.status, Headers(_lines(response)), _apieces(response), _anothing)

    async def aclose(self) -> None:
        """Do nothing: what the fake remembers stays."""


def _ask(engine: Engine, lock: threading.RLock, request: Sent, body: bytes) -> Response:
    parts = urlsplit(request.url)
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    with lock:
        return engine.handle(
            Request(
                method=request.method,
                path=parts.path or "/",
                query=parts.query,
                headers=headers,
                body=body,
                client="127.0.0.1",
            )
        )


def _judge(delivery: Delivery | None, request: Sent) -> None:
    """Raise what a client meets when an answer is cut off or comes too late."""
    if delivery is None:
        return
    if request.read is not None and delivery.delay > request.read:
        raise TimeoutError(f"no answer within {request.read:g} s", phase="read")
    if delivery.reset:
        raise ConnectionError("the connection was reset")


def _lines(response: Response) -> list[tuple[str, str]]:
    lines = list(response.headers)
    if not any(name.lower() == "content-length" for name, _ in lines):
        lines.append(("Content-Length", str(len(response.body))))
    return lines


def _pieces(response: Response) -> Iterator[bytes]:
    body, delivery = response.body, response.delivery
    if delivery is None:
        yield body
        return
    wanted = body[: len(body) // 2] if delivery.truncate else body
    step = max(1, -(-len(wanted) // _PIECES)) if delivery.drip else max(1, len(wanted))
    for at in range(0, len(wanted), step):
        yield wanted[at : at + step]
    if delivery.truncate:
        raise truncated()


async def _apieces(response: Response) -> AsyncIterator[bytes]:
    for piece in _pieces(response):
        yield piece


async def _body(request: Sent) -> bytes:
    body = request.body
    if body is None or isinstance(body, bytes):
        return body or b""
    return b"".join([chunk async for chunk in body.achunks()])


def _nothing() -> None:
    return None


async def _anothing() -> None:
    return None
