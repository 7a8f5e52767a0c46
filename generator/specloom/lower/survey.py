"""Every operation that the document describes, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.config import OperationChoice
from specloom.ir import words
from specloom.ir.types import Doc
from specloom.lower.desk import Desk
from specloom.lower.methods import Methods, methods
from specloom.lower.pathnames import steps
from specloom.lower.wishes import report_unmatched, wish_for
from specloom.path_templates import plain
from specloom.source import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An operation before it is lowered. `key` is its identity, `id` its operationId or empty."""

    key: str
    id: str
    method: str
    path: str
    node: Node
    item: Methods
    wish: OperationChoice
    is_collection: bool

    @property
    def doc(self) -> Doc:
        """The operation's prose, or that of its path."""
        return Doc(
            summary=self.node.text("summary") or self.item.summary,
            description=self.node.text("description") or self.item.description,
        )


def survey(desk: Desk) -> tuple[Found, ...]:
    """Return the operations under `paths` in their order, without those that sdk.yaml skips."""
    ids: dict[str, Node] = {}
    keys: set[str] = set()
    known: list[str] = []
    found = []
    items = [*_items(desk)]
    collections = {path.rsplit("/{", 1)[0] for path, _ in items if path.endswith("}")}
    for path, item in items:
        for method, node in item.operations:
            id = _unique_id(desk, node, ids)
            address = f"{method} {path}"
            key = id or address
            if key in keys:
                key = f"{address} {id}".strip()
            keys.add(key)
            known += [name for name in (id, address) if name]
            wish = wish_for(desk.config, (id, address)) or OperationChoice()
            if wish.skip:
                desk.set_aside(node, f"the operation '{key}'", "sdk.yaml skips it")
            else:
                found.append(
                    Found(
                        key=key,
                        id=id,
                        method=method,
                        path=path,
                        node=node,
                        item=item,
                        wish=wish,
                        is_collection=path in collections or _speaks_of_many(path),
                    )
                )
    wanted = {key: choice.at for key, choice in desk.config.operations.items()}
    report_unmatched(desk.report, desk.config, "operations", wanted, known)
    return tuple(found)


def _items(desk: Desk) -> Iterator[tuple[str, Methods]]:
    for path, node in desk.members(desk.document.root.get("paths"), "the paths"):
        if node.value is None:
            continue
        if not path.startswith("/"):
            desk.report.warning(
                "path-without-slash",
                at=node,
                text=f"the path '{path}' does not begin with '/'; it is put in front",
            )
        if plain(path) != path:
            desk.report.warning(
                "template-in-path",
                at=node,
                text=f"the path '{path}' is a URI template; it is read as '{plain(path)}'",
                help="Write names between the braces; 'style' and 'explode' say the rest.",
            )
        yield path, methods(desk, node, f"the path '{path}'")


def _unique_id(desk: Desk, node: Node, ids: dict[str, Node]) -> str:
    """Return the operationId of `node`; empty when there is none or another operation has it."""
    id = node.text("operationId").strip()
    if not id:
        return ""
    if id in ids:
        desk.report.warning(
            "duplicate-operation-id",
            at=node["operationId"],
            text=f"'{id}' already names another operation; this one is named after its path",
            help="Give it an operationId of its own.",
            note=("first used here", ids[id]),
        )
        return ""
    ids[id] = node["operationId"]
    return id


def _speaks_of_many(path: str) -> bool:
    last = steps(path)[-1:]
    return bool(
        last and not last[0].parameters and last[0].literal and words.is_plural(last[0].literal[-1])
    )
