"""Names for operations that only have a method and a path."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specloom.ir import words
from specloom.lower.verbs import VERBS

Words = tuple[str, ...]

_VERSION = re.compile(r"v?[0-9]+(?:[._-][0-9a-z]+)*|v[0-9]+[a-z]+[0-9]*|latest|beta|alpha")
_PREFIX = frozenset({"api", "apis", "rest", "services"})
_PARAMETER = re.compile(r"\{([^{}]*)\}")

_SINGLE = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete", "GET": "get"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A segment of a path: its literal words, and the names of the parameters in it."""

    literal: Words
    parameters: tuple[Words, ...]


def steps(path: str) -> tuple[Step, ...]:
    """Return the segments of `path` that carry meaning: no `/api`, no `/v1` in front."""
    found = [
        Step(
            literal=words.split(_PARAMETER.sub(" ", segment)) if _has_letters(segment) else (),
            parameters=tuple(words.split(name) for name in _PARAMETER.findall(segment)),
        )
        for segment in re.split(r"[/?#&]", path)
        if segment
    ]
    while len(found) > 1 and not found[0].parameters and _is_prefix(found[0].literal):
        if not any(step.literal for step in found[1:]):
            break
        found.pop(0)
    return tuple(found)


def _has_letters(segment: str) -> bool:
    return any(character.isalnum() for character in _PARAMETER.sub("", segment))


def _is_prefix(literal: Words) -> bool:
    return bool(_VERSION.fullmatch("_".join(literal))) or (
        len(literal) == 1 and literal[0] in _PREFIX
    )


def first_word(path: str) -> Words:
    """Return the first literal segment that carries meaning; empty when there is none."""
    return next((step.literal for step in steps(path) if step.literal), ())


def method_names(
    resource: Words, method: str, path: str, *, is_collection: bool
) -> tuple[Words, ...]:
    """Return names from short to exhaustive, as a person would make them from method and path."""
    all_steps = steps(path)
    nouns = [step.literal for step in all_steps if step.literal]
    inner = [noun for noun in nouns if not _same(noun, resource)]
    on_one = bool(all_steps and all_steps[-1].parameters)
    by = _by(all_steps)
    everything = tuple(word for noun in nouns for word in noun)
    names: list[Words] = []
    action = inner[-1] if inner and not on_one and inner[-1][0] in VERBS else None
    if action is not None and method in ("POST", "PUT", "PATCH", "GET"):
        objects = [_singular(noun) for noun in inner[:-1]]
        names += [action, (*action, *_flat(objects[-1:])), (*action, *_flat(objects))]
    verb = _verb(method, on_one=on_one, is_collection=is_collection)
    last = inner[-1:] if verb == "list" else [_singular(noun) for noun in inner[-1:]]
    whole = [_singular(noun) for noun in inner[:-1]] + last
    if action is None:
        names += [(verb, *_flat(last)), (verb, *_flat(whole))]
    names += [
        (verb, *_flat(whole), *by),
        (verb, *everything, *by),
        (method.lower(), *everything, *by),
    ]
    return tuple(names)


def _verb(method: str, *, on_one: bool, is_collection: bool) -> str:
    if method == "GET" and not on_one and is_collection:
        return "list"
    if method == "POST" and on_one:
        return "post"
    return _SINGLE.get(method, "_".join(words.split(method)) or "call")


def _same(noun: Words, resource: Words) -> bool:
    return _singular(noun) == _singular(resource)


def _singular(noun: Words) -> Words:
    return (*noun[:-1], words.singular(noun[-1])) if noun else ()


def _flat(nouns: list[Words]) -> Words:
    return tuple(word for noun in nouns for word in noun)


def _by(path: tuple[Step, ...]) -> Words:
    names = [name for step in path for name in step.parameters if name]
    joined: list[str] = []
    for name in names:
        joined += ["and" if joined else "by", *name]
    return tuple(joined)
