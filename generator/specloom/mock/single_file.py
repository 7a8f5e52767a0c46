"""A description in one file, whatever number of files it was written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from specloom.document import Document
from specloom.source import Node

_PLAIN = "plain"
_SCHEMA = "schema"
_SCHEMAS = "schemas"
_NAMED = "named"
_DATA = "data"
_DEPTH = 200

# What stands behind a key of an object that is no schema, where it is not more of the same.
_KEYS = {
    "schema": _SCHEMA,
    "itemSchema": _SCHEMA,
    "schemas": _SCHEMAS,
    "example": _DATA,
    "value": _DATA,
    "dataValue": _DATA,
    "default": _DATA,
    "enum": _DATA,
    "security": _DATA,
    "scopes": _DATA,
    "mapping": _DATA,
    **dict.fromkeys(
        ("paths", "webhooks", "responses", "parameters", "examples", "requestBodies", "headers",
         "securitySchemes", "links", "callbacks", "pathItems", "content", "encoding", "variables",
         "mediaTypes"), _NAMED),
}  # fmt: skip
_IN_SCHEMA = {
    **dict.fromkeys(
        ("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else",
         "unevaluatedProperties", "unevaluatedItems", "allOf", "anyOf", "oneOf", "prefixItems"),
        _SCHEMA),
    **dict.fromkeys(
        ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), _SCHEMAS),
}  # fmt: skip


def single(document: Document, servers: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the whole description as one document, with `servers` in place of its own if given.

    Schemas of other files become components; everything else is copied to where it is used.
    """
    return _Joiner(document).join(servers)


class _Joiner:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._names: dict[str, str] = {}
        self._made: dict[str, Any] = {}
        components = document.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        self._own = dict(schemas.items()) if schemas is not None else {}
        for name, node in self._own.items():
            self._names.setdefault(self._target(node).pointer, name)

    def join(self, servers: tuple[str, ...]) -> dict[str, Any]:
        made: dict[str, Any] = self._copy(self._document.root, _PLAIN, 0)
        components = made.setdefault("components", {})
        for name, node in self._own.items():
            target = self._target(node)
            first = self._names[target.pointer]
            self._made[name] = (
                self._copy(target, _SCHEMA, 0) if first == name else {"$ref": _ref(first)}
            )
        if self._made:
            components["schemas"] = self._made
        if servers:
            made["servers"] = [{"url": url} for url in servers]
        return made

    def _target(self, node: Node) -> Node:
        return self._document.follow_with_siblings(node)[0]

    def _copy(self, node: Node, place: str, depth: int) -> Any:
        if place == _DATA or depth > _DEPTH:
            return node.value if depth <= _DEPTH else {}
        if node.is_list:
            inner = place if place == _SCHEMA else _PLAIN
            return [self._copy(one, inner, depth + 1) for one in node.elements()]
        if not node.is_map:
            return node.value
        if place in {_SCHEMAS, _NAMED}:
            inner = _SCHEMA if place == _SCHEMAS else _PLAIN
            return {name: self._copy(one, inner, depth + 1) for name, one in node.items()}
        if isinstance(node.value.get("$ref"), str):
            return self._reference(node, place, depth)
        return {
            key: (
                self._copy(one, self._inside(key, place), depth + 1)
                if not (place == _SCHEMA and key == "discriminator")
                else self._discriminator(one)
            )
            for key, one in node.items()
            if not (depth <= 1 and key == "schemas")
        }

    def _inside(self, key: str, place: str) -> str:
        if key.startswith("x-"):
            return _DATA
        return _IN_SCHEMA.get(key, _DATA) if place == _SCHEMA else _KEYS.get(key, _PLAIN)

    def _reference(self, node: Node, place: str, depth: int) -> Any:
        target, siblings = self._document.follow_with_siblings(node)
        beside = {
            key: self._copy(one, self._inside(key, place), depth + 1)
            for key, one in siblings.items()
        }
        if place == _SCHEMA:
            return {"$ref": _ref(self._name(target)), **beside}
        made = self._copy(target, place, depth + 1)
        return {**made, **beside} if isinstance(made, dict) else made

    def _name(self, target: Node) -> str:
        """Return the component that `target` is or becomes."""
        name = self._names.get(target.pointer)
        if name is None:
            wanted = re.sub(r"[^A-Za-z0-9._-]", "_", str(target.key or "Schema")) or "Schema"
            taken = {*self._names.values(), *self._own}
            name, number = wanted, 2
            while name in taken:
                name, number = f"{wanted}{number}", number + 1
            self._names[target.pointer] = name
            self._made[name] = self._copy(target, _SCHEMA, 0)
        return name

    def _discriminator(self, node: Node) -> Any:
        mapping = node.get("mapping")
        if mapping is None or not mapping.is_map:
            return node.value
        made: dict[str, Any] = {}
        for tag, one in mapping.items():
            text = str(one.value)
            found = self._document.locate(text, one)
            made[tag] = text if found is None else _ref(self._name(self._target(found)))
        facts: Mapping[str, Any] = node.value
        return {**facts, "mapping": made}


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"
