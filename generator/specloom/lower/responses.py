"""What an operation may answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.ir.api import Content, Header, Response
from specloom.ir.types import Kind, Scalar
from specloom.lower.contents import lower_contents
from specloom.lower.desk import Desk
from specloom.lower.links import lower_links
from specloom.source import Node

_BODILESS = frozenset({"204", "205", "304"})
_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|DEFAULT")


def status_of(key: str) -> str | None:
    """Return a status as we write it (`200`, `4XX`, `default`), or None when `key` is none."""
    text = key.strip().upper()
    if not _STATUS.fullmatch(text):
        return None
    return text.lower() if text == "DEFAULT" else text


def lower_responses(
    desk: Desk, node: Node | None, *, method: str, context: tuple[str, ...]
) -> tuple[Response, ...]:
    """Return every answer that is described, in the order of the description."""
    found: dict[str, Response] = {}
    for key, member in desk.members(node, "the responses"):
        status = status_of(key)
        if status is None or status in found:
            reason = "it repeats a status" if status else f"'{key}' is not a status"
            help = None if status else "A status is a number, a range such as 4XX, or 'default'."
            desk.lose(member, f"the response '{key}'", reason, code="bad-status", help=help)
            continue
        target = desk.follow(member, f"the response '{key}'")
        if target is not None:
            found[status] = _lower(desk, method, status, member, target, context)
    return tuple(found.values())


def _lower(
    desk: Desk, method: str, status: str, node: Node, target: Node, context: tuple[str, ...]
) -> Response:
    suffix = () if status.startswith("2") else (status,)
    named = desk.context(node, target, (*context, *suffix, "response"))
    return Response(
        status=status,
        contents=_contents(desk, method, status, target, named),
        headers=tuple(_headers(desk, target.get("headers"), named)),
        links=lower_links(desk, target.get("links")),
        doc=desk.doc(node, target),
        at=node,
    )


def _contents(
    desk: Desk, method: str, status: str, target: Node, context: tuple[str, ...]
) -> tuple[Content, ...]:
    content = target.get("content")
    if method == "HEAD" or status in _BODILESS:
        reason = f"an answer {status} has no body" if status in _BODILESS else "HEAD brings no body"
        for media, member in desk.members(content, "the content"):
            desk.set_aside(member, f"the media type '{media}'", reason)
        return ()
    return lower_contents(desk, content, context=context, incoming=True)


def _headers(desk: Desk, node: Node | None, context: tuple[str, ...]) -> Iterator[Header]:
    for wire, member in desk.members(node, "the response headers"):
        if wire.lower() == "content-type":
            reason = "OpenAPI says to ignore it; the media type describes it"
            desk.set_aside(member, f"the header '{wire}'", reason)
            continue
        target = desk.follow(member, f"the header '{wire}'")
        if target is None:
            continue
        schema = target.get("schema") or _content_schema(desk, target)
        yield Header(
            wire=wire,
            type=(
                desk.schemas.ref(schema, context=desk.context(member, target, (*context, wire)))
                if schema
                else Scalar(kind=Kind.STRING)
            ),
            required=target.flag("required"),
            doc=desk.doc(member, target),
        )


def _content_schema(desk: Desk, header: Node) -> Node | None:
    for _, member in desk.members(header.get("content"), "the content of a header"):
        target = desk.follow(member, "the content of a header")
        return target.get("schema") if target else None
    return None
