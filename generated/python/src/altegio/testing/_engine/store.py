# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What the fake remembers. Items are kept as JSON: small, and nobody can change one by accident."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, KeysView, Mapping
from typing import Any, TypeAlias

import msgspec

Scope: TypeAlias = tuple[str, ...]
"""The texts of the path parameters that divide a collection."""
Item: TypeAlias = dict[str, Any]
Seeding: TypeAlias = Callable[[Scope], Iterable[tuple[str, Item]]]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Listener:
    """Hears about every change; the default does nothing. A file of the state is one."""

    def stored(self, collection: str, scope: Scope, key: str, item: bytes | None) -> None:
        """`item` is now under `key`; None says that it is gone."""

    def touched(self, collection: str, scope: Scope) -> None:
        """The scope differs from how it began: it is not to be seeded again."""

    def counted(self, name: str, value: int) -> None:
        """The counter `name` stands at `value`."""

    def cleared(self) -> None:
        """Everything is forgotten."""


class Store:
    """Items by collection, scope and key, at most `limit` of them: then the oldest make room.

    A scope that nobody has written to looks as its collection was seeded, and costs nothing.
    """

    def __init__(self, limit: int = 10_000, listener: Listener | None = None) -> None:
        self._limit = limit
        self._listener = listener or Listener()
        self._buckets: dict[tuple[str, Scope], OrderedDict[str, bytes]] = {}
        self._untouched: dict[tuple[str, Scope], OrderedDict[str, bytes]] = {}
        self._seedings: dict[str, Seeding] = {}
        self._counters: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._size = 0

    def seed(self, collection: str, seeding: Seeding) -> None:
        """Say what each scope of `collection` holds to begin with."""
        self._seedings[collection] = seeding

    def restore(
        self,
        items: Iterable[tuple[str, Scope, str, bytes]],
        touched: Iterable[tuple[str, Scope]],
        counters: Mapping[str, int],
    ) -> None:
        """Take up a state that was kept elsewhere."""
        for collection, scope in touched:
            self._buckets.setdefault((collection, scope), OrderedDict())
        for collection, scope, key, item in items:
            self._buckets.setdefault((collection, scope), OrderedDict())[key] = item
            self._size += 1
        for name, value in counters.items():
            (self._numbers if name[:1] == "=" else self._counters)[name.removeprefix("=")] = value

    def clear(self) -> None:
        """Forget everything; scopes are as they were seeded."""
        self._buckets.clear()
        self._untouched.clear()
        self._counters.clear()
        self._numbers.clear()
        self._size = 0
        self._listener.cleared()

    def get(self, collection: str, scope: Scope, key: str) -> Item | None:
        """Return the item under `key`, or None."""
        found = self._bucket(collection, scope).get(key)
        return None if found is None else _decode(found)

    def raw(self, collection: str, scope: Scope, key: str) -> bytes | None:
        """Return the item under `key` as JSON, or None."""
        return self._bucket(collection, scope).get(key)

    def items(self, collection: str, scope: Scope) -> list[Item]:
        """Return every item of a scope, in the order of their arrival."""
        return [_decode(one) for one in self._bucket(collection, scope).values()]

    def keys(self, collection: str, scope: Scope) -> KeysView[str]:
        """Return the keys of a scope."""
        return self._bucket(collection, scope).keys()

    def scopes(self, collection: str) -> list[Scope]:
        """Return the scopes of a collection that were written to or looked at."""
        known = [*self._buckets, *self._untouched]
        return [scope for name, scope in known if name == collection]

    def put(self, collection: str, scope: Scope, key: str, item: Item) -> None:
        """Keep `item` under `key`."""
        bucket = self._own(collection, scope)
        raw = _encode(item)
        if key not in bucket:
            self._size += 1
            if self._size > self._limit:
                self._make_room(bucket, collection, scope)
        bucket[key] = raw
        self._listener.stored(collection, scope, key, raw)

    def remove(self, collection: str, scope: Scope, key: str) -> None:
        """Forget what is under `key`, but not that there was something."""
        self.note(f"gone {collection} {scope} {key}", 1)
        bucket = self._own(collection, scope)
        if bucket.pop(key, None) is not None:
            self._size -= 1
            self._listener.stored(collection, scope, key, None)

    def is_untouched(self, collection: str, scope: Scope, key: str) -> bool:
        """Whether what is under `key` is as it was seeded."""
        seeding = self._seedings.get(collection)
        found = self._bucket(collection, scope).get(key)
        return any(
            name == key and _encode(item) == found
            for name, item in (seeding(scope) if seeding else ())
        )

    def is_removed(self, collection: str, scope: Scope, key: str) -> bool:
        """Whether there was something under `key` that was removed."""
        return self.recall(f"gone {collection} {scope} {key}") is not None

    def count(self, name: str, start: int) -> int:
        """Return the next value of the counter `name`, which begins at `start`."""
        value = self._counters.get(name, start - 1) + 1
        self._counters[name] = value
        self._listener.counted(name, value)
        return value

    def recall(self, name: str) -> int | None:
        """Return the number that was noted under `name`."""
        return self._numbers.get(name)

    def note(self, name: str, value: int) -> None:
        """Know `value` by `name`; when there are too many, the oldest are forgotten."""
        if name not in self._numbers and len(self._numbers) >= 2 * self._limit:
            del self._numbers[next(iter(self._numbers))]
        self._numbers[name] = value
        self._listener.counted(f"={name}", value)

    def _bucket(self, collection: str, scope: Scope) -> OrderedDict[str, bytes]:
        place = (collection, scope)
        found = self._buckets.get(place) or self._untouched.get(place)
        if found is not None:
            return found
        if place in self._buckets:
            return self._buckets[place]
        seeding = self._seedings.get(collection)
        fresh = OrderedDict(
            (key, _encode(item)) for key, item in (seeding(scope) if seeding else ())
        )
        if len(self._untouched) >= 1_000:
            self._untouched.pop(next(iter(self._untouched)))
        self._untouched[place] = fresh
        return fresh

    def _own(self, collection: str, scope: Scope) -> OrderedDict[str, bytes]:
        """Return the items of a scope that is about to differ from its seeds."""
        place = (collection, scope)
        if place in self._buckets:
            return self._buckets[place]
        bucket = self._bucket(collection, scope).copy()
        self._untouched.pop(place, None)
        self._buckets[place] = bucket
        self._size += len(bucket)
        self._listener.touched(collection, scope)
        for key, raw in bucket.items():
            self._listener.stored(collection, scope, key, raw)
        return bucket

    def _make_room(self, bucket: OrderedDict[str, bytes], collection: str, scope: Scope) -> None:
        """Drop the oldest item: of this scope if it has any, else of the scope written to first."""
        if not bucket:
            found = next(((where, one) for where, one in self._buckets.items() if one), None)
            if found is None:
                return
            (collection, scope), bucket = found
        key, _ = bucket.popitem(last=False)
        self._size -= 1
        self._listener.stored(collection, scope, key, None)
