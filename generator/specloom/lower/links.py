"""The ways from one answer to the next request."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specloom.ir.api import Link
from specloom.lower.desk import Desk
from specloom.lower.wishes import suggestion
from specloom.source import Node


def lower_links(desk: Desk, node: Node | None) -> tuple[Link, ...]:
    """Return the links of a response that lead to operations of this document."""
    return tuple(_links(desk, node))


def _links(desk: Desk, node: Node | None) -> Iterator[Link]:
    for name, member in desk.members(node, "the links"):
        target = desk.follow(member, f"the link '{name}'")
        if target is None:
            continue
        wanted = target.text("operationId") or _pointer(desk, target)
        operation = desk.operations.get(wanted)
        if operation is None:
            reason = f"no operation is called '{wanted}'" if wanted else "it names no operation"
            help = suggestion(wanted, dict.fromkeys(desk.operations.values()))
            desk.lose(member, f"the link '{name}'", reason, code="bad-link", help=help)
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
