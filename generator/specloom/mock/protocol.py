"""HTTP/1.1 with limits: requests that never end are sent away, small ones are answered at once."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Coroutine, Generator
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

HEAD_LIMIT = 64 * 1024
WHOLE_LIMIT = 64 * 1024
SECONDS = 10.0
CONNECTION = "specloom.connection"
"""Where an ASGI scope holds the connection."""
WHOLE = "specloom.whole"
"""Whether the body was there before the application was called."""


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol on llhttp; a head may have 64 kB, and take ten seconds.

    A request whose body is small is handed over when all of it is here. Then the application has
    nothing to wait for, and is run on the spot instead of in a task of its own.
    """

    _head = 0
    _is_open = False
    _is_in_head = False
    _timer: asyncio.TimerHandle | None = None
    _waiting: tuple[RequestResponseCycle, Any] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwatch()
        self._waiting = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.parser is None or self.transport.is_closing():
            return
        self._head = self._head + len(data) if self._is_in_head else len(data)
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
        super().on_message_begin()
        self._is_in_head = self._is_open = True
        cast(dict[str, Any], self.scope)[CONNECTION] = self

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if self._head > HEAD_LIMIT:
            size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
            if size > HEAD_LIMIT:
                self._send_away(431, "The head of the request is too large.")
                raise ValueError("the head is too large")
        super().on_headers_complete()
        if self._waiting is None:
            self._is_open = False

    def on_message_complete(self) -> None:
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
        task = self.loop.create_task(_rest(work, first))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

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


async def _rest(work: Coroutine[Any, Any, None], first: Any) -> None:
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
