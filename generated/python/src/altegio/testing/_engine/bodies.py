# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Request bodies, read as their media type says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from . import media
from .description import Media
from .parameters import coerce, query_pairs
from .schemas import Schema, Schemas

_NAME = re.compile(r';\s*(name|filename)="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_PARTS = 1_000


class UnreadableBodyError(ValueError):
    """The body is not what its media type promises; the text says why."""


def read(body: bytes, sent: str, described: Media, schemas: Schemas) -> Any:
    """Return the value that `body` holds; raise `UnreadableBodyError` if it holds none."""
    if media.is_json(sent):
        return _json(body)
    name = media.bare(sent)
    if name == "application/x-www-form-urlencoded":
        return _form(_text(body), described.schema, schemas)
    if name == "multipart/form-data":
        return _multipart(body, sent, described.schema, schemas)
    if name.startswith("text/") and name != "text/xml":
        return coerce(_text(body), described.schema, schemas)
    return body


def is_judged(sent: str) -> bool:
    """Whether a body in this media type can be judged by its schema."""
    name = media.bare(sent)
    return media.is_json(sent) or name in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    }


def _json(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise UnreadableBodyError(f"the body is no JSON: {str(error)[:120]}") from None
    except UnicodeError:
        raise UnreadableBodyError("the body is no UTF-8") from None
    except RecursionError:
        raise UnreadableBodyError("the body is nested too deeply") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeError:
        raise UnreadableBodyError("the body is no UTF-8") from None


def _form(text: str, schema: Schema, schemas: Schemas) -> Any:
    members: dict[str, Any] = {}
    known = schemas.shape(schema).properties
    for name, value in query_pairs(text.strip()):
        _put(members, [name] if name in known else _steps(name), value)
    return _typed(members, schema, schemas, 0)


def _steps(name: str) -> list[str]:
    """Return the path that a form name such as `items[0][price]` or `tags[]` means."""
    head, mark, rest = name.partition("[")
    if not mark or not head or not rest.endswith("]"):
        return [name]
    return [head, *rest[:-1].split("][")][:20]


def _put(members: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        inner = members.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        members = inner
    last = steps[-1]
    if last in members:
        old = members[last]
        members[last] = [*old, value] if isinstance(old, list) else [old, value]
    else:
        members[last] = [value] if last == "" else value


def _typed(value: Any, schema: Schema, schemas: Schemas, depth: int) -> Any:
    """Give the texts of a form the types that `schema` wants; numbered members become a list."""
    shape = schemas.shape(schema)
    if depth > 20:
        return value
    item = shape.items if shape.items is not None else True
    if isinstance(value, dict):
        if shape.is_array and all(key.isdigit() or key == "" for key in value):
            value = value[""] if set(value) == {""} else list(value.values())
        else:
            rest = shape.extra if shape.extra is not None else True
            typed = {
                key: _typed(one, shape.properties.get(key, rest), schemas, depth + 1)
                for key, one in value.items()
            }
            for key in shape.required - value.keys():
                # A form has no way to write a list without items but to leave it out.
                if schemas.shape(shape.properties.get(key, True)).is_array:
                    typed[key] = []
            return typed
    if isinstance(value, list):
        if not shape.is_array and len(value) == 1:
            return _typed(value[0], schema, schemas, depth + 1)
        return [_typed(one, item, schemas, depth + 1) for one in value]
    if not isinstance(value, str):
        return [value] if shape.is_array else value
    if shape.is_array:
        parsed = _maybe_json(value)
        if isinstance(parsed, list):
            return parsed
        return [coerce(one, item, schemas) for one in value.split(",")] if value else []
    if shape.is_object and "string" not in shape.kinds:
        parsed = _maybe_json(value)
        return parsed if isinstance(parsed, dict) else value
    return coerce(value, schema, schemas)


def _maybe_json(text: str) -> Any:
    if text[:1] not in {"{", "["}:
        return None
    try:
        return msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _multipart(body: bytes, sent: str, schema: Schema, schemas: Schemas) -> Any:
    boundary = media.parameter(sent, "boundary")
    if not boundary or len(boundary) > 200:
        raise UnreadableBodyError("multipart/form-data needs a boundary")
    mark = b"--" + boundary.encode("latin-1", "replace")
    pieces = body.split(mark, _PARTS + 1)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise UnreadableBodyError("the multipart body does not end with its boundary")
    members: dict[str, Any] = {}
    known = schemas.shape(schema).properties
    for piece in pieces[1:-1]:
        head, found, content = piece.partition(b"\r\n\r\n")
        if not found:
            raise UnreadableBodyError("a part of the multipart body has no end of its headers")
        headers = _part_headers(head)
        names = dict(_NAME.findall(headers.get("content-disposition", "")))
        name = next((one for key, one in names.items() if key.lower() == "name"), None)
        if name is None:
            raise UnreadableBodyError("a part of the multipart body has no name")
        is_file = any(key.lower() == "filename" for key in names)
        # A property may really be called `tags[]`: brackets mean something only where it is not.
        steps = [name] if name in known else _steps(name)
        _put(members, steps, _content(content[:-2], headers, is_file))
    return _typed(members, schema, schemas, 0)


def _part_headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").split("\r\n")[:20]
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _content(content: bytes, headers: Mapping[str, str], is_file: bool) -> Any:
    sent = headers.get("content-type", "")
    if media.is_json(sent) and not is_file:
        try:
            return _json(content)
        except UnreadableBodyError:
            return content
    if is_file or (sent and not sent.startswith("text/")):
        return content
    try:
        return content.decode()
    except UnicodeError:
        return content
