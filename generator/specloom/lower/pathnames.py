"""Names for operations that only have a method and a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from specloom.ir import words
from specloom.lower.verbs import VERBS

Words = tuple[str, ...]

_VERSION = re.compile(r"v?[0-9]+(?:[._-][0-9a-z]+)*|v[0-9]+[a-z]+[0-9]*|latest|beta|alpha")
_PREFIX = frozenset({"api", "apis", "rest", "services"})
_PARAMETER = re.compile(r"\{([^{}]*)\}")

_USUAL = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete", "GET": "get"}
_MANY_AT_ONCE = frozenset({"batch", "bulk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A segment of a path: its literal words, and the names of the parameters in it."""

    literal: Words
    parameters: tuple[Words, ...]


@lru_cache(maxsize=4096)
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


def all_words(path: str) -> Words:
    """Return every word of `path`, those of its parameters included."""
    return tuple(
        word
        for step in steps(path)
        for word in (*step.literal, *(word for name in step.parameters for word in name))
    )


def squashed(name: Words) -> str:
    """Return `name` as it compares: however it is cut into words, and in whatever number."""
    whole = "".join(words.singular(word) for word in name)
    return words.singular(whole)


def method_names(
    resource: Words, method: str, path: str, *, is_collection: bool, rivals: frozenset[str]
) -> tuple[Words, ...]:
    """Return names from short to exhaustive, as a person would make them from method and path."""
    on_path = steps(path)
    nouns = [step.literal for step in on_path if step.literal]
    before, inner = _around(resource, nouns)
    on_one = bool(on_path and on_path[-1].parameters)
    many = inner[-1][0] if inner and len(inner[-1]) == 1 and inner[-1][0] in _MANY_AT_ONCE else ""
    action = _action(method, inner, on_one=on_one) if not many else ()
    verb = _verb(method, on_one=on_one, is_collection=is_collection, rivals=rivals)
    if many:
        verb, inner = f"{many}_{verb}", inner[:-1]
    if action:
        verb, inner = "_".join(action), inner[:-1]
    last = inner[-1:] if verb == "list" else [_singular(noun) for noun in inner[-1:]]
    short = () if action else (*_flat(last),)
    whole = _flat([_singular(noun) for noun in inner[:-1]] + last)
    owner = _flat([_singular(noun) for noun in before])
    owned = (verb, *whole, *(("for", *owner) if owner else ()))
    by = _by(on_path)
    return (
        (verb, *short),
        (verb, *whole),
        owned,
        (verb, *_flat(inner)),
        (verb, *whole, *by),
        (verb, *_flat(nouns), *by),
        (method.lower(), *_flat(nouns), *by),
    )


def _around(resource: Words, nouns: list[Words]) -> tuple[list[Words], list[Words]]:
    """Return the nouns before and after the one that the resource is called by."""
    wanted = squashed(resource)
    for at in range(len(nouns) - 1, -1, -1):
        if squashed(nouns[at]) == wanted:
            return nouns[:at], nouns[at + 1 :]
    return [], nouns


def _action(method: str, inner: list[Words], *, on_one: bool) -> Words:
    """Return the verb that a path ends in, as in `/orders/{id}/cancel`; empty when it has none."""
    if not inner or inner[-1][0] not in VERBS or (on_one and method not in ("POST", "PUT")):
        return ()
    # "/login_links" is a collection, "/archive_all" is not.
    if len(inner[-1]) > 1 and words.is_plural(inner[-1][-1]):
        return ()
    return inner[-1] if method in ("POST", "PUT", "PATCH", "GET") else ()


def _verb(method: str, *, on_one: bool, is_collection: bool, rivals: frozenset[str]) -> str:
    if method == "GET" and not on_one and is_collection:
        return "list"
    if method == "POST" and on_one:
        return "post" if rivals & {"PUT", "PATCH"} else "update"
    if method == "PUT" and "PATCH" in rivals:
        return "replace"
    return _USUAL.get(method, "_".join(words.split(method)) or "call")


def _singular(noun: Words) -> Words:
    return (*noun[:-1], words.singular(noun[-1])) if noun else ()


def _flat(nouns: list[Words]) -> Words:
    return tuple(word for noun in nouns for word in noun)


def _by(path: tuple[Step, ...]) -> Words:
    joined: list[str] = []
    for name in (name for step in path for name in step.parameters if name):
        joined += ["and" if joined else "by", *name]
    return tuple(joined)
