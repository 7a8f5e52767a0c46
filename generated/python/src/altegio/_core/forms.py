"""Bodies of forms: `application/x-www-form-urlencoded` and `multipart/form-data`.

Internal. In a multipart body, what looks like a file is sent as one, piece by piece and never copied:
bytes, a path, an open file, an `Upload`, or a tuple `(name, content)` or `(name, content, type)`.
Lists become repeated parts, objects JSON. Names and types cannot break out of their header.
"""

from __future__ import annotations

import os
import typing as t
from collections.abc import Iterable, Iterator, Mapping

from .bodies import Part
from .codec import encode
from .errors import InvalidArgumentError
from .payload import Payload, Upload
from .styles import checked_header, pairs
from .texts import flat, items, members

_PLAIN_PART = Part()


def urlencoded(
    fields: Mapping[str, t.Any], parts: Mapping[str, Part], write: Mapping[str, str]
) -> bytes:
    """Return the fields as a form body; all mappings are keyed by wire name."""
    written: list[str] = []
    for name, value in fields.items():
        part = parts.get(name)
        if part is None and members(value) is not None:
            # An object's members would lose the name that they belong to.
            value = encode(value).decode()
        elif part is not None and part.content_type is not None and "json" in part.content_type:
            value = encode(value).decode()
        written += pairs(name, value, part or _PLAIN_PART, write.get(name))
    return "&".join(written).replace("%20", "+").encode()


class Multipart:
    """A multipart body; `pieces` are bytes and the contents of files, in turn."""

    def __init__(self) -> None:
        self.boundary = f"----{os.urandom(16).hex()}"
        self.pieces: list[t.Any] = []

    def add(
        self,
        name: str,
        value: t.Any,
        part: Part | None,
        write: str | None,
        headers: Mapping[str, str],
    ) -> None:
        """Add a field: one part, or one for each item of a list."""
        listed = None if _is_file(value) else items(value)
        media = _single_media(part)
        if listed is not None and (media is None or "json" not in media):
            for item in listed:
                self._add_one(name, item, media, write, headers)
        else:
            self._add_one(name, value, media, write, headers)

    def _add_one(
        self,
        name: str,
        value: t.Any,
        media: str | None,
        write: str | None,
        headers: Mapping[str, str],
    ) -> None:
        if _is_file(value):
            upload = _upload(name, value)
            filename = upload.filename or _name_of(upload.content) or name
            media = upload.content_type or media or _guess(filename)
            self._begin(name, filename, media, headers)
            self.pieces.append(upload.content)
        else:
            is_object = members(value) is not None or items(value) is not None
            if is_object or (media is not None and "json" in media):
                content = encode(value)
                media = media or "application/json"
            else:
                content = flat(value, write).encode()
            self._begin(name, None, media, headers)
            self.pieces.append(content)
        self.pieces.append(b"\r\n")

    def _begin(
        self, name: str, filename: str | None, media: str | None, headers: Mapping[str, str]
    ) -> None:
        disposition = f'form-data; name="{_quoted(name)}"'
        if filename is not None:
            disposition += f'; filename="{_quoted(filename)}"'
        lines = [f"--{self.boundary}", f"Content-Disposition: {disposition}"]
        if media is not None:
            lines.append(f"Content-Type: {checked_header('Content-Type', media)}")
        lines += [f"{key}: {checked_header(key, value)}" for key, value in headers.items()]
        self.pieces.append("\r\n".join([*lines, "", ""]).encode())

    def payload(self) -> Payload:
        """Return the body."""
        return Payload(list(_joined([*self.pieces, f"--{self.boundary}--\r\n".encode()])))


def _joined(pieces: Iterable[t.Any]) -> Iterator[t.Any]:
    """Yield the pieces, bytes that follow each other as one."""
    small: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes) and len(piece) < 65536:
            small.append(piece)
            continue
        if small:
            yield b"".join(small)
            small = []
        yield piece
    if small:
        yield b"".join(small)


def _is_file(value: t.Any) -> bool:
    if isinstance(value, bytes | bytearray | memoryview | os.PathLike | Upload):
        return True
    if isinstance(value, tuple):
        pair = t.cast("t.Sequence[t.Any]", value)
        named = len(pair) in (2, 3) and (pair[0] is None or isinstance(pair[0], str))
        return named and not isinstance(pair[1], str) and _is_content(pair[1])
    return hasattr(value, "read")


def _is_content(value: t.Any) -> bool:
    if isinstance(value, bytes | bytearray | memoryview | os.PathLike):
        return True
    return hasattr(value, "read") or hasattr(value, "__next__") or hasattr(value, "__anext__")


def _upload(name: str, value: t.Any) -> Upload:
    if isinstance(value, Upload):
        return value
    if isinstance(value, tuple):
        filename, content, *rest = t.cast("t.Sequence[t.Any]", value)
        if rest and rest[0] is not None and not isinstance(rest[0], str):
            raise InvalidArgumentError(f"{name}= is (name, content, content type)")
        return Upload(content, filename, rest[0] if rest else None)
    return Upload(value)


def _name_of(content: t.Any) -> str | None:
    if isinstance(content, os.PathLike):
        return os.path.basename(os.fspath(t.cast("os.PathLike[str]", content)))
    name = getattr(content, "name", None)
    return os.path.basename(name) if isinstance(name, str) else None


def _quoted(name: str) -> str:
    """Escape a name as browsers do, so that it ends neither its quotes nor its line."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = name.encode("utf-8", "replace").decode()
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(c if c >= " " and c != "\x7f" else "_" for c in escaped)


def _single_media(part: Part | None) -> str | None:
    """Return the media type that a part is declared to have, if that is only one."""
    media = part.content_type if part is not None else None
    return None if media is None or "*" in media or "," in media else media


def _guess(filename: str) -> str:
    import mimetypes

    return mimetypes.guess_type(filename)[0] or "application/octet-stream"
