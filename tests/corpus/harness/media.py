"""What a media type means for bytes: how bodies are read when they arrive, and answers written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Any

from .operations import Media
from .reading import Description, Json, elements
from .styles import text
from .values import Maker, kinds_of

_LINES = re.compile(r"application/(x-)?(ndjson|jsonl|jsonlines|json-lines|json-seq|stream\+json)$")
_TEXT = re.compile(r"text/|application/(.*\+)?(xml|text|plain|vnd\.oai\.openapi|yaml|x-yaml|javascript|graphql|jwt|sql|toml|csv)$")

_BYTES = re.compile(r"(image|audio|video|font)/|application/(octet-stream|pdf|.*zip|.*protobuf|vnd\.(ms-|openxml|oasis).*)$")
_STRUCTURE = {"properties", "items", "allOf"}


def essence(media: str) -> str:
    """Return a media type in lower case without its parameters."""
    return media.split(";", 1)[0].strip().lower()


def kind(media: str) -> str:
    """Return how a media type is written: json, form, multipart, text, events, lines or binary."""
    plain = essence(media)
    if plain == "text/event-stream":
        return "events"
    if _LINES.match(plain) or plain.endswith("+json-seq"):
        return "lines"
    if re.search(r"[/+](x-)?json$", plain):
        return "json"
    if plain == "application/x-www-form-urlencoded":
        return "form"
    if plain == "multipart/form-data":
        return "multipart"
    return "text" if _TEXT.match(plain) else "binary"


def kind_of(description: Description, media: Media, *, sent: bool = False) -> str:
    """Return how a body is written; a vendor's type with structure in its schema is JSON.

    So is YAML that is `sent`, because JSON is YAML: a client need not know how to write the rest.
    """
    found = kind(media.media)
    if (sent and found == "text" and "yaml" in media.media) or (
        found == "binary" and not _BYTES.match(essence(media.media))
    ):
        schema = description.follow(media.schema)
        if _STRUCTURE & schema.keys() or {"object", "array"} & set(kinds_of(schema)):
            return "json"
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A body that a server sends: `value` is the JSON in it, None where there is none."""

    media: str
    body: bytes
    value: Json = None
    is_json: bool = False
    judged: bool = True


def said(description: Description, maker: Maker, media: Media, *, turn: int, full: bool) -> Said:
    """Return a body that a server may send, made from the schema of `media`."""
    name = media.media
    sort = kind_of(description, media)
    if "*" in name:
        name, sort = _concrete(description, media)
    if sort == "events" and is_binary(description, media.schema):
        return Said(media=name, body=b"data: some\n\n")
    if sort == "events":
        return _events(description, maker, media, turn)
    if sort == "lines":
        pieces = [maker.value(piece_schema(description, media), turn=turn + n) for n in range(2)]
        lines = b"".join(json.dumps(value).encode() + b"\n" for value, _ in pieces)
        if essence(name).endswith("json-seq"):
            lines = b"".join(b"\x1e" + json.dumps(value).encode() + b"\n" for value, _ in pieces)
        return Said(media=name, body=lines, judged=all(judged for _, judged in pieces))
    if sort == "json":
        if is_binary(description, media.schema):
            return Said(media=name, body=b"\x00\x01bytes")
        value, judged = maker.value(media.schema, turn=turn, full=full)
        body = json.dumps(value, ensure_ascii=turn % 2 == 0).encode()
        return Said(media=name, body=body, value=value, is_json=True, judged=judged)
    if sort == "text":
        return Said(media=name, body=b"<text>7</text>" if "xml" in name else b"text 7")
    return Said(media=name, body=b"\x00\x01bytes")


def _concrete(description: Description, media: Media) -> tuple[str, str]:
    """Return what a server may send where the description gives a range such as `*/*`."""
    schema = description.follow(media.schema)
    kinds = kinds_of(schema)
    if media.media.startswith(("*/", "application/")):
        if "object" in kinds or "array" in kinds or "properties" in schema or "allOf" in schema:
            return "application/json", "json"
        if kinds == ["string"] and schema.get("format") != "binary":
            return "text/plain", "text"
        if kinds and kinds != ["string"]:
            return "application/json", "json"
        return "application/octet-stream", "binary"
    return media.media.replace("*", "x-some"), "text" if media.media.startswith("text/") else "binary"


def piece_schema(description: Description, media: Media) -> Json:
    """Return the schema of one event or line: many documents write it where the whole belongs."""
    if media.pieces is not None:
        return media.pieces
    whole = description.follow(media.schema)
    return whole.get("items", {}) if "array" in kinds_of(whole) else media.schema


def _events(description: Description, maker: Maker, media: Media, turn: int) -> Said:
    schema = piece_schema(description, media)
    followed = description.follow(schema)
    whole = media.pieces is not None and "data" in followed.get("properties", {})
    out, judgements = [], []
    for number in range(2):
        value, judged = maker.value(schema, turn=turn + number)
        judgements.append(judged)
        if whole and isinstance(value, dict):
            lines = [f"{key}: {text(one) if isinstance(one, str) else json.dumps(one)}" for key, one in value.items()]
            out.append("\n".join(lines) + "\n\n")
        else:
            data = value if isinstance(value, str) else json.dumps(value)
            out.append(f"data: {data}\n\n")
    return Said(media=media.media, body="".join(out).encode(), judged=all(judgements))


def is_binary(description: Description, schema: Json) -> bool:
    """Whether a schema stands for bytes that travel as they are."""
    found = description.follow(schema)
    if found.get("format") == "binary" or found.get("type") == "file":
        return True
    return "contentMediaType" in found and "contentEncoding" not in found and not found.get("properties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a multipart body that arrived."""

    name: str
    filename: str | None
    media: str
    body: bytes


def parts(body: bytes, content_type: str) -> list[Part]:
    """Return the parts of a multipart body, read after RFC 2046 and RFC 7578."""
    found = re.search(r'boundary="?([^";]+)"?', content_type)
    if not found:
        raise ValueError("multipart without a boundary")
    mark = b"--" + found[1].encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if not pieces[-1].startswith(b"--"):
        raise ValueError("multipart without an end")
    made = []
    for piece in pieces[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers: Message = BytesHeaderParser().parsebytes(head)
        name = headers.get_param("name", header="content-disposition")
        filename = headers.get_param("filename", header="content-disposition")
        made.append(
            Part(
                name=_unquoted(name),
                filename=None if filename is None else _unquoted(filename),
                media=headers.get_content_type(),
                body=content,
            )
        )
    return made


def _unquoted(value: Any) -> str:
    return str(value).replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")


def file_fields(description: Description, schema: Json) -> set[str]:
    """Return the fields of a form that are files, or lists of files."""
    found = _properties(description, schema, 0)
    files = set()
    for name, one in found.items():
        followed = description.follow(one)
        items = followed.get("items") if "array" in kinds_of(followed) else None
        if is_binary(description, one) or (items is not None and is_binary(description, items)):
            files.add(name)
    return files


def _properties(description: Description, schema: Json, depth: int) -> dict[str, Json]:
    found = description.follow(schema)
    made = dict(found.get("properties") or {}) if isinstance(found.get("properties"), dict) else {}
    for key in ("allOf", "oneOf", "anyOf"):
        for one in elements(found, key) if depth < 5 else ():
            made |= _properties(description, one, depth + 1)
    return made
