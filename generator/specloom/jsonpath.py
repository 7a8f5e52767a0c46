"""JSONPath (RFC 9535) as overlays use it: names, indexes, slices, wildcards, descent and filters.

Functions are left out: two of them run regular expressions of the author's choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from specloom.references import texts
from specloom.source import Node

Follow: TypeAlias = Callable[[Node], Node]
Test: TypeAlias = Callable[[Any], bool]


class BadPathError(ValueError):
    """The text is no path that is understood here; `offset` says from where on."""

    def __init__(self, text: str, offset: int) -> None:
        super().__init__(text)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Name:
    """The member of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Items from `start` to `stop`; a single item when both come from one index."""

    start: int | None
    stop: int | None
    step: int | None


@dataclass(frozen=True, slots=True)
class Every:
    """All members or items."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Members or items for which `test` holds."""

    test: Test


Selector: TypeAlias = Name | Slice | Every | Filter


@dataclass(frozen=True, slots=True)
class Segment:
    """One step: its selectors, applied to every value below as well when `deep`."""

    selectors: tuple[Selector, ...]
    deep: bool


Path: TypeAlias = tuple[Segment, ...]


def select(path: Path, root: Node, follow: Follow) -> list[Node]:
    """Return the nodes that `path` selects, each once, in the order of the document.

    A step into a reference goes through it, so that paths look the same whether a description
    is one file or many.
    """
    nodes = {root.pointer: root}
    for segment in path:
        found: dict[str, Node] = {}
        for node in nodes.values():
            for start in _below(node, follow) if segment.deep else (node,):
                for selector in segment.selectors:
                    for each in _apply(selector, start, follow):
                        found.setdefault(each.pointer, each)
        nodes = found
    return list(nodes.values())


def _below(top: Node, follow: Follow) -> Iterator[Node]:
    seen: set[str] = set()
    pending = [top]
    while pending:
        node = pending.pop()
        if node.pointer in seen:
            continue
        seen.add(node.pointer)
        yield node
        if texts(node.value) is not None:
            target = follow(node)
            if target.source is not node.source:
                pending.append(target)
        pending.extend(reversed([each for each in _children(node) if each.is_map or each.is_list]))


def _children(node: Node) -> Iterator[Node]:
    if node.is_list:
        yield from node.elements()
    else:
        yield from (child for _, child in node.items())


def _apply(selector: Selector, node: Node, follow: Follow) -> Iterator[Node]:
    is_reference = texts(node.value) is not None
    match selector:
        case Name(name):
            found = node.get(name) or (follow(node).get(name) if is_reference else None)
            if found is not None:
                yield found
        case Slice(start, stop, step):
            yield from list(node.elements())[start:stop:step]
        case Every():
            yield from _children(follow(node) if is_reference else node)
        case Filter(test):
            for child in _children(follow(node) if is_reference else node):
                if test(child.value):
                    yield child


def values(path: Path, value: Any) -> list[Any]:
    """Return what `path` selects in plain data, for use inside a filter."""
    values = [value]
    for segment in path:
        found: list[Any] = []
        for each in values:
            for start in _plain_below(each) if segment.deep else (each,):
                for selector in segment.selectors:
                    found.extend(_plain_apply(selector, start))
        values = found
    return values


def _plain_below(top: Any) -> Iterator[Any]:
    pending = [top]
    while pending:
        value = pending.pop()
        yield value
        if isinstance(value, (dict, list)):
            pending.extend(reversed(_plain_children(value)))


def _plain_children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []


def _plain_apply(selector: Selector, value: Any) -> list[Any]:
    match selector:
        case Name(name):
            return [value[name]] if isinstance(value, dict) and name in value else []
        case Slice(start, stop, step):
            return value[start:stop:step] if isinstance(value, list) else []
        case Every():
            return _plain_children(value)
        case Filter(test):
            return [each for each in _plain_children(value) if test(each)]
