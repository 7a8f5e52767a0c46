"""The default transport of the asynchronous client, on aiohttp."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
import typing as t
from collections.abc import AsyncIterator

import aiohttp
from yarl import URL

from ..errors import CertificateError, ConnectionError, SdkError, TimeoutError
from ..headers import Headers, Outgoing
from ..tls import shared_context
from ..transport import AsyncReply, Method, Request, truncated
from .proxies import proxy_for


class AiohttpTransport:
    """Sends over one session for each event loop.

    Proxies are taken from the environment unless `proxy` says otherwise (`""` for none). A session of
    your own can be given; it is not closed with the transport, but its silent resending of requests
    is switched off.
    """

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession | None = None,
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        connections: int = 100,
    ) -> None:
        self._given = session
        self._context = ssl_context
        self._proxy = proxy
        self._connections = connections
        self._sessions: dict[asyncio.AbstractEventLoop, aiohttp.ClientSession] = {}
        self._proxies: dict[str, str | None] = {}
        self._timeouts: dict[tuple[float | None, float | None], aiohttp.ClientTimeout] = {}
        self._abandoned: list[t.Any] = []
        if session is not None:
            _never_resend(session)

    async def send(self, request: Request) -> AsyncReply:
        """Send a request and return as soon as the head of the answer is there."""
        session = self._given or self._session()
        body = request.body
        headers = request.headers
        data: t.Any = body
        if body is not None and not isinstance(body, bytes):
            data = body.achunks()
            if body.size is not None:
                headers = Outgoing(headers, request.secret_headers)
                headers["Content-Length"] = str(body.size)
        try:
            answer = await session.request(
                Method(request.method),
                URL(request.url, encoded=True),
                headers=headers,
                data=data,
                allow_redirects=False,
                timeout=self._timeout(request),
                proxy=self._proxy_for(request.url),
                auto_decompress=False,
                skip_auto_headers=("Content-Type",),
            )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _translated(error, request) from error
        return _reply(answer, request)

    async def aclose(self) -> None:
        """Close every connection, unless the session is the caller's own."""
        sessions, self._sessions = self._sessions, {}
        for loop, session in sessions.items():
            if loop is asyncio.get_running_loop():
                await session.close()
            else:
                self._abandon(loop, session)

    def after_fork(self) -> None:
        """Forget the connections of the parent process, whose sockets they are."""
        self._abandoned.append(self._sessions)
        self._sessions = {}

    def _session(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None:
            for other in [loop for loop in self._sessions if loop.is_closed()]:
                self._abandon(other, self._sessions.pop(other))
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    ssl=self._context or shared_context(), limit=self._connections
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
            _never_resend(session)
            self._sessions[loop] = session
        return session

    def _abandon(self, loop: asyncio.AbstractEventLoop, session: aiohttp.ClientSession) -> None:
        """Let go of a session whose event loop is closed, or runs in another thread."""
        if not loop.is_closed():
            with contextlib.suppress(RuntimeError):
                asyncio.run_coroutine_threadsafe(session.close(), loop)
            return
        connector = session.connector
        session.detach()
        # Its transports cannot be closed without their loop; the sockets close when they are collected.
        with contextlib.suppress(RuntimeError, AttributeError):
            if connector is not None:
                t.cast("t.Any", connector)._close_immediately()

    def _timeout(self, request: Request) -> aiohttp.ClientTimeout:
        key = (request.connect, request.read)
        found = self._timeouts.get(key)
        if found is None:
            if len(self._timeouts) > 64:
                self._timeouts.clear()
            found = self._timeouts[key] = aiohttp.ClientTimeout(
                total=None, sock_connect=request.connect, sock_read=request.read
            )
        return found

    def _proxy_for(self, url: str) -> str | None:
        if self._proxy is not None:
            return self._proxy or None
        if self._given is not None:
            return None
        origin = url[: url.find("/", url.find("://") + 3)]
        if origin not in self._proxies:
            self._proxies[origin] = proxy_for(url)
        return self._proxies[origin]


def _never_resend(session: aiohttp.ClientSession) -> None:
    # aiohttp sends a GET, PUT or DELETE a second time, unasked, when a kept-alive connection turns out
    # to be closed. Whether that is harmless is for the operation to say, and it has to be counted.
    t.cast("t.Any", session)._retry_connection = False


def _reply(answer: aiohttp.ClientResponse, request: Request) -> AsyncReply:
    async def chunks() -> AsyncIterator[bytes]:
        try:
            async for chunk in answer.content.iter_any():
                yield chunk
        except (aiohttp.ClientError, OSError) as error:
            raise _translated(error, request) from error

    async def whole() -> bytes:
        try:
            return await answer.content.read()
        except (aiohttp.ClientError, OSError) as error:
            raise _translated(error, request) from error

    async def close() -> None:
        if answer.content.at_eof():
            answer.release()
        else:
            answer.close()

    return AsyncReply(answer.status, Headers(answer.headers.items()), chunks(), close, whole)


def _translated(error: Exception, request: Request) -> SdkError:
    """Say in this package's words what went wrong."""
    late = request.deadline is not None and time.monotonic() >= request.deadline
    match error:
        case aiohttp.ConnectionTimeoutError():
            phase = "total" if late else "connect"
            return TimeoutError("connecting took too long", sent=False, phase=phase)
        case aiohttp.ClientConnectorCertificateError():
            return CertificateError(f"not trusted: {_reason(error)}", sent=False)
        case aiohttp.ClientConnectorError():
            return ConnectionError(f"could not connect: {_reason(error)}", sent=False)
        case aiohttp.ClientHttpProxyError():
            return ConnectionError(f"the proxy failed: {_reason(error)}", sent=False)
        case aiohttp.InvalidURL():
            return ConnectionError(f"not an address: {_reason(error)}", sent=False)
        case asyncio.TimeoutError():
            phase = "total" if late else "read"
            return TimeoutError("the server fell silent", phase=phase)
        case aiohttp.ClientPayloadError():
            if isinstance(error.__cause__, OSError):
                return ConnectionError(f"the connection broke: {_reason(error)}")
            return truncated()
        case _:
            return ConnectionError(f"the connection broke: {_reason(error)}")


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}"
