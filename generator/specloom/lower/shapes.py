"""What a schema describes once it is put together: the decision between the kinds of types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from specloom.ir.types import Anything, Nothing, Null, OneOf, TypeRef
from specloom.lower import conditions
from specloom.lower.arrays import lower_array
from specloom.lower.bench import Bench, Site
from specloom.lower.claims import Context
from specloom.lower.compose import Merged, Peeled
from specloom.lower.enums import allowed, lower_extensible, lower_values
from specloom.lower.kinds import ANY, own_kinds
from specloom.lower.leaves import shaping_groups
from specloom.lower.members import simplified
from specloom.lower.objects import lower_object
from specloom.lower.scalars import scalar
from specloom.lower.unions import lower_family, lower_group
from specloom.lower.versions import Schema
from specloom.source import Node

_MOST_COMBINATIONS: Final = 64


def shape_of(bench: Bench, merged: Merged, site: Site) -> TypeRef:
    """Return the type that `merged` describes at `site`, null aside."""
    if merged.never:
        return Nothing()
    given = allowed(bench, merged)
    if given is not None:
        listed = lower_values(bench, merged, given, site)
        if listed is not None:
            return listed
    family = bench.family(merged)
    if family:
        return lower_family(bench, merged, site, family)
    merged = _combinable(bench, merged, site.width)
    groups = shaping_groups(bench, merged)
    if groups and given is None:
        return lower_group(bench, merged, groups[0], site)
    return _plain(bench, merged, site)


def _combinable(bench: Bench, merged: Merged, width: int) -> Merged:
    """Return `merged` without groups of alternatives that would multiply beyond reason."""
    combinations = width
    for group in shaping_groups(bench, merged):
        combinations *= len(group.branches)
        if combinations > _MOST_COMBINATIONS and combinations > len(group.branches):
            combinations //= len(group.branches)
            merged = merged.without(group)
            bench.faults.lose(
                "too-many-combinations",
                at=group.at,
                what=f"'{group.keyword}'",
                reason="together with the other alternatives there are too many combinations",
            )
    return merged


def _plain(bench: Bench, merged: Merged, site: Site) -> TypeRef:
    """Return the type of a schema without alternatives."""
    kinds, _ = bench.judge.of(merged)
    _lose_the_rest(bench, merged, is_object="object" in kinds and kinds != ANY)
    if kinds == ANY and not any(part.types for part in merged.parts):
        return Anything()
    ordered = _ordered(merged, kinds)
    if not ordered:
        return Null()
    if len(ordered) == 1:
        return _single(bench, ordered[0], merged, site)
    if len(ordered) == 5 and not any(part.shaping - {"type"} for part in merged.parts):
        return Anything()
    members = [_single(bench, kind, merged, _inner(site, kind)) for kind in ordered]
    short = simplified(members)
    return short[0] if len(short) == 1 else OneOf(members=tuple(short))


def _ordered(merged: Merged, kinds: Iterable[str]) -> list[str]:
    """Return `kinds` in the order of the description, integers inside numbers left out."""
    left = set(kinds)
    if "number" in left:
        left.discard("integer")
    named = [kind for part in reversed(merged.parts) for kind in part.types if kind in left]
    return list(dict.fromkeys([*named, *sorted(left)]))


def _inner(site: Site, kind: str) -> Site:
    """Return the place of what a value is when it is of `kind`, if `site` can be several."""
    return replace(site, claim=None, suffix=f"{site.suffix}#{kind}")


def _single(bench: Bench, kind: str, merged: Merged, site: Site) -> TypeRef:
    if kind == "object":
        return lower_object(bench, merged, site)
    if kind == "array":
        return lower_array(bench, merged, site)
    if kind == "string":
        extensible = lower_extensible(bench, merged, site)
        if extensible is not None:
            return extensible
    return scalar(kind, merged, bench.config)


def _lose_the_rest(bench: Bench, merged: Merged, *, is_object: bool) -> None:
    """Say which keywords have no counterpart in a type that is no record."""
    for part in merged.parts:
        if is_object:
            continue
        if "not" in part:
            conditions.lose_negation(bench, part)
        for keyword in ("if", "dependentRequired", "dependentSchemas"):
            if keyword in part:
                bench.faults.lose(
                    "complex-condition",
                    at=part.child(keyword),
                    what=f"'{keyword}'",
                    reason="only objects can have conditions",
                )


def meeting(bench: Bench, nodes: Sequence[Node], *, context: Context) -> TypeRef:
    """Return the type of what satisfies all of `nodes`; the last decides a contradiction."""
    found: dict[int, tuple[Node, Peeled, Merged]] = {}
    for node in nodes:
        peeled = bench.composer.peel(node)
        merged = bench.composer.gather(peeled.node)
        if not all(part.is_comment for part in merged.parts) or merged.groups:
            found[id(peeled.node.value)] = (node, peeled, merged)
    if not found:
        return bench.ref(nodes[-1], context=context)
    listed = _about_one_kind(bench, list(found.values()))
    if any(all(part.only_null for part in merged.parts) for _, _, merged in listed):
        # "Nothing but null" is the narrowest that a part can say.
        return Null()
    narrowest = _narrowest(bench, listed)
    if narrowest is not None:
        return bench.ref(narrowest, context=context)
    *before, (at, _, _) = listed
    whole = listed[0][2]
    for _, _, merged in listed[1:]:
        _report_contradiction(bench, whole, merged)
        whole = whole.plus(merged, node=at)
    # The same schemas meet in every type that includes them, and are one type there.
    suffix = "".join(f"&{bench.composer.document.identity(node)}" for node, _, _ in before)
    chain = [schema for _, peeled, _ in reversed(listed) for schema in peeled.chain]
    site = Site(node=at, context=context, chain=chain, suffix=suffix, is_titled=False)
    type_ = bench.shape(whole, site)
    return bench.or_null(type_, bench.judge.of(whole)[1])


_Met = tuple[Node, Peeled, Merged]


def _about_one_kind(bench: Bench, listed: list[_Met]) -> list[_Met]:
    """Return `listed` without those that only say what is required of an object, if it is none."""
    kinds = [
        bench.judge.of(merged)[0]
        for _, _, merged in listed
        if any(part.types for part in merged.parts)
    ]
    if not kinds or any("object" in each for each in kinds):
        return listed
    return [met for met in listed if not all(_only_requires(part) for part in met[2].parts)]


def _only_requires(part: Schema) -> bool:
    return part.shaping == {"required"} and not part.types


def _narrowest(bench: Bench, listed: list[tuple[Node, Peeled, Merged]]) -> Node | None:
    """Return the schema that includes what all others say, or None."""
    for node, _, merged in reversed(listed):
        if all(_is_included(bench, other, merged) for other in listed if other[0] is not node):
            return node
    return None


def _is_included(bench: Bench, other: tuple[Node, Peeled, Merged], merged: Merged) -> bool:
    _, peeled, wider = other
    if id(peeled.node.value) in merged.seen:
        return True
    says = {
        keyword for part in wider.parts for keyword in part.shaping if not _is_open(part, keyword)
    }
    if wider.groups or not says <= {"type", "format"}:
        return False
    kinds, inner = bench.judge.of(wider)[0], bench.judge.of(merged)[0]
    if "format" not in says or kinds == inner == own_kinds(wider.own):
        return inner <= kinds
    return False


def _is_open(part: Schema, keyword: str) -> bool:
    """Whether `keyword` only repeats that an object may have other members."""
    return keyword in ("additionalProperties", "unevaluatedProperties") and part.raw[keyword] in (
        True,
        {},
    )


def _report_contradiction(bench: Bench, one: Merged, other: Merged) -> None:
    if bench.judge.of(one)[0] & bench.judge.of(other)[0]:
        return
    bench.faults.mend(
        "contradictory-types",
        at=other.node,
        text="this contradicts another part of the same allOf; it was taken, the other was not",
        help="Let both parts agree on the type.",
    )
