"""One body in its media types, the preferred one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.ir.api import Content, Shape
from specloom.ir.types import Anything, Kind, Map, Scalar, TypeRef
from specloom.lower import media as media_types
from specloom.lower.desk import Desk
from specloom.lower.encoding import lower_encoding
from specloom.lower.peek import Look, look
from specloom.lower.samples import lower_samples
from specloom.source import Node

_TEXTUAL = (Shape.JSON, Shape.TEXT, Shape.EVENTS, Shape.LINES)
_BYTES = Scalar(kind=Kind.BINARY)
_TEXT = Scalar(kind=Kind.STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A media type that was looked at: its shape, and why its schema cannot be used, if so."""

    media: str
    shape: Shape
    node: Node
    target: Node | None = None
    schema: Node | None = None
    item: Node | None = None
    why_opaque: str = ""


def lower_contents(
    desk: Desk, node: Node | None, *, context: tuple[str, ...], incoming: bool
) -> tuple[Content, ...]:
    """Return every media type of the map `node`, best first.

    `incoming` says that we read this body; what we can write and what we can read differ.
    """
    drafts = [_draft(desk, key, member, incoming=incoming) for key, member in _members(desk, node)]
    typed = [_schema(draft) for draft in drafts if draft.shape is Shape.JSON]
    contents = []
    for draft in drafts:
        if draft.why_opaque:
            what = f"the schema of '{draft.media}'"
            if _schema(draft) not in typed:
                at = draft.schema or draft.item or draft.node
                desk.lose(at, what, draft.why_opaque, code="opaque-body")
            elif incoming:
                at = draft.schema or draft.node
                desk.set_aside(at, what, "the same schema is read from JSON")
            else:
                desk.set_aside(draft.node, what, "the same schema is sent as JSON")
                continue
        contents.append(_content(desk, draft, context, incoming=incoming))
    contents.sort(key=lambda content: media_types.preference(content.media, content.shape))
    return tuple(contents)


def _members(desk: Desk, node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield each media type; a stray keyword such as `examples` beside real ones is none of them."""
    members = list(desk.members(node, "the content"))
    has_media = any("/" in key for key, _ in members)
    for key, member in members:
        if "/" in key or not has_media:
            yield key, member
        else:
            reason = f"{key!r} is not a media type, and others stand beside it"
            desk.lose(member, "the media type", reason, code="bad-media-type")


def _schema(draft: _Draft) -> object:
    return draft.schema.value if draft.schema else None


def _draft(desk: Desk, key: str, node: Node, *, incoming: bool) -> _Draft:
    media = media_types.cleaned(key)
    if media is None:
        reason = f"{key!r} is not a media type; the body is passed as bytes"
        desk.lose(node, "the media type", reason, code="bad-media-type")
        return _Draft(media="application/octet-stream", shape=Shape.BINARY, node=node)
    target = None if node.value is None else desk.document.follow(node)
    if target is not None and not target.is_map:
        reason = "it is not an object; the body is passed as bytes"
        desk.lose(node, f"the description of '{key}'", reason, code="not-an-object")
        return _Draft(media=media, shape=Shape.BINARY, node=node)
    schema = target.get("schema") if target else None
    item = target.get("itemSchema") if target else None
    seen = look(desk.document, schema)
    shape = media_types.shape_of(media) or _guess(media, seen, incoming=incoming)
    why = ""
    degraded = _degraded(media, shape, seen, incoming=incoming)
    if degraded is not None:
        shape, why = degraded
    elif seen is Look.BYTES and shape in _TEXTUAL and item is None:
        # `application/json` with `format: binary` is how a download of a JSON file is written.
        shape = Shape.BINARY
    return _Draft(
        media=media,
        shape=shape,
        node=node,
        target=target,
        schema=schema,
        item=item,
        why_opaque=why,
    )


def _content(desk: Desk, draft: _Draft, context: tuple[str, ...], *, incoming: bool) -> Content:
    media, shape, target = draft.media, draft.shape, draft.target
    if draft.item is not None and shape not in (Shape.EVENTS, Shape.LINES):
        reason = f"'{media}' is not read piece by piece"
        desk.lose(draft.item, "'itemSchema'", reason, code="unused-item-schema")
    if shape is Shape.TEXT and draft.schema is not None and not draft.why_opaque:
        kind = "XML" if media_types.is_xml(media) else "text"
        desk.set_aside(draft.schema, f"the schema of '{media}'", f"{kind} is passed as it is")
    return Content(
        media=media if incoming else _sendable(media, shape),
        shape=shape,
        type=_type(desk, shape, draft.schema, draft.item, context),
        encoding=lower_encoding(desk, target) if target and not incoming else (),
        examples=lower_samples(desk, target) if target else (),
    )


def _guess(media: str, seen: Look, *, incoming: bool) -> Shape:
    """Choose for a range such as `*/*`, or for a vendor's type, by what the schema looks like."""
    if seen in (Look.OBJECT, Look.LIST, Look.OTHER):
        return Shape.JSON
    if seen is Look.ANYTHING and (incoming or "*" not in media):
        return Shape.JSON
    # Anything of any kind is sent as bytes: whoever calls has them, and knows what they are.
    if seen is Look.TEXT and "*" in media:
        return Shape.TEXT
    return Shape.BINARY


def _degraded(media: str, shape: Shape, seen: Look, *, incoming: bool) -> tuple[Shape, str] | None:
    """Return what to do instead, and why, when bytes of this kind cannot be typed."""
    plain = media_types.essence(media)
    structured = seen in (Look.OBJECT, Look.LIST)
    if structured and not incoming and media_types.is_yaml(media):
        return Shape.JSON, ""
    if shape is Shape.MULTIPART and incoming:
        return Shape.BINARY, "the parts of a multipart answer are passed as bytes"
    if shape is Shape.MULTIPART and plain not in ("multipart/form-data", "multipart/*"):
        return Shape.BINARY, "only multipart/form-data is built from fields; pass the bytes"
    if shape is Shape.FORM and incoming:
        return Shape.TEXT, "an answer in form encoding is passed as text"
    if shape in (Shape.FORM, Shape.MULTIPART) and seen in (Look.LIST, Look.TEXT, Look.BYTES):
        return Shape.BINARY, "a form has fields, and this schema has none; pass the bytes"
    if shape is Shape.TEXT and structured and not media_types.is_xml(media):
        return Shape.TEXT, "text is passed as it is"
    if shape is Shape.BINARY and structured:
        return Shape.BINARY, "bytes are passed as they are"
    return None


def _type(
    desk: Desk,
    shape: Shape,
    schema: Node | None,
    item: Node | None,
    context: tuple[str, ...],
) -> TypeRef:
    match shape:
        case Shape.BINARY:
            return _BYTES
        case Shape.TEXT:
            return _TEXT
        case Shape.EVENTS | Shape.LINES:
            return _piece(desk, shape, schema, item, context)
        case Shape.FORM | Shape.MULTIPART:
            return desk.schemas.ref(schema, context=context) if schema else Map(value=Anything())
        case Shape.JSON:
            return desk.schemas.ref(schema, context=context) if schema else Anything()


def _piece(
    desk: Desk, shape: Shape, schema: Node | None, item: Node | None, context: tuple[str, ...]
) -> TypeRef:
    """Return the type of one event's data, or of one line."""
    if item is not None:
        if shape is Shape.EVENTS:
            item = _event_data(desk, item)
        return desk.schemas.ref(item, context=context)
    if schema is None:
        return _TEXT if shape is Shape.EVENTS else Anything()
    whole = desk.document.follow(schema)
    # A schema of a stream describes either the sequence or, in most documents, one piece of it.
    piece = whole.get("items") if look(desk.document, schema) is Look.LIST else None
    return desk.schemas.ref(piece or schema, context=context)


def _event_data(desk: Desk, item: Node) -> Node:
    """Return the schema of the data when `item` describes a whole event, as OpenAPI 3.2 writes it."""
    properties = desk.document.follow(item).get("properties")
    data = properties.get("data") if properties and properties.is_map else None
    if data is None:
        return item
    desk.set_aside(item, "the envelope of an event", "a stream gives the data of each event")
    return desk.document.follow(data).get("contentSchema") or data


def _sendable(media: str, shape: Shape) -> str:
    """Return what to write into `Content-Type` when the description only gives a range."""
    if "*" not in media:
        return media
    if shape is Shape.JSON:
        return "application/json"
    if shape is Shape.TEXT:
        return "text/plain"
    if shape is Shape.MULTIPART:
        return "multipart/form-data"
    return "application/octet-stream" if media in ("*/*", "application/*") else media
