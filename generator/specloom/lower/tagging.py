"""The property that tells the shapes of a union apart, for shapes that do not mention it.

Descriptions often name it in the discriminator alone. A value without it could not say what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specloom.ir.types import (
    Alias,
    Claim,
    Const,
    Declaration,
    Field,
    Origin,
    Record,
    Ref,
    TypeId,
    TypeRef,
    Union,
)
from specloom.ir.walk import parts, refs
from specloom.lower.usage import Uses

Tags = tuple[str | int | bool, ...]


def tagged(types: Mapping[TypeId, Declaration], uses: Uses) -> Mapping[TypeId, Declaration]:
    """Return `types`, where each record has the tags by which unions know it.

    The tag is required of a record that is met in such unions only; elsewhere it is not, and still
    sent by itself where it can only be one.
    """
    missing: dict[TypeId, dict[str, Tags]] = {}
    counted: Counter[TypeId] = Counter()
    for union in types.values():
        if not isinstance(union, Union) or union.tag is None:
            continue
        for variant in union.variants:
            for record in _records(variant.type, types):
                if all(field.wire != union.tag for field in record.fields) and variant.tags:
                    known = missing.setdefault(record.id, {})
                    known[union.tag] = _joined(known.get(union.tag, ()), variant.tags)
                    counted[record.id] += variant.type == Ref(id=record.id)
    if not missing:
        return types
    mentions = _mentions(types.values(), uses)
    return {
        id: (
            _with_tags(found, missing[id], required=mentions[id] == counted[id])
            if isinstance(found, Record) and id in missing
            else found
        )
        for id, found in types.items()
    }


def _records(ref: TypeRef, types: Mapping[TypeId, Declaration]) -> Iterator[Record]:
    """Yield the record that `ref` leads to, or those between which it leaves the choice."""
    waiting, seen = [ref], set[TypeId]()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, Ref) or here.id in seen:
            continue
        seen.add(here.id)
        match types.get(here.id):
            case Record() as record:
                yield record
            case Alias() as alias:
                waiting.append(alias.target)
            case Union() as union:
                waiting.extend(variant.type for variant in union.variants)
            case _:
                pass


def _joined(known: Tags, more: Tags) -> Tags:
    return (*known, *(tag for tag in more if tag not in known))


def _mentions(types: Iterable[Declaration], uses: Uses) -> Counter[TypeId]:
    """Return how often each declaration is mentioned."""
    mentioned = [part for declaration in types for part in parts(declaration)]
    return Counter(id for part in (*mentioned, *uses.sent, *uses.received) for id in refs(part))


def _with_tags(record: Record, tags: Mapping[str, Tags], *, required: bool) -> Record:
    fields = tuple(
        Field(
            wire=wire,
            claim=Claim(text=wire, origin=Origin.COMPONENT, context=(record.claim.text,)),
            type=Const(values=values),
            required=required,
            constant=values[0] if len(values) == 1 and not required else None,
            at=record.at,
        )
        for wire, values in tags.items()
    )
    return replace(record, fields=(*fields, *record.fields))
