"""Single values: how each reads strictly, and which repairs lose nothing.

Internal. Repairs, each reported: a number or a boolean written as text and the reverse, 1 and 0 for
booleans, a whole float for an integer, a date for a date-time (midnight) and the reverse, offsets
and times cut short, base64 without padding or with the URL alphabet. A text that is empty, or a date
of zeros, stands for no value where only a number or a date can stand, and becomes None.
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import math
import re
import typing as t
import uuid

import msgspec

from .enums import is_known
from .issues import At, Issues
from .shapes import MISS, Shape

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})", re.ASCII)
_NUMBER = re.compile(
    r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?(?:[eE][+-]?[0-9]{1,3})?", re.ASCII
)
_ZERO_DATE = re.compile(r"(?:0000-00-00|-0001-11-30)(?:[T ].*)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}", re.ASCII)
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,6})?)?)"
    r" ?([Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.ASCII,
)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}", re.ASCII)


class Scalar(Shape):
    """A single value. Subclasses say what is exact (`strict`) and what can be repaired (`repair`)."""

    def repair(self, raw: t.Any) -> t.Any:
        """Return what `raw` stands for; MISS if that is a guess, None if it says "no value"."""
        return MISS

    def read(self, raw: t.Any, at: At, issues: Issues) -> t.Any:
        value = self.strict(raw)
        if value is not MISS:
            return value
        value = MISS if raw is None else self.repair(raw)
        if value is MISS:
            return self.keep(raw, at, issues)
        issues.add(at, self.expects, raw, self.kind_of(raw), repaired=value is not None)
        return value


class Integer(Scalar):
    """A whole number."""

    expects = "integer"
    kinds = (int,)
    rank = 20

    def strict(self, raw: t.Any) -> t.Any:
        return raw if type(raw) is int else MISS

    def repair(self, raw: t.Any) -> t.Any:
        match raw:
            case bool():
                return int(raw)
            case float() if raw.is_integer() and abs(raw) <= 2**53:
                return int(raw)
            case "":
                return None
            case str() if _INTEGER.fullmatch(raw):
                return int(raw)
            case _:
                return MISS


class Number(Scalar):
    """A number that may have a fraction."""

    expects = "number"
    kinds = (float, int)
    rank = 21

    def strict(self, raw: t.Any) -> t.Any:
        if type(raw) is float:
            return raw
        if type(raw) is int:
            try:
                return float(raw)
            except OverflowError:
                return MISS
        return MISS

    def repair(self, raw: t.Any) -> t.Any:
        match raw:
            case bool():
                return float(raw)
            case "":
                return None
            case str() if _NUMBER.fullmatch(raw):
                value = float(raw)
                return value if math.isfinite(value) else MISS
            case _:
                return MISS


class Boolean(Scalar):
    """True or false."""

    expects = "boolean"
    kinds = (bool,)
    rank = 19

    def strict(self, raw: t.Any) -> t.Any:
        return raw if type(raw) is bool else MISS

    def repair(self, raw: t.Any) -> t.Any:
        if isinstance(raw, str):
            return {"true": True, "1": True, "false": False, "0": False}.get(raw.lower(), MISS)
        return bool(raw) if isinstance(raw, int | float) and raw in (0, 1) else MISS


class Text(Scalar):
    """A text."""

    expects = "string"
    kinds = (str,)
    rank = 30

    def strict(self, raw: t.Any) -> t.Any:
        return raw if type(raw) is str else MISS

    def repair(self, raw: t.Any) -> t.Any:
        return text_of(raw)


class Native(Scalar):
    """A type that msgspec reads from a text (or, for decimals, from a number too)."""

    kinds: tuple[type, ...] = (str,)

    def __init__(self, tp: type[t.Any], expects: str, rank: int) -> None:
        self.type = tp
        self.expects = expects
        self.rank = rank
        if tp is decimal.Decimal:
            self.kinds = (str, int, float)

    def strict(self, raw: t.Any) -> t.Any:
        if type(raw) not in self.kinds:
            return MISS
        try:
            return msgspec.convert(raw, t.cast("t.Any", self.type))
        except msgspec.ValidationError:
            return MISS

    def repair(self, raw: t.Any) -> t.Any:
        if not isinstance(raw, str):
            return MISS
        text = raw.strip()
        if not text or (self.type in (dt.datetime, dt.date) and _ZERO_DATE.fullmatch(text)):
            return MISS if self.type is bytes else None
        mend = _MENDERS.get(self.type)
        try:
            return mend(text) if mend else MISS
        except (ValueError, OverflowError):
            return MISS


class Choices(Scalar):
    """One of the listed values, nothing else."""

    rank = 0

    def __init__(self, values: tuple[t.Any, ...]) -> None:
        self.values: dict[tuple[type, t.Any], t.Any] = {(type(v), v): v for v in values}
        self.by_text = {text_of(value): value for value in values}
        kinds: list[type] = [type(value) for value in values]
        self.kinds = tuple(dict.fromkeys(kinds))
        shown = [msgspec.json.encode(value).decode() for value in values[:5]]
        self.expects = ("one of " if len(values) > 1 else "") + ", ".join(shown)
        if len(values) > 5:
            self.expects += ", …"

    def strict(self, raw: t.Any) -> t.Any:
        kind: type = raw.__class__
        return self.values.get((kind, raw), MISS) if kind in self.kinds else MISS

    def repair(self, raw: t.Any) -> t.Any:
        text = text_of(raw)
        return MISS if text is MISS else self.by_text.get(text, MISS)

    def kind_of(self, raw: t.Any) -> t.Any:
        kind = super().kind_of(raw)
        return "value" if kind == "format" else kind


class Enumeration(Scalar):
    """An open enumeration; with `known`, its listed members alone."""

    def __init__(self, cls: type[enum.Enum], *, known: bool = False) -> None:
        self.cls = cls
        self.base: Scalar = Text() if issubclass(cls, str) else Integer()
        self.kinds = self.base.kinds
        self.expects = f"{self.base.expects} ({cls.__name__})"
        self.known = known
        self.rank = 1 if known else 40

    def strict(self, raw: t.Any) -> t.Any:
        if type(raw) not in self.kinds:
            return MISS
        member = self.member(raw)
        return MISS if self.known and member is not MISS and not is_known(member) else member

    def repair(self, raw: t.Any) -> t.Any:
        value = self.base.repair(raw)
        return self.member(value) if value is not MISS and value is not None else value

    def member(self, value: t.Any) -> t.Any:
        """Return the member with this value."""
        try:
            return self.cls(value)
        except ValueError:
            return MISS


def text_of(value: t.Any) -> t.Any:
    """Return a number or boolean as JSON writes it, a text as it is, MISS for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return MISS
    if isinstance(value, int | float):
        try:
            return repr(value)
        except ValueError:  # an integer with more digits than the interpreter prints
            return MISS
    return value if isinstance(value, str) else MISS


def _mend_datetime(text: str) -> t.Any:
    if _DATE.fullmatch(text):
        return dt.datetime.fromisoformat(text)
    found = _MOMENT.fullmatch(text)
    if not found:
        return MISS
    day, clock, offset = found.groups(default="")
    if offset in ("UTC", "GMT", "z"):
        offset = "Z"
    return dt.datetime.fromisoformat(f"{day}T{clock}{offset}")


def _mend_date(text: str) -> t.Any:
    if _DATE.fullmatch(text):
        return dt.date.fromisoformat(text)
    moment = _mend_datetime(text)
    if moment is MISS:
        return MISS
    # A date-time is a date as well: nothing of what came is lost.
    return moment.date() if moment.time() == dt.time() else moment


def _mend_time(text: str) -> t.Any:
    return dt.time.fromisoformat(text) if _TIME.fullmatch(text) else MISS


def _mend_uuid(text: str) -> t.Any:
    return uuid.UUID(text)


def _mend_bytes(text: str) -> t.Any:
    import binascii

    padded = text.translate({0x2D: "+", 0x5F: "/"}).rstrip("=")
    return binascii.a2b_base64(padded + "=" * (-len(padded) % 4), strict_mode=True)


_MENDERS: dict[type, t.Callable[[str], t.Any]] = {
    dt.datetime: _mend_datetime,
    dt.date: _mend_date,
    dt.time: _mend_time,
    uuid.UUID: _mend_uuid,
    bytes: _mend_bytes,
}

ANY_SCALAR: t.Final[dict[t.Any, Scalar]] = {
    int: Integer(),
    float: Number(),
    bool: Boolean(),
    str: Text(),
    dt.datetime: Native(dt.datetime, "date-time", 2),
    dt.date: Native(dt.date, "date", 3),
    dt.time: Native(dt.time, "time", 4),
    dt.timedelta: Native(dt.timedelta, "duration", 5),
    uuid.UUID: Native(uuid.UUID, "uuid", 6),
    decimal.Decimal: Native(decimal.Decimal, "decimal", 25),
    bytes: Native(bytes, "base64", 31),
}
