# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Values as bytes in a media type."""

from __future__ import annotations

import base64
import re
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from . import media

_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0>>endobj\n%%EOF\n"

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder().decode


def rendered(value: Any, kind: str) -> bytes:
    """Return `value` as a body of the media type `kind`; a text or bytes stand for themselves."""
    name = media.bare(kind)
    if media.is_json(name):
        return encode(value)
    if name in {"application/x-ndjson", "application/jsonl", "application/json-seq"}:
        return b"".join(encode(one) + b"\n" for one in _several(value))
    if name == "text/event-stream":
        return _events(value)
    if isinstance(value, bytes):
        return value
    if name.endswith(("/xml", "+xml")):
        text = value if isinstance(value, str) else _element("root", value, 0)
        return text.encode()
    if isinstance(value, str):
        return value.encode()
    if name == "application/x-www-form-urlencoded" and isinstance(value, dict):
        return "&".join(f"{key}={one}" for key, one in value.items()).encode()
    if name.startswith("text/"):
        return b"text" if value is None else encode(value)
    return _file(name)


def _file(name: str) -> bytes:
    if name.startswith("image/"):
        return _PIXEL
    return _PDF if name == "application/pdf" else b"\x00\x01\x02\x03"


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value, value]


def _events(value: Any) -> bytes:
    if isinstance(value, str):
        return (
            value.encode() if value.startswith(("data:", "event:", ":", "id:")) else _event(value)
        )
    return b"".join(_event(encode(one).decode()) for one in _several(value))


def _event(text: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"{lines}\n".encode()


def _element(name: str, value: Any, depth: int) -> str:
    tag = name if _NAME.match(name) else "item"
    if depth > 30:
        return ""
    if isinstance(value, dict):
        inner = "".join(_element(key, one, depth + 1) for key, one in value.items())
    elif isinstance(value, list):
        inner = "".join(_element("item", one, depth + 1) for one in value)
    elif isinstance(value, bool):
        inner = "true" if value else "false"
    else:
        inner = "" if value is None else escape(str(value))
    return f"<{tag}>{inner}</{tag}>"
