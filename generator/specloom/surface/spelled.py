"""Types as a reader of the SDK knows them: in the settled names, whatever the scope."""

from __future__ import annotations

import json
from typing import assert_never

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
from specloom.target.names import Names

_WORDS = {
    Kind.STRING: "str", Kind.INTEGER: "int", Kind.NUMBER: "float", Kind.BOOLEAN: "bool",
    Kind.BINARY: "bytes", Kind.BASE64: "bytes",
}  # fmt: skip


def alternatives(type_: TypeRef, names: Names) -> frozenset[str]:
    """Return the types of which `type_` is any one."""
    match type_:
        case Nullable():
            return alternatives(type_.inner, names) | {"None"}
        case OrEmptyList():
            return alternatives(type_.inner, names)
        case OneOf():
            return frozenset(each for one in type_.members for each in alternatives(one, names))
        case Const():
            return frozenset(json.dumps(value, ensure_ascii=False) for value in type_.values)
        case _:
            return frozenset({_single(type_, names)})


def spelled(type_: TypeRef, names: Names) -> str:
    """Return `type_` on one line: `list[Order] | None`."""
    found = sorted(alternatives(type_, names), key=lambda each: (each == "None", each))
    return " | ".join(found)


def _single(type_: TypeRef, names: Names) -> str:
    match type_:
        case Scalar():
            return _WORDS.get(type_.kind, type_.kind.value)
        case Ref():
            return str(names.type(type_.id))
        case List():
            return f"list[{spelled(type_.item, names)}]"
        case Map():
            return f"dict[str, {spelled(type_.value, names)}]"
        case Tuple():
            inner = [spelled(item, names) for item in type_.items]
            rest = [f"*{spelled(type_.rest, names)}"] if type_.rest is not None else []
            return f"tuple[{', '.join([*inner, *rest])}]"
        case Anything():
            return "anything"
        case Nothing():
            return "nothing"
        case Null():
            return "None"
        case Nullable() | OrEmptyList() | OneOf() | Const():
            return spelled(type_, names)
        case _:
            assert_never(type_)
