"""What a schema looks like at a glance, before it is lowered."""

from __future__ import annotations

from enum import Enum

from specloom.document import Document
from specloom.ir.api import Shape
from specloom.lower.media import shape_of
from specloom.source import Node


class Look(Enum):
    """The coarse kinds of values that decide how a body travels."""

    ABSENT = "absent"
    ANYTHING = "anything"
    OBJECT = "object"
    LIST = "list"
    TEXT = "text"
    BYTES = "bytes"
    OTHER = "other"


_OBJECT_KEYS = ("properties", "additionalProperties", "patternProperties", "discriminator")
_DEPTH = 16


def look(document: Document, schema: Node | None) -> Look:
    """Return the kind of `schema`, judged by its own keywords and the first part of a composition."""
    if schema is None:
        return Look.ABSENT
    if document.follow(schema).value in ({}, True):
        return Look.ANYTHING
    for _ in range(_DEPTH):
        schema = document.follow(schema)
        own = _own(schema)
        if own is not None:
            return own
        part = _first_part(document, schema)
        if part is None:
            break
        schema = part
    return Look.OTHER


def _own(schema: Node) -> Look | None:
    named = schema.get("type")
    kinds = [*named.elements()] if named is not None and named.is_list else [named]
    kind = next((kind.value for kind in kinds if kind and kind.value != "null"), None)
    match kind:
        case "string" | None if schema.text("format") == "binary" or _is_media(schema):
            return Look.BYTES
        case "string":
            return Look.TEXT
        case "file":
            return Look.BYTES
        case "object":
            return Look.OBJECT
        case "array":
            return Look.LIST
        case None if any(key in schema for key in _OBJECT_KEYS):
            return Look.OBJECT
        case None if "items" in schema or "prefixItems" in schema:
            return Look.LIST
        case None:
            return None
        case _:
            return Look.OTHER


def _is_media(schema: Node) -> bool:
    media = schema.text("contentMediaType")
    if not media or schema.text("contentEncoding"):
        return False
    return shape_of(media) in (Shape.BINARY, None)


def _first_part(document: Document, schema: Node) -> Node | None:
    for key in ("allOf", "oneOf", "anyOf"):
        parts = schema.get(key)
        for part in parts.elements() if parts else ():
            if document.follow(part).text("type") != "null":
                return part
    return None
