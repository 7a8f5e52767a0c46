"""What the caller of an operation passes: one slot for each argument, before it has a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from specloom.ir.api import Api, Body, Content, In, Operation, Parameter, Shape
from specloom.ir.types import (
    NO_CONSTRAINTS,
    Alias,
    Anything,
    Claim,
    Const,
    Constraints,
    Declaration,
    Doc,
    Field,
    Given,
    Kind,
    Nullable,
    OneOf,
    OrEmptyList,
    Origin,
    Record,
    Ref,
    Scalar,
    TypeRef,
    Union,
)
from specloom.target.assignable import accepts, either

_BYTES = Scalar(kind=Kind.BINARY)
_TEXT = Scalar(kind=Kind.STRING)

MOST_ALTERNATIVES = 4
"""A body with more shapes than this is one argument; nobody reads five overloads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotKey:
    """Which value of a request a slot fills: `place` is that of a parameter, or `body`."""

    place: str
    wire: str

    def __str__(self) -> str:
        return f"{self.place} {self.wire}"


WHOLE_BODY = SlotKey(place="body", wire="")
MEDIA = SlotKey(place="media", wire="")
EXTRA = SlotKey(place="extra", wire="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One argument of an operation."""

    key: SlotKey
    claim: Claim
    type: TypeRef
    required: bool
    doc: Doc = Doc()
    deprecated: bool = False
    default: Given | None = None
    example: Given | None = None
    constraints: Constraints = NO_CONSTRAINTS
    media: tuple[str, ...] = ()
    """For the slot that picks a media type: what it picks from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One way to write the body: a media type and the slots that it is made from.

    `fields` is the record whose fields the slots are, None when the body is one argument.
    `fixed` are members that can only have one value and are nobody's argument.
    """

    content: Content
    slots: tuple[Slot, ...]
    record: Record | None = None
    fixed: tuple[tuple[str, str | int | bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Everything that one operation takes.

    `slots` holds each argument once, required ones as they must be in every case. `alternatives`
    is empty, or lists for each way to call the operation what it takes then.
    """

    slots: tuple[Slot, ...]
    writings: tuple[Written, ...] = ()
    alternatives: tuple[tuple[Slot, ...], ...] = ()


def plan_call(operation: Operation, api: Api) -> Call:
    """Say what a caller passes for `operation`: parameters first, then the body."""
    pinned = dict(operation.arguments)
    call = _plan(operation, api)

    def named(slot: Slot) -> Slot:
        name = pinned.get(slot.key.wire) if slot.key.place == "body" else None
        return replace(slot, claim=Claim(text=name, origin=Origin.PINNED)) if name else slot

    return replace(
        call,
        slots=tuple(map(named, call.slots)),
        alternatives=tuple(tuple(map(named, slots)) for slots in call.alternatives),
    )


def _plan(operation: Operation, api: Api) -> Call:
    parameters = tuple(_parameter_slot(parameter) for parameter in operation.parameters)
    if operation.body is None or not operation.body.contents:
        return Call(slots=parameters)
    writings = tuple(
        written
        for content in operation.body.contents
        for written in _write(content, operation.body, api)
    )
    if len(_distinct(writings)) > MOST_ALTERNATIVES:
        writings = tuple(_whole(content, operation.body) for content in operation.body.contents)
    parts = tuple(_part_slots(operation.body))
    distinct = _distinct(writings)
    body = _merge([written.slots for written in distinct])
    alternatives: tuple[tuple[Slot, ...], ...] = ()
    ways = _needed([written.slots for written in distinct], api)
    if len(ways) > 1:
        alternatives = tuple(
            (*parameters, *way, *parts, *_choosing(writings, _akin(writings, way, api)))
            for way in ways
        )
    slots = (*parameters, *body, *parts, *_choosing(writings, writings))
    return Call(slots=slots, writings=writings, alternatives=alternatives)


def _needed(ways: Sequence[tuple[Slot, ...]], api: Api) -> list[tuple[Slot, ...]]:
    """Return the ways to pass a body that no other one allows as well."""
    return [
        way
        for place, way in enumerate(ways)
        if not any(
            _covers(other, way, api) and (index < place or not _covers(way, other, api))
            for index, other in enumerate(ways)
            if index != place
        )
    ]


def _covers(wide: tuple[Slot, ...], narrow: tuple[Slot, ...], api: Api) -> bool:
    """Whether everything that may be passed as `narrow` may be passed as `wide`."""
    known = {slot.key: slot for slot in wide}
    given = {slot.key: slot for slot in narrow}
    return all(
        key in known and accepts(_passed(known[key]), _passed(slot), api.types)
        for key, slot in given.items()
    ) and all(slot.key in given and given[slot.key].required for slot in wide if slot.required)


def _akin(writings: Sequence[Written], way: tuple[Slot, ...], api: Api) -> list[Written]:
    """Return the writings that arguments of `way` are meant for: all of them, or some."""
    return [
        written
        for written in writings
        if _covers(written.slots, way, api) or _covers(way, written.slots, api)
    ]


def _passed(slot: Slot) -> TypeRef:
    """Return the type of an argument: null is among its values where it may be left out."""
    return slot.type if slot.required else Nullable(inner=bare(slot.type))


def resolve(ref: TypeRef, api: Api) -> TypeRef | Declaration:
    """Return what `ref` is at bottom: its declaration, with aliases followed, or itself."""
    seen: set[str] = set()
    while isinstance(ref, Ref) and ref.id not in seen:
        seen.add(ref.id)
        declaration = api.types.get(ref.id)
        match declaration:
            case None:
                return Anything()
            case Alias():
                ref = declaration.target
            case _:
                return declaration
    return Anything() if isinstance(ref, Ref) else ref


def bare(ref: TypeRef) -> TypeRef:
    """Return `ref` without the words that say it may be absent or empty."""
    while isinstance(ref, (Nullable, OrEmptyList)):
        ref = ref.inner
    return ref


def _parameter_slot(parameter: Parameter) -> Slot:
    return Slot(
        key=SlotKey(place=parameter.place.value, wire=parameter.wire),
        claim=parameter.claim,
        type=parameter.type,
        required=parameter.required or parameter.place is In.PATH,
        doc=parameter.doc,
        deprecated=parameter.deprecated,
        default=parameter.default,
        example=parameter.example,
        constraints=parameter.constraints,
    )


def _field_slot(field: Field) -> Slot:
    return Slot(
        key=SlotKey(place="body", wire=field.wire),
        claim=replace(field.claim, context=("body",)),
        type=field.type,
        required=field.required,
        doc=field.doc,
        deprecated=field.deprecated,
        default=field.default,
        example=field.example,
        constraints=field.constraints,
    )


def _part_slots(body: Body) -> Iterator[Slot]:
    """Yield a slot for each header that a part of a multipart body may have."""
    known: set[SlotKey] = set()
    for content in body.contents:
        for encoding in content.encoding if content.shape is Shape.MULTIPART else ():
            for header in encoding.headers:
                key = part_header(encoding.wire, header)
                if key in known:
                    continue
                known.add(key)
                yield Slot(
                    key=key,
                    claim=Claim(text=header, origin=Origin.COMPONENT, context=(encoding.wire,)),
                    type=_TEXT,
                    required=False,
                    doc=Doc(description=f"The header `{header}` of the part `{encoding.wire}`."),
                )


def part_header(part: str, header: str) -> SlotKey:
    """Return the key of the slot that fills a header of one part of a multipart body."""
    return SlotKey(place="part", wire=f"{part} {header}")


def _choosing(writings: Sequence[Written], able: Sequence[Written]) -> tuple[Slot, ...]:
    """Return the slot that picks one of the media types of `able`, if a body has several."""
    if len({written.content.media for written in writings}) == 1:
        return ()
    media = tuple(dict.fromkeys(written.content.media for written in able))
    slot = Slot(
        key=MEDIA,
        claim=Claim(text="content_type", origin=Origin.CONTEXT, context=("body",)),
        type=Const(values=media),
        required=False,
        doc=Doc(
            description="The media type to send; the first that can hold the arguments if omitted."
        ),
        media=media,
    )
    return (slot,)


def _write(content: Content, body: Body, api: Api) -> tuple[Written, ...]:
    if content.shape in (Shape.JSON, Shape.FORM, Shape.MULTIPART):
        records = _records(content.type, api)
        if records and not any(_fields(record) == () for record in records):
            return tuple(
                _flat(content, record, is_told=_is_told(record, records, body))
                for record in records
            )
    return (_whole(content, body),)


def _records(ref: TypeRef, api: Api) -> tuple[Record, ...]:
    """Return the records that a body may be: one, a few to choose from, or none at all."""
    found = resolve(bare(ref), api)
    match found:
        case Nullable() | OrEmptyList():
            return _records(found, api)
        case Record():
            return () if found.extra is not None else (found,)
        case Union(tag=None) if len(found.variants) <= MOST_ALTERNATIVES:
            members = tuple(variant.type for variant in found.variants)
        case OneOf() if len(found.members) <= MOST_ALTERNATIVES:
            members = found.members
        case _:
            return ()
    records = [resolve(bare(member), api) for member in members]
    if not all(isinstance(record, Record) and record.extra is None for record in records):
        return ()
    return tuple(record for record in records if isinstance(record, Record))


def _fields(record: Record) -> tuple[Field, ...]:
    return tuple(field for field in record.fields if not field.read_only)


def _is_told(record: Record, records: Sequence[Record], body: Body) -> bool:
    """Whether the arguments of `record` say that it is meant, and none of the other `records`."""
    known, needed = _arguments(record)
    if not known and not body.required:
        return False
    for other in records:
        others_known, others_needed = _arguments(other)
        if other is not record and needed | others_needed <= known & others_known:
            return False
    return True


def _arguments(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """Return the members of `record` that may differ, and which of them are required."""
    known = [field for field in _fields(record) if not _is_fixed(field)]
    return (
        frozenset(field.wire for field in known),
        frozenset(field.wire for field in known if field.required),
    )


def _is_fixed(field: Field) -> bool:
    return field.required and isinstance(field.type, Const) and len(field.type.values) == 1


def _flat(content: Content, record: Record, *, is_told: bool) -> Written:
    """Return `record` with its fields as arguments, but for what can only have one value.

    That is an argument too where nothing else tells the record from its alternatives.
    """
    slots = []
    fixed = []
    for field in _fields(record):
        if is_told and _is_fixed(field) and isinstance(field.type, Const):
            fixed.append((field.wire, field.type.values[0]))
        else:
            slots.append(_field_slot(field))
    return Written(content=content, slots=tuple(slots), record=record, fixed=tuple(fixed))


def _whole(content: Content, body: Body) -> Written:
    slot = Slot(
        key=WHOLE_BODY,
        claim=Claim(text="body", origin=Origin.CONTEXT, context=("request",)),
        type=_BYTES if content.shape in (Shape.EVENTS, Shape.LINES) else content.type,
        required=body.required,
        doc=body.doc,
    )
    return Written(content=content, slots=(slot,))


def _distinct(writings: tuple[Written, ...]) -> tuple[Written, ...]:
    """Return the writings that differ in what they ask of the caller."""
    seen: dict[tuple[tuple[SlotKey, TypeRef, bool], ...], Written] = {}
    for written in writings:
        asks = tuple((slot.key, slot.type, slot.required) for slot in written.slots)
        seen.setdefault(asks, written)
    return tuple(seen.values())


def _merge(alternatives: list[tuple[Slot, ...]]) -> tuple[Slot, ...]:
    """Return each slot of the alternatives once, required only if all of them require it."""
    merged: dict[SlotKey, Slot] = {}
    for slots in alternatives:
        for slot in slots:
            known = merged.get(slot.key)
            if known is None:
                merged[slot.key] = slot
            elif known.type != slot.type:
                merged[slot.key] = replace(known, type=either(known.type, slot.type))
    everywhere = [{slot.key for slot in slots if slot.required} for slots in alternatives]
    common = set.intersection(*everywhere) if everywhere else set()
    return tuple(replace(slot, required=slot.key in common) for slot in merged.values())
