"""The package for its users: a call of each operation as one would write it, and what to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from specloom.ir.api import Operation, ReplayClass, Resource
from specloom.ir.types import (
    Alias,
    Const,
    Enum,
    Json,
    Kind,
    List,
    Map,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    TypeRef,
)
from specloom.target.build_methods import in_path_order
from specloom.target.calls import Call, Slot
from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, Pair
from specloom.target.prose import Prose, prose
from specloom.target.results import Manner, result_of
from specloom.target.views import ModelsView, ProjectView, ResourceView

_FEW = 40
"""With more operations than this, the guide lists them and shows no call of each."""

_PLAIN: Mapping[Kind, Json] = {
    Kind.STRING: "…",
    Kind.INTEGER: 1,
    Kind.NUMBER: 1.0,
    Kind.BOOLEAN: True,
    Kind.UUID: "00000000-0000-4000-8000-000000000000",
}
_ODD: Mapping[Kind, str] = {
    Kind.DATE: "dt.date(2030, 1, 15)",
    Kind.DATETIME: "dt.datetime(2030, 1, 15, 18, 30)",
    Kind.TIME: "dt.time(18, 30)",
    Kind.DURATION: "dt.timedelta(minutes=30)",
    Kind.DECIMAL: 'decimal.Decimal("9.99")',
    Kind.BASE64: 'b"…"',
    Kind.BINARY: 'b"…"',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """A call with everything that it must be given; `request` is what it sends."""

    where: Code
    request: str
    said: str
    call: Code
    pages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesView:
    """The calls of one resource."""

    name: Code
    doc: Prose
    samples: tuple[SampleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretView:
    """A secret of the client, and the environment variable that it is read from."""

    argument: Code
    env: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """What a README tells."""

    distribution: Code
    description: str
    secrets: tuple[SecretView, ...]
    arguments: Code
    first: SampleView | None
    groups: tuple[SamplesView, ...]
    shows_calls: bool
    paged: SampleView | None
    risky: SampleView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceView:
    """Every public name."""

    resources: tuple[ResourceView, ...]
    models: tuple[ModelsView, ...]


def build_guide(kit: Kit, project: ProjectView) -> GuideView:
    """Return what the README of the package prints."""
    groups = tuple(
        SamplesView(
            name=kit.names.resource(resource.key),
            doc=prose(resource.doc),
            samples=tuple(_sample(kit, resource, one) for one in resource.operations),
        )
        for resource in kit.api.resources
        if resource.operations
    )
    every = [
        (operation, sample)
        for resource, group in zip(
            (one for one in kit.api.resources if one.operations), groups, strict=True
        )
        for operation, sample in zip(resource.operations, group.samples, strict=True)
    ]
    secrets = tuple(
        SecretView(argument=kit.names.credential(scheme.key), env=scheme.env or "")
        for scheme in kit.api.auth.schemes
    )
    plain = [one for _, one in every if not one.pages]
    reading = [
        one
        for operation, one in every
        if operation.replay.kind is ReplayClass.SAFE and not one.pages
    ]
    risky = [one for operation, one in every if operation.replay.kind is ReplayClass.NEVER]
    return GuideView(
        distribution=project.requirement,
        description=project.description,
        secrets=secrets,
        arguments=Code(", ".join(f'{secret.argument}="…"' for secret in secrets)),
        first=next(iter([*reading, *plain]), None),
        groups=groups,
        shows_calls=len(every) <= _FEW,
        paged=next((one for _, one in every if one.pages), None),
        risky=next(iter(risky), None),
    )


def _sample(kit: Kit, resource: Resource, operation: Operation) -> SampleView:
    call = kit.names.calls[operation.key]
    result = result_of(operation, kit.types)
    summary = prose(operation.doc).summary
    return SampleView(
        where=Code(kit.names.where(resource.key, operation.key)),
        request=f"{operation.method} {operation.path}",
        said=summary,
        call=_call(kit, resource, operation, call),
        pages=result.manner is Manner.PAGES,
    )


def _call(kit: Kit, resource: Resource, operation: Operation, call: Call) -> Code:
    slots = call.alternatives[0] if call.alternatives else call.slots
    needed = [slot for slot in slots if slot.required]
    path = in_path_order(operation, needed)
    shown = _shown(operation)
    items: list[Node] = [_value(kit, slot.type, _example(slot, shown), 0) for slot in path]
    items += [
        Pair(
            head=f"{kit.names.argument(operation.key, slot.key)}=",
            value=_value(kit, slot.type, _example(slot, shown), 0),
        )
        for slot in needed
        if slot not in path
    ]
    where = kit.names.where(resource.key, operation.key)
    group = Group(open=f"client.{where}(", close=")", items=tuple(items))
    return kit.lay(group, indent=0)


def _shown(operation: Operation) -> Mapping[str, Json]:
    """Return the first example of the body that is an object."""
    for content in operation.body.contents if operation.body else ():
        for example in content.examples:
            if isinstance(example.value.value, dict):
                return example.value.value
    return {}


_NOTHING = object()


def _example(slot: Slot, shown: Mapping[str, Json]) -> object:
    if slot.key.place == "body" and slot.key.wire in shown:
        return shown[slot.key.wire]
    return slot.example.value if slot.example is not None else _NOTHING


def _value(kit: Kit, ref: TypeRef, example: object, depth: int) -> Node:
    """Return a literal for `ref`: the example where there is one of the right shape."""
    match ref:
        case Nullable() | OrEmptyList():
            return _value(kit, ref.inner, example, depth)
        case OneOf():
            return _value(kit, ref.members[0], example, depth)
        case Const():
            return kit.literals.value(ref.values[0])
        case Scalar():
            return _scalar(kit, ref.kind, example)
        case List():
            given = example if isinstance(example, list) else []
            items = tuple(_value(kit, ref.item, one, depth + 1) for one in given[:2])
            return Group(open="[", close="]", items=items)
        case Map():
            return Code("{}")
        case Ref():
            return _declared(kit, ref, example, depth)
        case _:
            return _plain(kit, example)


def _scalar(kit: Kit, kind: Kind, example: object) -> Node:
    if kind in (Kind.DATE, Kind.DATETIME) and isinstance(example, str):
        try:
            moment = dt.datetime.fromisoformat(example)
        except ValueError:
            return Code(_ODD[kind])
        if kind is Kind.DATE:
            return Code(f"dt.date({moment.year}, {moment.month}, {moment.day})")
        return Code(
            f"dt.datetime({moment.year}, {moment.month}, {moment.day}, {moment.hour}, {moment.minute})"
        )
    if kind in _ODD:
        return Code(_ODD[kind])
    kinds: Mapping[Kind, type | tuple[type, ...]] = {
        Kind.INTEGER: int,
        Kind.NUMBER: (int, float),
        Kind.BOOLEAN: bool,
    }
    fits = isinstance(example, kinds.get(kind, str)) and (
        kind is Kind.BOOLEAN or not isinstance(example, bool)
    )
    return kit.literals.value(example if fits else _PLAIN[kind])


def _declared(kit: Kit, ref: Ref, example: object, depth: int) -> Node:
    found = kit.types[ref.id]
    match found:
        case Alias():
            return _value(kit, found.target, example, depth)
        case Enum() if found.members:
            known = [member.value for member in found.members]
            return kit.literals.value(example if example in known else known[0])
        case Record() if depth < 3:
            given = example if isinstance(example, dict) else {}
            pairs = [
                (
                    kit.literals.scalar(field.wire),
                    _value(kit, field.type, given.get(field.wire, _NOTHING), depth + 1),
                )
                for field in found.fields
                if not field.read_only and (field.required or field.wire in given)
            ]
            return kit.literals.map_of(pairs[:6])
        case _:
            return _plain(kit, example)


def _plain(kit: Kit, example: object) -> Node:
    if isinstance(example, (str, int, float, bool)):
        return kit.literals.value(example)
    return Code("{}")
