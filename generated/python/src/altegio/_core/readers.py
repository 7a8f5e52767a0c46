"""How an answer is read. Types are given as functions, so that no model is imported before it is needed."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

import msgspec


class Json(msgspec.Struct, frozen=True):
    """A JSON document of the type that `type` returns.

    `unwrap` is the path, in wire names, from the body to the result. `single` says that a list
    stands where one object was meant: its only item is the result.
    """

    type: Callable[[], t.Any]
    unwrap: tuple[str, ...] = ()
    single: bool = False
    media: str = "application/json"


class Text(msgspec.Struct, frozen=True):
    """Text, decoded with the charset that the answer names."""

    media: str = "text/plain"


class Binary(msgspec.Struct, frozen=True):
    """Bytes. `_download` hands them over as they arrive, `_call` and `_raw` read them all."""

    media: str = "application/octet-stream"


class Events(msgspec.Struct, frozen=True):
    """Server-sent events; `type` is that of one event's data. `end` is data that ends the stream."""

    type: Callable[[], t.Any]
    end: str | None = None
    media: str = "text/event-stream"


class Lines(msgspec.Struct, frozen=True):
    """One JSON document a line; `type` is that of one line."""

    type: Callable[[], t.Any]
    media: str = "application/x-ndjson"


class Empty(msgspec.Struct, frozen=True):
    """Nothing is read; the result is None."""

    media: str = "*/*"


OneReader: t.TypeAlias = Json | Text | Binary | Events | Lines | Empty


class ByMedia(msgspec.Struct, frozen=True):
    """Several media types for one status. Keys may be ranges such as `image/*`."""

    readers: Mapping[str, OneReader]


Reader: t.TypeAlias = OneReader | ByMedia
