"""What every step of lowering has at hand, and how it reads what may not be what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specloom.config import Config
from specloom.diagnostics import Place, Report
from specloom.document import Document
from specloom.ir.api import Loss
from specloom.ir.types import Doc
from specloom.lower.faults import Faults
from specloom.lower.schemas import Schemas
from specloom.source import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The document, the maintainer's wishes, the types met so far, and what was lost."""

    document: Document
    config: Config
    report: Report
    schemas: Schemas
    faults: Faults
    asides: list[Loss] = field(default_factory=list)
    operations: dict[str, str] = field(default_factory=dict)
    """The key of every operation by each way to name it."""

    def lose(
        self, at: Place, what: str, reason: str, *, code: str, help: str | None = None
    ) -> None:
        """Record that `what` has no counterpart in the output, and say so to the reader."""
        self.faults.lose(code, at=at, what=what, reason=reason, help=help)

    def set_aside(self, at: Place, what: str, reason: str) -> None:
        """Record that `what` is rightly left out: nothing to warn of, but the ledger knows."""
        self.asides.append(Loss(at=at, what=what, reason=reason))

    def members(self, node: Node | None, what: str) -> Iterator[tuple[str, Node]]:
        """Yield the members of a map without its extensions; what is not a map is lost."""
        if node is None or node.value is None:
            return
        if isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            # OpenAPI allows no reference here; where one is written, its meaning is beyond doubt.
            node = self.document.follow(node)
        if not node.is_map:
            self.lose(node, what, "it is not an object", code="not-an-object")
            return
        for key, member in node.items():
            if not key.startswith("x-"):
                yield key, member

    def elements(self, node: Node | None, what: str) -> Iterator[Node]:
        """Yield the elements of a list; what is not a list is lost."""
        if node is None or node.value is None:
            return
        if not node.is_list:
            self.lose(node, what, "it is not a list", code="not-a-list")
            return
        yield from node.elements()

    def follow(self, node: Node, what: str) -> Node | None:
        """Return the object that `node` is or refers to; None, and a loss, when it is none."""
        target = self.document.follow(node)
        if target.is_map:
            return target
        self.lose(node, what, "it is not an object", code="not-an-object")
        return None

    def context(self, node: Node, target: Node, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """Return words for naming what is inside `target`: its own name when many may refer to it."""
        key = target.key
        if node is target or not isinstance(key, str) or key == "default" or key[:1].isdigit():
            return otherwise
        is_component = target.path[:1] == ("components",)
        is_elsewhere = target.source is not self.document.entry
        return (key,) if is_component or is_elsewhere else otherwise

    def doc(self, node: Node, target: Node) -> Doc:
        """Return the prose of `target`; words beside the `$ref` in `node` come first."""
        return Doc(
            summary=_first_text("summary", node, target),
            description=_first_text("description", node, target),
        )


def _first_text(key: str, *nodes: Node) -> str:
    return next((text for node in nodes if (text := node.text(key))), "")
