"""The state of a fake in an SQLite file: what was booked yesterday is still there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from specloom.mock.engine.store import Listener, Scope, Store

_FORMAT = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS items (
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, scope TEXT NOT NULL,
    key TEXT NOT NULL, item BLOB NOT NULL, UNIQUE (collection, scope, key)
);
CREATE TABLE IF NOT EXISTS scopes (
    collection TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (collection, scope)
);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_PUT = """
INSERT INTO items (collection, scope, key, item) VALUES (?, ?, ?, ?)
ON CONFLICT (collection, scope, key) DO UPDATE SET item = excluded.item
"""


class StateError(Exception):
    """The file cannot be used; the message says why."""


class StateFile(Listener):
    """Keeps every change of a store in a file."""

    def __init__(self, path: Path, title: str) -> None:
        try:
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.executescript(_TABLES)
            known = dict(self._database.execute("SELECT name, value FROM facts"))
        except sqlite3.Error as error:
            raise StateError(f"'{path}' cannot hold the state: {error}") from None
        if known.get("format", str(_FORMAT)) != str(_FORMAT):
            raise StateError(f"'{path}' was written by another version; use a new file")
        if known.get("title", title) != title:
            raise StateError(f"'{path}' holds the state of another API: {known['title'][:80]}")
        self._database.executemany(
            "INSERT OR IGNORE INTO facts VALUES (?, ?)",
            [("format", str(_FORMAT)), ("title", title)],
        )

    def restore(self, store: Store) -> None:
        """Put what the file holds into `store`."""
        items = self._database.execute(
            "SELECT collection, scope, key, item FROM items ORDER BY number"
        )
        store.restore(
            [(name, _scope(scope), key, bytes(item)) for name, scope, key, item in items],
            [
                (name, _scope(scope))
                for name, scope in self._database.execute("SELECT collection, scope FROM scopes")
            ],
            dict(self._database.execute("SELECT name, value FROM counters")),
        )

    def stored(self, collection: str, scope: Scope, key: str, item: bytes | None) -> None:
        place = (collection, _text(scope), key)
        if item is None:
            self._database.execute(
                "DELETE FROM items WHERE collection = ? AND scope = ? AND key = ?", place
            )
        else:
            self._database.execute(_PUT, (*place, item))

    def touched(self, collection: str, scope: Scope) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO scopes VALUES (?, ?)", (collection, _text(scope))
        )

    def counted(self, name: str, value: int) -> None:
        self._database.execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", (name, value))

    def cleared(self) -> None:
        self._database.executescript("DELETE FROM items; DELETE FROM scopes; DELETE FROM counters;")

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _text(scope: Scope) -> str:
    return msgspec.json.encode(scope).decode()


def _scope(text: str) -> Scope:
    return tuple(msgspec.json.decode(text, type=list[str]))
