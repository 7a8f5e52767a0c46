"""The members of a union as types: what can be said shorter, and whether JSON tells them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, assert_never

from specloom.ir.types import (
    Anything,
    Const,
    Kind,
    List,
    Map,
    Nothing,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Ref,
    Scalar,
    Tuple,
    TypeRef,
)
from specloom.lower.bench import Bench
from specloom.lower.kinds import ANY, Kinds


def flat(types: Iterable[TypeRef]) -> list[TypeRef]:
    """Return `types` without null and repetitions, those inside other unions in their place."""
    found: dict[TypeRef, None] = {}
    for type_ in types:
        match type_:
            case Nullable():
                found.update(dict.fromkeys(flat([type_.inner])))
            case OneOf():
                found.update(dict.fromkeys(flat(type_.members)))
            case Null() | Nothing():
                pass
            case _:
                found[type_] = None
    return list(found)


def simplified(types: Iterable[TypeRef]) -> list[TypeRef]:
    """Return `types` flat, without members that another one includes, constants as one."""
    members = flat(types)
    kinds = {member.kind for member in members if isinstance(member, Scalar)}
    values = [value for member in members if isinstance(member, Const) for value in member.values]
    rest = tuple(value for value in _unique(values) if not _is_covered(value, kinds))
    found: dict[TypeRef, None] = {}
    for member in members:
        if isinstance(member, Scalar):
            if member.kind is not Kind.INTEGER or Kind.NUMBER not in kinds or member.pattern:
                found[_widened(member, members)] = None
        elif not isinstance(member, Const):
            found[member] = None
        elif rest:
            # One place for all constants, where the first of them stands.
            found[Const(values=rest)] = None
    return [Anything()] if found.keys() >= _EVERYTHING else list(found)


_EVERYTHING: Final[frozenset[TypeRef]] = frozenset({
    Scalar(kind=Kind.STRING),
    Scalar(kind=Kind.NUMBER),
    Scalar(kind=Kind.BOOLEAN),
    List(item=Anything()),
    Map(value=Anything()),
})  # fmt: skip


def _widened(scalar: Scalar, members: list[TypeRef]) -> Scalar:
    """Return `scalar` without its format where another member has a different one for the kind."""
    formats = {
        member.format
        for member in members
        if isinstance(member, Scalar) and member.kind is scalar.kind and not member.pattern
    }
    return scalar if len(formats) < 2 or scalar.pattern else replace(scalar, format=None)


def _unique(values: list[str | int | bool]) -> list[str | int | bool]:
    return list({(type(value), value): value for value in values}.values())


def _is_covered(value: str | int | bool, kinds: set[Kind]) -> bool:
    if isinstance(value, bool):
        return Kind.BOOLEAN in kinds
    if isinstance(value, int):
        return bool(kinds & {Kind.INTEGER, Kind.NUMBER})
    return Kind.STRING in kinds


def classes(bench: Bench, type_: TypeRef) -> Kinds:
    """Return the JSON types of `type_`, with integer and number as one."""
    match type_:
        case Scalar():
            return _class(type_)
        case Const():
            return frozenset(_value_class(value) for value in type_.values)
        case List() | Tuple():
            return frozenset({"array"})
        case Map():
            return frozenset({"object"})
        case OrEmptyList():
            return frozenset({"object", "array"})
        case Ref():
            return _merged_numbers(bench.kinds_of(type_.id))
        case OneOf():
            return frozenset().union(*(classes(bench, member) for member in type_.members))
        case Nullable():
            return classes(bench, type_.inner)
        case Anything():
            return _merged_numbers(ANY)
        case Nothing() | Null():
            return frozenset()
        case _:
            assert_never(type_)


def _class(scalar: Scalar) -> Kinds:
    match scalar.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return frozenset({"number"})
        case Kind.BOOLEAN:
            return frozenset({"number" if scalar.pattern == "0/1" else "boolean"})
        case Kind.BINARY:
            return frozenset({"binary"})
        case _:
            return frozenset({"string"})


def _value_class(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int) else "string"


def _merged_numbers(kinds: Kinds) -> Kinds:
    return kinds - {"integer"} | {"number"} if "integer" in kinds else kinds


def are_distinct(bench: Bench, members: Iterable[TypeRef]) -> bool:
    """Whether the JSON type of a value alone says which of `members` it is."""
    taken: set[str] = set()
    for member in members:
        own = classes(bench, member)
        if own & taken:
            return False
        taken |= own
    return True
