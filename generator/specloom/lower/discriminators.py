"""The property that tells the shapes of a union apart: declared, inherited or found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from specloom.lower.bench import Bench
from specloom.lower.compose import Merged, is_named
from specloom.lower.enums import allowed, same
from specloom.lower.objects import properties, required
from specloom.lower.versions import Schema
from specloom.source import Node

Tag = str | int | bool


@dataclass(frozen=True, slots=True)
class Discriminator:
    """A declared discriminator. `targets` holds the tags of each schema, by the identity of its data."""

    property: str
    at: Node
    targets: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    mapped: tuple[Node, ...] = ()

    def tags(self, node: Node) -> tuple[str, ...]:
        """Return the tags that the mapping has for the schema at `node`."""
        return self.targets.get(id(node.value), ())


def declared(bench: Bench, parts: Iterable[Schema]) -> Discriminator | None:
    """Return the discriminator of the first of `parts` that declares one."""
    for part in parts:
        if "discriminator" in part:
            found = _read(bench, part)
            if found is not None:
                return found
    return None


def _read(bench: Bench, part: Schema) -> Discriminator | None:
    node = part.child("discriminator")
    name = part.raw["discriminator"].get("propertyName")
    if type(name) is not str or not name:
        bench.faults.lose(
            "bad-discriminator",
            at=node,
            what="the discriminator",
            reason="it does not say the name of a property",
            help="Add propertyName.",
        )
        return None
    targets: dict[int, tuple[str, ...]] = {}
    mapped: list[Node] = []
    mapping = node.get("mapping")
    for tag, entry in mapping.items() if mapping else ():
        target = _target(bench, entry)
        if target is None:
            bench.faults.lose(
                "bad-mapping",
                at=entry,
                what=f"the discriminator value '{tag}'",
                reason="its mapping leads to no schema",
                help="Write a reference such as '#/components/schemas/Cat'.",
            )
            continue
        key = id(target.value)
        if key not in targets:
            mapped.append(target)
        targets[key] = (*targets.get(key, ()), tag)
    return Discriminator(name, node, targets, tuple(mapped))


def _target(bench: Bench, entry: Node) -> Node | None:
    text = entry.value
    if type(text) is not str or not text:
        return None
    document = bench.composer.document
    found = document.locate(f"#/components/schemas/{text}", entry) if "#" not in text else None
    found = found or document.locate(text, entry)
    if found is None or type(found.value) is not dict:
        return None
    return document.follow(found)


class Families:
    """Knows which schemas are built upon one that has a discriminator and no alternatives."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._built_upon: dict[int, list[tuple[int, Node]]] | None = None
        self._children: dict[int, tuple[Node, ...]] = {}

    def children(self, parent: Schema) -> Sequence[Node]:
        """Return the components that include `parent` through allOf, in the order of the document."""
        if not is_parent(parent):
            return ()
        key = id(parent.node.value)
        if key not in self._children:
            self._children[key] = self._descendants(key)
        return self._children[key]

    def members(self, parent: Schema) -> Sequence[Node]:
        """Return the schemas among which the base `parent` chooses: as mapped, then its children."""
        found = declared(self._bench, [parent])
        if found is None:
            return ()
        nodes = {id(node.value): node for node in (*found.mapped, *self.children(parent))}
        own = id(parent.node.value)
        if not nodes.keys() - {own}:
            return ()
        # Besides a single child, the base itself must be meant by the other values.
        return tuple(nodes.values()) if len(nodes) > 1 else (parent.node, *nodes.values())

    def is_child(self, node: Node, parent: Node) -> bool:
        """Whether `node` is one of the children of `parent`."""
        children = self.children(self._bench.composer.read(self._base(parent)))
        return any(child.value is node.value for child in children)

    def _descendants(self, base: int) -> tuple[Node, ...]:
        if self._built_upon is None:
            self._built_upon = self._index()
        found: dict[int, Node] = {}
        waiting = [base]
        while waiting:
            for place, node in self._built_upon.get(waiting.pop(), ()):
                if place not in found:
                    found[place] = node
                    waiting.append(id(node.value))
        return tuple(found[place] for place in sorted(found))

    def _index(self) -> dict[int, list[tuple[int, Node]]]:
        """Return the components, with their place, that are built directly upon each schema."""
        components = self._bench.composer.document.root.get("components")
        schemas = components.get("schemas") if components else None
        found: dict[int, list[tuple[int, Node]]] = {}
        for place, (_, node) in enumerate(schemas.items() if schemas else ()):
            for base in self._bases(node):
                found.setdefault(id(self._base(base).value), []).append((place, node))
        return found

    def _base(self, node: Node) -> Node:
        """Return the base that the schema at `node` wraps, or `node` itself."""
        peeled = self._bench.composer.peel(node)
        is_wrapper = not peeled.named and is_parent(self._bench.composer.read(peeled.node))
        return peeled.node if is_wrapper else node

    def _bases(self, node: Node) -> Iterator[Node]:
        """Yield what the schema at `node` includes by reference, at any depth of its own allOf."""
        composer = self._bench.composer
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if type(here.value) is not dict:
                continue
            schema = composer.read(here)
            if schema.is_reference and here is not node:
                yield composer.document.follow(here)
            if "allOf" in schema:
                waiting.extend(schema.child("allOf").elements())


def is_parent(part: Schema) -> bool:
    """Whether `part` is a base whose discriminator chooses among the schemas built upon it."""
    return "discriminator" in part and "oneOf" not in part and "anyOf" not in part


def tags_of(bench: Bench, merged: Merged, name: str) -> tuple[Tag, ...]:
    """Return the only values that the property `name` can have in `merged`; empty if not limited."""
    tags: tuple[Tag, ...] = ()
    for node in properties(merged).get(name, ()):
        given = allowed(bench, bench.composer.gather(bench.composer.peel(node).node))
        if given and all(type(value) in (str, int, bool) for value in given):
            both = tuple(tag for tag in tags if any(same(tag, value) for value in given))
            tags = both or tuple(dict.fromkeys(given))
    return tags


def found(bench: Bench, shapes: Sequence[Merged]) -> str | None:
    """Return the property whose value alone tells `shapes` apart, or None.

    One that every shape requires is the best; another still tells them apart when it is there.
    """
    if len(shapes) < 2:
        return None
    names = [name for name in properties(shapes[0]) if _tells_apart(bench, shapes, name)]
    musts = [required(merged) for merged in shapes]
    always = [name for name in names if all(name in must for must in musts)]
    return next(iter(always or names), None)


def _tells_apart(bench: Bench, shapes: Sequence[Merged], name: str) -> bool:
    """Whether every shape limits the property `name` to values that no other allows."""
    taken: set[tuple[type, Tag]] = set()
    for merged in shapes:
        keys = {(type(tag), tag) for tag in tags_of(bench, merged, name)}
        if not keys or keys & taken:
            return False
        taken |= keys
    return True


def implied(node: Node) -> tuple[str, ...]:
    """Return the tag of a schema that no mapping mentions: its own name."""
    return (str(node.path[-1]),) if is_named(node) and node.path else ()
