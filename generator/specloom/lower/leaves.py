"""The alternatives of a union as one flat list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specloom.lower.bench import Bench
from specloom.lower.compose import Group, Merged, Peeled, is_named
from specloom.lower.conditions import is_choice
from specloom.lower.discriminators import declared, tags_of
from specloom.lower.keywords import LIMITS
from specloom.lower.kinds import values
from specloom.lower.objects import properties, required
from specloom.source import Node

MAX_LEAVES: Final = 400
"""More alternatives than this stay nested; the largest known union has 90."""

MAX_NESTED: Final = 50
"""More unions than this are not opened for one union; the largest known one opens 12."""

_NO_SHAPE: Final = frozenset(
    {"type", "oneOf", "anyOf", "allOf", "$ref", "$dynamicRef", "discriminator"}
)
_MEMBERS: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_REPEATED: Final = _NO_SHAPE | _MEMBERS | {"properties", "required"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One alternative: where it is written, and what it is without wrappers."""

    node: Node
    peeled: Peeled
    merged: Merged
    fields: Mapping[str, list[Node]]


def shaping_groups(bench: Bench, merged: Merged) -> list[Group]:
    """Return the groups of `merged` whose alternatives differ in shape."""
    return [
        group
        for group in merged.groups
        if not is_choice(bench, group) and not _only_limits(bench, merged, group)
    ]


def _only_limits(bench: Bench, merged: Merged, group: Group) -> bool:
    """Whether the alternatives only limit a value whose type is known without them."""
    if not any(part.types for part in merged.parts):
        return False
    schemas = [bench.composer.read(branch) for branch in group.branches]
    if not all(schema.is_comment for schema in schemas):
        return False
    if all(not LIMITS.isdisjoint(schema.raw) for schema in schemas):
        bench.faults.lose(
            "only-limits",
            at=group.at,
            what=f"'{group.keyword}'",
            reason="its alternatives only limit the value; any value of the type is taken",
        )
    return True


def is_bare(merged: Merged) -> bool:
    """Whether `merged` says nothing of a shape beside its types and its alternatives."""
    for part in merged.parts:
        beyond = part.shaping - _NO_SHAPE
        if beyond - _MEMBERS:
            return False
        if any(type(part.raw[keyword]) is dict and part.raw[keyword] for keyword in beyond):
            return False
    return True


def adds_nothing(base: Merged, leaf: Leaf) -> bool:
    """Whether `base` only repeats what the alternative says itself."""
    if base.groups:
        return False
    if is_bare(base):
        return True
    known, must = leaf.fields, required(leaf.merged)
    return (
        all(name in known for name in properties(base))
        and all(name in must for name in required(base))
        and all(part.shaping <= _REPEATED for part in base.parts)
    )


def leaves(bench: Bench, group: Group) -> list[Leaf]:
    """Return the alternatives of `group`, those of nested unions in their place, null left out."""
    outer = declared(bench, [group.owner])
    return list(_flat(bench, group.branches, outer.property if outer else None))


def leaf(bench: Bench, node: Node) -> Leaf:
    """Return the alternative at `node`."""
    peeled = bench.composer.peel(node)
    if is_named(node):
        peeled = Peeled(node, (bench.composer.read(node),), named=True, nullable=False)
    merged = bench.composer.gather(peeled.node)
    return Leaf(node, peeled, merged, properties(merged))


def _flat(bench: Bench, branches: list[Node], tag: str | None) -> Iterator[Leaf]:
    waiting = list(reversed(branches))
    seen: dict[int, Node] = {}
    count = opened = 0
    while waiting:
        found = leaf(bench, waiting.pop())
        node = found.peeled.node
        if type(node.value) is dict:
            if id(node.value) in seen:
                continue
            seen[id(node.value)] = node
        if all(part.only_null for part in found.merged.parts):
            continue
        may_open = opened < MAX_NESTED and count + len(waiting) < MAX_LEAVES
        nested = _nested(bench, found.merged, tag) if may_open else None
        if nested is not None:
            opened += 1
            waiting.extend(reversed(nested))
            continue
        count += 1
        yield found


def _nested(bench: Bench, merged: Merged, tag: str | None) -> list[Node] | None:
    """Return the alternatives of a union inside a union, None for any other schema."""
    groups = shaping_groups(bench, merged)
    if len(groups) != 1 or not is_bare(merged):
        return None
    branches = groups[0].branches
    # Constants that are listed as alternatives are one enumeration, not many shapes.
    if all(type(each.value) is dict and _is_text(bench, each) for each in branches):
        return None
    inner = declared(bench, [groups[0].owner])
    if inner is None or inner.property == tag:
        return branches
    # The constants of the shapes say the same as the inner discriminator: the outer union can
    # tell all of them apart.
    shapes = (bench.composer.gather(bench.composer.peel(each).node) for each in branches)
    if tag is None and all(tags_of(bench, shape, inner.property) for shape in shapes):
        return branches
    return None


def is_plain_text(merged: Merged) -> bool:
    """Whether `merged` is any text, without a format or a list of values."""
    return (
        not merged.groups
        and all(part.types in ((), ("string",)) for part in merged.parts)
        and any(part.types for part in merged.parts)
        and all(part.shaping <= {"type"} for part in merged.parts)
    )


def _is_text(bench: Bench, branch: Node) -> bool:
    schema = bench.composer.read(branch)
    return values(schema) is not None or (
        schema.types == ("string",) and schema.shaping == {"type"}
    )
