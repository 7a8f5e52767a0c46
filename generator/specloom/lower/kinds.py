"""Which JSON types a schema allows: known before anything of it is lowered, so rings do no harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
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
    return _with_integers(frozenset(kinds))


@lru_cache(maxsize=256)
def _with_integers(kinds: Kinds) -> Kinds:
    """Return `kinds` with integer beside number, which includes it."""
    return kinds | {"integer"} if "number" in kinds else kinds


@dataclass(frozen=True, slots=True)
class _Answer:
    node: Node
    """Kept so that the data that the answer is filed under stays alive."""
    kinds: Kinds
    nullable: bool
    says_nothing: bool


class Judge:
    """Answers which types a schema allows, remembering the answers for references."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._known: dict[int, _Answer] = {}
        self._passing: dict[int, _Answer] = {}
        self._asking: set[int] = set()
        self._met: set[int] = set()
        self._depth = 0

    def kinds(self, node: Node) -> Kinds:
        """Return the types that the schema at `node` allows, null aside."""
        return self._judge(node).kinds

    def is_nullable(self, node: Node) -> bool:
        """Return whether the schema at `node` allows null in words; a schema for anything does not."""
        return self._judge(node).nullable

    def says_nothing(self, node: Node) -> bool:
        """Return whether the schema at `node` allows every value."""
        return self._judge(node).says_nothing

    def _judge(self, node: Node) -> _Answer:
        schema = self._composer.read(node)
        if schema.is_simple:
            return _Answer(node, own_kinds(schema), _allows_null(schema), schema.is_comment)
        if not self._asking and self._remembered(node) is None:
            self._prepare(node)
        return self._ask(node)

    def _prepare(self, node: Node) -> None:
        """Answer the questions that the one about `node` raises, the innermost first.

        So a long chain of unions is no depth on the stack, and each of its links is asked once.
        """
        met: set[int] = set()
        waiting = [(node, False)]
        while waiting:
            here, is_ready = waiting.pop()
            if is_ready:
                self._ask(here)
                continue
            if id(here.value) in met or self._remembered(here) is not None:
                continue
            met.add(id(here.value))
            waiting.append((here, True))
            peeled = self._composer.peel(here)
            if peeled.named:
                waiting.append((peeled.node, False))
                continue
            for group in self._composer.gather(peeled.node).groups:
                waiting.extend((branch, False) for branch in group.branches)

    def _ask(self, node: Node) -> _Answer:
        wrappers: list[tuple[Node, bool]] = []
        while (known := self._remembered(node)) is None:
            key = id(node.value)
            if key in self._asking or self._depth >= _DEEPEST:
                self._met.add(key)
                known = _Answer(node, frozenset(), False, False)
                break
            self._asking.add(key)
            peeled = self._composer.peel(node)
            if not peeled.named:
                known = self._of_schema(node)
                break
            wrappers.append((node, peeled.nullable))
            node = peeled.node
        for wrapper, nullable in reversed(wrappers):
            known = replace(known, node=wrapper, nullable=known.nullable or nullable)
            self._keep(known)
        if not self._asking:
            self._passing.clear()
            self._met.clear()
        return known

    def _remembered(self, node: Node) -> _Answer | None:
        return self._known.get(id(node.value)) or self._passing.get(id(node.value))

    def _of_schema(self, node: Node) -> _Answer:
        merged = self._composer.gather(node)
        self._depth += 1
        kinds, nullable = self.of(merged)
        self._depth -= 1
        is_comment = not merged.groups and all(part.is_comment for part in merged.parts)
        answer = _Answer(node, kinds, nullable, is_comment)
        self._keep(answer)
        return answer

    def _keep(self, answer: _Answer) -> None:
        """Remember `answer`; one that met a question still open is good for this question only."""
        key = id(answer.node.value)
        self._asking.discard(key)
        self._met.discard(key)
        if type(answer.node.value) is dict:
            (self._passing if self._met else self._known)[key] = answer

    def of(self, merged: Merged) -> tuple[Kinds, bool]:
        """Return the types that `merged` allows, null aside, and whether it allows null."""
        kinds = agreed(merged)
        if len(merged.parts) == 1 and not merged.groups:
            return kinds, _allows_null(merged.own)
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
            answer = self._ask(branch)
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
