"""Everything in a description that rules look at, gathered in one walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from specloom import grammar
from specloom.document import Document
from specloom.path_templates import plain
from specloom.references import texts
from specloom.source import Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A request: where it is declared, and the parameters that count for it."""

    method: str
    path: str
    node: Node
    own: tuple[Node, ...]
    inherited: tuple[Node, ...]

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"{self.method.upper()} {self.path}"

    @property
    def parameters(self) -> Iterator[Node]:
        """The parameters, with those of the path that the operation does not replace."""
        replaced = {(each.text("name"), each.text("in")) for each in self.own}
        yield from self.own
        for each in self.inherited:
            if (each.text("name"), each.text("in")) not in replaced:
                yield each

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names in braces in the path."""
        return tuple(_PLACEHOLDER.findall(plain(self.path)))


@dataclass(slots=True)
class _Gathered:
    seen: set[int] = field(default_factory=set)
    objects: dict[str, list[Node]] = field(default_factory=dict)
    references: list[Node] = field(default_factory=list)


class Survey:
    """A description as rules see it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def all(self, kind: str) -> list[Node]:
        """Return every object of a kind of the grammar, such as Schema or Response, once."""
        return self._gathered.objects.get(kind, [])

    @property
    def references(self) -> list[Node]:
        """Every reference."""
        return self._gathered.references

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """The requests that the API understands, in the order of the description."""
        paths = self.document.root.get("paths")
        if paths is None:
            return ()
        return tuple(
            operation
            for path, item in self.document.follow(paths).items()
            if not path.startswith("x-")
            for operation in self._of_path(path, self.document.follow(item))
        )

    @cached_property
    def _gathered(self) -> _Gathered:
        found = _Gathered()
        pending = [(self.document.root, "OpenAPI")]
        while pending:
            top, kind = pending.pop(0)
            if id(top.value) not in found.seen:
                elsewhere = list(self._gather(top, kind, found))
                pending.extend(each for each in elsewhere if id(each[0].value) not in found.seen)
        return found

    def _gather(self, top: Node, kind: str, found: _Gathered) -> Iterator[tuple[Node, str]]:
        """Gather what is below `top`; yield what it refers to."""
        stack = [(top, kind)]
        while stack:
            node, kind = stack.pop()
            found.seen.add(id(node.value))
            children: list[tuple[Node, str]] = []
            if kind[0] == "[":
                children = [(each, kind[1:-1]) for each in node.elements()]
            elif texts(node.value) is not None and kind != "OpenAPI":
                found.references.append(node)
                target = self.document.follow(node)
                if _is_walked(target, kind):
                    yield target, kind
                if kind == "Schema" and len(node.value) > 1:
                    children = list(_members(node, kind))
            elif kind[0] == "{" or kind in grammar.MAPS:
                inner = grammar.MAPS.get(kind) or kind[1:-1]
                children = [(child, inner) for _, child in node.items()]
            elif node.is_map and kind in grammar.OBJECTS:
                found.objects.setdefault(kind, []).append(node)
                children = list(_members(node, kind))
            stack.extend(reversed([each for each in children if _is_walked(*each)]))

    def _of_path(self, path: str, item: Node) -> Iterator[Operation]:
        inherited = self._parameters(item)
        members = [(method, item.get(method)) for method in METHODS]
        additional = item.get("additionalOperations")
        members += [(key, child) for key, child in (additional.items() if additional else ())]
        for method, node in members:
            if node is not None and node.is_map:
                yield Operation(
                    method=method,
                    path=path,
                    node=node,
                    own=self._parameters(node),
                    inherited=inherited,
                )

    def _parameters(self, node: Node) -> tuple[Node, ...]:
        listed = node.get("parameters")
        if listed is None:
            return ()
        followed = (self.document.follow(each) for each in listed.elements())
        return tuple(each for each in followed if each.text("name"))


def _members(node: Node, kind: str) -> Iterator[tuple[Node, str]]:
    known = grammar.members(kind)
    for key, child in node.items():
        member = known.get(key)
        if member is not None:
            yield child, member.kind


def _is_walked(node: Node, kind: str) -> bool:
    return kind != "any" and (node.is_map or node.is_list)
