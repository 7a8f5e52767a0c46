"""Values that an API reads and writes in a way of its own.

Public: `written(type, pattern)`. `pattern` is a strftime pattern for `date`, `datetime` and `time`,
`"0/1"` for a boolean that travels as a number, and `"number"` for a Decimal that travels as a JSON
number instead of a text. The result stands in annotations at run time; a type checker is told
that it is the plain type:

    if t.TYPE_CHECKING:
        DottedDate: t.TypeAlias = dt.date
    else:
        DottedDate = _core.written(dt.date, "%d.%m.%Y")

What msgspec reads by itself (ISO 8601, also with a space) stays as fast as it is.
"""

from __future__ import annotations

import datetime as dt
import decimal
import re
import typing as t

import msgspec

from .scalars import ANY_SCALAR, Native, Scalar
from .shapes import MISS, marker

_FLAG = "0/1"
_NUMBER = "number"

_PARTS = {
    "%d": ("day", r"\d{2}"),
    "%m": ("month", r"\d{2}"),
    "%Y": ("year", r"\d{4}"),
    "%H": ("hour", r"\d{2}"),
    "%M": ("minute", r"\d{2}"),
    "%S": ("second", r"\d{2}"),
}


class Written(msgspec.Struct, frozen=True):
    """Says, inside `Annotated`, how a value that msgspec reads by itself is written."""

    pattern: str


class _Seen:
    """Whether any type is written in a way of its own; until then writing need not look."""

    pattern = False


def written(tp: t.Any, pattern: str) -> t.Any:
    """Return `tp` as it is read and written with `pattern`."""
    _Seen.pattern = True
    if tp is decimal.Decimal or _reads_natively(tp, pattern):
        return t.Annotated[tp, Written(pattern)]
    name = f"{tp.__name__} written {pattern}"
    return marker(name, WrittenShape(tp, pattern), tp)


def any_written() -> bool:
    """Whether `written` was used in this process."""
    return _Seen.pattern


class WrittenShape(Scalar):
    """A date, time, flag or decimal with a pattern."""

    rank = 2
    has_own_way = True

    def __init__(self, tp: t.Any, pattern: str) -> None:
        self.type = tp
        self.pattern = pattern
        self.plain = ANY_SCALAR[tp]
        self.kinds = (int,) if tp is bool else self.plain.kinds
        shown = "0 or 1" if tp is bool else f"{self.plain.expects} as {pattern}"
        self.expects = self.plain.expects if tp is decimal.Decimal else shown
        self.native = tp is not bool and _reads_natively(tp, pattern)
        self.regex = None if tp in (bool, decimal.Decimal) else _regex(pattern)

    def strict(self, raw: t.Any) -> t.Any:
        if type(raw) not in self.kinds:
            return MISS
        if self.type is bool:
            return raw == 1 if raw in (0, 1) else MISS
        if self.native or self.type is decimal.Decimal:
            return self.plain.strict(raw)
        try:
            return self._parse(raw)
        except ValueError:
            return MISS

    def _parse(self, text: str) -> t.Any:
        if self.regex is not None:
            found = self.regex.fullmatch(text)
            if not found:
                return MISS
            return self.type(**{part: int(digits) for part, digits in found.groupdict().items()})
        value = dt.datetime.strptime(text, self.pattern)
        if self.type is dt.date:
            return value.date()
        return value.timetz() if self.type is dt.time else value

    def repair(self, raw: t.Any) -> t.Any:
        value = self.plain.strict(raw)
        if value is not MISS:
            return value
        if isinstance(self.plain, Native) and isinstance(raw, str) and self.regex is not None:
            try:  # single digits, and spaces around
                value = dt.datetime.strptime(raw.strip(), self.pattern)
            except ValueError:
                return self.plain.repair(raw)
            return value.date() if self.type is dt.date else value
        return self.plain.repair(raw)

    def takes(self, value: t.Any) -> bool:
        return type(value) is self.type

    def write(self, value: t.Any) -> t.Any:
        if not isinstance(value, self.type):
            return value
        return write_scalar(value, self.pattern)


def write_scalar(value: t.Any, pattern: str) -> t.Any:
    """Return a single value as `pattern` wants it in JSON; one that it does not apply to, as it is."""
    match value:
        case bool() if pattern == _FLAG:
            return int(value)
        case decimal.Decimal() if pattern == _NUMBER:
            return msgspec.Raw(format(value, "f").encode()) if value.is_finite() else value
        case dt.date() if "%" in pattern:
            return value.strftime(pattern)
        case dt.time() if "%" in pattern:  # not one case: mypy knows no common base of the two
            return value.strftime(pattern)
        case _:
            return value


def _reads_natively(tp: t.Any, pattern: str) -> bool:
    if tp not in (dt.date, dt.datetime, dt.time):
        return False
    # One sample with every part different; if msgspec reads what the pattern writes, it reads all.
    day = dt.datetime(2001, 12, 23, 14, 35, 46, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    sample: t.Any = {dt.date: day.date(), dt.datetime: day, dt.time: day.timetz()}[tp]
    try:
        read = msgspec.convert(sample.strftime(pattern), tp)
    except msgspec.ValidationError:
        return False
    return any(read == value for value in (sample, day.replace(tzinfo=None), day.time()))


def _regex(pattern: str) -> re.Pattern[str] | None:
    """Return the expression for a pattern of numbers only, None for any other."""
    directives = re.findall(r"%.", pattern)
    if any(d not in _PARTS for d in directives) or len(set(directives)) != len(directives):
        return None
    expression = ""
    for piece in re.split(r"(%.)", pattern):
        part = _PARTS.get(piece)
        expression += f"(?P<{part[0]}>{part[1]})" if part else re.escape(piece)
    return re.compile(expression, re.ASCII)
