"""`oneOf`, `anyOf` and inheritance with a discriminator: one of several shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from specloom.ir.types import (
    Claim,
    Map,
    Null,
    OneOf,
    OrEmptyList,
    Ref,
    TypeId,
    TypeRef,
    Union,
    Variant,
)
from specloom.lower import discriminators, enums, remarks
from specloom.lower.bench import Bench, Site
from specloom.lower.compose import Group, Merged
from specloom.lower.discriminators import Discriminator, Tag
from specloom.lower.kinds import kind_of
from specloom.lower.leaves import Leaf, adds_nothing, is_bare, is_plain_text, leaf, leaves
from specloom.lower.limits import limits
from specloom.lower.members import are_distinct, classes, flat, simplified
from specloom.lower.nicknames import nickname
from specloom.lower.objects import is_record, lower_object
from specloom.source import Node


def lower_group(bench: Bench, merged: Merged, group: Group, site: Site) -> TypeRef:
    """Return the type of one of the alternatives of `group`, each with the rest of `merged`."""
    base = merged.without(group)
    found = leaves(bench, group)
    if len(found) == 1 and not is_bare(base):
        return bench.shape(found[0].merged.plus(base, node=merged.node), site)
    listed = _enumeration(bench, base, found, site)
    if listed is not None:
        return listed
    text = _text(bench, base, found, site)
    filled = [each for each in found if not _is_empty_list(bench, each)]

    def types(members: Sequence[Leaf]) -> list[TypeRef]:
        return [
            text if text and _is_text(bench, each) else _member(bench, base, each, members, site)
            for each in members
        ]

    if len(filled) < len(found):
        type_ = _or_empty_list(bench, types(filled), filled, site)
        if type_ is not None:
            return type_
    parts = [group.owner, *reversed(base.parts)]
    return _union(bench, merged, site, found, types(found), discriminators.declared(bench, parts))


def lower_family(bench: Bench, merged: Merged, site: Site, nodes: Sequence[Node]) -> TypeRef:
    """Return the union of the schemas among which the base `merged` chooses."""
    members = [leaf(bench, node) for node in nodes]
    types = [_relative(bench, merged, each, members, site) for each in members]
    found = discriminators.declared(bench, [merged.own])
    return _union(bench, merged, site, members, types, found)


def _relative(
    bench: Bench, base: Merged, member: Leaf, others: Sequence[Leaf], site: Site
) -> TypeRef:
    """Return the type of a schema that `base` mentions or that is built upon it."""
    if discriminators.is_parent(member.merged.own):
        return _base(bench, member)
    if id(base.own.node.value) in member.merged.seen:
        return bench.use(member.peeled.node)
    return _member(bench, base, member, others, site)


def _base(bench: Bench, member: Leaf) -> TypeRef:
    """Return the record of a schema whose name means the union of its children."""
    node = member.peeled.node
    name = bench.claims.named(node).text
    own = Site(
        node=node,
        context=(name, "base"),
        chain=(member.merged.own,),
        suffix="#base",
        is_titled=False,
    )
    return lower_object(bench, member.merged, own)


def _member(
    bench: Bench, base: Merged, member: Leaf, others: Sequence[Leaf], site: Site
) -> TypeRef:
    """Return the type of one alternative together with what stands around all of them."""
    node = member.peeled.node
    if member.peeled.named and adds_nothing(base, member):
        return bench.use(node)
    context = (
        *_around(bench, site),
        *nickname(bench, member, others, is_named=site.claim is not None),
    )
    chain = member.peeled.chain
    is_shared = base.groups or len(member.merged.parts) > 1 or not is_bare(base)
    width = site.width * max(len(others), 1) if is_shared else site.width
    if is_bare(base) and not base.groups and not member.merged.own.is_comment:
        own = Site(node=node, context=context, chain=chain, width=width)
        return bench.shape(member.merged, own)
    own = Site(
        node=site.node,
        context=context,
        chain=chain,
        suffix=f"{site.suffix}#{others.index(member) + 1}",
        is_titled=not member.peeled.named,
        width=width,
    )
    return bench.shape(base.plus(member.merged, node=member.node), own)


def _around(bench: Bench, site: Site) -> tuple[str, ...]:
    """Return the words for the union itself, in front of the words for one of its shapes."""
    if site.claim is not None:
        return (site.claim.text,)
    chain = site.chain if site.is_titled else ()
    return (bench.claims.inline(site.node, site.context, chain, title=site.title).text,)


def _text(bench: Bench, base: Merged, found: Sequence[Leaf], site: Site) -> TypeRef | None:
    """Return the one enumeration that several alternatives of text make among others, or None."""
    texts = [each for each in found if _is_text(bench, each)]
    if len(texts) < 2:
        return None
    own = Site(
        node=site.node, context=(*_around(bench, site), "value"), suffix=f"{site.suffix}#text"
    )
    return _enumeration(bench, base, texts, own)


def _is_text(bench: Bench, member: Leaf) -> bool:
    given = enums.allowed(bench, member.merged)
    if given is None:
        return is_plain_text(member.merged)
    return all(type(value) is str for value in given)


def _enumeration(bench: Bench, base: Merged, found: Sequence[Leaf], site: Site) -> TypeRef | None:
    """Return the enumeration that the alternatives spell out as constants, or None.

    Plain text beside the constants means that any other text is as welcome.
    """
    listed: list[enums.Choice] = []
    plain = 0
    is_mixed = False
    for each in found:
        given = enums.allowed(bench, each.merged)
        if given is None:
            if not is_plain_text(each.merged):
                return None
            plain += 1
            continue
        if any(type(value) is not str and type(value) is not int for value in given):
            return None
        is_mixed = is_mixed or (each.peeled.named and len(given) > 1)
        listed.extend(_titled(choice, each, given) for choice in enums.choices(bench, each.merged, given))
    unique = {choice.value: choice for choice in reversed(listed)}
    ordered = [choice for choice in dict.fromkeys(listed) if unique[choice.value] is choice]
    kinds = {kind_of(choice.value) for choice in ordered}
    if len(kinds) != 1 or (is_mixed and not plain) or (plain and kinds != {"string"}):
        return None
    if len(ordered) < 2 and not plain:
        return None
    return enums.declare(bench, base, ordered, site, is_open=plain > 0)


def _titled(choice: enums.Choice, member: Leaf, given: Sequence[Any]) -> enums.Choice:
    """Return `choice` with the title and prose of the alternative that it is all of."""
    if len(given) > 1:
        return choice
    prose = remarks.doc(member.peeled.chain)
    return enums.Choice(
        choice.value,
        choice.name or prose.summary or None,
        choice.prose or prose.description,
        remarks.flag(member.peeled.chain, "deprecated"),
    )


def _is_empty_list(bench: Bench, member: Leaf) -> bool:
    if bench.judge.kinds(member.peeled.node) != {"array"}:
        return False
    return limits(member.merged.parts).max_items == 0 or any(
        part.raw.get("items") is False and "prefixItems" not in part for part in member.merged.parts
    )


def _or_empty_list(
    bench: Bench, types: Sequence[TypeRef], filled: Sequence[Leaf], site: Site
) -> TypeRef | None:
    """Return the one type that an empty list may stand for; None if it is no object."""
    members = simplified(types)
    if len(members) != 1:
        return None
    inner = members[0]
    if isinstance(inner, Map) or (
        isinstance(inner, Ref) and is_plain_record(bench, filled[0].merged)
    ):
        return OrEmptyList(inner=inner)
    if isinstance(inner, Ref) and classes(bench, inner) == {"object"}:
        # An alias of a map: the map itself can say that it may be empty.
        mapped = bench.shape(filled[0].merged, Site(node=filled[0].node, context=site.context))
        return OrEmptyList(inner=mapped) if isinstance(mapped, Map) else None
    return None


def is_plain_record(bench: Bench, merged: Merged) -> bool:
    """Whether `merged` is an object with fields and without alternatives."""
    return is_record(merged) and not merged.groups and not discriminators.is_parent(merged.own)


@dataclass(frozen=True, slots=True)
class _Told:
    """How the shapes of a union are told apart."""

    tag: str | None
    tags: list[tuple[Tag, ...]]


def _union(
    bench: Bench,
    merged: Merged,
    site: Site,
    members: Sequence[Leaf],
    types: Sequence[TypeRef],
    declared: Discriminator | None,
) -> TypeRef:
    short = simplified(types)
    if not short:
        return Null()
    if len(short) == 1:
        return short[0]
    if are_distinct(bench, short):
        return OneOf(members=tuple(short))
    told = _told(bench, members, declared)
    tags: dict[TypeRef, tuple[Tag, ...]] = dict.fromkeys(short, ())
    for type_, own in zip(types, told.tags, strict=True):
        inner = flat([type_])
        # One tag for several shapes tells none of them.
        if len(inner) == 1 and inner[0] in tags:
            known = tags[inner[0]]
            tags[inner[0]] = (*known, *(tag for tag in own if tag not in known))
    variants = tuple(Variant(type=type_, tags=own) for type_, own in tags.items())

    def build(id: TypeId, claim: Claim) -> Union:
        return Union(
            id=id,
            claim=claim,
            variants=variants,
            tag=told.tag,
            doc=site.doc(claim.text),
            deprecated=merged.own.flag("deprecated"),
            example=remarks.example(site.chain),
            at=site.node,
        )

    kinds = frozenset[str]().union(*(classes(bench, type_) for type_ in short))
    return bench.promise(site, merged, build, kinds)


def _told(bench: Bench, members: Sequence[Leaf], declared: Discriminator | None) -> _Told:
    if declared is None:
        shapes = [
            each.merged for each in members if bench.judge.kinds(each.peeled.node) >= {"object"}
        ]
        is_clear = all(is_plain_record(bench, merged) for merged in shapes)
        name = discriminators.found(bench, shapes) if is_clear else None
        if name is None:
            return _Told(None, [() for _ in members])
        return _Told(name, [discriminators.tags_of(bench, each.merged, name) for each in members])
    fixed = [discriminators.tags_of(bench, each.merged, declared.property) for each in members]
    counts = Counter((type(tag), tag) for own in fixed for tag in own)
    taken: set[tuple[type, Tag]] = set()
    tags: list[tuple[Tag, ...]] = []
    for each, values in zip(members, fixed, strict=True):
        own: list[Tag] = list(declared.tags(each.peeled.node))
        if all(counts[(type(tag), tag)] == 1 for tag in values):
            own.extend(tag for tag in values if tag not in own)
        if not own and each.fields:
            own.extend(discriminators.implied(each.peeled.node))
        kept = tuple(tag for tag in own if (type(tag), tag) not in taken)
        taken.update((type(tag), tag) for tag in kept)
        tags.append(kept)
    return _Told(declared.property if any(tags) else None, tags)
