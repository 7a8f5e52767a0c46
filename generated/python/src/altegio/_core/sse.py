"""Reads server-sent events (`text/event-stream`), however the network cuts them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from .errors import ResponseTooLargeError

LONGEST = 16_000_000
"""How many bytes one line or one event may have."""


class Event(msgspec.Struct, frozen=True):
    """One event. `id` is the last one that was sent, also by an earlier event."""

    data: str
    event: str = "message"
    id: str = ""
    retry: int | None = None


class LineSplitter:
    """Cuts bytes into lines at LF, CRLF and CR, or at LF alone."""

    def __init__(self, *, at_cr: bool) -> None:
        self._at_cr = at_cr
        self._rest = b""
        self._skip_lf = False

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines that are complete now, without their ends."""
        if self._skip_lf and data:
            data, self._skip_lf = data.removeprefix(b"\n"), False
        if self._at_cr and b"\r" in data:
            self._skip_lf = data.endswith(b"\r")
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = (self._rest + data).split(b"\n") if b"\n" in data else [self._rest + data]
        self._rest = lines.pop()
        if len(self._rest) > LONGEST:
            raise ResponseTooLargeError(f"a line is longer than {LONGEST} bytes", limit=LONGEST)
        return lines

    def end(self) -> list[bytes]:
        """Return the last line if it has no end."""
        rest, self._rest = self._rest, b""
        return [rest] if rest else []


class EventParser:
    """Puts lines together into events."""

    def __init__(self) -> None:
        self._lines = LineSplitter(at_cr=True)
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._retry: int | None = None
        self._first = True
        self.last_id = ""

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the events that are complete now. One without an empty line after it never is."""
        for line in self._lines.feed(data):
            if self._first:
                line, self._first = line.removeprefix(b"\xef\xbb\xbf"), False
            event = self._line(line.decode("utf-8", "replace"))
            if event is not None:
                yield event

    def _line(self, line: str) -> Event | None:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match field:
            case "data":
                self._size += len(value)
                if self._size > LONGEST:
                    raise ResponseTooLargeError(
                        f"an event is longer than {LONGEST} characters", limit=LONGEST
                    )
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self.last_id = value
            case "retry" if value.isascii() and value.isdigit() and len(value) < 12:
                self._retry = int(value)
            case _:
                pass  # comments, and fields of the future
        return None

    def _dispatch(self) -> Event | None:
        data, self._data, self._size = self._data, [], 0
        event, self._event = self._event, ""
        retry, self._retry = self._retry, None
        if not data:
            return None
        return Event("\n".join(data), event or "message", self.last_id, retry)


def events_of(content: bytes) -> list[Event]:
    """Return the events of a whole body."""
    parser = EventParser()
    return [*parser.feed(content), *parser.feed(b"\n\n")]
