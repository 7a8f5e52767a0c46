"""Types as they are written: one spelling for what is read, one for what is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
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
from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.imports import Imports
from specloom.target.layout import Choice, Group, Node, choice, flat
from specloom.target.literals import Literals
from specloom.target.names import Names

_SHORT = 60
"""Constants that take more room than this are mentioned by a name."""

_FEW = 3
"""A union of more variants than this is mentioned by a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What all spellings of one target share."""

    types: Mapping[TypeId, Declaration]
    names: Names
    dialect: Dialect
    literals: Literals

    def constants(self, values: Iterable[str | int | bool], literal: Code) -> Node:
        """Return the type that is exactly one of `values`."""
        items = tuple(self.literals.scalar(value) for value in values)
        return Group(open=f"{literal}[", close="]", items=items, hugs=True)

    def is_long(self, enum: Enum) -> bool:
        """Whether the values of `enum` are better mentioned by a name."""
        return len(flat(self.values(enum, Code("")))) > _SHORT

    def values(self, enum: Enum, literal: Code) -> Node:
        """Return the type of the values of `enum`, as they travel."""
        return self.constants(
            (member.value for member in enum.members if isinstance(member.value, (str, int))),
            literal,
        )

    def is_wide(self, union: Union) -> bool:
        """Whether what `union` accepts is better mentioned by a name."""
        return len(union.variants) > _FEW or self._contains(union.id, union, set())

    def is_wide_alias(self, alias: Alias) -> bool:
        """Whether `alias` contains itself, so that it cannot be spelled out."""
        return self._contains(alias.id, alias, set())

    def _contains(self, id: TypeId, within: Declaration, seen: set[TypeId]) -> bool:
        """Whether `within` mentions `id` without a record between: it could not be spelled out."""
        waiting: list[TypeRef] = (
            [variant.type for variant in within.variants]
            if isinstance(within, Union)
            else [within.target] if isinstance(within, Alias) else []
        )
        while waiting:
            ref = waiting.pop()
            match ref:
                case Ref():
                    if ref.id == id:
                        return True
                    found = self.types.get(ref.id)
                    if isinstance(found, (Union, Alias)) and ref.id not in seen:
                        seen.add(ref.id)
                        if self._contains(id, found, seen):
                            return True
                case List():
                    waiting.append(ref.item)
                case Map():
                    waiting.append(ref.value)
                case Tuple():
                    waiting.extend(ref.items)
                case OneOf():
                    waiting.extend(ref.members)
                case Nullable() | OrEmptyList():
                    waiting.append(ref.inner)
                case _:
                    pass
        return False


class Spelling:
    """Spells types for one scope: a class, or a module outside of its classes.

    `shadows` are the names that hide built-in ones here. `mention` says how a declared type is
    called in this module, `accepts` how what is accepted in its place is called. `binary` is the
    spelling of bytes that are sent.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        imports: Imports,
        *,
        shadows: Iterable[str] = (),
        mention: Callable[[TypeId], str],
        accepts: Callable[[str], str],
        binary: str | None = None,
    ) -> None:
        self._words = vocabulary
        self._types = vocabulary.dialect.types
        self._imports = imports
        self._shadows = frozenset(shadows)
        self._mention = mention
        self._accepts = accepts
        self._binary = binary

    def name(self, text: str) -> Code:
        """Return a name of the dialect as it is written here."""
        return self._imports.spell(text, self._shadows)

    # --- Reading ---

    def reading(self, ref: TypeRef) -> Node:
        """Return the type of a value that comes from the API."""
        match ref:
            case Scalar():
                return self.name(self._types.scalar(ref.kind))
            case Ref():
                return self._declared(ref)
            case List():
                return self._of(self._types.list, self.reading(ref.item))
            case Map():
                return self._of(self._types.map, self._key(ref), self.reading(ref.value))
            case Tuple():
                return self._places(ref, self.reading)
            case OneOf():
                return self.either(*(self.reading(member) for member in ref.members))
            case Const():
                return self._words.constants(ref.values, self.name(self._types.literal))
            case Nullable():
                return self.optional(self.reading(ref.inner))
            case OrEmptyList():
                return self._or_empty_list(ref)
            case Anything() | Nothing():
                return self.name(self._types.anything)
            case Null():
                return Code(self._types.null)
            case _:
                assert_never(ref)

    def _declared(self, ref: Ref) -> Node:
        found = self._words.types.get(ref.id)
        match found:
            case None:
                return self.name(self._types.anything)
            case Alias() if is_plain(found.target):
                # The name of a plain value tells a reader less than the value's type.
                return self.reading(found.target)
            case _:
                return Code(self._mention(ref.id))

    def _key(self, ref: Map) -> Node:
        found = self._words.types.get(ref.key.id) if isinstance(ref.key, Ref) else None
        if isinstance(found, Enum) and found.kind is Kind.STRING:
            return Code(self._mention(found.id))
        return self.name(self._types.key)

    def _or_empty_list(self, ref: OrEmptyList) -> Node:
        inner = ref.inner
        if isinstance(inner, Ref):
            found = self._words.types.get(inner.id)
            if isinstance(found, Alias) and isinstance(found.target, Map):
                inner = found.target
        if isinstance(inner, Map):
            form = self._types.empty_list_map
            return self._of(form, self._key(inner), self.reading(inner.value))
        return self._of(self._types.empty_list_none, self.reading(inner))

    # --- Writing ---

    def writing(self, ref: TypeRef) -> Node:
        """Return the type of a value that a caller may pass."""
        match ref:
            case Scalar(kind=Kind.BINARY) if self._binary:
                return self._alternatives(self._binary)
            case Scalar():
                return self._alternatives(self._types.input_scalar(ref.kind))
            case Ref():
                return self._accepted(ref)
            case List():
                return self._of(self._types.input_list, self.writing(ref.item))
            case Map():
                return self._of(
                    self._types.input_map, self.name(self._types.key), self.writing(ref.value)
                )
            case Tuple():
                return self._places(ref, self.writing)
            case OneOf():
                return self.either(*(self.writing(member) for member in ref.members))
            case Const():
                return self._words.constants(ref.values, self.name(self._types.literal))
            case Nullable():
                return self.optional(self.writing(ref.inner))
            case OrEmptyList():
                return self.writing(ref.inner)
            case Anything() | Nothing():
                return self.name(self._types.anything)
            case Null():
                return Code(self._types.null)
            case _:
                assert_never(ref)

    def _accepted(self, ref: Ref) -> Node:
        found = self._words.types.get(ref.id)
        match found:
            case None:
                return self.name(self._types.anything)
            case Record():
                return self.either(
                    Code(self._mention(ref.id)), Code(self._accepts(dict_name(self._words, found)))
                )
            case Enum():
                return self.either(Code(self._mention(ref.id)), self._enum_values(found))
            case Union():
                if self._words.is_wide(found):
                    return Code(self._accepts(union_name(self._words, found)))
                return self.either(*(self.writing(variant.type) for variant in found.variants))
            case Alias():
                if self._words.is_wide_alias(found):
                    return Code(self._mention(ref.id))
                return self.writing(found.target)
            case _:
                assert_never(found)

    def _enum_values(self, enum: Enum) -> Node:
        if enum.open:
            kind = Kind.STRING if enum.kind is Kind.STRING else Kind.INTEGER
            return self.name(self._types.scalar(kind))
        if self._words.is_long(enum):
            return Code(self._accepts(values_name(self._words, enum)))
        return self._words.values(enum, self.name(self._types.literal))

    # --- Putting together ---

    def either(self, *nodes: Node) -> Node:
        """Return the choice between `nodes`; anything swallows the others, null goes last."""
        anything = self._imports.would_spell(self._types.anything)
        members = [part for node in nodes for part in _members(node)]
        if any(flat(part) == anything for part in members):
            return Code(anything)
        members = self._one_literal(members)
        null = [part for part in members if flat(part) == self._types.null]
        others = [part for part in members if flat(part) != self._types.null]
        return choice(self._types.choice, [*others, *null[:1]])

    def _one_literal(self, members: list[Node]) -> list[Node]:
        """Return `members` with all listed values in the first list of them."""
        opening = f"{self._imports.would_spell(self._types.literal)}["
        lists = [m for m in members if isinstance(m, Group) and m.open == opening]
        if len(lists) < 2:
            return members
        items = {flat(item): item for one in lists for item in one.items}
        whole = replace(lists[0], items=tuple(items.values()))
        return [whole if m is lists[0] else m for m in members if m is lists[0] or m not in lists]

    def optional(self, node: Node) -> Node:
        """Return `node` or null."""
        return self.either(node, Code(self._types.null))

    def omittable(self, node: Node) -> Node:
        """Return `node`, or the mark of a value that is not sent."""
        if flat(node) == self._imports.would_spell(self._types.anything):
            return node
        return choice(self._types.choice, [node, self.name(self._types.omitted)])

    def _alternatives(self, text: str) -> Node:
        return self.either(*(self.name(part) for part in text.split(" | ")))

    def _places(self, ref: Tuple, spell: Callable[[TypeRef], Node]) -> Node:
        if ref.rest is None:
            return self._of(self._types.tuple, *(spell(item) for item in ref.items))
        kinds = self.either(*(spell(item) for item in (*ref.items, ref.rest)))
        return Group(
            open=f"{self.name(self._types.tuple)}[",
            close="]",
            items=(kinds, Code("...")),
            hugs=True,
        )

    def _of(self, outer: str, *inner: Node) -> Node:
        if not inner:
            return Code(f"{self.name(outer)}[()]")
        return Group(open=f"{self.name(outer)}[", close="]", items=inner, hugs=True)


def is_plain(ref: TypeRef) -> bool:
    """Whether `ref` is a single value that is written in the standard way."""
    match ref:
        case Scalar():
            return ref.pattern is None
        case Nullable():
            return is_plain(ref.inner)
        case Anything() | Null() | Nothing():
            return True
        case _:
            return False


def dict_name(words: Vocabulary, record: Record) -> str:
    """Return the name of the plain dictionary that is accepted for `record`."""
    return words.dialect.types.dict_form.format(name=words.names.type(record.id))


def union_name(words: Vocabulary, union: Union) -> str:
    """Return the name of everything that is accepted for `union`."""
    return words.dialect.types.union_form.format(name=words.names.type(union.id))


def values_name(words: Vocabulary, enum: Enum) -> str:
    """Return the name of the values that are accepted for `enum`."""
    return words.dialect.types.values_form.format(name=words.names.type(enum.id))


def _members(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Choice) else (node,)
