"""The methods of a path item, whatever way they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.lower.desk import Desk
from specloom.source import Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_OTHERS = frozenset(
    {"$ref", "summary", "description", "servers", "parameters", "additionalOperations"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """What a path item holds: its operations by method in capitals, and what they share."""

    operations: tuple[tuple[str, Node], ...]
    parameters: Node | None
    servers: Node | None
    summary: str
    description: str


def methods(desk: Desk, node: Node, what: str) -> Methods:
    """Return the content of the path item `node`; keys beside a `$ref` override what it leads to."""
    target = desk.follow(node, what)
    layers = [layer for layer in (target, node) if layer is not None and layer.is_map]
    members = {key: member for layer in layers for key, member in layer.items()}
    operations = dict(_operations(desk, members, what))
    return Methods(
        operations=tuple(operations.items()),
        parameters=members.get("parameters"),
        servers=members.get("servers"),
        summary=_text(members, "summary"),
        description=_text(members, "description"),
    )


def _text(members: dict[str, Node], key: str) -> str:
    node = members.get(key)
    return node.value if node is not None and isinstance(node.value, str) else ""


def _operations(desk: Desk, members: dict[str, Node], what: str) -> Iterator[tuple[str, Node]]:
    for key, member in members.items():
        if key in _OTHERS or key.startswith("x-"):
            continue
        if key.lower() not in METHODS:
            reason = "it is not a method that a path can have"
            help = "From OpenAPI 3.2 on, other methods stand under 'additionalOperations'."
            desk.lose(member, f"'{key}' of {what}", reason, code="unknown-method", help=help)
        elif _is_operation(desk, member, key, what):
            yield key.upper(), member
    for key, member in desk.members(members.get("additionalOperations"), f"the methods of {what}"):
        if _is_operation(desk, member, key, what):
            # A custom method is case-sensitive, as HTTP has it.
            yield key, member


def _is_operation(desk: Desk, node: Node, key: str, what: str) -> bool:
    if not node.is_map:
        desk.lose(node, f"'{key}' of {what}", "it is not an object", code="not-an-object")
        return False
    return True
