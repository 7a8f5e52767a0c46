"""A real server on the loopback interface that does what a script says, and keeps what arrived.

Each request takes the next act of the script; when the script is at its end, the last act goes on.
An act is a function that is given the connection and the request and returns whether the
connection stays open.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A request as it came in."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    connection: int

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(found) < 2, f"{name} came {len(found)} times"
        return found[0] if found else None

    def json(self) -> object:
        return json.loads(self.body)


Act = Callable[[socket.socket, Arrived], bool]


@dataclass(slots=True)
class Loopback:
    """The server. `requests` is what arrived, in order, also what was never answered."""

    script: list[Act] = field(default_factory=list)
    requests: list[Arrived] = field(default_factory=list)
    connections: int = 0
    dropped: threading.Event = field(default_factory=threading.Event)
    """Set when a client closed a connection on which an answer was still to come."""
    tls: ssl.SSLContext | None = None
    _listener: socket.socket | None = None
    _open: set[socket.socket] = field(default_factory=set)
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        assert self._listener is not None
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"

    def play(self, *acts: Act) -> None:
        """Begin a new script and forget what arrived."""
        with self._lock:
            self.script, self._next = list(acts), 0
            self.requests.clear()
            self.dropped.clear()

    def stop(self) -> None:
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()  # type: ignore[union-attr]
            except OSError:
                return
            self.connections += 1
            self._open.add(connection)
            serve = threading.Thread(
                target=self._serve, args=(connection, self.connections), daemon=True
            )
            serve.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self._open.add(connection)
            while (request := _read_request(connection, number)) is not None:
                act = self._take(request)
                if not act(connection, request):
                    break
        self._open.discard(connection)
        with contextlib.suppress(OSError):
            connection.close()

    def _take(self, request: Arrived) -> Act:
        with self._lock:
            self.requests.append(request)
            act = self.script[min(self._next, len(self.script) - 1)]
            self._next += 1
        return act

    @property
    def methods(self) -> list[str]:
        return [request.method for request in self.requests]


def _read_request(connection: socket.socket, number: int) -> Arrived | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    lower = {name.lower(): value for name, value in headers}
    if lower.get("transfer-encoding") == "chunked":
        body = _read_chunked(connection, body)
    else:
        while len(body) < int(lower.get("content-length", 0)):
            chunk = connection.recv(65536)
            if not chunk:
                return None
            body += chunk
    return Arrived(method=method, target=target, headers=headers, body=body, connection=number)


def _read_chunked(connection: socket.socket, data: bytes) -> bytes:
    body = b""
    while True:
        while b"\r\n" not in data:
            data += connection.recv(65536)
        size, _, data = data.partition(b"\r\n")
        length = int(size, 16)
        while len(data) < length + 2:
            data += connection.recv(65536)
        body += data[:length]
        data = data[length + 2 :]
        if length == 0:
            return body


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = [
        f"HTTP/1.1 {status} Whatever",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(status: int = 200, body: object = b"", **headers: str) -> Act:
    """Answer properly. A body that is not bytes is sent as JSON; `_` in a name stands for `-`."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {} if isinstance(body, bytes) else {"Content-Type": "application/json"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    if status not in (204, 304):
        fields.setdefault("Content-Length", str(len(content)))

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(head(status, fields) + (b"" if request.method == "HEAD" else content))
        return True

    return act


def _reset(connection: socket.socket) -> bool:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def reset(connection: socket.socket, request: Arrived) -> bool:
    """Cut the connection before any byte of an answer."""
    return _reset(connection)


def hang_up(connection: socket.socket, request: Arrived) -> bool:
    """Close the connection in good order, but without an answer."""
    return False


def reset_in_head(connection: socket.socket, request: Arrived) -> bool:
    """Cut the connection in the middle of the head."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")
    time.sleep(0.02)
    return _reset(connection)


def reset_in_body(status: int = 200) -> Act:
    """Cut the connection in the middle of the body."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        fields = {"Content-Length": "4000", "Content-Type": "application/json"}
        connection.sendall(head(status, fields) + b'{"success": true, "da')
        time.sleep(0.02)
        return _reset(connection)

    return act


def truncated(status: int = 200) -> Act:
    """Close in good order before as many bytes came as the head promised."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        fields = {"Content-Length": "4000", "Content-Type": "application/json"}
        connection.sendall(head(status, fields) + b'{"success": true, "da')
        return False

    return act


def truncated_chunks(connection: socket.socket, request: Arrived) -> bool:
    """Close before the last chunk."""
    connection.sendall(head(200, {"Transfer-Encoding": "chunked"}) + b'5\r\n{"suc\r\n')
    return False


def silence(connection: socket.socket, request: Arrived) -> bool:
    """Say nothing until the client is gone."""
    connection.settimeout(5)
    with contextlib.suppress(OSError):
        connection.recv(1)
    return False


def silence_after_head(status: int = 200) -> Act:
    """Send the head, then nothing until the client is gone."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(head(status, {"Content-Length": "100"}))
        return silence(connection, request)

    return act


def drip(pause: float = 0.03, size: int = 4000) -> Act:
    """Send a byte of the body now and then."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(head(200, {"Content-Length": str(size)}))
        for _ in range(size):
            connection.sendall(b" ")
            time.sleep(pause)
        return True

    return act


def drip_head(pause: float = 0.03) -> Act:
    """Send a byte of the head now and then."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        for byte in head(200, {f"X-{n}": "x" * 50 for n in range(20)}):
            connection.sendall(bytes([byte]))
            time.sleep(pause)
        return False

    return act


def gzip_body(content: bytes, *, cut: int = 0) -> Act:
    """Answer compressed; with `cut`, that many bytes are missing from the compressed data."""
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = machine.compress(content) + machine.flush()
    packed = packed[: len(packed) - cut]
    return answer(200, packed, Content_Type="application/json", Content_Encoding="gzip")


def endless(chunk: bytes = b" " * 65536) -> Act:
    """Send a body that never ends."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(head(200, {"Transfer-Encoding": "chunked"}))
        with contextlib.suppress(OSError):
            for _ in range(5000):
                connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        return False

    return act


def chunked(*chunks: bytes, pause: float = 0.0, media: str = "application/json") -> Act:
    """Answer in chunks."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(head(200, {"Transfer-Encoding": "chunked", "Content-Type": media}))
        for chunk in chunks:
            connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            time.sleep(pause)
        connection.sendall(b"0\r\n\r\n")
        return True

    return act


def raw(data: bytes) -> Act:
    """Send these bytes and close."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        connection.sendall(data)
        return False

    return act


def tunnel_to(server: Loopback) -> Act:
    """Be a proxy: connect to a server and carry bytes in both directions."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def act(connection: socket.socket, request: Arrived) -> bool:
        assert request.method == "CONNECT"
        with socket.create_connection(("127.0.0.1", server.port)) as beyond:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=carry, args=(beyond, connection), daemon=True)
            back.start()
            carry(connection, beyond)
            back.join()
        return False

    return act


def then_close(act: Act) -> Act:
    """Answer, and close the connection a moment later without saying so in the head."""

    def closing(connection: socket.socket, request: Arrived) -> bool:
        act(connection, request)
        return False

    return closing


def paged(pages: dict[str, Act], key: Callable[[Arrived], str]) -> Act:
    """Answer each request with the page that its key names."""

    def act(connection: socket.socket, request: Arrived) -> bool:
        return pages[key(request)](connection, request)

    return act


@contextlib.contextmanager
def loopback(tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Run a server."""
    server = Loopback(tls=tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def nobody() -> str:
    """Return an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
