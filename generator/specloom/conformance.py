"""Holds a description against the grammar: kinds of values, needed keys, and misspelt ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from specloom import grammar, spelling
from specloom.document import Document
from specloom.references import node_at, texts
from specloom.source import Key, Node, Source


class Misfit(Enum):
    """The ways in which a value can differ from what OpenAPI knows there."""

    TYPO = "misspelt-key"
    """A key that nobody knows, a slip away from one that would fit and is not there."""
    HARMLESS_TYPO = "misspelt-harmless-key"
    """The same for a key that only tells people something."""
    UNKNOWN = "unknown-key"
    """A key that nobody knows."""
    NEWER = "newer-key"
    """A key that a later version of OpenAPI brought."""
    EMPTY = "empty-value"
    """Null or empty where something else would be: the same as nothing."""
    KIND = "wrong-kind"
    """A value of another kind than its key wants."""
    OPERATION = "unreadable-operation"
    """What should be paths, a path or an operation is none."""
    CHOICE = "unknown-word"
    """A word that OpenAPI does not know where only its words count."""
    MISSING = "missing-key"
    """A key without which its object says nothing."""
    REFERENCE = "misplaced-reference"
    """A `$ref` in place of an object that may not be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One misfit. `key` is the wrong key, `wanted` what was expected in its place."""

    misfit: Misfit
    node: Node
    kind: str
    key: str = ""
    wanted: str = ""


_Link: TypeAlias = tuple[Any, ...]
_Task: TypeAlias = tuple[Any, str, _Link]

_JSON_KINDS = {
    "text": (str,),
    "flag": (bool,),
    "number": (int, float),
    "whole": (int, float),
    "name": (str, int, float, bool),
    "limit": (int, float, bool),
    "kinds": (str, list),
}
_WANTED = {
    "text": "text",
    "name": "text",
    "flag": "true or false",
    "number": "a number",
    "whole": "a whole number",
    "limit": "a number",
    "kinds": "a type or a list of types",
}

_MOST_STRANGERS = 100
"""Unknown keys of one object that are worth a word; beyond, it is something else altogether."""

_VITAL = frozenset(("OpenAPI", "Paths", "PathItem", "Operation"))
_STATUS = re.compile(r"[1-5](?:\d\d|XX|xx)\Z|default\Z")


def check(document: Document) -> Iterator[Finding]:
    """Yield what does not conform, in the order of the document, then of other files."""
    seen: set[str] = set()
    pending = [(document.root, "OpenAPI")]
    while pending:
        top, kind = pending.pop(0)
        if top.pointer in seen:
            continue
        seen.add(top.pointer)
        elsewhere: list[tuple[Node, str]] = []
        yield from _Walk(document, top.source, elsewhere).below(top, kind)
        pending.extend(elsewhere)


class _Walk:
    """One pass over one file; what it refers to in other files is left in `elsewhere`."""

    def __init__(
        self, document: Document, source: Source, elsewhere: list[tuple[Node, str]]
    ) -> None:
        self._document = document
        self._minor = document.version[1]
        self._source = source
        self._elsewhere = elsewhere

    def below(self, top: Node, kind: str) -> Iterator[Finding]:
        """Yield the findings at and below `top`."""
        link: _Link = ()
        for key in top.path:
            link = (link, key)
        stack: list[_Task] = [(top.value, kind, link)]
        while stack:
            value, kind, link = stack.pop()
            children: list[_Task] = []
            yield from self._one(value, kind, link, children)
            children.reverse()
            stack.extend(children)

    def _one(self, value: Any, kind: str, link: _Link, children: list[_Task]) -> Iterator[Finding]:
        if kind == "any":
            return
        if kind[0] == "[":
            if type(value) is list:
                inner = kind[1:-1]
                children.extend((item, inner, (link, index)) for index, item in enumerate(value))
            else:
                yield self._unfit(value, kind, link, "a list")
        elif kind[0] == "{" or kind in grammar.MAPS:
            if type(value) is dict:
                yield from self._map(value, kind, link, children)
            else:
                yield self._unfit(value, kind, link, "an object")
        elif kind in grammar.OBJECTS:
            if type(value) is dict:
                yield from self._object(value, kind, link, children)
            elif not (kind == "Schema" and type(value) is bool):
                yield self._unfit(value, kind, link, "an object")
        elif type(value) not in _JSON_KINDS[kind]:
            yield self._unfit(value, kind, link, _WANTED[kind])

    def _map(
        self, value: dict[str, Any], kind: str, link: _Link, children: list[_Task]
    ) -> Iterator[Finding]:
        is_free = kind[0] == "{"
        if type(value.get("$ref")) is str:
            if kind != "Callback":
                node = self._node((link, "$ref"))
                yield Finding(misfit=Misfit.REFERENCE, node=node, kind=kind, key=str(link[1]))
            self._note_elsewhere(value["$ref"], kind, link)
            return
        inner = kind[1:-1] if is_free else grammar.MAPS[kind]
        for key, item in value.items():
            if not is_free and key.startswith("x-"):
                continue
            if kind == "Responses" and not _STATUS.match(key):
                meant = spelling.nearest(key, () if "default" in value else ("default",))
                yield self._key(Misfit.TYPO if meant else Misfit.UNKNOWN, key, kind, link, meant)
            else:
                children.append((item, inner, (link, key)))

    def _object(
        self, value: dict[str, Any], kind: str, link: _Link, children: list[_Task]
    ) -> Iterator[Finding]:
        reference = texts(value)
        if reference is not None and kind != "OpenAPI":
            self._note_elsewhere(reference[1], kind, link)
            if kind not in ("Schema", "PathItem"):
                return
        known = grammar.members(kind)
        strangers = 0
        meant: set[str] = set()
        for key, child in value.items():
            member = known.get(key)
            if member is not None:
                if member.since > self._minor:
                    yield self._key(Misfit.NEWER, key, kind, link, f"3.{member.since}")
                    if kind == "Components":
                        # Before it was standard, people put there what they liked.
                        continue
                if (kind, key) in grammar.CHOICES:
                    yield from self._choices(child, kind, key, (link, key))
                children.append((child, member.kind, (link, key)))
            elif not key.startswith("x-") and key != "$ref":
                strangers += 1
                if strangers <= _MOST_STRANGERS:
                    for finding in self._unknown(value, key, kind, link):
                        meant.add(finding.wanted)
                        yield finding
        if reference is None:
            for key, member in known.items():
                if member.needed and key not in value and key not in meant:
                    yield Finding(misfit=Misfit.MISSING, node=self._node(link), kind=kind, key=key)

    def _note_elsewhere(self, reference: str, kind: str, link: _Link) -> None:
        if not reference.startswith("#"):
            target = self._document.locate(reference, self._node(link))
            if target is not None and target.source is not self._source:
                self._elsewhere.append((target, kind))

    def _unknown(
        self, value: dict[str, Any], key: str, kind: str, link: _Link
    ) -> Iterator[Finding]:
        free = {
            each: member
            for each, member in grammar.members(kind).items()
            if each not in value and member.since <= self._minor and _fits(value[key], member.kind)
        }
        needed = (each for each, member in free.items() if member.needed)
        meant = spelling.nearest(key, free) or spelling.nearest(key, needed, least=1)
        if meant is not None:
            misfit = Misfit.HARMLESS_TYPO if meant in grammar.HARMLESS else Misfit.TYPO
        elif kind in grammar.OPEN and self._minor >= 1:
            return
        else:
            misfit = Misfit.UNKNOWN
        yield self._key(misfit, key, kind, link, meant)

    def _choices(self, value: Any, kind: str, key: str, link: _Link) -> Iterator[Finding]:
        allowed = grammar.CHOICES[kind, key].split()
        words = [(value, link)]
        if type(value) is list:
            words = [(each, (link, index)) for index, each in enumerate(value)]
        for word, place in words:
            if type(word) is str and word not in allowed:
                meant = spelling.nearest(word, allowed)
                yield Finding(
                    misfit=Misfit.CHOICE,
                    node=self._node(place),
                    kind=kind,
                    key=key,
                    wanted=meant or " ".join(allowed),
                )

    def _key(self, misfit: Misfit, key: str, kind: str, link: _Link, wanted: str | None) -> Finding:
        node = self._node((link, key))
        return Finding(misfit=misfit, node=node, kind=kind, key=key, wanted=wanted or "")

    def _unfit(self, value: Any, kind: str, link: _Link, wanted: str) -> Finding:
        if value is None or value == [] or value == {}:
            misfit = Misfit.EMPTY
        else:
            misfit = Misfit.OPERATION if kind in _VITAL else Misfit.KIND
        node = self._node(link)
        return Finding(misfit=misfit, node=node, kind=kind, key=str(node.key), wanted=wanted)

    def _node(self, link: _Link) -> Node:
        keys: list[Key] = []
        while link:
            link, key = link
            keys.append(key)
        return node_at(self._source.root, tuple(reversed(keys)))


def _fits(value: Any, kind: str) -> bool:
    """Return whether `value` could stand where `kind` is expected."""
    if kind == "any":
        return True
    if kind[0] == "[":
        return type(value) is list
    if kind in _JSON_KINDS:
        return type(value) in _JSON_KINDS[kind]
    return type(value) is dict or (kind == "Schema" and type(value) is bool)
