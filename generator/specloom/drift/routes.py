"""The way from an operation and a place in its answers to the schemas that speak of that place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specloom.document import Document
from specloom.drift.lines import Into, Step
from specloom.ir.api import Operation
from specloom.references import texts
from specloom.source import Key, Node

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z", re.ASCII)
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("then", "else")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of the description, and a JSONPath that selects it."""

    node: Node
    trail: str

    def into(self, *keys: Key) -> Spot:
        """Return the value at `keys` below this one; it must be there."""
        node, trail = self.node, self.trail
        for key in keys:
            node, trail = node[key], trail + segment(key)
        return Spot(node, trail)


def segment(key: Key) -> str:
    """Return the step of a JSONPath that leads to `key`."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN.match(key) else f"[{quoted(key)}]"


def quoted(text: str) -> str:
    """Return `text` as JSONPath writes it."""
    inner = json.dumps(text)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inner}'"


class Routes:
    """Finds schemas by the places of answers, through references and compositions."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._components = dict(self._shared())

    def _shared(self) -> Iterator[tuple[str, str]]:
        """Yield what components in other files are called in the entry document."""
        components = self._document.root.get("components")
        for kind, group in components.items() if components else ():
            for name, entry in group.items():
                target = self._document.peek(entry)
                if target.source is not self._document.entry:
                    yield target.pointer, f"$.components{segment(kind)}{segment(name)}"

    def answers(self, operation: Operation, status: str | None) -> list[Spot]:
        """Return the schemas of the answers of an operation: of one status, or of all that succeed."""
        top = Spot(self._document.root, "$").into("paths")
        for key in (operation.path, operation.method.lower()):
            top = self._end(top)
            if key not in top.node:
                return []
            top = top.into(key)
        responses = self._member(self._end(top), "responses")
        if responses is None:
            return []
        found: dict[str, Spot] = {}
        for code in _statuses([key for key, _ in responses.node.items()], status):
            content = self._member(self._end(responses.into(code)), "content")
            for media, _ in content.node.items() if content else ():
                assert content is not None
                one = self._end(content.into(media))
                for keyword in ("schema", "itemSchema"):
                    schema = self._member(one, keyword)
                    if schema is not None:
                        found.setdefault(schema.node.pointer, schema)
        return list(found.values())

    def walk(self, start: Iterable[Spot], steps: Iterable[Step]) -> list[Spot]:
        """Return the schemas that stand at `steps` below `start`, as they are used there."""
        spots = list(start)
        for step in steps:
            found: dict[str, Spot] = {}
            for spot in spots:
                for part in self.parts(spot):
                    for inner in _inner(part, step):
                        found.setdefault(inner.node.pointer, inner)
            spots = list(found.values())
        return spots

    def parts(self, spot: Spot) -> list[Spot]:
        """Return every schema that speaks of the value that `spot` is about: itself and its parts."""
        seen: dict[str, Spot] = {}
        pending = [spot]
        while pending:
            one = pending.pop()
            if one.node.pointer in seen or not one.node.is_map:
                continue
            seen[one.node.pointer] = one
            if texts(one.node.value) is not None:
                pending.append(self._end(one))
            for keyword in _ALTERNATIVES:
                listed = self._member(one, keyword)
                if listed is not None and listed.node.is_list:
                    pending.extend(listed.into(index) for index in range(len(listed.node.value)))
            pending.extend(one.into(keyword) for keyword in _BRANCHES if keyword in one.node)
        return list(seen.values())

    def _end(self, spot: Spot) -> Spot:
        """Return what `spot` refers to, by its shortest path."""
        target = self._document.peek(spot.node)
        if target.pointer == spot.node.pointer:
            return spot
        if target.source is self._document.entry:
            return Spot(target, "$" + "".join(segment(key) for key in target.path))
        # A path may lead through references, so what lies in another file is found all the same.
        return Spot(target, self._components.get(target.pointer, spot.trail))

    @staticmethod
    def _member(spot: Spot, key: str) -> Spot | None:
        return spot.into(key) if key in spot.node else None


def _statuses(listed: list[str], status: str | None) -> list[str]:
    if status is not None:
        for code in (status, f"{status[0]}XX", f"{status[0]}xx", "default"):
            if code in listed:
                return [code]
        return []
    return [code for code in listed if code.startswith("2")] or [
        code for code in listed if code == "default"
    ]


def _inner(part: Spot, step: Step) -> Iterator[Spot]:
    """Yield the schemas that `part` itself has for a step."""
    match step:
        case Into.ITEM:
            for keyword in ("items", "additionalItems"):
                yield from _schema(part, keyword)
            for keyword in ("prefixItems", "items"):
                if keyword in part.node and part.node[keyword].is_list:
                    places = part.into(keyword)
                    yield from (places.into(index) for index in range(len(places.node.value)))
        case Into.VALUE:
            for keyword in ("additionalProperties", "unevaluatedProperties"):
                yield from _schema(part, keyword)
            if "patternProperties" in part.node:
                patterns = part.into("patternProperties")
                yield from (patterns.into(key) for key, _ in patterns.node.items())
        case str():
            if "properties" in part.node and step in part.node["properties"]:
                yield part.into("properties", step)


def _schema(part: Spot, keyword: str) -> Iterator[Spot]:
    if keyword in part.node and part.node[keyword].is_map:
        yield part.into(keyword)
