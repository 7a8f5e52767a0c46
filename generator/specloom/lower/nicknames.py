"""What a person would call one of several shapes that have no names of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specloom.ir import words
from specloom.lower import discriminators, enums
from specloom.lower.bench import Bench
from specloom.lower.compose import Merged
from specloom.lower.leaves import Leaf
from specloom.lower.objects import properties, required
from specloom.source import Node

_MOST_FIELDS = 3
"""A shape is called after so many of its fields at most."""


_AUXILIARIES = frozenset({"is", "was", "has", "are"})


def nickname(
    bench: Bench, member: Leaf, others: Sequence[Leaf], *, is_named: bool
) -> tuple[str, ...]:
    """Return words for one of `others`: its name, its tag, a field of its own.

    Nothing is needed where it is the only one with a name, and their union has none (`is_named`).
    """
    if member.peeled.named:
        return (bench.claims.named(member.peeled.node).text,)
    if not _may_need_a_name(bench, member):
        return ()
    rivals = [other for other in others if other is not member]
    if not is_named and not any(_may_need_a_name(bench, rival) for rival in rivals):
        return ()
    ways = (_tag, _flag, _kind, _own_field, _denial, _inner_tag, _fields, _sort_of_field)
    for way in ways:
        word = way(bench, member, rivals)
        if word:
            return (word,)
    return (f"option {others.index(member) + 1}",)


def _may_need_a_name(bench: Bench, member: Leaf) -> bool:
    """Whether the type of an alternative may be a declaration named after its place."""
    if member.peeled.named:
        return False
    is_listed = enums.allowed(bench, member.merged) is not None
    return is_listed or "object" in bench.judge.kinds(member.peeled.node)


def _tag(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a text that a field of this alternative must have and that no other may have."""
    return _distinct_tag(bench, member.merged, [rival.merged for rival in rivals])


def _distinct_tag(bench: Bench, merged: Merged, rivals: Sequence[Merged]) -> str | None:
    several: str | None = None
    for name in properties(merged):
        tags = discriminators.tags_of(bench, merged, name)
        if not tags or not isinstance(tags[0], str) or not words.split(tags[0]):
            continue
        taken = {tag for rival in rivals for tag in discriminators.tags_of(bench, rival, name)}
        if taken.isdisjoint(tags):
            if len(tags) == 1:
                return tags[0]
            several = several or tags[0]
    return several


def _flag(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a field that is always true here, and always false in its rivals."""
    names = (name for name in member.fields if _is_always(bench, member, name, True))
    return next((name for name in names if _are_always(bench, rivals, name, False)), None)


def _denial(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a field that is always false here and always true in its rivals, with a "not"."""
    for name in member.fields:
        if _is_always(bench, member, name, False) and _are_always(bench, rivals, name, True):
            parts = words.split(name)
            return words.join(("not", *parts[parts[0] in _AUXILIARIES :]))
    return None


def _is_always(bench: Bench, member: Leaf, name: str, value: bool) -> bool:
    tags = discriminators.tags_of(bench, member.merged, name)
    return len(tags) == 1 and tags[0] is value


def _are_always(bench: Bench, rivals: Sequence[Leaf], name: str, value: bool) -> bool:
    having = [rival for rival in rivals if name in rival.fields]
    return bool(having) and all(_is_always(bench, rival, name, value) for rival in having)


def _kind(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return the kind of a value that is of no rival's kind."""
    kinds = bench.judge.kinds(member.peeled.node)
    if any(kinds & bench.judge.kinds(rival.peeled.node) for rival in rivals):
        return None
    return "object" if "object" in kinds else "value"


def _own_field(_: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a field that no rival has, rather one that is always there."""
    for name in [*required(member.merged), *member.fields]:
        if all(name not in rival.fields for rival in rivals):
            return name
    return None


def _inner_tag(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a text that tells from within which object a field of this alternative holds."""
    for name in member.fields:
        inner = list(_inside(bench, member, name))
        others = [each for rival in rivals for each in _inside(bench, rival, name)]
        if inner and others:
            tag = _distinct_tag(bench, inner[0], others)
            if tag:
                return tag
    return None


def _inside(bench: Bench, member: Leaf, name: str) -> Iterator[Merged]:
    for node in member.fields.get(name, ()):
        yield bench.composer.gather(bench.composer.peel(node).node)


def _fields(_: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return the few fields that are all that this alternative has, when it alone has just these."""
    own = list(member.fields)
    if any(rival.fields.keys() == member.fields.keys() for rival in rivals):
        return None
    if not own and all(rival.fields for rival in rivals):
        return "plain"
    return words.join(tuple(own)) if 0 < len(own) <= _MOST_FIELDS else None


def _sort_of_field(bench: Bench, member: Leaf, rivals: Sequence[Leaf]) -> str | None:
    """Return a field and the sort of its values, where no rival's field of this name has it."""
    for name, nodes in member.fields.items():
        others = [rival.fields[name][-1] for rival in rivals if name in rival.fields]
        sort = _sort(bench, nodes[-1])
        if sort and others and all(_sort(bench, other) != sort for other in others):
            return f"{name} {sort}"
    return None


def _sort(bench: Bench, node: Node) -> str | None:
    """Return the name of the type at `node`, its format, or its only kind."""
    peeled = bench.composer.peel(node)
    if peeled.named:
        return bench.claims.named(peeled.node).text
    formats = (part.raw.get("format") for part in bench.composer.gather(peeled.node).parts)
    named = next((each for each in formats if type(each) is str and each), None)
    kinds = bench.judge.kinds(peeled.node)
    if "number" in kinds:
        kinds -= {"integer"}
    return named or (next(iter(kinds)) if len(kinds) == 1 else None)
