"""`$dynamicRef`: a schema with open places, and the schemas that fill them.

A page of anything says `$dynamicRef: '#item'`; a page of pets refers to it and says what `#item`
is. Which schema is meant depends on the way there, which no later stage could follow: so the open
schema is written out where it is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from specloom.references import base_of, join
from specloom.source import Node

Locate = Callable[[str, Node], Node | None]

_OWN: Final = frozenset({"$id", "$schema", "$anchor", "$dynamicAnchor", "$defs", "definitions"})


def fill(root: Node, locate: Locate) -> bool:
    """Write every open schema out where a reference to it fills its places; say whether there was one."""
    if b"$dynamicRef" not in root.source.raw:
        return False
    found = [filled for node in _maps(root) if (filled := _filled(node, locate)) is not None]
    for node, target, written in found:
        _replace(node, target, written)
    return bool(found)


def _maps(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.is_map:
            yield node
            waiting.extend(child for _, child in node.items())
        elif node.is_list:
            waiting.extend(node.elements())


def _filled(node: Node, locate: Locate) -> tuple[Node, Node, dict[str, Any]] | None:
    """Return `node`, the open schema that it refers to, and that schema with its places filled."""
    reference = node.value.get("$ref")
    places = dict(_places(node)) if type(reference) is str else {}
    target = locate(reference, node) if places else None
    if target is None or not target.is_map or target.value is node.value:
        return None
    wanted = {name: places[name] for name in _open(target) if name in places}
    if not wanted:
        return None
    written = _written(target.value, wanted, base_of(target))
    return node, target, {key: value for key, value in written.items() if key not in _OWN}


def _places(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the places that the schema at `node` fills, each with the pointer of what fills it."""
    definitions = node.get("$defs")
    inner = [child for _, child in definitions.items()] if definitions else []
    for each in (*inner, node):
        name = each.value.get("$dynamicAnchor") if each.is_map else None
        if type(name) is str:
            yield f"#{name}", each.pointer


def _open(target: Node) -> set[str]:
    texts = (node.value.get("$dynamicRef") for node in _maps(target))
    return {text for text in texts if type(text) is str}


def _written(value: Any, places: Mapping[str, str], base: str) -> Any:
    """Return `value` with its places filled, and its references as they are meant inside `base`."""
    if type(value) is list:
        return [_written(each, places, base) for each in value]
    if type(value) is not dict:
        return value
    made: dict[str, Any] = {}
    for key, each in value.items():
        if key == "$dynamicRef" and each in places:
            made["$ref"] = places[each]
        elif key == "$ref" and type(each) is str and base:
            made[key] = join(base, each)
        else:
            made[key] = _written(each, places, base)
    return made


def _replace(node: Node, target: Node, written: dict[str, Any]) -> None:
    """Put `written` in the place of the reference at `node`, beside what stands there already."""
    value, source = node.value, node.source
    del value["$ref"]
    if value.keys().isdisjoint(written):
        value.update(written)
        for key in written:
            source.moved[*node.path, key] = target[key]
        return
    parts = value.setdefault("allOf", [])
    source.moved[*node.path, "allOf", len(parts)] = target
    parts.append(written)
