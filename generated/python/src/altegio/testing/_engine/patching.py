# Part of specloom, copied with the package that it serves.
# pyright: basic
"""JSON Patch (RFC 6902), turned into the fields that a merge would set."""

from __future__ import annotations

import copy
from typing import Any

from .refusals import RefusedError

_MOST = 200


def changes(old: dict[str, Any], patch: Any) -> dict[str, Any]:
    """Return the members that differ after `patch`, null for those that it takes away."""
    if not isinstance(patch, list):
        raise RefusedError(400, "a JSON Patch is a list of operations")
    made = copy.deepcopy(old)
    for step in patch[:_MOST]:
        if not isinstance(step, dict) or not isinstance(step.get("path"), str):
            raise RefusedError(400, "an operation of a JSON Patch needs op and path")
        _apply(made, step)
    gone = {name: None for name in old if name not in made}
    return {
        name: one for name, one in made.items() if old.get(name) != one or name not in old
    } | gone


def _apply(made: dict[str, Any], step: dict[str, Any]) -> None:
    keys = _keys(step["path"])
    match step.get("op"):
        case "add" | "replace":
            _set(made, keys, copy.deepcopy(step.get("value")), insert=step["op"] == "add")
        case "remove":
            _take(made, keys)
        case "move" | "copy" if isinstance(step.get("from"), str):
            value = copy.deepcopy(_get(made, _keys(step["from"])))
            if step["op"] == "move":
                _take(made, _keys(step["from"]))
            _set(made, keys, value, insert=True)
        case "test":
            if _get(made, keys) != step.get("value"):
                raise RefusedError(409, f"the test of {step['path'][:80]} fails")
        case _:
            raise RefusedError(400, "an operation of a JSON Patch is not known")


def _keys(pointer: str) -> list[str]:
    keys = [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]
    if not keys:
        raise RefusedError(400, "a JSON Patch cannot replace the whole item")
    return keys


def _holder(value: Any, keys: list[str]) -> Any:
    for key in keys[:-1]:
        value = _member(value, key)
    return value


def _member(value: Any, key: str) -> Any:
    if isinstance(value, dict) and key in value:
        return value[key]
    if isinstance(value, list) and key.isdigit() and int(key) < len(value):
        return value[int(key)]
    raise RefusedError(409, f"the path of a JSON Patch leads nowhere: {key[:80]}")


def _get(made: Any, keys: list[str]) -> Any:
    return _member(_holder(made, keys), keys[-1])


def _set(made: Any, keys: list[str], value: Any, *, insert: bool) -> None:
    holder, key = _holder(made, keys), keys[-1]
    if isinstance(holder, dict):
        holder[key] = value
    elif isinstance(holder, list) and key == "-":
        holder.append(value)
    elif isinstance(holder, list) and key.isdigit() and int(key) <= len(holder):
        holder[int(key) : int(key) + (0 if insert else 1)] = [value]
    else:
        raise RefusedError(409, f"the path of a JSON Patch leads nowhere: {key[:80]}")


def _take(made: Any, keys: list[str]) -> None:
    _get(made, keys)
    holder, key = _holder(made, keys), keys[-1]
    del holder[int(key) if isinstance(holder, list) else key]
