"""What an operation sends."""

from __future__ import annotations

from specloom.ir.api import Body, Content, Shape
from specloom.ir.types import Kind, Nullable, Record, Scalar
from specloom.lower.contents import lower_contents
from specloom.lower.desk import Desk
from specloom.source import Node

_OPAQUE = Content(
    media="application/octet-stream", shape=Shape.BINARY, type=Scalar(kind=Kind.BINARY)
)


def lower_body(
    desk: Desk, node: Node | None, *, context: tuple[str, ...], incoming: bool = False
) -> Body | None:
    """Return the request body that `node` describes, if it does.

    `incoming` says that the API sends this body to its user, as webhooks do.
    """
    if node is None or node.value is None:
        return None
    target = desk.follow(node, "the request body")
    if target is None:
        return None
    named = desk.context(node, target, context)
    contents = lower_contents(desk, target.get("content"), context=named, incoming=incoming)
    if not contents:
        reason = "it has no media type; it is passed as bytes"
        desk.lose(node, "the shape of the request body", reason, code="empty-content")
    for content in contents:
        inner = content.type.inner if isinstance(content.type, Nullable) else None
        record = desk.schemas.declared(inner) if inner is not None else None
        if isinstance(record, Record) and record.extra is None and not incoming:
            reason = "its members are arguments; without any of them, {} is sent"
            desk.set_aside(node, f"null as a whole body of '{content.media}'", reason)
    return Body(
        required=target.flag("required"),
        contents=contents or (_OPAQUE,),
        doc=desk.doc(node, target),
        at=node,
    )
