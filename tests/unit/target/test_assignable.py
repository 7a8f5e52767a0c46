"""One way to call is left out where another one takes all that it takes, as a type checker sees it."""

from __future__ import annotations

import pytest

from specloom.diagnostics import Span
from specloom.ir.types import (
    Alias,
    Anything,
    Claim,
    Const,
    Enum,
    Kind,
    List,
    Map,
    Member,
    Nullable,
    OneOf,
    Origin,
    Record,
    Ref,
    Scalar,
    TypeRef,
    Union,
    Variant,
)
from specloom.target.assignable import accepts


class Nowhere:
    """A place in no file: these declarations come from none."""

    span = Span(file="", line=1, column=1, end_line=1, end_column=1)
    pointer = ""


AT = Nowhere()
TEXT = Scalar(kind=Kind.STRING)
WHOLE = Scalar(kind=Kind.INTEGER)


def named(text: str) -> Claim:
    return Claim(text=text, origin=Origin.COMPONENT)


def record(id: str) -> Record:
    return Record(id=id, claim=named(id), fields=(), at=AT)


def union(id: str, *members: TypeRef) -> Union:
    return Union(
        id=id, claim=named(id), variants=tuple(Variant(type=one) for one in members), at=AT
    )


def alias(id: str, target: TypeRef) -> Alias:
    return Alias(id=id, claim=named(id), target=target, at=AT)


CAT, DOG = Ref(id="Cat"), Ref(id="Dog")
TYPES = {
    one.id: one
    for one in (
        record("Cat"),
        record("Dog"),
        union("Pet", CAT, DOG),
        union("Animal", DOG, CAT),
        alias("Name", TEXT),
        alias("Tree", OneOf(members=(TEXT, List(item=Ref(id="Tree"))))),
        alias("Bush", OneOf(members=(TEXT, List(item=Ref(id="Bush"))))),
        Enum(
            id="Size",
            claim=named("Size"),
            kind=Kind.STRING,
            members=(Member(value="s", claim=named("s")), Member(value="l", claim=named("l"))),
            at=AT,
        ),
    )
}


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Ref(id="Pet"), Ref(id="Animal")),
        (List(item=Ref(id="Pet")), List(item=CAT)),
        (Map(value=Nullable(inner=TEXT)), Map(value=Ref(id="Name"))),
        (TEXT, Ref(id="Size")),
        (Ref(id="Size"), Const(values=("l",))),
        (Scalar(kind=Kind.NUMBER), WHOLE),
        (WHOLE, Const(values=(True, 3))),
        (Scalar(kind=Kind.DATE), Scalar(kind=Kind.DATETIME, format="date-time")),
        (List(item=TEXT), TEXT),
        (Anything(), Ref(id="Pet")),
        (Ref(id="Tree"), Ref(id="Bush")),
    ],
)
def test_a_type_accepts_what_is_among_its_values(wide: TypeRef, narrow: TypeRef) -> None:
    assert accepts(wide, narrow, TYPES)
    if wide not in (Ref(id="Pet"), Ref(id="Tree")):
        assert not accepts(narrow, wide, TYPES)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (CAT, DOG),
        (TEXT, Anything()),
        (TEXT, Nullable(inner=TEXT)),
        (Const(values=(1,)), Const(values=(True,))),
        (List(item=WHOLE), TEXT),
    ],
)
def test_a_type_accepts_nothing_else(wide: TypeRef, narrow: TypeRef) -> None:
    assert not accepts(wide, narrow, TYPES)
