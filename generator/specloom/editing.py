"""Changes to data that was read, which leave untouched what others may share."""

from __future__ import annotations

from typing import Any

from specloom.source import Key, Node, Source


class Editor:
    """Changes values in place of their sources, and notes where the new ones were written.

    Containers are copied before their first change: with YAML aliases one may stand in several
    places, and only one of them is meant.
    """

    def __init__(self) -> None:
        self._own: dict[int, Any] = {}
        self._first: dict[int, Source] = {}

    def merge(self, target: Node, update: Node) -> None:
        """Merge `update` into `target`: objects member by member, lists joined, others replaced."""
        if not _exists(target):
            return
        self._remember(target.source)
        self._merge(target.source, target.path, update)

    def remove(self, target: Node) -> None:
        """Remove `target` from the object or list that holds it."""
        *steps, key = target.path
        if not _exists(target):
            return
        self._remember(target.source)
        container = self._open(target.source, tuple(steps))
        if isinstance(container, list):
            self._shift(target.source, tuple(steps), int(key), len(container))
        del container[key]

    def _merge(self, source: Source, path: tuple[Key, ...], update: Node) -> None:
        value = _at(source, path)
        if isinstance(value, dict) and update.is_map:
            container = self._open(source, path)
            for key, child in update.items():
                if key in container:
                    self._merge(source, (*path, key), child)
                else:
                    container[key] = child.value
                    source.moved[(*path, key)] = child
        elif isinstance(value, list):
            container = self._open(source, path)
            for child in update.elements() if update.is_list else (update,):
                source.moved[(*path, len(container))] = child
                container.append(child.value)
        elif update.value is None and isinstance(value, dict):
            # `components:` without a value in an overlay that mirrors the description.
            return
        elif path:
            self._open(source, path[:-1])[path[-1]] = update.value
            for moved in [each for each in source.moved if each[: len(path)] == path]:
                del source.moved[moved]
            source.moved[path] = update

    def _open(self, source: Source, path: tuple[Key, ...]) -> Any:
        """Return the container at `path`, having made it and all around it our own."""
        source.data = self._owned(source.data)
        container = source.data
        for key in path:
            container[key] = self._owned(container[key])
            container = container[key]
        return container

    def _owned(self, container: Any) -> Any:
        if id(container) not in self._own:
            container = container.copy()
            self._own[id(container)] = container
        return container

    def _remember(self, source: Source) -> None:
        if id(source) not in self._first:
            self._first[id(source)] = Source(
                source.label, source.file, source.data, source.raw, source.is_json, source.path,
                moved=dict(source.moved),
            )  # fmt: skip

    def _shift(self, source: Source, path: tuple[Key, ...], removed: int, length: int) -> None:
        """Note where the items behind a removed one were written."""
        depth = len(path)
        before = dict(source.moved)
        for place in before:
            if place[:depth] == path and len(place) > depth and int(place[depth]) >= removed:
                del source.moved[place]
        for index in range(removed + 1, length):
            inner = [each for each in before if each[: depth + 1] == (*path, index)]
            for place in inner:
                source.moved[(*path, index - 1, *place[depth + 1 :])] = before[place]
            if (*path, index) not in before:
                origin = _origin(self._first[id(source)], (*path, index))
                if origin is not None:
                    source.moved[(*path, index - 1)] = origin


def _at(source: Source, path: tuple[Key, ...]) -> Any:
    value = source.data
    for key in path:
        value = value[key]
    return value


def _exists(node: Node) -> bool:
    """Return whether `node` is still there; an earlier change may have removed what held it."""
    try:
        _at(node.source, node.path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _origin(source: Source, path: tuple[Key, ...]) -> Node | None:
    node = source.root
    try:
        for key in path:
            node = node[key]
    except (KeyError, IndexError, TypeError):
        return None
    return node
