"""Ways into types along wire names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from specloom.ir.api import Content, Operation, Shape
from specloom.ir.types import (
    Anything,
    Declaration,
    Field,
    List,
    Map,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    TypeId,
    TypeRef,
    Union,
)
from specloom.ir.walk import resolve

Types: TypeAlias = Mapping[TypeId, Declaration]


def bare(type_: TypeRef, types: Types) -> TypeRef:
    """Return `type_` without aliases, null and the empty list that stands for nothing."""
    for _ in range(32):
        type_ = resolve(type_, types)
        if not isinstance(type_, Nullable | OrEmptyList):
            break
        type_ = type_.inner
    return type_


def record_of(type_: TypeRef, types: Types) -> Record | None:
    """Return the record that `type_` is, if it is one."""
    plain = bare(type_, types)
    declaration = types.get(plain.id) if isinstance(plain, Ref) else None
    return declaration if isinstance(declaration, Record) else None


def fields_of(type_: TypeRef, types: Types) -> Mapping[str, Field]:
    """Return the fields of the record that `type_` is, by wire name; nothing for other types."""
    record = record_of(type_, types)
    return {field.wire: field for field in record.fields} if record else {}


def follow(type_: TypeRef, path: tuple[str, ...], types: Types) -> TypeRef | None:
    """Return the type at `path` inside `type_`, None where there is none; `[]` walks a list.

    Of a union, the first variant that has the rest of the path counts.
    """
    return _follow(type_, path, types, frozenset())


def _follow(
    type_: TypeRef, path: tuple[str, ...], types: Types, above: frozenset[TypeRef]
) -> TypeRef | None:
    if not path:
        return type_
    plain = bare(type_, types)
    if plain in above:
        return None
    inner = _step(plain, path[0], types)
    if inner is not None:
        return _follow(inner, path[1:], types, frozenset())
    for variant in _variants(plain, types):
        found = _follow(variant, path, types, above | {plain})
        if found is not None:
            return found
    return None


def _step(plain: TypeRef, step: str, types: Types) -> TypeRef | None:
    match plain:
        case Ref():
            field = fields_of(plain, types).get(step)
            return field.type if field else _extra(plain, types)
        case Map():
            return plain.value
        case List():
            return plain.item if step == "[]" else None
        case Anything():
            return plain
        case _:
            return None


def _extra(plain: Ref, types: Types) -> TypeRef | None:
    record = record_of(plain, types)
    return record.extra if record else None


def _variants(plain: TypeRef, types: Types) -> tuple[TypeRef, ...]:
    if isinstance(plain, OneOf):
        return plain.members
    declaration = types.get(plain.id) if isinstance(plain, Ref) else None
    if isinstance(declaration, Union):
        return tuple(variant.type for variant in declaration.variants)
    return ()


def answer(operation: Operation) -> Content | None:
    """Return the JSON body of a successful answer, the first that is described."""
    for response in operation.responses:
        if response.is_success:
            for content in response.contents:
                if content.shape is Shape.JSON:
                    return content
    return None
