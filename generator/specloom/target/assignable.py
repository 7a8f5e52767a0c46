"""Types as a type checker compares and joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

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

_WIDER: Final = {
    Kind.BOOLEAN: frozenset({Kind.INTEGER, Kind.NUMBER}),
    Kind.INTEGER: frozenset({Kind.NUMBER}),
    Kind.DATETIME: frozenset({Kind.DATE}),
    # An identifier may also be passed as text.
    Kind.STRING: frozenset({Kind.UUID}),
}
"""For each kind, the others whose values it is among, in languages where a flag is a number."""


Types = Mapping[TypeId, Declaration]
Pair = tuple[TypeRef, TypeRef]


def accepts(
    wide: TypeRef, narrow: TypeRef, types: Types, *, assumed: frozenset[Pair] = frozenset()
) -> bool:
    """Whether whatever may be passed as `narrow` may be passed as `wide`.

    Types that contain themselves are asked about again inside the answer: `assumed` is what
    would follow from it.
    """
    if wide is narrow or (wide, narrow) in assumed:
        return True
    offered = _parts(wide, types, frozenset())
    inside = assumed | {(wide, narrow)}
    return all(
        any(_holds(one, part, types, inside) for one in offered)
        for part in _parts(narrow, types, frozenset())
    )


def _parts(ref: TypeRef, types: Types, seen: frozenset[TypeId]) -> tuple[TypeRef, ...]:
    """Return the types between which `ref` leaves the choice, none of which does so itself."""
    match ref:
        case Nullable():
            return (*_parts(ref.inner, types, seen), Null())
        case OrEmptyList():
            return _parts(ref.inner, types, seen)
        case OneOf():
            return tuple(part for one in ref.members for part in _parts(one, types, seen))
        case Const():
            return tuple(Const(values=(value,)) for value in ref.values)
        case Ref() if ref.id in seen:
            return (ref,)
        case Ref():
            return _declared(ref, types, seen | {ref.id})
        case Nothing():
            return (Anything(),)
        case Scalar():
            return (Scalar(kind=ref.kind),)
        case List() | Map() | Tuple() | Anything() | Null():
            return (ref,)
        case _:
            assert_never(ref)


def _declared(ref: Ref, types: Types, seen: frozenset[TypeId]) -> tuple[TypeRef, ...]:
    found = types.get(ref.id)
    match found:
        case None:
            return (Anything(),)
        case Alias():
            return _parts(found.target, types, seen)
        case Union():
            return tuple(part for one in found.variants for part in _parts(one.type, types, seen))
        case Enum():
            values = [one.value for one in found.members if isinstance(one.value, (str, int))]
            plain = [Scalar(kind=found.kind)] if found.open else []
            return (ref, *plain, *(Const(values=(value,)) for value in values))
        case Record():
            return (ref,)
        case _:
            assert_never(found)


def _holds(wide: TypeRef, narrow: TypeRef, types: Types, assumed: frozenset[Pair]) -> bool:
    """Whether `narrow` is among the values of `wide`, neither of which is a choice."""
    match wide, narrow:
        case Anything(), _:
            return True
        case Scalar(), _:
            kind = _kind(narrow, types)
            return kind is not None and wide.kind in (kind, *_WIDER.get(kind, ()))
        case List(), List():
            return accepts(wide.item, narrow.item, types, assumed=assumed)
        case List(), _:
            # A text is a list of texts to a type checker.
            text = Scalar(kind=Kind.STRING)
            is_text = _kind(narrow, types) is Kind.STRING
            return is_text and accepts(wide.item, text, types, assumed=assumed)
        case Map(), Map():
            return accepts(wide.value, narrow.value, types, assumed=assumed)
        case Const(), Const():
            return wide == narrow and _kind(wide, types) is _kind(narrow, types)
        case _:
            return wide == narrow


def _kind(ref: TypeRef, types: Types) -> Kind | None:
    """Return what a single value is, also one of a list; None for anything else."""
    match ref:
        case Scalar():
            return ref.kind
        case Const(values=(bool(), *_)):
            return Kind.BOOLEAN
        case Const(values=(int(), *_)):
            return Kind.INTEGER
        case Const():
            return Kind.STRING
        case Ref():
            found = types.get(ref.id)
            return found.kind if isinstance(found, Enum) else None
        case _:
            return None


def either(first: TypeRef, second: TypeRef) -> TypeRef:
    """Return the type of what may be passed as `first` or as `second`."""
    members: list[TypeRef] = []
    null = False
    for ref in (first, second):
        if isinstance(ref, Nullable):
            null = True
            ref = ref.inner
        members.extend(ref.members if isinstance(ref, OneOf) else (ref,))
    kinds = {member.kind for member in members if isinstance(member, Scalar)}
    distinct = tuple(m for m in dict.fromkeys(members) if not _is_covered(m, kinds))
    joined = distinct[0] if len(distinct) == 1 else OneOf(members=distinct)
    return Nullable(inner=joined) if null else joined


def _is_covered(ref: TypeRef, kinds: set[Kind]) -> bool:
    """Whether listed values say no more than a plain type that stands beside them."""
    if not isinstance(ref, Const):
        return False
    of = {
        Kind.BOOLEAN if isinstance(v, bool) else Kind.INTEGER if isinstance(v, int) else Kind.STRING
        for v in ref.values
    }
    return of <= kinds
