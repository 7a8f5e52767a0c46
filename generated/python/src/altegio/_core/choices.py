"""One of several shapes: the tag decides, else what fits best; never a class that does not fit.

Internal. With a tag, a known value chooses the variant and an unknown one keeps the object as it
came. Without one, an object goes to the record whose required members it has all, of which it has
the most members, and which msgspec reads without a misfit; between equals, the members of members
decide. Other values go to the most particular
member that takes them: a date-time before a text, a listed member before any text.
"""

from __future__ import annotations

import threading
import typing as t
from collections.abc import Mapping
from functools import cached_property

from .issues import At, Issues
from .records import Items, Record, unknown_members
from .scalars import Enumeration
from .shapes import MISS, Anything, Shape

MAX_VISITS = 64
"""How often one object may be tried. Variants that contain the union itself could else be made to
try for ever: two choices at each of fifty levels are a thousand million million."""

_MAX_ORDERS = 256


class _Visits(threading.local):
    """How often each object of the current payload was tried."""

    def __init__(self) -> None:
        self.depth = 0
        self.count: dict[int, int] = {}

    def enter(self, raw: object) -> bool:
        """Count a try of `raw`; False when it had its share."""
        seen = self.count.get(id(raw), 0)
        if seen >= MAX_VISITS:
            return False
        self.count[id(raw)] = seen + 1
        self.depth += 1
        return True

    def leave(self) -> None:
        """End a try; the outermost one ends the counting."""
        self.depth -= 1
        if not self.depth:
            self.count.clear()


_visits = _Visits()


class Choice(Shape):
    """A union. `tag` is the wire name that tells variants apart, `tags` its values by variant."""

    rank = 15

    def __init__(
        self,
        members: tuple[Shape, ...],
        tag: str | None = None,
        tags: Mapping[str | int, int] | None = None,
    ) -> None:
        self.members = members
        self._orders: dict[tuple[str, ...], tuple[tuple[Shape, ...], int]] = {}
        self.tag = tag
        self.tags: dict[tuple[type, t.Any], int] = {
            (type(value), value): place for value, place in (tags or {}).items()
        }
        self.expects = " or ".join(dict.fromkeys(member.expects for member in members))
        self.kinds = tuple(dict.fromkeys(kind for member in members for kind in member.kinds))

    @cached_property
    def by_kind(self) -> dict[type, tuple[Shape, ...]]:
        """The members that take each JSON type, the most particular first; without records."""
        found: dict[type, tuple[Shape, ...]] = {}
        for kind in self.kinds:
            takers = [m for m in self.members if kind in m.kinds and not isinstance(m, Record)]
            if len(takers) > 1:
                takers += [
                    Enumeration(m.cls, known=True) for m in takers if isinstance(m, Enumeration)
                ]
            found[kind] = tuple(sorted(takers, key=lambda m: m.rank))
        return found

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The members that are records."""
        return tuple(member for member in self.members if isinstance(member, Record))

    def strict(self, raw: t.Any) -> t.Any:
        kind: type = raw.__class__
        if kind is dict:
            return self._strict_object(raw)
        for member in self.by_kind.get(kind, ()):
            value = member.strict(raw)
            if value is not MISS:
                return value
        return MISS

    def _strict_object(self, raw: dict[str, t.Any]) -> t.Any:
        chosen = self._tagged(raw)
        if chosen is not None:
            return chosen.strict(raw)
        keys = tuple(raw)
        known = self._orders.get(keys)
        if known is None:
            known = self._order(raw)
            # The objects of one list have the same keys, so the next one finds its order here.
            if len(self._orders) < _MAX_ORDERS and len(keys) <= 64:
                self._orders[keys] = known
        order, equals = known
        if len(order) == 1:
            return order[0].strict(raw)
        if equals > 1:
            order = (*sorted(order[:equals], key=lambda one: unknown_members(one, raw)), *order[equals:])
        if not _visits.enter(raw):
            return MISS
        try:
            for member in order:
                value = member.strict(raw)
                if value is not MISS:
                    return value
            return MISS
        finally:
            _visits.leave()

    def _order(self, raw: dict[str, t.Any]) -> tuple[tuple[Shape, ...], int]:
        """Return what an object with these keys may be, the likeliest first, and how many are that."""
        scored = [pair for pair in self._ranked(raw) if not pair[0][0]]
        ranked = [record for _, record in scored]
        equals = sum(score == scored[0][0] for score, _ in scored)
        # A record that knows none of the members is a worse guess than a map of them.
        strangers = [r for r in ranked if raw and r.by_wire.keys().isdisjoint(raw)]
        fitting = [record for record in ranked if record not in strangers]
        order = (*fitting, *self.by_kind.get(dict, ()), *strangers)
        return order, equals if fitting[:equals] == ranked[:equals] else 1

    def _tagged(self, raw: dict[str, t.Any]) -> Shape | None:
        """Return the variant that the tag names; None if there is no tag."""
        if self.tag is None or self.tag not in raw:
            return None
        tag = raw[self.tag]
        if not isinstance(tag, str | int):
            return None
        place = self.tags.get((type(tag), tag))
        return _AS_IT_CAME if place is None else self.members[place]

    def _ranked(self, raw: dict[str, t.Any]) -> list[tuple[tuple[int, int, int], Record]]:
        """Return the records, best first, by missing, known and unknown members."""
        keys = raw.keys()
        scored: list[tuple[tuple[int, int, int], Record]] = []
        for record in self.records:
            known = len(record.by_wire.keys() & keys)
            score = (len(record.required - keys), -known, len(keys) - known)
            scored.append((score, record))
        return sorted(scored, key=lambda pair: pair[0])

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        value = self.strict(raw)
        if value is not MISS:
            return value
        nearest = self._nearest(raw)
        if nearest is not None:
            return nearest.read(raw, at, issues)
        # Single values are cheap to try one by one: the one that loses nothing wins.
        for member in self.members:
            if isinstance(member, Record | Items | Choice):
                continue
            trial = Issues()
            value = member.read(raw, at, trial)
            if trial.found and all(issue.repaired for issue in trial.found):
                issues.found += trial.found
                return value
        return self.keep(raw, at, issues)

    def _nearest(self, raw: t.Any) -> Shape | None:
        """Return the only member that can be meant; None if that would be a guess."""
        kind: type = raw.__class__
        if kind is dict:
            chosen = self._tagged(raw)
            if chosen is not None:
                return chosen
            ranked = [pair for pair in self._ranked(raw) if not pair[1].contradicts(raw)]
            if ranked and ranked[0][0][1] and (len(ranked) == 1 or ranked[0][0] < ranked[1][0]):
                return ranked[0][1]
        takers = [member for member in self.members if kind in member.kinds]
        return takers[0] if len(takers) == 1 else None

    def keep(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        kind = self.kind_of(raw)
        issues.add(at, self.expects, raw, "variant" if kind == "format" else kind)
        return raw

    def write(self, value: t.Any) -> t.Any:
        for member in self.members:
            if member.takes(value):
                return member.write(value)
        if isinstance(value, dict | list):
            nearest = self._nearest(value)
            if nearest is not None:
                return nearest.write(value)
        return super().write(value)

    def inner(self) -> t.Iterable[Shape]:
        return self.members


_AS_IT_CAME = Anything()
