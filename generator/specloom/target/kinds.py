"""What a decoder can tell apart by the kind of JSON value alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from specloom.ir.types import (
    Alias,
    Anything,
    Const,
    Declaration,
    Enum,
    Kind,
    List,
    Map,
    Nothing,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeId,
    TypeRef,
    Union,
)
from specloom.target.dialect import Unions


def is_native(
    members: Iterable[TypeRef], types: Mapping[TypeId, Declaration], unions: Unions
) -> bool:
    """Whether the decoder can tell `members` apart by the kind of JSON value alone."""
    kinds = [kind for member in members for kind in _kinds(member, types, ())]
    for absorbing, absorbed in _ABSORBED:
        # A listed text beside any text is decoded as any text.
        if absorbing in kinds:
            kinds = [kind for kind in kinds if kind != absorbed]
    told = [kind for kind in kinds if kind not in _ALIKE] + sorted(_ALIKE.intersection(kinds))
    groups = [unions.groups.get(kind, kind) for kind in told]
    return "marker" not in kinds and len(groups) == len(set(groups))


_ABSORBED = (("string", "text-const"), ("integer", "integer-const"))

# Two of the same are as good as one.
_ALIKE = frozenset({*(kind.value for kind in Kind), "text-const", "integer-const", "null"})


def _kinds(
    ref: TypeRef, types: Mapping[TypeId, Declaration], seen: tuple[TypeId, ...]
) -> tuple[str, ...]:
    """Return what `ref` is to a decoder: one word for each kind of value that it may be."""
    match ref:
        case Scalar():
            return (ref.kind.value,) if ref.pattern is None else ("marker",)
        case List():
            return ("list",)
        case Tuple():
            return ("tuple",)
        case Map():
            return ("map",)
        case Const():
            return tuple(dict.fromkeys(_constant_kind(value) for value in ref.values))
        case Nullable():
            return (*_kinds(ref.inner, types, seen), "null")
        case OneOf():
            return tuple(kind for member in ref.members for kind in _kinds(member, types, seen))
        case Null():
            return ("null",)
        case Anything() | Nothing() | OrEmptyList():
            return ("marker",)
        case Ref():
            if ref.id in seen or ref.id not in types:
                return ("marker",)
            return _declared_kinds(types[ref.id], types, (*seen, ref.id))
        case _:
            assert_never(ref)


def _declared_kinds(
    declaration: Declaration, types: Mapping[TypeId, Declaration], seen: tuple[TypeId, ...]
) -> tuple[str, ...]:
    match declaration:
        case Record():
            return ("record",)
        case Enum():
            return ("text-enum" if declaration.kind is Kind.STRING else "integer-enum",)
        case Alias():
            return _kinds(declaration.target, types, seen)
        case Union():
            return ("marker",)
        case _:
            assert_never(declaration)


def _constant_kind(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "text-const" if isinstance(value, str) else "integer-const"
