"""The default transport of the synchronous client, on urllib3."""

from __future__ import annotations

import io
import socket
import threading
import time
import typing as t
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse

import urllib3
from urllib3 import exceptions as failures
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import BaseHTTPResponse
from urllib3.util.url import parse_url

from ..errors import CertificateError, ConnectionError, TimeoutError
from ..headers import Headers, Outgoing
from ..tls import shared_context
from ..transport import Reply, Request, truncated
from .masking import hide
from .proxies import proxy_for

if t.TYPE_CHECKING:
    import ssl

PIECE = 65536


class _Flight(threading.local):
    """What the request that this thread is sending has come to."""

    sent: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    read: float | None = None
    deadline: float | None = None


_flight = _Flight()


class _Timed(io.RawIOBase):
    """Bytes of a socket, where each wait is bounded by the read timeout and by the deadline.

    urllib3 bounds each wait alone, so that a server which sends a byte now and then is never done.
    """

    def __init__(self, sock: t.Any) -> None:
        self._sock = sock
        self._raw: t.Any = sock.makefile("rb", buffering=0)
        self._read = _flight.read
        self._deadline = _flight.deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: t.Any) -> int | None:
        wait = self._read
        if self._deadline is not None:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the whole call took too long", phase="total")
            if wait is None or left < wait:
                wait = left
        self._sock.settimeout(wait)
        return t.cast("int | None", self._raw.readinto(buffer))

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Source:
    """Stands in for a socket where http.client asks for a file to read the answer from."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._sock), PIECE)


class _Answer(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: t.Any, **kwargs: t.Any) -> None:
        super().__init__(t.cast("socket.socket", _Source(sock)), *args, **kwargs)

    def begin(self) -> None:
        super().begin()
        # As they came: urllib3's own mapping takes as long to build and longer to read.
        _flight.headers = tuple(self.msg.raw_items())


class _Plain(HTTPConnection):
    response_class = _Answer

    def send(self, data: t.Any) -> None:
        if self.sock is None:
            self.connect()
        _flight.sent = True
        super().send(data)


class _Secure(HTTPSConnection):
    response_class = _Answer

    def send(self, data: t.Any) -> None:
        if self.sock is None:
            self.connect()
        # What asks a proxy for a tunnel is not the request.
        if not (isinstance(data, bytes) and data.startswith(b"CONNECT ")):
            _flight.sent = True
        super().send(data)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = t.cast("t.Any", _Plain)


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = t.cast("t.Any", _Secure)


class Urllib3Transport:
    """Sends over pools of kept-alive connections, one pool for each origin.

    Proxies are taken from the environment unless `proxy` says otherwise (`""` for none). A manager
    of your own can be given as `manager`; it is not closed with the transport.
    """

    def __init__(
        self,
        *,
        manager: urllib3.PoolManager | None = None,
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        connections: int = 100,
    ) -> None:
        self._own = manager is None
        self._given = manager
        self._context = ssl_context
        self._proxy = proxy
        self._connections = connections
        self._managers: dict[str | None, urllib3.PoolManager] = {}
        self._pools: dict[str, tuple[HTTPConnectionPool, bool]] = {}
        self._timeouts: dict[tuple[float | None, float | None], urllib3.Timeout] = {}
        self._lock = threading.Lock()

    def send(self, request: Request) -> Reply:
        """Send a request and return as soon as the head of the answer is there."""
        url = request.url
        start = url.find("/", url.find("://") + 3)
        origin = url[:start]
        found = self._pools.get(origin)
        if found is None:
            with self._lock:
                found = self._pools.get(origin) or self._pool(url)
                self._pools[origin] = found
        pool, absolute = found
        body = request.body
        headers = request.headers
        chunked = False
        data: t.Any = body
        if body is not None and not isinstance(body, bytes):
            data = body.chunks()
            size = body.size
            chunked = size is None
            if size is not None:
                headers = Outgoing(headers, request.secret_headers)
                headers["Content-Length"] = str(size)
        connect, read = request.connect, request.read
        if request.secret_query:
            hide(request.secret_query, "urllib3.connectionpool")
        flight = _flight
        flight.sent, flight.read, flight.deadline = not self._own, read, request.deadline
        if request.deadline is not None:
            left = max(0.001, request.deadline - time.monotonic())
            connect = left if connect is None else min(connect, left)
            read = left if read is None else min(read, left)
        try:
            answer = pool.urlopen(
                request.method,
                url if absolute else url[start:],
                body=data,
                headers=headers,
                retries=False,
                redirect=False,
                assert_same_host=False,
                timeout=self._timeout(connect, read),
                preload_content=False,
                decode_content=False,
                chunked=chunked,
            )
        except (failures.HTTPError, HTTPException, OSError) as error:
            raise _translated(error, request, sent=flight.sent) from error
        lines = flight.headers if self._own else answer.headers.items()
        return _reply(answer, Headers(lines), request)

    def close(self) -> None:
        """Close every connection, unless the manager is the caller's own."""
        self._pools.clear()
        for manager in self._managers.values():
            manager.clear()
        self._managers.clear()

    def after_fork(self) -> None:
        """Forget the connections of the parent process, whose sockets they are."""
        self._pools = {}
        self._managers = {}
        self._lock = threading.Lock()

    def _timeout(self, connect: float | None, read: float | None) -> urllib3.Timeout:
        found = self._timeouts.get((connect, read))
        if found is None:
            if len(self._timeouts) > 64:
                self._timeouts.clear()
            found = self._timeouts[connect, read] = urllib3.Timeout(connect, read)
        return found

    def _pool(self, url: str) -> tuple[HTTPConnectionPool, bool]:
        """Return the pool for a URL's origin, and whether it wants whole URLs (a plain HTTP proxy)."""
        proxy = proxy_for(url) if self._proxy is None else self._proxy or None
        if self._given is not None:
            return self._given.connection_from_url(url), False
        manager = self._managers.get(proxy)
        if manager is None:
            manager = self._managers[proxy] = self._manager(proxy)
        pool = manager.connection_from_url(url)
        return pool, proxy is not None and url.startswith("http://")

    def _manager(self, proxy: str | None) -> urllib3.PoolManager:
        context = self._context or shared_context()
        options: dict[str, t.Any] = {
            "num_pools": 32,
            "maxsize": self._connections,
            "ssl_context": context,
        }
        manager: urllib3.PoolManager
        if proxy is None:
            manager = urllib3.PoolManager(**options)
        else:
            auth = parse_url(proxy).auth
            if auth:
                options["proxy_headers"] = urllib3.make_headers(proxy_basic_auth=auth)
            manager = urllib3.ProxyManager(proxy, proxy_ssl_context=context, **options)
        pools: dict[str, t.Any] = {"http": _PlainPool, "https": _SecurePool}
        manager.pool_classes_by_scheme = pools
        return manager


def _reply(answer: BaseHTTPResponse, headers: Headers, request: Request) -> Reply:
    def chunks() -> Iterator[bytes]:
        try:
            if answer.chunked:
                yield from answer.stream(PIECE, decode_content=False)
            else:
                while chunk := answer.read1(PIECE, decode_content=False):
                    yield chunk
        except (failures.HTTPError, HTTPException, OSError) as error:
            raise _translated(error, request, sent=True) from error

    def whole() -> bytes:
        try:
            return answer.read(decode_content=False)
        except (failures.HTTPError, HTTPException, OSError) as error:
            raise _translated(error, request, sent=True) from error

    def close() -> None:
        # A body that was read to its end has given its connection back already.
        if not answer.closed:
            answer.close()
        answer.release_conn()

    return Reply(answer.status, headers, chunks(), close, whole)


def _translated(error: Exception, request: Request, *, sent: bool) -> Exception:
    """Say in this package's words what went wrong."""
    late = request.deadline is not None and time.monotonic() >= request.deadline
    match error:
        case failures.NewConnectionError():
            return ConnectionError(f"could not connect: {_reason(error)}", sent=False)
        case failures.ConnectTimeoutError():
            phase = "total" if late else "connect"
            return TimeoutError("connecting took too long", sent=False, phase=phase)
        case failures.ProxyError():
            return ConnectionError(f"the proxy failed: {_reason(error)}", sent=sent)
        case failures.EmptyPoolError():
            return TimeoutError("no connection became free", sent=False, phase="pool")
        case failures.ReadTimeoutError() | failures.TimeoutError() | socket.timeout():
            if late:
                return TimeoutError("the whole call took too long", sent=sent, phase="total")
            return TimeoutError("the server fell silent", sent=sent, phase="read")
        case failures.SSLError() if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return CertificateError(f"not trusted: {_reason(error)}", sent=False)
        case failures.SSLError():
            return ConnectionError(f"TLS failed: {_reason(error)}", sent=sent)
        case failures.IncompleteRead() | failures.InvalidChunkLength():
            return truncated()
        case failures.LocationValueError():
            return ConnectionError(f"not an address: {_reason(error)}", sent=False)
        case failures.ProtocolError() if isinstance(error.__cause__, failures.IncompleteRead):
            return truncated()
        case _:
            return ConnectionError(f"the connection broke: {_reason(error)}", sent=sent)


def _reason(error: BaseException) -> str:
    inner = error.__cause__ or error.__context__ or error
    return f"{type(inner).__name__}: {str(inner)[:200]}"
