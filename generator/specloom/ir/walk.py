"""Ways through types: what a type is made of, which declarations it reaches, and exchanging them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from specloom.ir.types import (
    Alias,
    Anything,
    Const,
    Declaration,
    Enum,
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


def children(type_: TypeRef) -> tuple[TypeRef, ...]:
    """Return the types that `type_` is directly made of; a Ref has none, it only points."""
    match type_:
        case List():
            return (type_.item,)
        case Map():
            return (type_.value,) if type_.key is None else (type_.key, type_.value)
        case Tuple():
            return type_.items if type_.rest is None else (*type_.items, type_.rest)
        case OneOf():
            return type_.members
        case Nullable() | OrEmptyList():
            return (type_.inner,)
        case Scalar() | Ref() | Const() | Anything() | Nothing() | Null():
            return ()
        case _:
            assert_never(type_)


def parts(declaration: Declaration) -> Iterator[TypeRef]:
    """Yield the types that `declaration` is directly made of, in order."""
    match declaration:
        case Record():
            for field in declaration.fields:
                yield field.type
            if declaration.extra is not None:
                yield declaration.extra
        case Union():
            for variant in declaration.variants:
                yield variant.type
        case Alias():
            yield declaration.target
        case Enum():
            pass
        case _:
            assert_never(declaration)


def refs(type_: TypeRef) -> Iterator[TypeId]:
    """Yield the id of every declaration that `type_` mentions, in order, repetitions included."""
    waiting = [type_]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Ref):
            yield current.id
        else:
            waiting.extend(reversed(children(current)))


def mentions(declaration: Declaration) -> Iterator[TypeId]:
    """Yield the id of every declaration that `declaration` mentions, in order."""
    for part in parts(declaration):
        yield from refs(part)


def reach(types: Mapping[TypeId, Declaration], roots: Iterable[TypeRef]) -> dict[TypeId, None]:
    """Return the ids of all declarations that can be reached from `roots`, in the order met."""
    found: dict[TypeId, None] = {}
    waiting = [id for root in roots for id in refs(root)]
    waiting.reverse()
    while waiting:
        id = waiting.pop()
        if id in found or id not in types:
            continue
        found[id] = None
        waiting.extend(reversed(list(mentions(types[id]))))
    return found


Swap: TypeAlias = Callable[[Ref], TypeRef]
SwapScalar: TypeAlias = Callable[[Scalar], TypeRef]


def _same(scalar: Scalar) -> TypeRef:
    return scalar


def substitute(type_: TypeRef, swap: Swap, scalars: SwapScalar = _same) -> TypeRef:
    """Return `type_` with each Ref in it replaced by what `swap` makes of it, each Scalar by `scalars`."""
    match type_:
        case Ref():
            return swap(type_)
        case Scalar():
            return scalars(type_)
        case List():
            return replace(type_, item=substitute(type_.item, swap, scalars))
        case Map():
            key = None if type_.key is None else substitute(type_.key, swap, scalars)
            return replace(type_, value=substitute(type_.value, swap, scalars), key=key)
        case Tuple():
            rest = None if type_.rest is None else substitute(type_.rest, swap, scalars)
            items = tuple(substitute(item, swap, scalars) for item in type_.items)
            return replace(type_, items=items, rest=rest)
        case OneOf():
            return replace(
                type_, members=tuple(substitute(member, swap, scalars) for member in type_.members)
            )
        case Nullable() | OrEmptyList():
            return replace(type_, inner=substitute(type_.inner, swap, scalars))
        case Const() | Anything() | Nothing() | Null():
            return type_
        case _:
            assert_never(type_)


def substitute_parts(
    declaration: Declaration, swap: Swap, scalars: SwapScalar = _same
) -> Declaration:
    """Return `declaration` with the Refs and Scalars in its parts replaced, as in `substitute`."""
    match declaration:
        case Record():
            fields = tuple(
                replace(field, type=substitute(field.type, swap, scalars))
                for field in declaration.fields
            )
            extra = declaration.extra
            if extra is not None:
                extra = substitute(extra, swap, scalars)
            return replace(declaration, fields=fields, extra=extra)
        case Union():
            variants = tuple(
                replace(variant, type=substitute(variant.type, swap, scalars))
                for variant in declaration.variants
            )
            return replace(declaration, variants=variants)
        case Alias():
            return replace(declaration, target=substitute(declaration.target, swap, scalars))
        case Enum():
            return declaration
        case _:
            assert_never(declaration)


def resolve(type_: TypeRef, types: Mapping[TypeId, Declaration]) -> TypeRef:
    """Return what `type_` stands for once aliases are looked through.

    The answer is a Ref only to a Record, an Enum or a Union, to a declaration that is not in
    `types`, or to an alias that ends in itself.
    """
    seen: set[TypeId] = set()
    while isinstance(type_, Ref) and type_.id not in seen:
        seen.add(type_.id)
        declaration = types.get(type_.id)
        if not isinstance(declaration, Alias):
            break
        type_ = declaration.target
    return type_
