"""Which operations are about the same items, told by their paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from specloom.mock.engine.description import Collection, Operation
from specloom.mock.engine.wording import singular

_HOLE = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"(?<=[\w}])(\.(json|xml)|/)\Z")
_Shape = tuple[str, ...]


def pair(operations: Iterable[Operation]) -> list[Collection]:
    """Return the collections that the paths imply.

    `/pets` and `/pets/{id}` belong together, and so do `/records/{location}` and
    `/record/{location}/{id}`: names are compared in the singular. `/pets/` and `/pets.json` are `/pets`.
    """
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        if not operation.fixed:
            path = _ENDING.sub("", operation.path)
            by_path.setdefault(path, {}).setdefault(operation.method, operation)
    items = [path for path in by_path if _is_item(path)]
    groups = [path for path in by_path if _is_group(path, by_path[path])]
    claimed: set[str] = set()
    found: list[Collection] = []
    names: set[str] = set()
    by_shape: dict[_Shape, list[str]] = {}
    for path in items:
        by_shape.setdefault(_shape(_parent(path)), []).append(path)
    for path in groups:
        item = _best(path, by_shape.get(_shape(path), []), claimed)
        roles = _group_roles(by_path[path])
        if item is None and not _is_rich(roles, by_path[path]):
            continue
        claimed.add(path)
        if item is not None:
            claimed.add(item)
            roles |= _item_roles(by_path[item])
        found.append(
            Collection(
                name=_name(path, names), operations=roles, scope=dict.fromkeys(_HOLE.findall(path))
            )
        )
    for path in items:
        roles = _item_roles(by_path[path])
        if path not in claimed and len(roles) > 1:
            parent = _parent(path)
            scope = dict.fromkeys(_HOLE.findall(parent))
            found.append(Collection(name=_name(parent, names), operations=roles, scope=scope))
    return found


def _is_item(path: str) -> bool:
    last = path.rsplit("/", 1)[-1]
    return _HOLE.fullmatch(last) is not None


def _is_group(path: str, methods: Mapping[str, Operation]) -> bool:
    """Whether a path may be that of a collection, or of one thing that is always there."""
    last = path.rsplit("/", 1)[-1]
    # /records/{location_id} ends with a placeholder and is a list all the same: a POST says so.
    ends_open = _HOLE.fullmatch(last) is not None and "POST" in methods and "GET" in methods
    ends_open = ends_open and not methods.keys() & {"PUT", "PATCH", "DELETE"}
    return bool(last) and (ends_open or "{" not in last) and bool(methods.keys() & {"GET", "POST"})


def _best(path: str, candidates: list[str], claimed: set[str]) -> str | None:
    free = [one for one in candidates if one not in claimed and one != path]
    exact = [one for one in free if _HOLE.sub("{}", _parent(one)) == _HOLE.sub("{}", path)]
    return next(iter(exact or free), None)


def _is_rich(roles: Mapping[str, str], methods: Mapping[str, Operation]) -> bool:
    """Whether a path without items of its own has a memory: a list to add to, or one thing to set."""
    if {"list", "create"} <= roles.keys():
        return True
    return "GET" in methods and bool(methods.keys() & {"PUT", "PATCH"})


def _group_roles(methods: Mapping[str, Operation]) -> dict[str, str]:
    known = {"GET": "list", "POST": "create"}
    if methods.keys() & {"PUT", "PATCH"} and "POST" not in methods:
        # One thing that is always there, such as /settings: read, replaced or changed.
        known = {"GET": "read", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}
    return {role: methods[method].key for method, role in known.items() if method in methods}


def _item_roles(methods: Mapping[str, Operation]) -> dict[str, str]:
    known = {"GET": "read", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}
    if not methods.keys() & {"PUT", "PATCH"}:
        known["POST"] = "update"
    return {role: methods[method].key for method, role in known.items() if method in methods}


def _parent(path: str) -> str:
    return path.rsplit("/", 1)[0]


def _shape(path: str) -> _Shape:
    """Return what must be equal for two paths to be about the same things."""
    return tuple(
        _HOLE.sub("{}", part) if "{" in part else singular(part.lower().replace("-", "_"))
        for part in path.split("/")[1:]
    )


def _name(path: str, taken: set[str]) -> str:
    """Return a name for the collection at `path` that no other has."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    plain = [re.sub(r"\W+", "_", part).strip("_").lower() or "items" for part in parts] or ["items"]
    for length in range(1, len(plain) + 1):
        name = "_".join(plain[-length:])
        if name not in taken:
            break
    number = 2
    base = name
    while name in taken:
        name = f"{base}_{number}"
        number += 1
    taken.add(name)
    return name
