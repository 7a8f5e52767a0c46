"""Which JSON types a schema allows: known before anything of it is lowered, so rings do no harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from specloom.lower.compose import Composer, Group, Merged
from specloom.lower.versions import Schema, inferred
from specloom.source import Node

Kinds = frozenset[str]

NULL: Final = "null"
_VALUES: Final[Kinds] = frozenset({"boolean", "number", "string", "array", "object"})
ANY: Final[Kinds] = _VALUES | {"integer"}
"""Every type but null; null is told apart since it is not worth a type of its own."""

_DEEPEST: Final = 60
_BY_FORMAT: Final = {
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "double": "number",
    "date-time": "string",
    "date": "string",
    "time": "string",
    "duration": "string",
    "uuid": "string",
    "uri": "string",
    "email": "string",
    "hostname": "string",
    "ipv4": "string",
    "ipv6": "string",
    "byte": "string",
    "binary": "string",
    "password": "string",
}


def kind_of(value: Any) -> str:
    """Return the JSON type of a plain value."""
    if value is None:
        return NULL
    if type(value) is bool:
        return "boolean"
    if type(value) is int:
        return "integer"
    if type(value) is float:
        return "number"
    if type(value) is str:
        return "string"
    return "array" if type(value) is list else "object"


def values(schema: Schema) -> list[Any] | None:
    """Return the values to which `const` or `enum` limits the schema, or None."""
    if "const" in schema:
        return [schema.raw["const"]]
    if "enum" in schema:
        return list(schema.raw["enum"])
    return None


def own_kinds(schema: Schema) -> Kinds:
    """Return the types that the schema's own keywords allow, null aside."""
    if schema.types:
        return _closed(schema.types)
    if schema.only_null:
        return frozenset()
    given = values(schema)
    if given is not None:
        return _closed(kind_of(value) for value in given) - {NULL}
    if schema.text("format") in _BY_FORMAT:
        return _closed([_BY_FORMAT[schema.text("format")]])
    guess = inferred(schema.raw)
    return ANY if guess is None else _closed([guess])


def _closed(kinds: Iterable[str]) -> Kinds:
    """Return `kinds` with integer beside number, which includes it."""
    found = frozenset(kinds)
    return found | {"integer"} if "number" in found else found


@dataclass(frozen=True, slots=True)
class _Answer:
    merged: Merged | None
    """Kept so that the data that the answer is filed under stays alive."""
    kinds: Kinds
    nullable: bool


class Judge:
    """Answers which types a schema allows, remembering the answers for references."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._known: dict[int, _Answer] = {}
        self._passing: dict[int, _Answer] = {}
        self._asking: set[int] = set()
        self._met: set[int] = set()

    def kinds(self, node: Node) -> Kinds:
        """Return the types that the schema at `node` allows, null aside."""
        return self._judge(node).kinds

    def is_nullable(self, node: Node) -> bool:
        """Return whether the schema at `node` allows null in words; a schema for anything does not."""
        return self._judge(node).nullable

    def _judge(self, node: Node) -> _Answer:
        key = id(node.value)
        known = self._known.get(key) or self._passing.get(key)
        if known is not None:
            return known
        if key in self._asking or len(self._asking) >= _DEEPEST:
            self._met.add(key)
            return _Answer(None, frozenset(), False)
        self._asking.add(key)
        merged = self._composer.gather(node)
        answer = _Answer(merged, *self.of(merged))
        self._asking.discard(key)
        self._met.discard(key)
        # An answer that met a question still open is incomplete: good for this question only.
        if type(node.value) is dict:
            (self._passing if self._met else self._known)[key] = answer
        if not self._asking:
            self._passing.clear()
            self._met.clear()
        return answer

    def of(self, merged: Merged) -> tuple[Kinds, bool]:
        """Return the types that `merged` allows, null aside, and whether it allows null."""
        kinds = agreed(merged)
        stating = [part for part in merged.parts if _states(part)]
        nullable = any(part.nullable and (part is merged.own or not part.types) for part in stating)
        nullable = nullable or (bool(stating) and all(_allows_null(part) for part in stating))
        for group in merged.groups:
            inner, has_null = self._of_group(group)
            kinds = kinds & inner if kinds & inner else kinds
            nullable = nullable or has_null
        return kinds, nullable

    def _of_group(self, group: Group) -> tuple[Kinds, bool]:
        kinds: set[str] = set()
        nullable = False
        for branch in group.branches:
            answer = self._judge(branch)
            kinds |= answer.kinds
            nullable = nullable or answer.nullable
        return frozenset(kinds), nullable


def agreed(merged: Merged) -> Kinds:
    """Return the types on which all parts agree; the outermost part decides a contradiction."""
    if len(merged.parts) == 1:
        return own_kinds(merged.own)
    kinds = ANY
    for part in merged.parts:
        own = own_kinds(part)
        kinds = kinds & own if kinds & own else own
    return kinds


def _states(part: Schema) -> bool:
    return part.nullable or own_kinds(part) != ANY


def _allows_null(part: Schema) -> bool:
    given = values(part)
    return part.nullable or (not part.types and given is not None and None in given)
