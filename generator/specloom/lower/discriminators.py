"""The property that tells the shapes of a union apart: declared, inherited or found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from specloom.lower.bench import Bench
from specloom.lower.compose import Merged, is_named
from specloom.lower.enums import allowed
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
        self._children: dict[int, list[Node]] | None = None

    def children(self, parent: Node) -> Sequence[Node]:
        """Return the components that include `parent` through allOf, in the order of the document."""
        if self._children is None:
            self._children = self._find()
        return self._children.get(id(parent.value), ())

    def members(self, parent: Schema) -> Sequence[Node]:
        """Return the schemas among which the base `parent` chooses: as mapped, then its children."""
        found = declared(self._bench, [parent])
        if found is None:
            return ()
        nodes = {id(node.value): node for node in (*found.mapped, *self.children(parent.node))}
        return tuple(nodes.values()) if nodes.keys() - {id(parent.raw)} else ()

    def is_child(self, node: Node, parent: Node) -> bool:
        """Whether `node` is one of the children of `parent`."""
        return any(child.value is node.value for child in self.children(parent))

    def _find(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        components = self._bench.composer.document.root.get("components")
        schemas = components.get("schemas") if components else None
        for _, node in schemas.items() if schemas else ():
            if type(node.value) is not dict or "allOf" not in node.value:
                continue
            for part in self._bench.composer.gather(node).parts:
                if part.node.value is not node.value and is_parent(part):
                    found.setdefault(id(part.node.value), []).append(node)
        return found


def is_parent(part: Schema) -> bool:
    """Whether `part` is a base whose discriminator chooses among the schemas built upon it."""
    return "discriminator" in part and "oneOf" not in part and "anyOf" not in part


def tags_of(bench: Bench, merged: Merged, name: str) -> tuple[Tag, ...]:
    """Return the only values that the property `name` can have in `merged`; empty if not limited."""
    tags: tuple[Tag, ...] = ()
    for node in properties(merged).get(name, ()):
        given = allowed(bench, bench.composer.gather(bench.composer.peel(node).node))
        if given and all(type(value) in (str, int, bool) for value in given):
            tags = tuple(dict.fromkeys(given))
    return tags


def found(bench: Bench, shapes: Sequence[Merged]) -> str | None:
    """Return the property whose value alone tells `shapes` apart, or None."""
    if len(shapes) < 2:
        return None
    for name in properties(shapes[0]):
        taken: set[tuple[type, Tag]] = set()
        for merged in shapes:
            tags = tags_of(bench, merged, name) if name in required(merged) else ()
            keys = {(type(tag), tag) for tag in tags}
            if not keys or keys & taken:
                break
            taken |= keys
        else:
            return name
    return None


def implied(node: Node) -> tuple[str, ...]:
    """Return the tag of a schema that no mapping mentions: its own name."""
    return (str(node.path[-1]),) if is_named(node) and node.path else ()
