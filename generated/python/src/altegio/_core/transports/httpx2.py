"""Transports on httpx2, for programs that have it anyway. Clients of the older httpx fit as well."""

from __future__ import annotations

import time
import typing as t
from collections.abc import AsyncIterator, Iterator

from ..errors import CertificateError, ConnectionError, SdkError, TimeoutError
from ..headers import Headers, Outgoing
from ..tls import shared_context
from ..transport import AsyncReply, Method, Reply, Request, truncated
from .deadline import bound, flight
from .masking import hide

if t.TYPE_CHECKING:
    import ssl

    import httpx2
else:
    try:
        import httpx2
    except ImportError:
        import httpx as httpx2


class Httpx2Transport:
    """Sends with a `httpx2.Client`, made here or your own, which is not closed with the transport.

    One of your own bounds each read of a socket, and not the time for the whole head of an answer.
    """

    def __init__(
        self, *, client: httpx2.Client | None = None, ssl_context: ssl.SSLContext | None = None
    ) -> None:
        self._given = client
        self._context = ssl_context
        self._client = client or self._new()

    def send(self, request: Request) -> Reply:
        """Send a request and return as soon as the head of the answer is there."""
        client, errors = self._client, _errors(self._client)
        if request.secret_query:
            hide(request.secret_query, type(client).__module__.partition(".")[0])
        body = request.body
        content: t.Any = body if body is None or isinstance(body, bytes) else body.chunks()
        flight.deadline = request.deadline
        try:
            ready = client.build_request(
                Method(request.method),
                request.url,
                headers=_headers(request),
                content=content,
                timeout=_timeout(request),
            )
            answer = client.send(ready, stream=True, auth=_as_it_is, follow_redirects=False)
        except errors as error:
            raise _translated(error, request) from error

        def chunks() -> Iterator[bytes]:
            try:
                flight.deadline = request.deadline
                for chunk in answer.iter_raw():
                    yield chunk
                    _check(request)
                    flight.deadline = request.deadline
            except errors as error:
                raise _translated(error, request) from error

        return Reply(answer.status_code, _lines(answer), chunks(), answer.close)

    def close(self) -> None:
        """Close the client, unless it is the caller's own."""
        if self._given is None:
            self._client.close()

    def after_fork(self) -> None:
        """Start again with no connections: those of the parent process are not ours."""
        if self._given is None:
            self._client = self._new()

    def _new(self) -> httpx2.Client:
        client = httpx2.Client(verify=self._context or shared_context(), follow_redirects=False)
        bound(client)
        return client


class AsyncHttpx2Transport:
    """Sends with a `httpx2.AsyncClient`, made here or your own."""

    def __init__(
        self,
        *,
        client: httpx2.AsyncClient | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._given = client
        self._context = ssl_context
        self._client = client or self._new()

    async def send(self, request: Request) -> AsyncReply:
        """Send a request and return as soon as the head of the answer is there."""
        client, errors = self._client, _errors(self._client)
        if request.secret_query:
            hide(request.secret_query, type(client).__module__.partition(".")[0])
        body = request.body
        content: t.Any = body if body is None or isinstance(body, bytes) else body.achunks()
        try:
            ready = client.build_request(
                Method(request.method),
                request.url,
                headers=_headers(request),
                content=content,
                timeout=_timeout(request),
            )
            answer = await client.send(ready, stream=True, auth=_as_it_is, follow_redirects=False)
        except errors as error:
            raise _translated(error, request) from error

        async def chunks() -> AsyncIterator[bytes]:
            try:
                async for chunk in answer.aiter_raw():
                    yield chunk
            except errors as error:
                raise _translated(error, request) from error

        return AsyncReply(answer.status_code, _lines(answer), chunks(), answer.aclose)

    async def aclose(self) -> None:
        """Close the client, unless it is the caller's own."""
        if self._given is None:
            await self._client.aclose()

    def after_fork(self) -> None:
        """Start again with no connections: those of the parent process are not ours."""
        if self._given is None:
            self._client = self._new()

    def _new(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(verify=self._context or shared_context(), follow_redirects=False)


def _as_it_is(request: t.Any) -> t.Any:
    # Without this, a .netrc file or the client's own `auth` would overwrite our headers.
    return request


def _errors(client: object) -> tuple[type[Exception], ...]:
    """Return what a client raises; one of httpx has classes of its own."""
    import sys

    module: t.Any = sys.modules.get(type(client).__module__.partition(".")[0], httpx2)
    base: type[Exception] = getattr(module, "HTTPError", httpx2.HTTPError)
    url: type[Exception] = getattr(module, "InvalidURL", httpx2.InvalidURL)
    return (base, url, OSError)


def _headers(request: Request) -> dict[str, str]:
    body = request.body
    if body is None or isinstance(body, bytes) or body.size is None:
        return request.headers
    headers = Outgoing(request.headers, request.secret_headers)
    headers["Content-Length"] = str(body.size)
    return headers


def _timeout(request: Request) -> t.Any:
    connect, read = request.connect, request.read
    if request.deadline is not None:
        left = max(0.001, request.deadline - time.monotonic())
        connect = left if connect is None else min(connect, left)
        read = left if read is None else min(read, left)
    # A plain tuple (connect, read, write, pool) suits httpx and httpx2 alike.
    return (connect, read, read, connect)


def _lines(answer: t.Any) -> Headers:
    return Headers(answer.headers.multi_items())


def _check(request: Request) -> None:
    if request.deadline is not None and time.monotonic() >= request.deadline:
        raise TimeoutError("the whole call took too long", phase="total")


def _translated(error: Exception, request: Request) -> SdkError:
    """Say in this package's words what went wrong."""
    late = request.deadline is not None and time.monotonic() >= request.deadline
    reason = f"{type(error).__name__}: {str(error)[:200]}"
    # By name: the classes of httpx are not those of httpx2.
    match type(error).__name__:
        case "ConnectTimeout" | "PoolTimeout":
            phase = "total" if late else "connect"
            return TimeoutError("connecting took too long", sent=False, phase=phase)
        case "ConnectError" if "CERTIFICATE_VERIFY_FAILED" in reason:
            return CertificateError(f"not trusted: {reason}", sent=False)
        case "ConnectError" | "UnsupportedProtocol" | "InvalidURL":
            return ConnectionError(f"could not connect: {reason}", sent=False)
        case "ReadTimeout" | "WriteTimeout":
            if late:
                return TimeoutError("the whole call took too long", phase="total")
            return TimeoutError("the server fell silent", phase="read")
        case "RemoteProtocolError" if (
            "incomplete" in reason or "without sending complete" in reason
        ):
            return truncated()
        case _:
            return ConnectionError(f"the connection broke: {reason}")
