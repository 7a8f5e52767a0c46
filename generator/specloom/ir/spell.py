"""Types, names and values in the shortest form that a person reads at a glance."""

from __future__ import annotations

import json
from typing import assert_never

from specloom.ir.types import (
    Anything,
    Claim,
    Const,
    Json,
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


def spell(type_: TypeRef) -> str:
    """Return `type_` as one line: `[string(date)]`, `{integer}`, `Pet | null`."""
    match type_:
        case Scalar():
            return _scalar(type_)
        case Ref():
            return type_.id
        case List():
            return f"[{spell(type_.item)}]{' unique' if type_.unique else ''}"
        case Map():
            key = f"{spell(type_.key)}: " if type_.key is not None else ""
            return f"{{{key}{spell(type_.value)}}}"
        case Tuple():
            rest = f", {spell(type_.rest)}..." if type_.rest is not None else ""
            return f"({', '.join(map(spell, type_.items))}{rest})"
        case OneOf():
            return f"({' | '.join(map(spell, type_.members))})"
        case Const():
            return f"const({', '.join(map(literal, type_.values))})"
        case Nullable():
            return f"{spell(type_.inner)} | null"
        case OrEmptyList():
            return f"{spell(type_.inner)} | []"
        case Anything():
            return "anything"
        case Nothing():
            return "nothing"
        case Null():
            return "null"
        case _:
            assert_never(type_)


def _scalar(type_: Scalar) -> str:
    said = [] if type_.format in (None, type_.kind.value) else [type_.format or ""]
    if type_.pattern is not None:
        said.append(f"as {literal(type_.pattern)}")
    return f"{type_.kind.value}({', '.join(said)})" if said else type_.kind.value


def literal(value: Json) -> str:
    """Return a JSON value on one line."""
    return json.dumps(value, ensure_ascii=False)


def wish(claim: Claim) -> str:
    """Return a claim as its text, how strong it is, and the words that tell it from rivals."""
    said = [claim.origin.name.lower(), *claim.context]
    return f"{literal(claim.text)} ({', '.join(said)})"
