"""HTTP/1.1 with limits: heads that never end and clients that never finish are sent away."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

HEAD_LIMIT = 64 * 1024
HEAD_SECONDS = 10.0
KEY = "specloom.connection"
"""Where an ASGI scope holds the connection."""


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol on llhttp; a head may have 64 kB and take ten seconds."""

    _head = 0
    _is_in_head = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwatch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.parser is None or self.transport.is_closing():
            return
        if self._is_in_head:
            self._head += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._is_in_head:
            # Only a head that comes in pieces needs a watch: most are here in one.
            if self._head > HEAD_LIMIT:
                self._send_away(431, "The head of the request is too large.")
            elif self._timer is None:
                self._watch()
        elif self._timer is not None:
            self._unwatch()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._is_in_head = True
        cast(dict[str, Any], self.scope)[KEY] = self

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._head += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._head += len(name) + len(value)
        if self._head <= 2 * HEAD_LIMIT and len(self.headers) < 500:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if self._head > HEAD_LIMIT or len(self.headers) >= 500:
            self._send_away(431, "The head of the request is too large.")
            raise ValueError("the head is too large")
        super().on_headers_complete()

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
        self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self._is_in_head:
            self._send_away(408, "The head of the request took too long.")
        elif self.cycle is None:
            self.transport.close()

    def _send_away(self, status: int, text: str) -> None:
        body = text.encode()
        head = (
            b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            % len(body)
        )
        self.transport.write(STATUS_LINE[status] + head + body)
        self.transport.close()
