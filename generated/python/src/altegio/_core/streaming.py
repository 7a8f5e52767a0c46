"""Answers that are used while they arrive: downloads, events, lines.

All of them hold a connection until they are read to the end or closed: use `with`.
"""

from __future__ import annotations

import contextlib
import os
import typing as t
from collections.abc import AsyncIterator, Callable, Generator, Iterator

from .errors import SdkError
from .reading import one_document
from .sse import Event, EventParser, LineSplitter
from .transport import AsyncReply, Reply

if t.TYPE_CHECKING:
    from types import TracebackType

    from .conduct import Exchange
    from .headers import Headers
    from .issues import Issue

__all__ = [
    "AsyncDownload",
    "AsyncEventStream",
    "AsyncLineStream",
    "Download",
    "Event",
    "EventStream",
    "LineStream",
]

T = t.TypeVar("T")

Report: t.TypeAlias = "Callable[[tuple[Issue, ...]], None]"


class _Open:
    """What is known before the body."""

    def __init__(self, exchange: Exchange, operation: str) -> None:
        self.status: int = exchange.status
        self.headers: Headers = exchange.headers
        self.request_id: str | None = exchange.request_id
        self.attempts: int = exchange.attempts
        self._operation = operation

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status} of {self._operation}>"

    @property
    def content_type(self) -> str | None:
        """The media type that the server names."""
        return self.headers.get("content-type")

    @property
    def size(self) -> int | None:
        """How many bytes the server says will come; None if it does not, or if they are compressed."""
        length = self.headers.get("content-length", "")
        return (
            int(length) if length.isdecimal() and not self.headers.get("content-encoding") else None
        )

    @property
    def filename(self) -> str | None:
        """The name that the server suggests, without any folders; never trust it further than that."""
        return filename_of(self.headers.get("content-disposition", ""))

    @contextlib.contextmanager
    def _named(self) -> Generator[None, None, None]:
        try:
            yield
        except SdkError as error:
            error.operation, error.attempts = self._operation, self.attempts
            raise


class _Stream(_Open):
    def __init__(self, exchange: Exchange, operation: str) -> None:
        super().__init__(exchange, operation)
        self._reply: Reply = exchange.reply

    def __enter__(self) -> t.Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._reply.close()

    def _bytes(self) -> Iterator[bytes]:
        try:
            with self._named():
                yield from self._reply.stream()
        finally:
            self._reply.close()


class _AsyncStream(_Open):
    def __init__(self, exchange: Exchange, operation: str) -> None:
        super().__init__(exchange, operation)
        self._reply: AsyncReply = exchange.reply

    async def __aenter__(self) -> t.Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self._reply.aclose()

    async def _bytes(self) -> AsyncIterator[bytes]:
        try:
            with self._named():
                async for chunk in self._reply.stream():
                    yield chunk
        finally:
            await self._reply.aclose()


class Download(_Stream):
    """A body that is not read yet. Iterate over it, read it all, or save it."""

    def __init__(self, exchange: Exchange, operation: str, limit: int) -> None:
        super().__init__(exchange, operation)
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        return self._bytes()

    def read(self) -> bytes:
        """Return all bytes; raises ResponseTooLargeError beyond the client's limit."""
        with self._named():
            return self._reply.read(self._limit)

    def save(self, path: str | os.PathLike[str]) -> int:
        """Write the body to a file and return its size. A file of this name is replaced at the end."""
        target = os.fspath(path)
        part = f"{target}.part"
        size = 0
        try:
            with open(part, "wb") as file:
                for chunk in self:
                    size += file.write(chunk)
            os.replace(part, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise
        return size


class AsyncDownload(_AsyncStream):
    """A body that is not read yet. Iterate over it, read it all, or save it."""

    def __init__(self, exchange: Exchange, operation: str, limit: int) -> None:
        super().__init__(exchange, operation)
        self._limit = limit

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._bytes()

    async def read(self) -> bytes:
        """Return all bytes; raises ResponseTooLargeError beyond the client's limit."""
        with self._named():
            return await self._reply.read(self._limit)

    async def save(self, path: str | os.PathLike[str]) -> int:
        """Write the body to a file and return its size. A file of this name is replaced at the end."""
        import asyncio

        target = os.fspath(path)
        part = f"{target}.part"
        size = 0
        try:
            with open(part, "wb") as file:  # noqa: ASYNC230  (opening is quick, writing is not)
                async for chunk in self:
                    # The event loop must not wait for a disk.
                    size += await asyncio.to_thread(file.write, chunk)
            os.replace(part, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise
        return size


class _Reader(t.Generic[T]):
    """How one event or one line becomes a value."""

    def __init__(self, kind: t.Any, strict: bool, keep_unknown: bool, report: Report) -> None:
        self._kind = kind
        self._strict = strict
        self._keep_unknown = keep_unknown
        self._report = report

    def value(self, document: bytes) -> T:
        value, issues = one_document(
            document, self._kind, strict=self._strict, keep_unknown=self._keep_unknown
        )
        if issues:
            self._report(issues)
        return t.cast("T", value)


class EventStream(_Stream, t.Generic[T]):
    """Server-sent events, each decoded. `events()` gives them as they came.

    `last_id` is the last event's id, to go on from after a break.
    """

    def __init__(
        self, exchange: Exchange, operation: str, reader: _Reader[T], end: str | None
    ) -> None:
        super().__init__(exchange, operation)
        self._reader = reader
        self._end = end
        self.last_id = ""

    def events(self) -> Iterator[Event]:
        """Yield the events themselves, with name and id."""
        parser = EventParser()
        for chunk in self._bytes():
            for event in parser.feed(chunk):
                self.last_id = parser.last_id
                if self._end is not None and event.data == self._end:
                    self.close()
                    return
                yield event

    def __iter__(self) -> Iterator[T]:
        for event in self.events():
            with self._named():
                value = self._reader.value(event.data.encode())
            yield value


class AsyncEventStream(_AsyncStream, t.Generic[T]):
    """Server-sent events, each decoded. `events()` gives them as they came.

    `last_id` is the last event's id, to go on from after a break.
    """

    def __init__(
        self, exchange: Exchange, operation: str, reader: _Reader[T], end: str | None
    ) -> None:
        super().__init__(exchange, operation)
        self._reader = reader
        self._end = end
        self.last_id = ""

    async def events(self) -> AsyncIterator[Event]:
        """Yield the events themselves, with name and id."""
        parser = EventParser()
        async for chunk in self._bytes():
            for event in parser.feed(chunk):
                self.last_id = parser.last_id
                if self._end is not None and event.data == self._end:
                    await self.aclose()
                    return
                yield event

    async def __aiter__(self) -> AsyncIterator[T]:
        async for event in self.events():
            with self._named():
                value = self._reader.value(event.data.encode())
            yield value


class LineStream(_Stream, t.Generic[T]):
    """One JSON document a line, each decoded."""

    def __init__(self, exchange: Exchange, operation: str, reader: _Reader[T]) -> None:
        super().__init__(exchange, operation)
        self._reader = reader

    def __iter__(self) -> Iterator[T]:
        splitter = LineSplitter(at_cr=False)
        for chunk in self._bytes():
            yield from self._values(splitter.feed(chunk))
        yield from self._values(splitter.end())

    def _values(self, lines: list[bytes]) -> Iterator[T]:
        for line in filter(None, map(_bare, lines)):
            with self._named():
                value = self._reader.value(line)
            yield value


class AsyncLineStream(_AsyncStream, t.Generic[T]):
    """One JSON document a line, each decoded."""

    def __init__(self, exchange: Exchange, operation: str, reader: _Reader[T]) -> None:
        super().__init__(exchange, operation)
        self._reader = reader

    async def __aiter__(self) -> AsyncIterator[T]:
        splitter = LineSplitter(at_cr=False)
        async for chunk in self._bytes():
            for value in self._values(splitter.feed(chunk)):
                yield value
        for value in self._values(splitter.end()):
            yield value

    def _values(self, lines: list[bytes]) -> Iterator[T]:
        for line in filter(None, map(_bare, lines)):
            with self._named():
                value = self._reader.value(line)
            yield value


def document_reader(
    kind: t.Any, strict: bool, keep_unknown: bool, report: Report
) -> _Reader[t.Any]:
    """Return what decodes the documents of a stream and reports what did not fit."""
    return _Reader(kind, strict, keep_unknown, report)


def _bare(line: bytes) -> bytes:
    # RFC 7464 puts a record separator before each document.
    return line.strip(b"\x1e \t\r")


def filename_of(disposition: str) -> str | None:
    """Return the file name in a Content-Disposition header, as one harmless path segment."""
    if not disposition:
        return None
    from email.message import Message

    message = Message()
    message["Content-Disposition"] = disposition.replace("\r", " ").replace("\n", " ")
    name = message.get_filename() or ""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if char >= " " and char not in '<>:"|?*\x7f').strip(" .")
    return name[:255] or None
