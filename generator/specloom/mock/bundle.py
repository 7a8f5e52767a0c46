"""Every schema that operations reach, under one name each, so that a description needs no files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from specloom.document import Document
from specloom.source import Node

_ONE = frozenset(
    ("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else",
     "unevaluatedProperties", "unevaluatedItems", "additionalItems")
)  # fmt: skip
_LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_MAPS = frozenset(("properties", "patternProperties", "dependentSchemas"))
_DROPPED = frozenset(
    ("description", "title", "externalDocs", "xml", "$comment", "$defs", "deprecated")
)


class Bundle:
    """Copies schemas; references become the identity of what they lead to.

    The copies hold what a fake needs: texts for people are left out.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._waiting: deque[Node] = deque()
        self.schemas: dict[str, Any] = {}

    def take(self, node: Node | None) -> Any:
        """Return a copy of the schema at `node`; what it refers to is collected."""
        if node is None:
            return True
        copy = self._copy(node)
        while self._waiting:
            target = self._waiting.popleft()
            self.schemas[target.pointer] = self._copy(target)
        return copy

    def name(self, node: Node) -> str:
        """Return the name of the schema that `node` leads to."""
        target, _ = self._document.follow_with_siblings(node)
        return target.pointer

    def _copy(self, node: Node) -> Any:
        value = node.value
        if type(value) is not dict:
            return value if isinstance(value, bool) else True
        made: dict[str, Any] = {}
        if isinstance(value.get("$ref", value.get("$dynamicRef")), str):
            target, siblings = self._document.follow_with_siblings(node)
            made["$ref"] = target.pointer
            if target.pointer not in self.schemas:
                self.schemas[target.pointer] = True
                self._waiting.append(target)
            members: Iterator[tuple[str, Node]] = iter(siblings.items())
        else:
            members = node.items()
        for key, one in members:
            if key in _DROPPED or key.startswith("x-"):
                continue
            made[key] = self._member(key, one)
        return made

    def _member(self, key: str, node: Node) -> Any:
        if key in _ONE:
            if node.is_list:
                return [self._copy(one) for one in node.elements()]
            return self._copy(node)
        if key in _LISTS:
            return [self._copy(one) for one in node.elements()]
        if key in _MAPS:
            return {name: self._copy(one) for name, one in node.items()}
        if key == "discriminator":
            return self._discriminator(node)
        return node.value

    def _discriminator(self, node: Node) -> Any:
        mapping = node.get("mapping")
        if mapping is None or not mapping.is_map:
            return node.value
        found = {}
        for tag, target in mapping.items():
            text = str(target.value)
            at = self._document.locate(text, target)
            if at is None and "/" not in text:
                at = self._document.locate(f"#/components/schemas/{text}", target)
            found[tag] = text if at is None else self.name(at)
        return {**node.value, "mapping": found}


class Original(Mapping[str, Any]):
    """The schemas of a document in one file, looked up where they stand: nothing is copied."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, Any] = {}

    def __getitem__(self, ref: str) -> Any:
        if ref not in self._known:
            value = self._reach(ref)
            if value is None:
                raise KeyError(ref)
            self._known[ref] = value
        return self._known[ref]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _reach(self, ref: str) -> Any:
        value: Any = self._document.root.value
        if ref.startswith("#/") and "%" not in ref:
            for step in ref[2:].split("/"):
                step = step.replace("~1", "/").replace("~0", "~")
                if isinstance(value, dict) and step in value:
                    value = value[step]
                elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                    value = value[int(step)]
                else:
                    break
            else:
                return value
        node = self._document.locate(ref, self._document.root)
        return None if node is None else self._document.follow(node).value


Taking = Callable[[Node | None], Any]
"""Gives the schema at a node in the form in which a description holds it."""


def original(node: Node | None) -> Any:
    """Return the schema at `node` as it stands."""
    return True if node is None else node.value
