"""HTTP/1.1 with limits: requests that never end are sent away, small ones are answered at once."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine, Generator
from functools import lru_cache
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from specloom.mock.engine.messages import Request, Response

HEAD_LIMIT = 64 * 1024
WHOLE_LIMIT = 64 * 1024
SECONDS = 10.0
CONNECTION = "specloom.connection"
"""Where an ASGI scope holds the connection."""
WHOLE = "specloom.whole"
"""Whether the body was there before the application was called."""
ANSWER = "specloom.answer"
"""Where an ASGI scope holds the answer that is known already, and only has to be delivered."""


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol on llhttp; a head may have 64 kB, and take ten seconds.

    A request whose body is small is handed over when all of it is here. If the application can answer
    `at_once`, that is all: the answer is one write. Whatever needs time goes the way of ASGI.
    """

    _head = 0
    _is_open = False
    _is_in_head = False
    _timer: asyncio.TimerHandle | None = None
    _waiting: tuple[RequestResponseCycle, Any] | None = None
    _is_direct = False
    _body: bytes = b""
    _heard = 0.0
    _idle: asyncio.TimerHandle | None = None
    _at_once: Callable[[Request], Response | None] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._at_once = getattr(self.app, "at_once", None)
        self._host = self.client[0] if self.client else ""
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwatch()
        if self._idle is not None:
            self._idle.cancel()
        self._waiting = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.parser is None or self.transport.is_closing():
            return
        self._head = self._head + len(data) if self._is_in_head else len(data)
        self._heard = self.loop.time()
        super().data_received(data)
        if self.transport.is_closing():
            self._unwatch()
        elif self._is_in_head and self._head > HEAD_LIMIT:
            self._send_away(431, "The head of the request is too large.")
        elif self._is_open:
            # Only what comes in pieces needs a watch: most requests are here in one.
            if self._timer is None:
                self._watch()
        elif self._timer is not None:
            self._unwatch()

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._is_in_head = self._is_open = True

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if self._head > HEAD_LIMIT:
            size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
            if size > HEAD_LIMIT:
                self._send_away(431, "The head of the request is too large.")
                raise ValueError("the head is too large")
        self._is_direct = self._can_be_direct()
        self._body = b""
        if not self._is_direct:
            self._begin(None)
        if self._waiting is None and not self._is_direct:
            self._is_open = False

    def _can_be_direct(self) -> bool:
        is_free = self.cycle is None or self.cycle.response_complete
        return (
            self._at_once is not None
            and is_free
            and not self.pipeline
            and not self.flow.write_paused
            and self.url[:1] == b"/"
            and self._is_small()
        )

    def _begin(self, answer: tuple[Request, Response] | None) -> None:
        """Let the request go the way of ASGI."""
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers += headers
        scope = cast(dict[str, Any], self.scope)
        scope[CONNECTION] = self
        if answer is not None:
            scope[ANSWER] = answer
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._is_direct:
            self._body += body
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._is_direct:
            self._is_direct = self._is_open = False
            if self.transport.is_closing():
                return
            request = self._request()
            response = self._at_once(request) if self._at_once is not None else None
            if response is not None and response.delivery is None:
                self._write(request, response)
                return
            body = self._body
            self._begin(None if response is None else (request, response))
            if body:
                super().on_body(body)
        super().on_message_complete()
        self._is_open = False
        if self._waiting is not None:
            (cycle, app), self._waiting = self._waiting, None
            cast(dict[str, Any], cycle.scope)[WHOLE] = True
            self._run(cycle.run_asgi(app))

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        if cycle is self.cycle and cycle.more_body and self._is_small():
            self._waiting = (cycle, app)
        else:
            super()._start_asgi_task(cycle, app)

    def _is_small(self) -> bool:
        if self.expect_100_continue or self.parser.should_upgrade():
            return False
        for name, value in self.headers:
            if name == b"transfer-encoding":
                return False
            if name == b"content-length":
                return len(value) < 7 and value.isdigit() and int(value) <= WHOLE_LIMIT
        return True

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` up to where it waits for something; the rest becomes a task."""
        try:
            first = work.send(None)
        except StopIteration:
            return
        task = self.loop.create_task(_remainder(work, first))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    def _request(self) -> Request:
        path, _, query = self.url.partition(b"#")[0].partition(b"?")
        return Request(
            method=self.parser.get_method().decode("latin-1"),
            path=path.decode("latin-1"),
            query=query.decode("latin-1"),
            headers=texts(self.headers),
            body=self._body,
            client=self._host,
        )

    def _write(self, request: Request, response: Response) -> None:
        """Send an answer in one piece."""
        keeps = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
        is_bare = response.status in {204, 304} or request.method == "HEAD"
        end = b"\r\n" if keeps else b"connection: close\r\n\r\n"
        head = _head(response.status, response.headers)
        if is_bare:
            self.transport.write(head + end)
        else:
            body = response.body
            self.transport.write(b"%bcontent-length: %d\r\n%b%b" % (head, len(body), end, body))
        self.server_state.total_requests += 1
        if keeps:
            self._rest()
        else:
            self.transport.close()

    def _rest(self) -> None:
        """Wait for the next request: one timer for each connection looks now and then."""
        if self._idle is None:
            self._idle = self.loop.call_later(self.timeout_keep_alive, self._look)

    def _look(self) -> None:
        self._idle = None
        left = self._heard + self.timeout_keep_alive - self.loop.time()
        is_busy = self._is_open or (self.cycle is not None and not self.cycle.response_complete)
        if left > 0 or is_busy:
            self._idle = self.loop.call_later(max(left, 1.0), self._look)
        else:
            self.timeout_keep_alive_handler()

    def send_400_response(self, msg: str) -> None:
        if not self.transport.is_closing():
            self._send_away(400, "This is no valid HTTP request.")

    def cut(self) -> None:
        """End the connection at once, as a server that dies: what was not sent is lost."""
        handle = self.transport.get_extra_info("socket")
        if handle is not None:
            linger = struct.pack("ii", 1, 0)
            handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.abort()

    def end(self) -> None:
        """End the connection after what was written."""
        self.transport.close()

    def _watch(self) -> None:
        self._timer = self.loop.call_later(SECONDS, self._give_up)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self._is_open:
            self._send_away(408, "The request took too long.")
        elif self.cycle is None:
            self.transport.close()

    def _send_away(self, status: int, text: str) -> None:
        self._waiting = None
        body = text.encode()
        head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
        size = b"content-length: %d\r\n\r\n" % len(body)
        self.transport.write(STATUS_LINE[status] + head + size + body)
        self.transport.close()


def texts(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in lower case; the repeated ones are joined."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        if key in found:
            text = found[key] + ("; " if key == "cookie" else ", ") + text
        found[key] = text
    return found


@lru_cache(maxsize=2_000)
def lines(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[bytes, bytes], ...]:
    """Return headers as bytes; what cannot stand in a header is replaced."""
    return tuple(
        (plain(name).lower().encode(), plain(value).encode())
        for name, value in headers
        if plain(name)
    )


def plain(text: str) -> str:
    """Return `text` with a mark for every character that cannot stand in a header."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if " " <= char <= "~" else "?" for char in text)


@lru_cache(maxsize=2_000)
def _head(status: int, headers: tuple[tuple[str, str], ...]) -> bytes:
    return STATUS_LINE[status] + b"".join(b"%b: %b\r\n" % one for one in lines(headers))


async def _remainder(work: Coroutine[Any, Any, None], first: Any) -> None:
    await _Rest(work, first)


class _Rest:
    """What remains of a coroutine that was started by hand and waits for `first`."""

    def __init__(self, work: Coroutine[Any, Any, None], first: Any) -> None:
        self._work = work
        self._first = first

    def __await__(self) -> Generator[Any, Any, None]:
        waited_for = self._first
        while True:
            try:
                try:
                    sent = yield waited_for
                except BaseException as error:
                    waited_for = self._work.throw(error)
                else:
                    waited_for = self._work.send(sent)
            except StopIteration:
                return
