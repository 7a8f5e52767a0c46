"""Where the API lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.ir.api import Server, ServerVariable
from specloom.ir.types import Doc
from specloom.lower.desk import Desk
from specloom.source import Node

_VARIABLE = re.compile(r"\{([^{}]+)\}")


def lower_servers(desk: Desk, node: Node | None) -> tuple[Server, ...]:
    """Return the servers in `node`, the default first; nothing when it says nothing."""
    return tuple(_servers(desk, node))


def _servers(desk: Desk, node: Node | None) -> Iterator[Server]:
    for member in desk.elements(node, "the servers"):
        target = desk.follow(member, "a server")
        if target is None:
            continue
        url = target.text("url").strip()
        if not url and "url" not in target:
            desk.lose(member, "a server", "it has no 'url'", code="server-without-url")
            continue
        yield Server(
            url=url,
            doc=Doc(summary=target.text("name"), description=target.text("description")),
            variables=tuple(_variables(desk, url, target)),
        )


def _variables(desk: Desk, url: str, server: Node) -> Iterator[ServerVariable]:
    names = dict.fromkeys(_VARIABLE.findall(url))
    described = dict(desk.members(server.get("variables"), "the server's variables"))
    for name in names:
        node = described.pop(name, None)
        target = desk.follow(node, f"the variable '{name}'") if node else None
        yield _variable(desk, name, server, target)
    for name, node in described.items():
        reason = f"the address '{url}' has no place for it"
        desk.lose(node, f"the server variable '{name}'", reason, code="unused-server-variable")


def _variable(desk: Desk, name: str, server: Node, node: Node | None) -> ServerVariable:
    values: tuple[str, ...] = ()
    if node is not None:
        listed = desk.elements(node.get("enum"), f"the values of '{name}'")
        values = tuple(str(value.value) for value in listed)
    default = node.text("default") if node else ""
    if node is None or "default" not in node:
        default = values[0] if values else ""
        desk.report.warning(
            "server-variable-without-default",
            at=node or server,
            text=f"the server variable '{name}' has no default; '{default}' is used",
            help="OpenAPI requires a 'default' for every variable.",
        )
    return ServerVariable(
        name=name,
        default=default,
        values=values,
        doc=Doc(description=node.text("description") if node else ""),
    )
