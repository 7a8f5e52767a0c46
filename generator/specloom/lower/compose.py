"""What a schema is once wrappers are taken off and `allOf` is put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specloom.document import Document
from specloom.lower.faults import Faults
from specloom.lower.versions import Schema, read
from specloom.source import Node

MAX_PARTS: Final = 2000
"""More schemas than this are not put together into one; the longest known chain has 30."""

_RECENT: Final = 4096
_ALTERNATIVES: Final = ("oneOf", "anyOf")
# A type beside a reference repeats what it refers to; where it does not, the reference knows better.
_REFERRING: Final = frozenset({"$ref", "$dynamicRef", "type", "format"})


@dataclass(frozen=True, slots=True)
class Group:
    """The alternatives in one `oneOf` or `anyOf` of the schema `owner`."""

    owner: Schema
    keyword: str

    @property
    def key(self) -> tuple[int, str]:
        """What tells the group from all others."""
        return id(self.owner.node.value), self.keyword

    @property
    def branches(self) -> list[Node]:
        """The alternatives as they are written."""
        return list(self.owner.child(self.keyword).elements())

    @property
    def at(self) -> Node:
        """The keyword's own place."""
        return self.owner.child(self.keyword)


@dataclass(frozen=True, slots=True)
class Merged:
    """Schemas that must all hold, bases first, the outermost last; and the alternatives among them.

    `seen` holds the identity of the data of every schema that takes part, `chosen` the groups
    among whose alternatives one was taken: a schema that is its own alternative offers no more.
    """

    node: Node
    parts: tuple[Schema, ...]
    groups: tuple[Group, ...]
    seen: frozenset[int]
    chosen: frozenset[tuple[int, str]] = frozenset()

    @property
    def own(self) -> Schema:
        """The outermost schema, whose annotations win."""
        return self.parts[-1]

    @property
    def never(self) -> bool:
        """Whether nothing can satisfy all parts."""
        return any(part.never for part in self.parts)

    def without(self, group: Group) -> Merged:
        """Return the same without one group of alternatives."""
        return replace(
            self,
            groups=tuple(each for each in self.groups if each is not group),
            chosen=self.chosen | {group.key},
        )

    def plus(self, other: Merged, *, node: Node) -> Merged:
        """Return what satisfies this and `other`, as found at `node`."""
        own = {id(part.node.value) for part in self.parts}
        parts = [*self.parts, *(part for part in other.parts if id(part.node.value) not in own)]
        chosen = self.chosen | other.chosen
        groups = {group.key: group for group in (*self.groups, *other.groups)}
        return Merged(
            node,
            tuple(parts),
            tuple(group for key, group in groups.items() if key not in chosen),
            self.seen | other.seen,
            chosen,
        )


@dataclass(frozen=True, slots=True)
class Peeled:
    """A schema without wrappers that only describe it.

    `chain` holds the wrappers, outermost first, and the schema at `node` last unless that is
    one with a name of its own (`named`). `nullable` says that a wrapper allows null.
    """

    node: Node
    chain: tuple[Schema, ...]
    named: bool
    nullable: bool


@dataclass(slots=True)
class _Seen:
    """A schema, and what was found out about it so far."""

    schema: Schema
    merged: Merged | None = None
    peeled: Peeled | None = None


class Composer:
    """Reads schemas of one document and puts them together."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self.document = document
        self.faults = faults
        self._merged: dict[int, Merged] = {}
        self._recent: dict[int, _Seen] = {}

    def forget(self) -> None:
        """Drop what was remembered, so that what is read again is said again."""
        self._merged.clear()
        self._recent.clear()

    def read(self, node: Node) -> Schema:
        """Return the schema's own keywords."""
        return self._look(node).schema

    def _look(self, node: Node) -> _Seen:
        """Return what is known of the schema at `node`.

        A schema is looked at several times in a row from different sides, and then no more.
        """
        key = id(node.value)
        known = self._recent.get(key)
        if known is not None and _is_same(known.schema.node, node):
            return known
        seen = _Seen(read(node, dialect=self.document.version, faults=self.faults))
        if type(node.value) is dict:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            self._recent[key] = seen
        return seen

    def target(self, node: Node) -> Node:
        """Return what a reference leads to; words beside it are the caller's business."""
        if self.document.version == (3, 0):
            return self.document.follow(node)
        return self.document.follow_with_siblings(node)[0]

    def peel(self, node: Node) -> Peeled:
        """Return `node` without references and wrappers that only describe what they hold."""
        seen = self._look(node)
        if seen.peeled is None:
            seen.peeled = self._peel(node)
        return seen.peeled

    def _peel(self, node: Node) -> Peeled:
        chain: list[Schema] = []
        passed: set[int] = set()
        nullable = False
        while True:
            schema = self.read(node)
            chain.append(schema)
            if schema.is_reference and not schema.shaping - _REFERRING:
                inner: Node | None = self.target(node)
            else:
                inner, comments = self._only_part(schema)
                chain.extend(comments)
            if inner is None or id(node.value) in passed:
                return Peeled(node, tuple(chain), False, nullable)
            passed.add(id(node.value))
            nullable = nullable or schema.nullable or self._has_null(schema)
            if schema.is_reference and is_named(inner):
                return Peeled(inner, tuple(chain), True, nullable)
            node = inner

    def _only_part(self, schema: Schema) -> tuple[Node | None, list[Schema]]:
        """Return the one schema that `schema` wraps without adding to its shape, or None.

        With it come the members that only describe it or limit it.
        """
        keyword = _wrapping(schema)
        if keyword is None:
            return None, []
        saying: list[Schema] = []
        comments: list[Schema] = []
        for member in schema.child(keyword).elements():
            inner = self.read(member)
            if keyword == "allOf" and inner.is_comment:
                comments.append(inner)
            elif keyword == "allOf" or not inner.only_null:
                saying.append(inner)
        if len(saying) != 1:
            return None, []
        only = saying[0]
        if ("type" in schema and not only.is_reference) or (only.is_comment and only.raw):
            return None, []
        return only.node, comments

    def _has_null(self, schema: Schema) -> bool:
        for keyword in _ALTERNATIVES:
            if keyword in schema:
                for member in schema.child(keyword).elements():
                    if type(member.value) is dict and self.read(member).only_null:
                        return True
        if "allOf" in schema:
            for member in schema.child("allOf").elements():
                if type(member.value) is dict and member.value.get("nullable") is True:
                    return True
        return False

    def gather(self, node: Node) -> Merged:
        """Return the schemas that `node` puts together with references and `allOf`."""
        known = self._merged.get(id(node.value))
        if known is not None:
            return known
        seen = self._look(node)
        if seen.merged is not None:
            return seen.merged
        schema = seen.schema
        if type(node.value) is not dict:
            return Merged(node, (schema,), (), frozenset())
        if schema.is_reference or "allOf" in schema:
            merged = self._gather(node)
        else:
            groups = tuple(Group(schema, keyword) for keyword in _ALTERNATIVES if keyword in schema)
            merged = Merged(node, (schema,), groups, frozenset({id(node.value)}))
        if is_named(node):
            self._merged[id(node.value)] = merged
        else:
            seen.merged = merged
        return merged

    def _gather(self, node: Node) -> Merged:
        parts: list[Schema] = []
        path: set[int] = set()
        seen: set[int] = set()
        waiting: list[tuple[Node, Schema | None]] = [(node, None)]
        while waiting:
            here, schema = waiting.pop()
            key = id(here.value)
            if schema is not None:
                path.discard(key)
                if not schema.is_reference or len(schema.raw) > 1:
                    parts.append(schema)
                continue
            if key in path:
                self._report_ring(here)
            if type(here.value) is dict:
                if key in seen:
                    continue
                seen.add(key)
                path.add(key)
            if len(seen) > MAX_PARTS:
                self._report_too_many(node)
                break
            schema = self.read(here)
            waiting.append((here, schema))
            waiting.extend((part, None) for part in reversed(list(self._bases(here, schema))))
        if not parts:
            parts.append(Schema(node, {}))
        return Merged(node, tuple(parts), tuple(self._groups(parts, node, seen)), frozenset(seen))

    def _bases(self, node: Node, schema: Schema) -> Iterator[Node]:
        if schema.is_reference:
            yield self.target(node)
        if "allOf" in schema:
            yield from schema.child("allOf").elements()

    def _groups(self, parts: list[Schema], node: Node, seen: set[int]) -> Iterator[Group]:
        for part in parts:
            for keyword in _ALTERNATIVES:
                if keyword not in part:
                    continue
                group = Group(part, keyword)
                # A base that lists its children as alternatives and is the base of each of them
                # leads back here: seen from a child, only what the base says itself counts.
                if part.node.value is not node.value and self._leads_back(group, seen):
                    continue
                yield group

    def _leads_back(self, group: Group, seen: set[int]) -> bool:
        return any(
            id(self.document.follow(branch).value) in seen
            for branch in group.branches
            if type(branch.value) is dict and "$ref" in branch.value
        )

    def _report_ring(self, node: Node) -> None:
        self.faults.mend(
            "allof-ring",
            at=node,
            text="this schema includes itself through allOf; it was put together once",
            help="Refer to it from a property, or move what is common to a schema of its own.",
        )

    def _report_too_many(self, node: Node) -> None:
        self.faults.lose(
            "too-many-parts",
            at=node,
            what="a part of the schema",
            reason=f"more than {MAX_PARTS} schemas are put together here",
            help="Flatten the chain of allOf.",
        )


def _wrapping(schema: Schema) -> str | None:
    """Return the one keyword through which `schema` says what it is, or None."""
    shaping = schema.shaping - {"type"}
    if shaping == {"allOf", "additionalProperties"} and schema.raw["additionalProperties"] in (
        True,
        False,
        {},
    ):
        return "allOf"
    if len(shaping) != 1:
        return None
    (keyword,) = shaping
    return keyword if keyword in ("allOf", *_ALTERNATIVES) else None


def _is_same(one: Node, other: Node) -> bool:
    """Whether two nodes with the same value are also the same place, as with a YAML alias they need not be."""
    if one is other:
        return True
    if one.parent is None or other.parent is None:
        return one.parent is other.parent and one.source is other.source
    return one.key == other.key and one.parent.value is other.parent.value


def is_named(node: Node) -> bool:
    """Whether the author gave the schema at `node` a name: a component, a definition, a file."""
    path = node.path
    if len(path) <= 1:
        return bool(node.source.label)
    holder = path[-2]
    if holder == "schemas":
        return len(path) == 3 and path[0] == "components"
    return holder in ("$defs", "definitions")
