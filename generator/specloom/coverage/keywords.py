"""The keywords of every schema: which type, field or limit each of them became."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.coverage.known import Known
from specloom.coverage.ledger import Entry, Fate
from specloom.document import Document
from specloom.lower.keywords import CHECKS, LIMITS
from specloom.source import Node

_IDENTITY = frozenset({"$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "id"})
_PROSE = frozenset({"title", "summary", "description", "default", "example", "examples"})
_DIRECTIONS = frozenset({"readOnly", "writeOnly"})
_RULES = frozenset(
    [
        "if",
        "then",
        "else",
        "not",
        "dependentRequired",
        "dependentSchemas",
        "dependencies",
        "propertyNames",
    ]
)
_ONE = frozenset(
    [
        "items",
        "additionalProperties",
        "additionalItems",
        "unevaluatedProperties",
        "unevaluatedItems",
        "contains",
        "contentSchema",
    ]
)
_SHAPE = frozenset(CHECKS) | {"const", "nullable", "minContains", "maxContains"}
_ASIDES = {
    "xml": "XML is passed as it is",
    "externalDocs": "it leads to more prose",
    "$comment": "authors write it for each other",
    "contentMediaType": "what a text holds is left to the caller",
}
_REFERENCES = frozenset({"$ref", "$dynamicRef", "$defs", "definitions"})
_KNOWN = _IDENTITY | _PROSE | _DIRECTIONS | {"deprecated"} | _RULES | _SHAPE | LIMITS | _REFERENCES


@dataclass(frozen=True, slots=True)
class _Visit:
    """A schema to be asked, and what holds its keywords.

    `places` says that limits and prose have somewhere to go; `owner` is the pointer of the
    declaration that this schema is a part of.
    """

    node: Node
    symbol: str
    places: bool
    owner: str = ""
    is_field: bool = False


class Keywords:
    """Collects schemas, each once, and answers for their keywords."""

    def __init__(
        self, document: Document, found: Known, answered: set[str], seen: set[str]
    ) -> None:
        self._document = document
        self._known = found
        self._answered = answered
        self._seen = seen
        self._waiting: deque[_Visit] = deque()

    def add(self, node: Node | None, symbol: str, *, places: bool, is_named: bool = False) -> None:
        """Ask the schema at `node` in its turn.

        `places` says that its limits and prose have somewhere to go, `is_named` that it is the
        type of a parameter.
        """
        if node is not None:
            self._waiting.append(_Visit(node, symbol, places, is_field=is_named))

    def drained(self) -> Iterator[Entry]:
        """Yield the answers for everything that waits and for what it leads to."""
        while self._waiting:
            visit = self._waiting.popleft()
            pointer = visit.node.pointer
            if pointer in self._seen:
                continue
            self._seen.add(pointer)
            said = self._said("schema", visit.node, visit.symbol)
            if said is not None:
                yield said
                continue
            if pointer in self._known.types:
                symbol = self._known.types[pointer]
                visit = replace(visit, symbol=symbol, places=True, owner=pointer)
            for key, child in visit.node.items():
                if not key.startswith("x-"):
                    yield from self._keyword(key, child, visit)

    def _said(self, kind: str, node: Node, name: str) -> Entry | None:
        """Return what lowering said of this very place, if it did."""
        pointer = node.pointer
        for losses, fate in ((self._known.lost, Fate.LOST), (self._known.asides, Fate.ASIDE)):
            if pointer in losses:
                self._answered.add(pointer)
                return Entry(kind, node, name, fate, losses[pointer].reason)
        return None

    def _keyword(self, key: str, node: Node, visit: _Visit) -> Iterator[Entry]:
        said = self._said("keyword", node, key)
        if said is not None:
            yield said
            return
        if key in _ASIDES:
            yield Entry("keyword", node, key, Fate.ASIDE, _ASIDES[key])
        elif (reason := self._why_aside(key, node, visit)) is not None:
            yield Entry("keyword", node, key, Fate.ASIDE, reason)
        else:
            yield Entry("keyword", node, key, Fate.KEPT, visit.symbol)
            yield from self._inside(key, node, visit)

    def _why_aside(self, key: str, node: Node, visit: _Visit) -> str | None:
        """Return why a keyword has nowhere to go, None when it has."""
        if key not in _KNOWN:
            return "it is no keyword of JSON Schema"
        if key in _DIRECTIONS:
            is_property = visit.node.pointer in self._known.fields
            return None if is_property else "only a property has a direction"
        if key == "deprecated":
            declared = visit.node.pointer in self._known.types
            return None if visit.is_field or declared else "only what has a name is deprecated"
        if key == "if" and visit.node.get("then") is None and visit.node.get("else") is None:
            return "without 'then' or 'else' it says nothing"
        limits = key in LIMITS or _is_list_of_values(key, node) or _is_pattern_of_names(key, node)
        if limits and visit.node.pointer in self._known.records and not visit.is_field:
            return "a record has no limits beside its fields"
        if (limits or key in _PROSE) and not visit.places:
            return "a value without a name has no documentation of its own"
        return None

    def _inside(self, key: str, node: Node, visit: _Visit) -> Iterator[Entry]:
        """Answer for the properties in a keyword, and let its schemas wait."""
        inner = replace(visit, places=False, is_field=False)
        if key in ("$ref", "$dynamicRef"):
            if node.parent is not None:
                target, _ = self._document.follow_with_siblings(node.parent)
                self._waiting.append(replace(visit, node=target, is_field=False))
        elif key == "properties":
            twin = self._known.twin(node)
            for name, child in node.items():
                yield self._property(name, child, visit, twin)
        elif key in ("allOf", "oneOf", "anyOf"):
            members = [*node.elements()]
            alone = key == "allOf" or len([each for each in members if not _is_null(each)]) == 1
            for member in members:
                places = visit.places and alone
                self._waiting.append(replace(inner, node=member, places=places))
        elif key in _ONE and (node.is_map or node.is_list):
            children = node.elements() if node.is_list else iter((node,))
            self._waiting.extend(replace(inner, node=child) for child in children)
        elif key == "prefixItems":
            self._waiting.extend(replace(inner, node=child) for child in node.elements())
        elif key == "patternProperties":
            self._waiting.extend(replace(inner, node=child) for _, child in node.items())

    def _property(self, name: str, node: Node, visit: _Visit, twin: str | None) -> Entry:
        pointer = node.pointer
        said = self._said("property", node, name)
        if said is not None:
            return said
        symbol = self._known.fields.get(pointer)
        if symbol is None and name in self._known.wires.get(visit.owner, ()):
            # Several parts of a composition speak of it; the field says what they say together.
            symbol = f"{visit.symbol}.{name}"
        if symbol is None and twin:
            symbol = f"{twin}.{name}"
        if symbol is not None:
            self._waiting.append(_Visit(node, symbol, True, visit.owner, is_field=True))
            return Entry("property", node, name, Fate.KEPT, symbol)
        if visit.owner in self._known.memberless:
            return Entry("property", node, name, Fate.ASIDE, "only objects have members")
        layers = (node, self._document.follow(node))
        if any(layer.flag("readOnly") for layer in layers):
            return Entry("property", node, name, Fate.ASIDE, "read-only, in what is only sent")
        if any(layer.flag("writeOnly") for layer in layers):
            return Entry("property", node, name, Fate.ASIDE, "write-only, in what is only received")
        return Entry("property", node, name, Fate.HIDDEN, "no field in the output came from it")


def _is_list_of_values(key: str, node: Node) -> bool:
    """Whether a keyword lists values that make neither an enumeration nor a constant."""
    values = node.value if key == "enum" and node.is_list else [node.value]
    return key in ("enum", "const") and any(type(each) in (float, list, dict) for each in values)


def _is_pattern_of_names(key: str, node: Node) -> bool:
    return key == "propertyNames" and "enum" not in node and "$ref" not in node


def _is_null(node: Node) -> bool:
    return node.text("type") == "null"
