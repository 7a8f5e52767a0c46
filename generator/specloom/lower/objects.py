"""Objects: records with known fields, and maps whose keys are data."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.ir.types import (
    Anything,
    Claim,
    Field,
    Kind,
    Map,
    Null,
    Nullable,
    OneOf,
    Record,
    Scalar,
    TypeId,
    TypeRef,
)
from specloom.lower import claims, remarks
from specloom.lower.bench import Bench, Site
from specloom.lower.claims import Context
from specloom.lower.compose import Merged
from specloom.lower.conditions import conditions
from specloom.lower.members import are_distinct, simplified
from specloom.lower.versions import Schema
from specloom.source import Node

_OBJECT = frozenset({"object"})
_TEXT = Scalar(kind=Kind.STRING)


def lower_object(bench: Bench, merged: Merged, site: Site) -> TypeRef:
    """Return the record or the map that `merged` describes."""
    if is_record(merged):

        def build(id: TypeId, claim: Claim) -> Record:
            return _record(bench, merged, site, id, claim)

        return bench.promise(site, merged, build, _OBJECT)
    return Map(
        value=_extra(bench, merged, site, site.context) or Anything(), key=_key(bench, merged, site)
    )


def is_record(merged: Merged) -> bool:
    """Whether the object has fields that are known by name, or may have none at all."""
    return bool(_properties(merged) or required(merged)) or (
        _is_closed(merged) and not _typed(merged)
    )


def properties(merged: Merged) -> Mapping[str, list[Node]]:
    """Return the schemas of each property, bases first, in the order of the description."""
    return _properties(merged)


def required(merged: Merged) -> Mapping[str, None]:
    """Return the names that some part of `merged` requires."""
    return {name: None for part in merged.parts for name in part.raw.get("required", ())}


def _properties(merged: Merged) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for part in merged.parts:
        if "properties" in part:
            for name, node in part.child("properties").items():
                known = found.setdefault(name, [])
                if all(node.value is not each.value for each in known):
                    known.append(node)
    return found


def _record(bench: Bench, merged: Merged, site: Site, id: TypeId, claim: Claim) -> Record:
    rules = conditions(bench, merged)
    listed = _properties(merged)
    for name, nodes in rules.fields.items():
        listed.setdefault(name, nodes)
    must = required(merged)
    extra = _extra(bench, merged, site, (claim.text,))
    closed = _is_closed(merged) and extra is None
    choice = bench.claims.choice(site.node, site.suffix)

    def field(name: str, nodes: list[Node]) -> Field:
        # What a base brings along is named after the base, whoever includes it first.
        context = (bench.claims.around(nodes[-1], site.node) or claim.text, name)
        wish = claims.field(name, claim, choice)
        return _field(bench, name, nodes, context, wish, is_required=name in must)

    fields = [field(name, nodes) for name, nodes in listed.items()]
    for name in must:
        if name not in listed:
            wish = claims.field(name, claim, choice)
            type_ = extra or Anything()
            fields.append(Field(wire=name, claim=wish, type=type_, required=True, at=site.node))
    return Record(
        id=id,
        claim=claim,
        fields=tuple(fields),
        extra=extra,
        closed=closed,
        requires=tuple(rules.rules),
        choices=tuple(rules.choices),
        doc=site.doc(claim.text),
        deprecated=merged.own.flag("deprecated"),
        example=remarks.example(site.chain),
        at=site.node,
    )


def _field(
    bench: Bench,
    name: str,
    nodes: list[Node],
    context: Context,
    wish: Claim,
    *,
    is_required: bool,
) -> Field:
    at = nodes[-1]
    type_ = (
        bench.ref(at, context=context) if len(nodes) == 1 else bench.meet(nodes, context=context)
    )
    own: list[Schema] = []
    borrowed: list[Schema] = []
    for node in reversed(nodes):
        peeled = bench.composer.peel(node)
        own.extend(peeled.chain)
        borrowed.extend(bench.composer.gather(peeled.node).parts[::-1])
    return Field(
        wire=name,
        claim=wish,
        type=type_,
        required=is_required,
        read_only=remarks.flag(borrowed, "readOnly") or remarks.flag(own, "readOnly"),
        write_only=remarks.flag(borrowed, "writeOnly") or remarks.flag(own, "writeOnly"),
        deprecated=remarks.flag(own, "deprecated"),
        doc=remarks.doc(own, name=name),
        default=remarks.default([*own, *borrowed]),
        example=remarks.example(own),
        constraints=bench.limits_of([*borrowed[::-1], *own[::-1]]),
        at=at,
    )


def _is_closed(merged: Merged) -> bool:
    return any(
        part.raw.get(keyword) is False
        for part in merged.parts
        for keyword in ("additionalProperties", "unevaluatedProperties")
    )


def _typed(merged: Merged) -> list[Node]:
    """Return the schemas of members that are not listed, patterns included."""
    found: list[Node] = []
    for part in merged.parts:
        if "patternProperties" in part:
            found.extend(node for _, node in part.child("patternProperties").items())
        found.extend(
            part.child(keyword)
            for keyword in ("additionalProperties", "unevaluatedProperties")
            if keyword in part and part.raw[keyword] is not False
        )
    return found


def _extra(bench: Bench, merged: Merged, site: Site, context: Context) -> TypeRef | None:
    """Return the type of members that are not listed; None where nothing is said of them."""
    nodes = _typed(merged)
    if not nodes:
        return None
    inner = bench.claims.item(context) if not _properties(merged) else (*context, "value")
    if inner[-1] == "item":
        inner = (*context, "value")
    types: dict[TypeRef, None] = {}
    for node in nodes:
        types[bench.ref(node, context=inner)] = None
    if len(types) > 1 and Anything() in types:
        return Anything()
    if len(types) == 1:
        return next(iter(types))
    members = simplified(types)
    is_nullable = any(isinstance(type_, Null | Nullable) for type_ in types)
    if not members:
        return Null()
    if len(members) == 1:
        return bench.or_null(members[0], is_nullable)
    if are_distinct(bench, members):
        return bench.or_null(OneOf(members=tuple(members)), is_nullable)
    bench.faults.lose(
        "several-patterns",
        at=nodes[0],
        what="the types of members by pattern",
        reason="JSON does not tell their types apart; they may be anything",
    )
    return Anything()


def _key(bench: Bench, merged: Merged, site: Site) -> TypeRef | None:
    """Return the type of the keys where it is more than text."""
    for part in reversed(merged.parts):
        if "propertyNames" in part and part.raw["propertyNames"] is not True:
            type_ = bench.ref(part.child("propertyNames"), context=(*site.context, "key"))
            while isinstance(type_, Nullable):
                type_ = type_.inner
            return None if type_ in (_TEXT, Anything()) else type_
    return None
