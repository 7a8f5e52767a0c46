"""Transports on pyreqwest: one Rust wheel and little CPU, but threads of its own that survive no fork."""

from __future__ import annotations

import contextlib
import os
import re
import threading
import time
import typing as t
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta

from pyreqwest.client import Client, ClientBuilder, SyncClient, SyncClientBuilder
from pyreqwest.exceptions import (
    ConnectError,
    ConnectTimeoutError,
    PoolTimeoutError,
    PyreqwestError,
    RequestTimeoutError,
)
from pyreqwest.http import HeaderMap

from ..errors import CertificateError, ConnectionError, SdkError, TimeoutError
from ..headers import Headers, Outgoing
from ..transport import AsyncReply, Reply, Request, truncated

Builder = t.TypeVar("Builder", ClientBuilder, SyncClientBuilder)
Wait: t.TypeAlias = tuple[float | None, float | None]


class PyreqwestTransport:
    """Sends with one `SyncClient` for each pair of connect and read timeout.

    `configure` may change the builder before a client is made of it: certificates, proxies.
    """

    def __init__(
        self, *, configure: Callable[[SyncClientBuilder], SyncClientBuilder] | None = None
    ) -> None:
        self._configure = configure
        self._clients: dict[Wait, SyncClient] = {}
        self._lock = threading.Lock()

    def send(self, request: Request) -> Reply:
        """Send a request and return as soon as the head of the answer is there."""
        ready: t.Any
        try:
            builder = self._client(request).request(request.method, request.url)
            builder = builder.headers(_headers(request))
            if request.deadline is not None:
                builder = builder.timeout(_left(request.deadline))
            if isinstance(request.body, bytes):
                builder = builder.body_bytes(request.body)
            elif request.body is not None:
                builder = builder.body_stream(request.body.chunks())
            # Nothing of the body is read ahead: it may break, and then the status should be known.
            ready = builder.streamed_read_buffer_limit(0).build_streamed()
            answer = ready.__enter__()
        except (PyreqwestError, OSError) as error:
            raise _translated(error, request) from None

        def chunks() -> Iterator[bytes]:
            try:
                while chunk := answer.body_reader.read_chunk():
                    yield bytes(chunk)
            except (PyreqwestError, OSError) as error:
                raise _translated(error, request) from None

        def whole() -> bytes:
            try:
                return bytes(answer.body_reader.bytes())
            except (PyreqwestError, OSError) as error:
                raise _translated(error, request) from None

        def close() -> None:
            nonlocal ready
            if ready is not None:
                closing, ready = ready, None
                closing.__exit__(None, None, None)

        return Reply(answer.status, _lines(answer.headers), chunks(), close, whole)

    def close(self) -> None:
        """Close every connection."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            client.close()

    def after_fork(self) -> None:
        """Start again: the threads that served the old clients do not exist in this process."""
        self._clients, self._lock = {}, threading.Lock()

    def _client(self, request: Request) -> SyncClient:
        key = (request.connect, request.read)
        client = self._clients.get(key)
        return self._new(key) if client is None else client

    def _new(self, key: Wait) -> SyncClient:
        with self._lock:
            if key not in self._clients:
                builder = _configured(SyncClientBuilder(), key)
                if self._configure is not None:
                    builder = self._configure(builder)
                self._clients[key] = builder.build()
            return self._clients[key]


class AsyncPyreqwestTransport:
    """Sends with one `Client` for each pair of connect and read timeout."""

    def __init__(
        self, *, configure: Callable[[ClientBuilder], ClientBuilder] | None = None
    ) -> None:
        self._configure = configure
        self._clients: dict[Wait, Client] = {}

    async def send(self, request: Request) -> AsyncReply:
        """Send a request and return as soon as the head of the answer is there."""
        ready: t.Any
        try:
            builder = self._client(request).request(request.method, request.url)
            builder = builder.headers(_headers(request))
            if isinstance(request.body, bytes):
                builder = builder.body_bytes(request.body)
            elif request.body is not None:
                builder = builder.body_stream(request.body.achunks())
            # Nothing of the body is read ahead: it may break, and then the status should be known.
            ready = builder.streamed_read_buffer_limit(0).build_streamed()
            answer = await ready.__aenter__()
        except (PyreqwestError, OSError) as error:
            raise _translated(error, request) from None

        async def chunks() -> AsyncIterator[bytes]:
            try:
                while chunk := await answer.body_reader.read_chunk():
                    yield bytes(chunk)
            except (PyreqwestError, OSError) as error:
                raise _translated(error, request) from None

        async def whole() -> bytes:
            try:
                return bytes(await answer.body_reader.bytes())
            except (PyreqwestError, OSError) as error:
                raise _translated(error, request) from None

        async def close() -> None:
            nonlocal ready
            if ready is not None:
                closing, ready = ready, None
                await closing.__aexit__(None, None, None)

        return AsyncReply(answer.status, _lines(answer.headers), chunks(), close, whole)

    async def aclose(self) -> None:
        """Close every connection."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.close()

    def after_fork(self) -> None:
        """Start again: the threads that served the old clients do not exist in this process."""
        self._clients = {}

    def _client(self, request: Request) -> Client:
        key = (request.connect, request.read)
        client = self._clients.get(key)
        if client is None:
            builder = _configured(ClientBuilder(), key)
            if self._configure is not None:
                builder = self._configure(builder)
            client = self._clients[key] = builder.build()
        return client


def _configured(builder: Builder, wait: Wait) -> Builder:
    builder = (
        builder.gzip(False)
        .deflate(False)
        .brotli(False)
        .zstd(False)
        .follow_redirects(False)
        .referer(False)
    )
    connect, read = wait
    if connect is not None:
        builder = builder.connect_timeout(timedelta(seconds=connect))
    if read is not None:
        builder = builder.read_timeout(timedelta(seconds=read))
    bundle = os.environ.get("SSL_CERT_FILE")
    if bundle:
        with open(bundle, "rb") as file:
            builder = builder.add_root_certificate_pem(file.read())
    return builder


def _headers(request: Request) -> dict[str, str]:
    body = request.body
    if body is None or isinstance(body, bytes) or body.size is None:
        return request.headers
    headers = Outgoing(request.headers, request.secret_headers)
    headers["Content-Length"] = str(body.size)
    return headers


def _lines(headers: HeaderMap) -> Headers:
    """Return the headers that arrived, without those that pyreqwest cannot read: bytes beyond ASCII."""
    try:
        return Headers(headers.items())
    except ValueError:
        lines: list[tuple[str, str]] = []
        for name in dict.fromkeys(headers.keys()):
            with contextlib.suppress(ValueError):
                lines.extend((name, value) for value in headers.getall(name))
        return Headers(lines)


def _left(deadline: float) -> timedelta:
    return timedelta(seconds=max(0.001, deadline - time.monotonic()))


def _translated(error: Exception, request: Request) -> SdkError:
    """Say in this package's words what went wrong."""
    late = request.deadline is not None and time.monotonic() >= request.deadline - 0.002
    causes: t.Any = getattr(error, "details", None) or {}
    reason = "; ".join([str(error), *(str(c.get("message")) for c in causes.get("causes") or ())])
    # Whole addresses are in there, with whatever they carry: neither shown nor chained.
    reason = f"{type(error).__name__}: {re.sub(r'for url [^)]*[)]', '', reason)[:300]}"
    # The classes alone prove nothing: ConnectError and ConnectTimeoutError are also raised for
    # what happens to a request that was sent.
    is_unsent = "client error (Connect)" in reason
    match error:
        case PoolTimeoutError():
            return TimeoutError("no connection became free", sent=False, phase="pool")
        case ConnectTimeoutError() if is_unsent:
            phase = "total" if late else "connect"
            return TimeoutError("connecting took too long", sent=False, phase=phase)
        case RequestTimeoutError():
            if late:
                return TimeoutError("the whole call took too long", phase="total")
            return TimeoutError("the server fell silent", phase="read")
        case ConnectError() if is_unsent and "certificate" in reason:
            return CertificateError(f"not trusted: {reason}", sent=False)
        case ConnectError() if is_unsent:
            return ConnectionError(f"could not connect: {reason}", sent=False)
        case _ if "end of file before message length" in reason or "unexpected EOF" in reason:
            return truncated()
        case _:
            return ConnectionError(f"the connection broke: {reason}")
