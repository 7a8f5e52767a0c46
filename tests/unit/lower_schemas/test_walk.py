"""Ways through types."""

from __future__ import annotations

from specloom.diagnostics import Span
from specloom.ir import walk
from specloom.ir.types import (
    Alias,
    Anything,
    Claim,
    Declaration,
    Field,
    Kind,
    List,
    Map,
    Nullable,
    OneOf,
    Origin,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeRef,
    Union,
    Variant,
)


class Here:
    pointer = "#/"
    span = Span(file="a", line=1, column=1, end_line=1, end_column=1)


def claim(text: str) -> Claim:
    return Claim(text=text, origin=Origin.COMPONENT)


def alias(id: str, target: TypeRef) -> Alias:
    return Alias(id=id, claim=claim(id), target=target, at=Here())


def record(id: str, *types: TypeRef, extra: TypeRef | None = None) -> Record:
    fields = tuple(
        Field(wire=f"f{index}", claim=claim("f"), type=type_, required=True, at=Here())
        for index, type_ in enumerate(types)
    )
    return Record(id=id, claim=claim(id), fields=fields, extra=extra, at=Here())


def union(id: str, *types: TypeRef) -> Union:
    variants = tuple(Variant(type=type_) for type_ in types)
    return Union(id=id, claim=claim(id), variants=variants, at=Here())


A, B, C, D = (Ref(id=id) for id in "abcd")
TEXT = Scalar(kind=Kind.STRING)
NESTED = OneOf(
    members=(List(item=A), Map(value=Nullable(inner=B), key=C), Tuple(items=(D, TEXT), rest=A))
)


def test_every_mention_is_found_in_order() -> None:
    assert list(walk.refs(NESTED)) == ["a", "c", "b", "d", "a"]


def test_every_mention_is_exchanged_and_the_rest_kept() -> None:
    swapped = walk.substitute(NESTED, lambda ref: Ref(id=ref.id.upper()))
    assert list(walk.refs(swapped)) == ["A", "C", "B", "D", "A"]
    assert walk.substitute(swapped, lambda ref: Ref(id=ref.id.lower())) == NESTED


def test_reach_follows_rings_once_and_ignores_strangers() -> None:
    types: dict[str, Declaration] = {
        "a": record("a", B, extra=C),
        "b": union("b", A, List(item=D)),
        "c": alias("c", Ref(id="unknown")),
        "d": alias("d", TEXT),
        "e": alias("e", TEXT),
    }
    assert list(walk.reach(types, [A])) == ["a", "b", "d", "c"]
    assert list(walk.reach(types, [Anything()])) == []


def test_aliases_are_looked_through_until_something_else_stands_there() -> None:
    types: dict[str, Declaration] = {
        "a": alias("a", B),
        "b": alias("b", List(item=A)),
        "c": alias("c", C),
        "d": record("d"),
    }
    assert walk.resolve(A, types) == List(item=A)
    assert walk.resolve(C, types) == C
    assert walk.resolve(D, types) == D
    assert walk.resolve(TEXT, types) == TEXT


def test_a_declaration_is_rebuilt_with_other_parts() -> None:
    for declaration in (record("x", A, extra=B), union("x", A, B), alias("x", Tuple(items=(A, B)))):
        swapped = walk.substitute_parts(declaration, lambda ref: Ref(id=ref.id * 2))
        assert list(walk.mentions(swapped)) == ["aa", "bb"]
        assert swapped.id == "x"
