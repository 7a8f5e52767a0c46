"""One line for each request, in colours on a terminal."""

from __future__ import annotations

import asyncio
import io
import time
from typing import TextIO

from specloom.mock.engine.messages import Request, Response

_COLOURS = {2: "32", 3: "36", 4: "33", 5: "31"}
_LONGEST = 200


class AccessLog:
    """Writes lines to `stream`, a few times a second at most: a load test is not slowed by its log."""

    def __init__(self, stream: TextIO, *, colours: bool) -> None:
        self._stream = stream
        self._colours = colours
        self._lines: list[str] = []
        self._second = 0
        self._clock = ""

    def see(self, request: Request, response: Response, seconds: float) -> None:
        """Note an exchange."""
        now = int(time.time())
        if now != self._second:
            self._second, self._clock = now, time.strftime("%H:%M:%S", time.localtime(now))
        path = request.path if not request.query else f"{request.path}?{request.query}"
        is_cut = response.delivery is not None and response.delivery.reset
        status = "cut" if is_cut else str(response.status)
        if self._colours:
            status = f"\x1b[{_COLOURS.get(response.status // 100, '0')}m{status}\x1b[0m"
        reason = response.header("X-Mock-Reason") or response.header("X-Mock-Fault") or ""
        self._lines.append(
            f"{self._clock} {status} {request.method:<6} {_plain(path)} "
            f"{seconds * 1000:.1f} ms{'  ' + reason if reason else ''}\n"
        )
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(0.05, self.flush)

    def flush(self) -> None:
        """Write what has been noted."""
        text, self._lines = "".join(self._lines), []
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            # Nobody reads the log any more; the fake goes on.
            self._stream = io.StringIO()


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 3] + "..."
    return text if text.isascii() and text.isprintable() else ascii(text)[1:-1]
