"""The border to HTTP: what a transport is given, what it gives back, and the errors it may raise.

A transport sends one request and follows nothing, retries nothing, decompresses nothing. What goes
wrong it raises as `ConnectionError` or `TimeoutError` of this package, with `sent=False` only when it is
certain that not a byte of the request reached the server.
"""

from __future__ import annotations

import typing as t
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import msgspec

from .errors import ConnectionError, ResponseTooLargeError
from .headers import Headers, redacted
from .secrets import unseen

if t.TYPE_CHECKING:
    from .payload import Payload


class Request(msgspec.Struct, frozen=True):
    """One HTTP request, ready to be sent.

    `connect` and `read` are seconds, `deadline` is a time of `time.monotonic()`; None waits for ever.
    `secret_headers` and `secret_query` say what of it must not be shown.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | Payload | None = None
    connect: float | None = None
    read: float | None = None
    deadline: float | None = None
    secret_headers: frozenset[str] = frozenset()
    secret_query: str = ""

    def __repr__(self) -> str:
        headers = dict(redacted(self.headers.items()))
        for name in self.secret_headers:
            headers.pop(name, None)
        return f"Request({self.method} {self.url.partition('?')[0]}, headers={headers})"

    __rich_repr__ = unseen


class Method(str):
    """A method that stays as it is written: HTTP tells `link` from `LINK`, some libraries do not."""

    def upper(self) -> Method:
        return self


class Reply:
    """The answer to one request. Its body is still on the way: read it, or close it.

    `chunks` yields the body as it arrives, still compressed; `close` gives the connection back, or drops
    it if the body was not read to its end. `whole` reads the rest in one go where that is faster.
    """

    __slots__ = ("_chunks", "_close", "_whole", "headers", "status")

    def __init__(
        self,
        status: int,
        headers: Headers,
        chunks: Iterator[bytes],
        close: Callable[[], None],
        whole: Callable[[], bytes] | None = None,
    ) -> None:
        self.status = status
        self.headers = headers
        self._chunks = chunks
        self._close = close
        self._whole = whole

    def read(self, limit: int) -> bytes:
        """Return the whole body, decompressed; raises ResponseTooLargeError beyond `limit` bytes."""
        try:
            if self._whole is not None and promised(self.headers, limit):
                return self._whole()
            pieces: list[bytes] = []
            size = 0
            for piece in self.stream():
                size += len(piece)
                if size > limit:
                    raise too_large(limit)
                pieces.append(piece)
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        finally:
            self._close()

    def stream(self) -> Iterator[bytes]:
        """Yield the body as it arrives, decompressed."""
        encoding = self.headers.get("content-encoding")
        if not encoding:
            yield from self._chunks
            return
        from .inflate import inflate, inflaters

        machines = inflaters(encoding)
        if not machines:
            yield from self._chunks
            return
        for chunk in self._chunks:
            yield from inflate(machines, chunk)
        if not all(machine.is_complete for machine in machines):
            raise truncated()

    def close(self) -> None:
        """Let go of the connection."""
        self._close()


class AsyncReply:
    """As Reply, for a transport that is awaited."""

    __slots__ = ("_chunks", "_close", "_whole", "headers", "status")

    def __init__(
        self,
        status: int,
        headers: Headers,
        chunks: AsyncIterator[bytes],
        close: Callable[[], Awaitable[None]],
        whole: Callable[[], Awaitable[bytes]] | None = None,
    ) -> None:
        self.status = status
        self.headers = headers
        self._chunks = chunks
        self._close = close
        self._whole = whole

    async def read(self, limit: int) -> bytes:
        """Return the whole body, decompressed; raises ResponseTooLargeError beyond `limit` bytes."""
        try:
            if self._whole is not None and promised(self.headers, limit):
                return await self._whole()
            pieces: list[bytes] = []
            size = 0
            async for piece in self.stream():
                size += len(piece)
                if size > limit:
                    raise too_large(limit)
                pieces.append(piece)
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        finally:
            await self._close()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives, decompressed."""
        encoding = self.headers.get("content-encoding")
        if not encoding:
            async for chunk in self._chunks:
                yield chunk
            return
        from .inflate import inflate, inflaters

        machines = inflaters(encoding)
        async for chunk in self._chunks:
            if not machines:
                yield chunk
            for piece in inflate(machines, chunk) if machines else ():
                yield piece
        if not all(machine.is_complete for machine in machines):
            raise truncated()

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self._close()


@t.runtime_checkable
class Transport(t.Protocol):
    """Sends requests. One transport serves many threads."""

    def send(self, request: Request) -> Reply:
        """Send a request and return as soon as the head of the answer is there."""
        ...

    def close(self) -> None:
        """Close every connection. A transport is not used after that."""
        ...


@t.runtime_checkable
class AsyncTransport(t.Protocol):
    """Sends requests from an event loop."""

    async def send(self, request: Request) -> AsyncReply:
        """Send a request and return as soon as the head of the answer is there."""
        ...

    async def aclose(self) -> None:
        """Close every connection. A transport is not used after that."""
        ...


class Urllib3Manager(t.Protocol):
    """What is used of a `urllib3.PoolManager`."""

    def connection_from_url(self, url: str) -> t.Any: ...


class HttpxClient(t.Protocol):
    """What tells a `httpx2.Client` or `httpx.Client`."""

    def build_request(self, method: str, url: t.Any) -> t.Any: ...
    def close(self) -> None: ...


class AsyncHttpxClient(t.Protocol):
    """What tells a `httpx2.AsyncClient` or `httpx.AsyncClient`."""

    def build_request(self, method: str, url: t.Any) -> t.Any: ...
    async def aclose(self) -> None: ...


class AiohttpSession(t.Protocol):
    """What tells an `aiohttp.ClientSession`."""

    @property
    def closed(self) -> bool: ...
    @property
    def connector(self) -> t.Any: ...


TransportLike: t.TypeAlias = Transport | Urllib3Manager | HttpxClient
"""What a client accepts as `transport=`: a transport, or the client object of an HTTP library."""

AsyncTransportLike: t.TypeAlias = AsyncTransport | AsyncHttpxClient | AiohttpSession
"""What an asynchronous client accepts as `transport=`."""


def promised(headers: Headers, limit: int) -> bool:
    """Return whether the body comes uncompressed with a length, and within `limit`."""
    length = headers.get("content-length", "")
    if not length.isdecimal() or headers.get("content-encoding"):
        return False
    if int(length) > limit:
        raise too_large(limit)
    return True


def too_large(limit: int) -> ResponseTooLargeError:
    """Return the error for a body that is longer than the client accepts."""
    return ResponseTooLargeError(
        f"the body is longer than {limit} bytes; raise max_response_bytes to accept it", limit=limit
    )


def truncated() -> ConnectionError:
    """Return the error for a body that ends too early."""
    return ConnectionError("the body ended before it was complete")
