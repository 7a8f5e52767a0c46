"""Bytes to text: UTF-8, or one sentence about what it is instead."""

from __future__ import annotations

import re

from specloom.reading.limits import MAX_BYTES
from specloom.reading.unreadable import unreadable

_WRAPPINGS = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a zip archive"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_AS = "Save it as UTF-8."
_SOMETHING = re.compile(r"^[^\S\n]*[^#\s]", re.MULTILINE)


def decode(raw: bytes) -> str:
    """Return the text of a file, without its byte order mark."""
    if len(raw) > MAX_BYTES:
        raise unreadable(
            "file-too-large", f"the file has {len(raw):,} bytes; {MAX_BYTES:,} is the limit"
        )
    for magic, name in _WRAPPINGS:
        if raw.startswith(magic):
            raise unreadable(
                "compressed-file", f"the file is compressed ({name})", help="Unpack it first."
            )
    for mark, name in _WIDE:
        if raw.startswith(mark):
            raise unreadable("not-utf-8", f"the file is {name}, not UTF-8", help=_SAVE_AS)
    if 0 in raw[:4] and len(raw) > 1:
        raise unreadable(
            "not-utf-8", "the file looks like UTF-16 or UTF-32, not UTF-8", help=_SAVE_AS
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = len(raw[: error.start].decode("utf-8-sig", "replace"))
        raise unreadable(
            "not-utf-8",
            f"the byte 0x{raw[error.start]:02x} here is not UTF-8",
            before,
            f"{_SAVE_AS} It may be Latin-1 or Windows-1252 now.",
        ) from None
    nul = text.find("\0")
    if nul >= 0:
        raise unreadable("nul-character", "there is a NUL character here", nul, "Remove it.")
    if not _SOMETHING.search(text):
        raise unreadable("empty-file", "the file is empty")
    return text
