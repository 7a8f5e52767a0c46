"""What a program notices when the SDK under it is generated from a newer description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from specloom.surface.parts import Key, Part

Surface = Mapping[Key, Part]

_WORD = re.compile(r"[A-Za-z_]\w*")


class Level(Enum):
    """What a change asks of a program: to be changed, or nothing."""

    BREAKING = "breaking"
    ADDITION = "addition"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a user notices."""

    level: Level
    name: str
    text: str


def changes(old: Surface, new: Surface) -> tuple[Change, ...]:
    """Return what changes from `old` to `new`, breaking changes first."""
    old = _followed(old, new)
    found = [*_gone(old, new), *_come(old, new)]
    for key in old.keys() & new.keys():
        found += _changed(old[key], new[key])
    order = list(Level)
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda each: (order.index(each.level), each.name, each.text)))


def _followed(old: Surface, new: Surface) -> Surface:
    """Return `old` with the keys that its parts have in `new`, where only the key has changed.

    An operation with a new operationId is the same if it makes the same request, a type with a new
    name if it has the same fields.
    """
    left = {key: part for key, part in old.items() if key not in new and len(key) == 2}
    right = {key: part for key, part in new.items() if key not in old and len(key) == 2}
    before = Counter((part.what, part.alike) for part in left.values())
    after = {(part.what, part.alike): key for key, part in right.items()}
    many = Counter((part.what, part.alike) for part in right.values())
    moved: dict[Key, Key] = {
        key: after[mark]
        for key, part in left.items()
        if (mark := (part.what, part.alike))[1] and before[mark] == many[mark] == 1
    }
    called = {old[key].name: new[other].name for key, other in moved.items() if key[0] == "type"}
    found = {}
    for part in old.values():
        key = (*moved.get(part.owner, part.owner), *part.key[2:])
        types = frozenset(
            _WORD.sub(lambda word: called.get(word[0], word[0]), each) for each in part.types
        )
        found[key] = replace(part, key=key, types=types)
    return found


def _gone(old: Surface, new: Surface) -> Iterator[Change]:
    for key, part in old.items():
        if key not in new and (len(key) == 2 or part.owner in new):
            yield Change(level=Level.BREAKING, name=part.name, text=f"the {part.what} is gone")


def _come(old: Surface, new: Surface) -> Iterator[Change]:
    for key, part in new.items():
        if key in old or (len(key) > 2 and part.owner not in old):
            continue
        if part.required and part.sent:
            text = f"a new {part.what} that must be given"
            yield Change(level=Level.BREAKING, name=part.name, text=text)
        else:
            yield Change(level=Level.ADDITION, name=part.name, text=f"a new {part.what}")


def _changed(old: Part, new: Part) -> Iterator[Change]:
    if old.what != "result" and _last(old.name) != _last(new.name):
        text = f"the {old.what} is called {new.name} now"
        yield Change(level=Level.BREAKING, name=old.name, text=text)
    if old.types != new.types and old.types and new.types:
        yield Change(
            level=_level_of_types(old, new),
            name=new.name,
            text=f"the {new.what} was {_shown(old.types)} and is {_shown(new.types)} now",
        )
    if old.required != new.required and new.what in ("argument", "field"):
        yield _requirement(new)
    if new.deprecated and not old.deprecated:
        yield Change(level=Level.NOTICE, name=new.name, text=f"the {new.what} is deprecated")


def _last(name: str) -> str:
    """Return what a name says beyond its owner, who is told of on its own."""
    owner, mark, own = name.partition("(")
    return own if mark and own != ")" else owner.rpartition(".")[2] if not mark else owner


def _level_of_types(old: Part, new: Part) -> Level:
    """Wider is no break for what is given, narrower none for what is got.

    A union of named shapes keeps what it does not know, so another one is only an addition.
    """
    wider, narrower = old.types <= new.types, new.types <= old.types
    if new.what == "type":
        return Level.ADDITION if wider else Level.BREAKING
    harmless = (wider or not new.sent) and (narrower or not new.read)
    return Level.ADDITION if harmless else Level.BREAKING


def _requirement(new: Part) -> Change:
    if new.required:
        level = Level.BREAKING if new.sent else Level.ADDITION
        text = "must be given now" if new.sent else "is always there now"
    else:
        level = Level.BREAKING if new.read else Level.ADDITION
        text = "may be missing now" if new.read else "may be left out now"
    return Change(level=level, name=new.name, text=f"the {new.what} {text}")


def _shown(types: frozenset[str]) -> str:
    return " | ".join(sorted(types, key=lambda each: (each == "None", each)))
