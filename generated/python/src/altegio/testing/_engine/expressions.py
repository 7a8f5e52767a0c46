# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Values that are worked out when a request arrives: `{now: date-time}`, `{field: name}` and so on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from . import formats
from .parameters import MISSING
from .store import Store

_KEYS = ("next", "now", "field", "body", "path", "query", "entry")


class World:
    """What does not depend on the request: the clock, the counters and the catalogues."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], float],
        zone: str,
        written: Mapping[str, Mapping[str, str]],
        catalogues: Mapping[str, tuple[Mapping[str, Any], ...]],
    ) -> None:
        self.store = store
        self.zone = dt.datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").tzinfo or dt.UTC
        self._clock = clock
        self._written = written
        self._patterns = tuple(
            facts["write"] for facts in written.values() if "%" in facts.get("write", "")
        )
        self._entries = {
            name: {str(entry.get("id")): msgspec.json.encode(entry) for entry in entries}
            for name, entries in catalogues.items()
        }
        self._stamps: tuple[dt.datetime, dict[str, str]] = (self.now(), {})

    def now(self) -> dt.datetime:
        """Return the time of the API's clock, without fractions of a second."""
        return dt.datetime.fromtimestamp(int(self._clock()), self.zone)

    def stamp(self, form: str) -> str:
        """Return the time of the API's clock in a format, worked out once a second."""
        now = self.now()
        if now != self._stamps[0]:
            self._stamps = (now, {})
        known = self._stamps[1]
        if form not in known:
            known[form] = self.write(now, form)
        return known[form]

    def moment(self, value: Any) -> dt.datetime | None:
        """Return the moment that a text names, on the API's clock; None if it names none."""
        if not isinstance(value, str) or len(value) > 60:
            return None
        found = formats.moment(value, self._patterns)
        if found is None:
            return None
        return (
            found.replace(tzinfo=self.zone) if found.tzinfo is None else found.astimezone(self.zone)
        )

    def write(self, moment: dt.datetime, form: str) -> str:
        """Return `moment` in a format of the API, of OpenAPI, or in a strftime pattern."""
        if "%" in form:
            return moment.strftime(form)
        pattern = self._written.get(form, {}).get("write")
        if pattern:
            return moment.strftime(pattern)
        if form == "date":
            return moment.strftime("%Y-%m-%d")
        if form == "time":
            return moment.timetz().isoformat()
        return moment.isoformat()

    def rewrite(self, value: Any, form: str | None) -> Any:
        """Return a date in another format; other values as they are."""
        if form is None:
            return value
        moment = self.moment(value)
        return value if moment is None else self.write(moment, form)

    def entry(self, catalogue: str, key: Any) -> dict[str, Any]:
        """Return the entry with this id; one is made up after the first when there is none."""
        entries = self._entries.get(catalogue, {})
        known = entries.get(str(key))
        made: dict[str, Any] = msgspec.json.decode(known or next(iter(entries.values()), b"{}"))
        if known is None:
            model = made.get("id", key)
            digits = str(key).lstrip("-").isdigit()
            made["id"] = int(key) if isinstance(model, int) and digits else key
        return made


class Scene(msgspec.Struct, kw_only=True, gc=False):
    """What an expression may look at."""

    world: World
    item: Mapping[str, Any] = {}
    body: Any = MISSING
    path: Mapping[str, Any] = {}
    query: Mapping[str, Any] = {}


Expression: TypeAlias = Callable[[Scene], Any]
"""Gives the value, or `MISSING` where what it looks for is not there."""


def compiled(value: Any, name: str) -> Expression:
    """Return `value` as an expression; `name` tells its counter from others."""
    if is_constant(value):
        return _constant(value)
    form = value.get("as")
    if "next" in value:
        start = int(value["next"])
        return lambda scene: scene.world.store.count(name, start)
    if "now" in value:
        return lambda scene: scene.world.stamp(str(value["now"]))
    if "entry" in value:
        key = compiled(value.get("id"), name)
        return lambda scene: _entry(scene, str(value["entry"]), key(scene))
    for source in ("field", "body", "path", "query"):
        if source in value:
            return _reading(source, str(value[source]), form)
    return _constant(value)


def is_constant(value: Any) -> bool:
    """Whether `value` stands for itself."""
    if not isinstance(value, dict) or not any(key in value for key in _KEYS):
        return True
    return len(value) > 2 or not set(value) <= {*_KEYS, "as", "id"}


def _constant(value: Any) -> Expression:
    if isinstance(value, dict | list) and value:
        raw = msgspec.json.encode(value)
        return lambda scene: msgspec.json.decode(raw)
    if isinstance(value, dict | list):
        return lambda scene: type(value)()
    return lambda scene: value


def _entry(scene: Scene, catalogue: str, key: Any) -> Any:
    return MISSING if key is MISSING or key is None else scene.world.entry(catalogue, key)


def _reading(source: str, path: str, form: str | None) -> Expression:
    steps = () if path == "." else tuple(path.split("."))

    def read(scene: Scene) -> Any:
        start = scene.item if source == "field" else getattr(scene, source)
        found = reach(start, steps)
        return found if found is MISSING or form is None else scene.world.rewrite(found, form)

    return read


def reach(value: Any, steps: tuple[str, ...]) -> Any:
    """Return what the path `steps` leads to inside `value`, or `MISSING`."""
    for step in steps:
        if type(value) is not dict or step not in value:
            return MISSING
        value = value[step]
    return value


def reach_all(value: Any, steps: tuple[str, ...]) -> list[Any]:
    """Return everything that `steps` leads to, where a list stands for all of its items."""
    if isinstance(value, list):
        rest = steps[1:] if steps[:1] == ("[]",) else steps
        return [found for one in value for found in reach_all(one, rest)]
    if not steps:
        return [value]
    if not isinstance(value, Mapping) or steps[0] not in value:
        return []
    return reach_all(value[steps[0]], steps[1:])


def plant(value: dict[str, Any], steps: tuple[str, ...], leaf: Any) -> None:
    """Put `leaf` at the path `steps`, making the objects on the way."""
    for step in steps[:-1]:
        inner = value.get(step)
        if not isinstance(inner, dict):
            inner = value[step] = {}
        value = inner
    if steps:
        value[steps[-1]] = leaf


def holds(conditions: Mapping[str, Any], read: Callable[[str], Any]) -> bool:
    """Whether what `read` gives for each key is as it should: a value, or `{at_least: 1}`."""
    for key, wanted in conditions.items():
        found = read(key)
        if isinstance(wanted, dict) and wanted.keys() & {"at_least", "at_most"}:
            if not isinstance(found, int | float):
                return False
            low, high = wanted.get("at_least", found), wanted.get("at_most", found)
            if not low <= found <= high:
                return False
        elif not alike(found, wanted):
            return False
    return True


def alike(found: Any, wanted: Any) -> bool:
    """Whether two values mean the same, one of them perhaps written as text."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        flags = {"true": True, "false": False, "1": True, "0": False}
        return flags.get(str(found).lower()) is flags.get(str(wanted).lower(), ...)
    return bool(found == wanted) or str(found) == str(wanted)
