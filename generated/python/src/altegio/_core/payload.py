"""Bodies that are sent piece by piece: files, and anything that yields bytes."""

from __future__ import annotations

import os
import typing as t
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence

import msgspec

from .errors import InvalidArgumentError

PIECE = 65536


class Readable(t.Protocol):
    """A file opened for reading bytes."""

    def read(self, size: int = ..., /) -> bytes: ...


Content: t.TypeAlias = (
    bytes | bytearray | memoryview | os.PathLike[str] | Readable | Iterable[bytes]
)
"""Bytes, the path of a file, an open file, or anything that yields bytes."""

AsyncContent: t.TypeAlias = Content | AsyncIterable[bytes]


class Upload(msgspec.Struct, frozen=True):
    """A file to send, with the name and type that the server is told."""

    content: AsyncContent
    filename: str | None = None
    content_type: str | None = None


class Payload:
    """A body made of pieces, each of them bytes or a source that is read while it is sent."""

    def __init__(self, pieces: Sequence[AsyncContent]) -> None:
        self._pieces = [_Piece(piece) for piece in pieces]

    @property
    def size(self) -> int | None:
        """How many bytes there are, or None if that is known only at the end."""
        total = 0
        for piece in self._pieces:
            if piece.size is None:
                return None
            total += piece.size
        return total

    @property
    def is_replayable(self) -> bool:
        """Whether the same bytes can be sent again."""
        return all(piece.is_replayable for piece in self._pieces)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes, from the start."""
        for piece in self._pieces:
            yield from piece.chunks()

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes, from the start; files are read in a thread."""
        for piece in self._pieces:
            async for chunk in piece.achunks():
                yield chunk


class _Piece:
    __slots__ = ("_source", "_start", "is_replayable", "size")

    def __init__(self, source: AsyncContent) -> None:
        self._source = source
        self._start: int | None = None
        self.size: int | None = None
        self.is_replayable = True
        if isinstance(source, bytes | bytearray | memoryview):
            self.size = len(source) if not isinstance(source, memoryview) else source.nbytes
        elif isinstance(source, os.PathLike):
            self.size = os.path.getsize(source)
        elif hasattr(source, "read"):
            self._measure(t.cast("t.Any", source))
        elif isinstance(source, str) or not isinstance(source, Iterable | AsyncIterable):
            raise InvalidArgumentError(
                f"a body is bytes, a path, an open file or chunks of bytes, not {type(source).__name__}"
            )
        else:
            # A list of chunks can be walked twice, a generator cannot.
            self.is_replayable = isinstance(source, list | tuple)

    def _measure(self, file: t.Any) -> None:
        try:
            self._start = int(file.tell())
            self.size = int(file.seek(0, os.SEEK_END)) - self._start
            file.seek(self._start)
        except (AttributeError, OSError, ValueError):
            self._start, self.size, self.is_replayable = None, None, False

    def chunks(self) -> Iterator[bytes]:
        source: t.Any = self._source
        if isinstance(source, bytes | bytearray | memoryview):
            yield _bytes(source)
        elif isinstance(source, os.PathLike):
            with open(t.cast("os.PathLike[str]", source), "rb") as file:
                while chunk := file.read(PIECE):
                    yield chunk
        elif hasattr(source, "read"):
            if self._start is not None:
                source.seek(self._start)
            while chunk := _bytes(source.read(PIECE)):
                yield chunk
        elif isinstance(source, Iterable):
            for chunk in t.cast("t.Any", source):
                yield _bytes(chunk)
        else:
            raise InvalidArgumentError("an asynchronous body needs the asynchronous client")

    async def achunks(self) -> AsyncIterator[bytes]:
        source: t.Any = self._source
        if isinstance(source, AsyncIterable):
            async for chunk in t.cast("t.Any", source):
                yield _bytes(chunk)
        elif isinstance(source, os.PathLike) or hasattr(source, "read"):
            import asyncio

            # The event loop must not wait for a disk.
            walk = self.chunks()
            while chunk := await asyncio.to_thread(next, walk, b""):
                yield chunk
        else:
            for chunk in self.chunks():
                yield chunk


def _bytes(chunk: t.Any) -> bytes:
    if isinstance(chunk, bytes):
        return chunk
    if isinstance(chunk, bytearray | memoryview):
        return bytes(t.cast("bytearray", chunk))
    raise InvalidArgumentError(
        f"a body must yield bytes, not {type(chunk).__name__}; open files in binary mode"
    )
