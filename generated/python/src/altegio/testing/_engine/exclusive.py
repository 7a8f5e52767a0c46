# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Items that cannot both be: a slot that is taken."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from typing import Any

from .description import Exclusive
from .expressions import Scene, World, compiled, holds, reach
from .habits import Habits
from .listing import is_gone
from .parameters import MISSING
from .refusals import RefusedError
from .store import Item, Scope

_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600}
_Span = tuple[float, float, str]
_Group = tuple[str, ...]


class _Timeline:
    """What is taken in one scope, by group, in the order of time."""

    def __init__(self) -> None:
        self._spans: dict[_Group, list[_Span]] = {}
        self._longest: dict[_Group, float] = {}
        self._places: dict[str, tuple[_Group, _Span]] = {}
        self._parties: dict[str, _Group] = {}

    def __len__(self) -> int:
        return len(self._places)

    def add(self, group: _Group, span: _Span, party: _Group) -> None:
        insort(self._spans.setdefault(group, []), span)
        self._longest[group] = max(self._longest.get(group, 0.0), span[1] - span[0])
        self._places[span[2]] = (group, span)
        if party:
            self._parties[span[2]] = party

    def drop(self, key: str) -> None:
        place = self._places.pop(key, None)
        self._parties.pop(key, None)
        if place is not None:
            spans = self._spans[place[0]]
            del spans[bisect_left(spans, place[1])]

    def meeting(self, group: _Group, span: _Span, party: _Group) -> str | None:
        """Return the key of an item in `group` that overlaps `span`, is another, and of no same party."""
        spans = self._spans.get(group, [])
        first = (span[0] - self._longest.get(group, 0.0), float("-inf"), "")
        for at in range(bisect_left(spans, first), len(spans)):
            start, end, key = spans[at]
            if start >= span[1]:
                return None
            if end <= span[0] or key == span[2]:
                continue
            if not party or self._parties.get(key) != party:
                return key
        return None


class Slots:
    """Knows which stretches of time are taken; rebuilt for a scope when it is first asked about."""

    def __init__(self, habits: Habits, world: World) -> None:
        self._habits = habits
        self._world = world
        self._rules = habits.facts.exclusive
        self._taken: dict[tuple[int, Scope], _Timeline] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def clear(self) -> None:
        """Forget everything: the items have changed behind our back."""
        self._taken.clear()

    def demand(self, scope: Scope, key: str | None, item: Item, scene: Scene) -> None:
        """Raise `RefusedError` if `item`, which is or will be under `key`, is in the way of another."""
        for number, rule in enumerate(self._rules):
            if rule.unless and holds(rule.unless, lambda path: _said(scene, path)):
                continue
            span = self._span(rule, item, key or "")
            timeline = self._timeline(number, scope)
            group, party = _texts(rule.same, item), _party(rule, item)
            while (other := timeline.meeting(group, span, party)) is not None:
                if other in self._world.store.keys(self._habits.facts.name, scope):
                    self._refuse(rule, item, other, scene)
                timeline.drop(other)

    def note(self, scope: Scope, key: str, item: Item | None) -> None:
        """Know that `item` is now under `key`; None when it is gone."""
        for number, rule in enumerate(self._rules):
            timeline = self._taken.get((number, scope))
            if timeline is None:
                continue
            timeline.drop(key)
            if item is not None and not is_gone(self._habits, item):
                self._add(timeline, rule, item, key)
            if len(timeline) > 2 * len(self._world.store.keys(self._habits.facts.name, scope)) + 100:
                # Most of it is about items that have made room for others.
                del self._taken[number, scope]

    def _timeline(self, number: int, scope: Scope) -> _Timeline:
        timeline = self._taken.get((number, scope))
        if timeline is None:
            timeline = _Timeline()
            rule = self._rules[number]
            for item in self._world.store.items(self._habits.facts.name, scope):
                if not is_gone(self._habits, item):
                    self._add(timeline, rule, item, str(item.get(self._habits.id)))
            if len(self._taken) >= 1_000:
                self._taken.clear()
            self._taken[number, scope] = timeline
        return timeline

    def _add(self, timeline: _Timeline, rule: Exclusive, item: Item, key: str) -> None:
        timeline.add(_texts(rule.same, item), self._span(rule, item, key), _party(rule, item))

    def _span(self, rule: Exclusive, item: Item, key: str) -> _Span:
        """Return when `item` begins and ends; for ever where the rule knows no time."""
        if rule.start is None:
            return float("-inf"), float("inf"), key
        start = self._world.moment(item.get(rule.start))
        if start is None:
            return 0.0, 0.0, key
        begin = start.timestamp()
        end = begin
        if rule.length is not None:
            length = item.get(rule.length.field)
            if isinstance(length, int | float):
                end = begin + length * _UNITS.get(rule.length.unit, 1)
        elif rule.end is not None:
            moment = self._world.moment(item.get(rule.end))
            end = begin if moment is None else moment.timestamp()
        return begin, end, key

    def _refuse(self, rule: Exclusive, item: Mapping[str, Any], other: str, scene: Scene) -> None:
        scene.item = item
        words = {name: compiled(one, name)(scene) for name, one in rule.words.items()}
        said = {name: one for name, one in words.items() if one is not MISSING}
        raise RefusedError(rule.status, f"in the way of item {other}", words=said)


def _texts(names: tuple[str, ...], item: Item) -> _Group:
    return tuple(str(reach(item, tuple(name.split(".")))) for name in names)


def _party(rule: Exclusive, item: Item) -> _Group:
    """Return whom `item` shares its place with; nothing for one that stands alone."""
    found = [reach(item, tuple(name.split("."))) for name in rule.together]
    is_alone = not found or any(one is MISSING or not one for one in found)
    return () if is_alone else tuple(map(str, found))


def _said(scene: Scene, path: str) -> Any:
    place, _, rest = path.partition(".")
    if place not in {"body", "path", "query"}:
        return MISSING
    return reach(getattr(scene, place), tuple(rest.split(".")) if rest else ())
