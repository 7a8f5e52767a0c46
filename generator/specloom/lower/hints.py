"""What each operation would like to be called inside its resource."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specloom.ir import words
from specloom.lower.pathnames import Step, method_names, steps
from specloom.lower.verbs import READING, SMALL, VERBS

Words = tuple[str, ...]

_LAYERS = frozenset({"api", "controller", "endpoint", "handler", "resource", "router", "service"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An operation to be named: `id` is its operationId, empty where there is none."""

    key: str
    id: str
    method: str
    path: str
    is_collection: bool


def name_operations(
    resource: Words, subjects: Sequence[Subject], taken: frozenset[Words]
) -> Mapping[str, Words]:
    """Return the words for each operation's key, all different wherever the document allows it.

    Every operation begins with its shortest good name; those that clash, with each other or with
    the names `taken` by the maintainer, move on to longer ones together. So the result does not
    depend on their order.
    """
    wishes = {subject.key: list(_wishes(resource, subject)) for subject in subjects}
    level = dict.fromkeys(wishes, 0)
    while True:
        rivals: defaultdict[Words, list[str]] = defaultdict(list)
        for key, names in wishes.items():
            rivals[names[level[key]]].append(key)
        movable = [
            key
            for name, keys in rivals.items()
            if len(keys) > 1 or name in taken
            for key in keys
            if level[key] + 1 < len(wishes[key])
        ]
        if not movable:
            return {key: names[level[key]] for key, names in wishes.items()}
        for key in movable:
            level[key] += 1


def _wishes(resource: Words, subject: Subject) -> Iterator[Words]:
    """Yield names from the shortest to the one that says everything; never nothing."""
    seen: set[Words] = set()
    for name in _all_wishes(resource, subject):
        if name and name not in seen:
            seen.add(name)
            yield name


def _all_wishes(resource: Words, subject: Subject) -> Iterator[Words]:
    from_path = method_names(
        resource, subject.method, subject.path, is_collection=subject.is_collection
    )
    if subject.id:
        whole = words.split(subject.id)
        for name in _framework_names(subject, whole):
            yield from _shortened(resource, subject, name)
            yield name
        yield from _shortened(resource, subject, whole)
        if _only_names(resource, whole):
            yield from from_path[:1]
        yield whole
    yield from from_path


def _framework_names(subject: Subject, whole: Words) -> Iterator[Words]:
    """Yield what the author wrote where a framework added to it.

    FastAPI appends the path and the method, NestJS puts the controller's name in front.
    """
    suffix = re.sub(r"\W", "_", f"{subject.path}") + f"_{subject.method.lower()}"
    if subject.id.endswith(suffix) and len(subject.id) > len(suffix):
        yield words.split(subject.id[: -len(suffix)])
    for at, word in enumerate(whole[1:-1], 1):
        if word in _LAYERS and "_" in subject.id:
            yield whole[at + 1 :]
            return


def _shortened(resource: Words, subject: Subject, name: Words) -> Iterator[Words]:
    """Yield `name` without the words that the resource says already."""
    start, end = _find(resource, name)
    if start == end:
        return
    before, after = name[:start], name[end:]
    if not all(word in VERBS or word == "all" for word in before):
        # In "list user pets" the pets are the user's: without the noun it would list users.
        return
    rest = before + after
    if not rest or rest[0] in SMALL:
        return
    if _reads_collection(subject, before, name[end - 1]) and after in ((), ("all",)):
        yield ("list",)
    if after == ("by", "id") and before:
        yield before
    yield rest


def _reads_collection(subject: Subject, before: Words, noun: str) -> bool:
    verbs = tuple(word for word in before if word != "all")
    listing = verbs == ("list",) or (len(verbs) == 1 and verbs[0] in READING)
    return listing and subject.is_collection and words.is_plural(noun) and subject.method == "GET"


def _find(resource: Words, name: Words) -> tuple[int, int]:
    """Return where the resource's words stand in `name`, in any number; an empty range if nowhere."""
    wanted = [words.singular(word) for word in resource]
    size = len(wanted)
    for start in range(len(name) - size + 1 if size else 0):
        if [words.singular(word) for word in name[start : start + size]] == wanted:
            return start, start + size
    return 0, 0


def _only_names(resource: Words, name: Words) -> bool:
    return _find(resource, name) == (0, len(name))


__all__ = ["Step", "Subject", "name_operations", "steps"]
