"""Which objects of a description are references, and what a reference's text points to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from specloom.source import Key, Node, Source

_NAMED = frozenset(
    (
        "properties",
        "patternProperties",
        "$defs",
        "definitions",
        "dependentSchemas",
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
        "paths",
        "webhooks",
        "content",
        "encoding",
        "variables",
        "mapping",
        "scopes",
        "additionalOperations",
    )
)
"""Keys whose objects hold names chosen by the author: `$ref` or `default` may be such a name."""

_DATA = frozenset(("example", "examples", "default", "enum", "const", "value", "dataValue"))
"""Keys whose values are data of the API: a `$ref` in there is somebody's member."""


def texts(value: Any) -> tuple[str, str] | None:
    """Return the keyword and text of the reference that `value` is, or None."""
    if type(value) is dict:
        for keyword in ("$ref", "$dynamicRef"):
            text = value.get(keyword)
            if type(text) is str:
                return keyword, text
    return None


def references(top: Node) -> Iterator[tuple[str, str, tuple[Key, ...]]]:
    """Yield keyword, text and path of every reference at or below `top`, in the order of the document.

    What the description quotes as data (examples, defaults, extensions) is passed over.
    """
    pending: list[tuple[Any, bool, tuple[Any, ...]]] = [(top.value, False, ())]
    while pending:
        value, is_named, link = pending.pop()
        if type(value) is list:
            children = [
                (child, False, (link, index))
                for index, child in enumerate(value)
                if type(child) is dict or type(child) is list
            ]
        else:
            if not is_named:
                found = texts(value)
                if found is not None:
                    yield *found, top.path + _unlinked(link)
            children = [
                (child, not is_named and key in _NAMED and type(child) is dict, (link, key))
                for key, child in value.items()
                if (type(child) is dict or type(child) is list)
                and (is_named or not _is_data(key, child))
            ]
        children.reverse()
        pending.extend(children)


def _is_data(key: str, child: Any) -> bool:
    if key in _DATA:
        return key != "examples" or type(child) is list
    return key.startswith("x-")


def _unlinked(link: tuple[Any, ...]) -> tuple[Key, ...]:
    keys: list[Key] = []
    while link:
        link, key = link
        keys.append(key)
    return tuple(reversed(keys))


def node_at(top: Node, path: tuple[Key, ...]) -> Node:
    """Return the node at `path` below `top`; it must be there."""
    for key in path:
        top = top[key]
    return top


def step_into(node: Node, step: str) -> Node | None:
    """Return the member that one escaped step of a pointer names."""
    raw = step.replace("~1", "/").replace("~0", "~")
    if node.is_list:
        if raw.isascii() and raw.isdigit() and len(raw) < 10 and int(raw) < len(node.value):
            return node[int(raw)]
        return None
    # Authors and tools disagree about percent-escapes in pointers: the decoded key comes first.
    decoded = unquote(step).replace("~1", "/").replace("~0", "~")
    return node.get(decoded) or node.get(raw)


@dataclass(slots=True)
class Names:
    """What a source calls its own parts: `$id` (as absolute as it gets), `$anchor`."""

    resources: dict[str, tuple[Key, ...]]
    anchors: dict[tuple[str, str], tuple[Key, ...]]


def names(source: Source) -> Names:
    """Return the identifiers and anchors of `source`; the first of several equal ones counts."""
    found = Names({}, {})
    if not any(mark in source.raw for mark in (b"$id", b"nchor", b"$self")):
        return found
    pending: list[tuple[Any, str, tuple[Any, ...]]] = [(source.data, "", ())]
    while pending:
        value, base, link = pending.pop()
        if type(value) is dict:
            own = value.get("$id", value.get("$self") if not link else None)
            if type(own) is str and own.partition("#")[0]:
                base = join(base, own.partition("#")[0])
                found.resources.setdefault(base, _unlinked(link))
            for keyword in ("$anchor", "$dynamicAnchor"):
                anchor = value.get(keyword)
                if type(anchor) is str:
                    found.anchors.setdefault((base, anchor), _unlinked(link))
            children = [(child, base, (link, key)) for key, child in value.items()]
        else:
            children = [(child, base, (link, index)) for index, child in enumerate(value)]
        pending.extend(
            child
            for child in reversed(children)
            if type(child[0]) is dict or type(child[0]) is list
        )
    return found


def base_of(node: Node) -> str:
    """Return the identifier of the resource that `node` belongs to; empty for the file itself."""
    own: list[str] = []
    at: Node | None = node
    while at is not None:
        identifier = at.value.get("$id") if type(at.value) is dict else None
        if type(identifier) is str and identifier.partition("#")[0]:
            own.append(identifier.partition("#")[0])
        if at.parent is None and type(at.value) is dict and type(at.value.get("$self")) is str:
            own.append(at.value["$self"].partition("#")[0])
        at = at.parent
    base = ""
    for identifier in reversed(own):
        base = join(base, identifier)
    return base


def join(base: str, reference: str) -> str:
    """Return `reference` as seen from `base`; text that is no address is kept as it is."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
