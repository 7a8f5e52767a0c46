# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Failures on demand: asked for by a header, scripted for an operation, or left to chance."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from .description import Operation
from .messages import Delivery

_LONGEST = 120.0
_DRIFTS = frozenset({"null", "drop", "type", "extra", "enum", "empty"})


class BadFaultError(ValueError):
    """The text asks for a fault that does not exist; the message says what does."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is to go wrong. `late` means after the request has taken effect."""

    text: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    html: bool = False
    late: bool = False
    delivery: Delivery | None = None
    drifts: tuple[tuple[str, str], ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the request is not carried out at all."""
        wants_end = self.status is not None or (self.delivery is not None and self.delivery.reset)
        return wants_end and not self.late


def parse(text: str) -> Fault:
    """Return the fault that `text` asks for, such as `delay=2s;status=503;retry-after=1`."""
    status: int | None = None
    headers: list[tuple[str, str]] = []
    drifts: list[tuple[str, str]] = []
    flags: dict[str, bool] = {}
    delay = 0.0
    for part in text[:1_000].replace(",", ";").split(";"):
        word, _, value = part.strip().partition("=")
        word, value = word.lower(), value.strip()
        if word == "":
            continue
        if word == "delay":
            delay = _seconds(value)
        elif word in {"reset-before", "reset-after-commit"}:
            flags["reset"] = True
            flags["late"] = word == "reset-after-commit"
        elif word in {"truncate", "drip"}:
            flags[word] = True
        elif word == "after-commit":
            flags["late"] = True
        elif word == "status" and value.isdigit() and 200 <= int(value) <= 599:
            status = int(value)
        elif word.startswith("html-") and word[5:].isdigit() and 400 <= int(word[5:]) <= 599:
            status, flags["html"] = int(word[5:]), True
        elif word == "retry-after" and value.isprintable():
            headers.append(("Retry-After", value))
        elif word == "drift" and value.partition(":")[0] in _DRIFTS:
            kind, _, field = value.partition(":")
            drifts.append((kind, field))
        else:
            raise BadFaultError(
                f"the fault '{part.strip()[:60]}' is not known; there are delay=2s, reset-before, "
                "reset-after-commit, truncate, drip, html-502, status=503, retry-after=1, "
                "after-commit and drift=null:FIELD (also drop, type, extra, enum, empty)"
            )
    delivery = Delivery(
        delay=delay,
        reset=flags.get("reset", False),
        truncate=flags.get("truncate", False),
        drip=flags.get("drip", False),
    )
    return Fault(
        text=text.strip()[:200],
        status=status,
        headers=tuple(headers),
        html=flags.get("html", False),
        late=flags.get("late", False),
        delivery=delivery if delivery != Delivery() else None,
        drifts=tuple(drifts),
    )


def _seconds(text: str) -> float:
    scale = 0.001 if text.endswith("ms") else 1.0
    try:
        value = float(text.removesuffix("ms").removesuffix("s")) * scale
    except ValueError:
        raise BadFaultError(
            f"'{text[:40]}' is no length of time; write delay=2s or delay=150ms"
        ) from None
    if not 0 <= value <= _LONGEST:
        raise BadFaultError(f"delay={text[:40]}: a delay is between 0 and {_LONGEST:.0f} seconds")
    return value


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a fault happens by itself: by chance, every so many requests, or the first times.

    `operations` are patterns such as `create_*` or `POST /records/*`; without any, all are meant.
    """

    fault: str
    operations: tuple[str, ...] = ()
    probability: float = 1.0
    every: int = 1
    first: int | None = None


class Chaos(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile of faults for a whole run."""

    rules: tuple[Rule, ...] = ()
    seed: int = 1


class Trouble:
    """Says which fault, if any, meets a request."""

    def __init__(self, chaos: Chaos | None = None) -> None:
        self._rules = [(rule, parse(rule.fault)) for rule in (chaos.rules if chaos else ())]
        self._rng = random.Random(chaos.seed if chaos else 1)
        self._seen: dict[int, int] = {}
        self._scripts: dict[str, deque[Fault | None]] = {}
        self.is_quiet = not self._rules

    def script(self, operation: str, faults: Iterable[str | int | None]) -> None:
        """Let the next requests of an operation fail, one after the other; None lets one pass."""
        queue = self._scripts.setdefault(operation, deque())
        for fault in faults:
            text = f"status={fault}" if isinstance(fault, int) else fault
            queue.append(None if text is None else parse(text))
        self.is_quiet = False

    def clear(self) -> None:
        """Forget the scripts and the counts."""
        self._scripts.clear()
        self._seen.clear()
        self.is_quiet = not self._rules

    def meet(self, operation: Operation) -> Fault | None:
        """Return the fault for the next request of `operation`."""
        for name in (operation.key, f"{operation.method} {operation.path}"):
            queue = self._scripts.get(name)
            if queue:
                return queue.popleft()
        for number, (rule, fault) in enumerate(self._rules):
            if not _means(rule.operations, operation):
                continue
            self._seen[number] = seen = self._seen.get(number, 0) + 1
            if rule.first is not None and seen > rule.first:
                continue
            if seen % max(rule.every, 1) == 0 and self._rng.random() < rule.probability:
                return fault
        return None


def _means(patterns: Sequence[str], operation: Operation) -> bool:
    names = (operation.key, f"{operation.method} {operation.path}")
    return not patterns or any(fnmatchcase(name, one) for one in patterns for name in names)


def drift(body: Any, drifts: Iterable[tuple[str, str]], path: tuple[str, ...]) -> Any:
    """Return `body` as a server would send it that has changed behind its description's back.

    A field is looked for in the result first, which is at `path`, then anywhere.
    """
    target = body
    for step in path:
        target = target.get(step) if isinstance(target, dict) else None
    for kind, field in drifts:
        if kind == "extra":
            for one in target if isinstance(target, list) else [target]:
                if isinstance(one, dict):
                    one[field or "surprise"] = "unexpected"
        elif not _bend(target, kind, field, 0):
            _bend(body, kind, field, 0)
    return body


def _bend(value: Any, kind: str, field: str, depth: int) -> bool:
    if depth > 10:
        return False
    if isinstance(value, list):
        # Every one is bent, so no any() over a generator: it would stop at the first.
        bent = [_bend(one, kind, field, depth + 1) for one in value]
        return any(bent)
    if not isinstance(value, dict):
        return False
    if field in value:
        old = value[field]
        if kind == "drop":
            del value[field]
        else:
            value[field] = _bent(old, kind)
        return True
    head, mark, rest = field.partition(".")
    if mark and head in value:
        return _bend(value[head], kind, rest, depth + 1)
    bent = [_bend(one, kind, field, depth + 1) for one in value.values()]
    return any(bent)


def _bent(old: Any, kind: str) -> Any:
    match kind:
        case "null":
            return None
        case "enum":
            return 999_999 if isinstance(old, int) else "unknown_value"
        case "empty":
            return [] if isinstance(old, dict | list) else ""
        case _:
            return _other_type(old)


def _other_type(old: Any) -> Any:
    if isinstance(old, bool):
        return int(old)
    if isinstance(old, int | float):
        return str(old)
    if isinstance(old, str):
        return int(old) if old.isdigit() and len(old) < 15 else [old]
    return "text" if isinstance(old, Mapping | list) else {}
