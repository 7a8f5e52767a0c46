"""What each operation would like to be called inside its resource."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specloom.ir import words
from specloom.lower.pathnames import all_words, method_names, squashed
from specloom.lower.verbs import READING, SMALL, VERBS

Words = tuple[str, ...]

_ARTICLES = frozenset({"a", "an", "the"})
_LAYERS = frozenset({"api", "controller", "endpoint", "handler", "resource", "router", "service"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An operation to be named: `id` is its operationId, empty where there is none.

    `summary` is its short description, `rivals` are the other methods of the same path.
    """

    key: str
    id: str
    summary: str = ""
    method: str
    path: str
    is_collection: bool
    rivals: frozenset[str] = frozenset()


def name_operations(
    resource: Words, subjects: Sequence[Subject], taken: frozenset[Words]
) -> Mapping[str, Words]:
    """Return the words for each operation's key, all different wherever the document allows it.

    Every operation begins with its shortest good name; those that clash, with each other or with
    the names `taken` by the maintainer, move on to longer ones together. So the result does not
    depend on their order.
    """
    wishes = {subject.key: [*filter(None, _wishes(resource, subject))] for subject in subjects}
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
    from_path = method_names(
        resource,
        subject.method,
        subject.path,
        is_collection=subject.is_collection,
        rivals=subject.rivals,
    )
    whole = said(subject.id, subject.summary)
    if whole and not is_spelled_path(subject.id, subject.method, subject.path):
        for name in _framework_names(subject, whole):
            yield from _shortened(resource, subject, name)
            yield name
        yield from _shortened(resource, subject, whole)
        if _find(resource, whole) == (0, len(whole)) and whole[0] not in VERBS:
            yield from from_path[:1]
        yield whole
    yield from from_path
    yield whole


def said(id: str, summary: str) -> Words:
    """Return the words of an operationId; the summary has them where all letters are the same."""
    if id and _letters(id) == _letters(summary):
        return words.split(summary)
    return words.split(id)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def is_spelled_path(id: str, method: str, path: str) -> bool:
    """Whether an operationId only repeats the method and the path."""
    if id.endswith(path) and len(path) > 1:
        return True
    whole, segments = squashed(words.split(id)), all_words(path)
    return whole in (
        squashed((method.lower(), *segments)),
        squashed((*segments, method.lower())),
    )


def _framework_names(subject: Subject, whole: Words) -> Iterator[Words]:
    """Yield what the author wrote where a framework added to it.

    Some put the path into the operationId, some append it with the method (FastAPI), some put the
    controller's name in front (NestJS).
    """
    before, found, after = subject.id.rpartition(subject.path)
    if found and before:
        yield words.split(after)
        return
    suffix = re.sub(r"\W", "_", subject.path) + f"_{subject.method.lower()}"
    if subject.id.endswith(suffix):
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
    before = tuple(word for word in name[:start] if word not in _ARTICLES)
    after = name[end:]
    if start == 0:
        # "circuits_circuits_list": the group, then the thing.
        again = _find(resource, after)
        if again[0] == 0 and again[1] > 0:
            yield from _shortened(resource, subject, after)
    elif not _belongs(subject, before, name[end - 1], after):
        return
    rest = before + after
    if not rest or rest[0] in SMALL:
        return
    if _reads_collection(subject, before, name[end - 1]) and after in ((), ("all",)):
        yield ("list",)
    if after == ("by", "id") and before:
        yield before
    yield rest


def _belongs(subject: Subject, before: Words, noun: str, after: Words) -> bool:
    """Whether the noun between `before` and `after` says no more than the resource does.

    In "list user pets" the pets are the user's: without the noun it would list users. In "save
    albums user" what follows a plural is no part of it, unless the path shows that it is.
    """
    if not all(word in VERBS or word == "all" for word in before):
        return False
    if not after or after[0] in SMALL or not words.is_plural(noun):
        return True
    return words.singular(after[0]) in {words.singular(word) for word in all_words(subject.path)}


def _reads_collection(subject: Subject, before: Words, noun: str) -> bool:
    verbs = tuple(word for word in before if word != "all")
    listing = verbs == ("list",) or (len(verbs) == 1 and verbs[0] in READING)
    return listing and subject.is_collection and words.is_plural(noun) and subject.method == "GET"


def _find(resource: Words, name: Words) -> tuple[int, int]:
    """Return where `name` says the resource, in any number; an empty range if nowhere."""
    wanted = squashed(resource)
    for start in range(len(name) if wanted else 0):
        for end in range(start + 1, min(start + len(resource) + 1, len(name)) + 1):
            if squashed(name[start:end]) == wanted:
                return start, end
    return 0, 0
