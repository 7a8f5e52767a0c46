# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What a collection holds to begin with, and under which keys its items are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .habits import Habits
from .store import Item, Scope
from .writing import Writer

ONLY = "-"
"""The key of the item where a path means one thing and not one of many."""


class Seeds:
    """The first items of a collection, as every scope of it sees them."""

    def __init__(self, habits: Habits, writer: Writer) -> None:
        self._habits = habits
        self._writer = writer

    def key_of(self, item: Mapping[str, Any]) -> str:
        """Return the key under which `item` is kept."""
        return ONLY if self._habits.is_single else str(item.get(self._habits.id))

    def scopes(self) -> set[Scope]:
        """Return the scopes that the first items say they are in."""
        habits = self._habits
        return {self._scope_of(one) for one in habits.seeds if habits.seeds_say_scope}

    def of(self, scope: Scope) -> list[tuple[str, Item]]:
        """Return what a scope holds to begin with, by key."""
        habits = self._habits
        found: dict[str, Item] = {}
        for seed in habits.seeds:
            if habits.seeds_say_scope and self._scope_of(seed) != scope:
                continue
            item = self._copy(seed, scope)
            if not habits.is_single and habits.id not in item:
                self._writer.renumber(item, len(found) + 1)
            found.setdefault(self.key_of(item), item)
        shown = habits.shown_id
        if shown is not None and str(shown) not in found and not habits.seeds_say_scope:
            for item in list(found.values())[:1]:
                another = dict(item)
                self._writer.identify(another, str(shown))
                found.setdefault(self.key_of(another), another)
        return list(found.items())

    def named(self, key: str, scope: Scope) -> Item | None:
        """Return the first item as if `key` were its own; None if there is no first item."""
        if not self._habits.seeds:
            return None
        item = self._copy(self._habits.seeds[0], scope)
        self._writer.identify(item, key)
        return item

    def first_free(self) -> int:
        """Return a number above the ids of the items that are there to begin with."""
        taken = [str(seed.get(self._habits.id)) for seed in self._habits.seeds]
        numbers = [int(one) for one in taken if _is_whole(one)]
        return max([*numbers, len(self._habits.seeds)]) + 1

    def _copy(self, seed: Mapping[str, Any], scope: Scope) -> Item:
        """Return a copy of `seed` that says that it is in `scope`."""
        item = dict(seed)
        for field, text in zip(self._habits.facts.scope.values(), scope, strict=False):
            if field is not None and field in item:
                is_number = isinstance(item[field], int) and _is_whole(text)
                item[field] = int(text) if is_number else text
        return item

    def _scope_of(self, seed: Mapping[str, Any]) -> Scope:
        fields = self._habits.facts.scope.values()
        return tuple(str(seed.get(field)) for field in fields if field is not None)


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
