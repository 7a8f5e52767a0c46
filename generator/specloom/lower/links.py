"""The ways from one answer to the next request."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specloom.ir.api import Link
from specloom.lower.desk import Desk
from specloom.source import Node


def lower_links(desk: Desk, node: Node | None) -> tuple[Link, ...]:
    """Return the links of a response; `operation` is what the description wrote.

    An operationId, or a pointer to the operation: `operations.py` knows them all and settles it.
    """
    return tuple(_links(desk, node))


def _links(desk: Desk, node: Node | None) -> Iterator[Link]:
    for name, member in desk.members(node, "the links"):
        target = desk.follow(member, f"the link '{name}'")
        if target is None:
            continue
        operation = target.text("operationId") or _pointer(desk, target)
        if not operation:
            reason = "it names no operation of this document"
            desk.lose(member, f"the link '{name}'", reason, code="bad-link")
            continue
        for key in ("requestBody", "server"):
            extra = target.get(key)
            if extra is not None:
                reason = "links are documented with their parameters only"
                desk.lose(extra, f"'{key}' of the link '{name}'", reason, code="unused-link-part")
        yield Link(
            name=name,
            operation=operation,
            parameters=tuple(
                (key, _expression(value.value))
                for key, value in desk.members(target.get("parameters"), "the link's parameters")
            ),
            doc=desk.doc(member, target),
        )


def _pointer(desk: Desk, link: Node) -> str:
    """Return the pointer of the operation that `operationRef` means; empty if it means none."""
    written = link.text("operationRef")
    found = desk.document.locate(written, link) if written else None
    return found.pointer if found else ""


def _expression(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
