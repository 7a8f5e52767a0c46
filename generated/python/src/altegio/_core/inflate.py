"""Decompresses bodies piece by piece, so that a small body cannot become a huge one in memory."""

from __future__ import annotations

import typing as t
from collections.abc import Iterator

from .errors import DecodeError

PIECE = 65536


class _Machine(t.Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class Inflater:
    """Undoes the content codings `gzip` and `deflate`; every piece it yields is at most 64 KiB."""

    __slots__ = ("_ended", "_fed", "_machine", "_name")

    def __init__(self, coding: str) -> None:
        self._name = coding
        self._machine: _Machine | None = None
        self._fed = False
        self._ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` decompresses to."""
        import zlib

        while data:
            if self._ended and self._name != "deflate" and not data.strip(b"\0"):
                return  # zero bytes after a gzip member are padding
            if self._machine is None or self._ended:
                self._machine, self._ended = self._start(data), False
            self._fed = True
            try:
                piece = self._machine.decompress(data, PIECE)
            except zlib.error as error:
                raise DecodeError(
                    f"the body is not what Content-Encoding says ({self._name}): {error}"
                ) from None
            if piece:
                yield piece
            self._ended = self._machine.eof
            data = self._machine.unused_data if self._ended else self._machine.unconsumed_tail

    @property
    def is_complete(self) -> bool:
        """Whether the compressed data has reached its end; nothing at all is complete too."""
        return self._ended or not self._fed

    def _start(self, data: bytes) -> _Machine:
        import zlib

        if self._name == "gzip":
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        # "deflate" means zlib, but servers also send it without the two bytes of header.
        bare = (data[0] & 0x0F) != 8 or (len(data) > 1 and (data[0] * 256 + data[1]) % 31 != 0)
        return zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)


def inflaters(encoding: str) -> list[Inflater]:
    """Return what undoes a `Content-Encoding`, outermost coding first; raises DecodeError if unknown."""
    machines: list[Inflater] = []
    for name in reversed(encoding.lower().split(",")):
        name = name.strip()
        if name in {"", "identity"}:
            continue
        if name not in {"gzip", "x-gzip", "deflate"} or len(machines) == 2:
            raise DecodeError(
                f"the body has a Content-Encoding that was not asked for: {encoding[:60]}"
            )
        machines.append(Inflater("deflate" if name == "deflate" else "gzip"))
    return machines


def inflate(machines: list[Inflater], data: bytes) -> Iterator[bytes]:
    """Yield what one chunk of the wire becomes after all codings are undone."""
    if len(machines) == 1:
        yield from machines[0].feed(data)
    else:
        for piece in machines[0].feed(data):
            yield from machines[1].feed(piece)
