"""Whether two values mean the same, however they are spelled."""

from __future__ import annotations

import base64
import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from .reading import Json

_DURATION = re.compile(
    r"P(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?$"
)


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal, or are the same moment, duration or number."""
    if one == other:
        return True
    for read in (_moment, _duration, _number):
        first, second = read(one), read(other)
        if first is not None and second is not None:
            return first == second
    return False


def _moment(text: str) -> dt.datetime | dt.time | None:
    if not re.match(r"\d", text) or ":" not in text:
        return None
    for read in (dt.datetime.fromisoformat, dt.time.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return None


def _duration(text: str) -> dt.timedelta | None:
    found = _DURATION.match(text)
    if not found or len(text) < 3:
        return None
    return dt.timedelta(**{key: float(one) for key, one in found.groupdict().items() if one})


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if re.match(r"-?\d", text) else None
    except InvalidOperation:
        return None


def same_json(one: Json, other: Json, *, forgive: bool = False) -> str | None:
    """Return where two JSON values differ, or None; `forgive` takes null and absent for the same."""
    match one, other:
        case dict(), dict():
            for key in [*one, *(key for key in other if key not in one)]:
                if forgive and one.get(key) is None and other.get(key) is None:
                    continue
                if key not in other:
                    return f"{key}: missing"
                if key not in one:
                    return f"{key}: unexpected"
                found = same_json(one[key], other[key], forgive=forgive)
                if found:
                    return f"{key}/{found}"
            return None
        case list(), list():
            if len(one) != len(other):
                return f": {len(other)} items instead of {len(one)}"
            for number, pair in enumerate(zip(one, other, strict=True)):
                found = same_json(*pair, forgive=forgive)
                if found:
                    return f"{number}/{found}"
            return None
        case str(), str():
            return None if same_text(one, other) or _same_bytes(one, other) else _unlike(one, other)
        case bool(), _ if one is not other:
            return _unlike(one, other)
        case (int() | float()), (int() | float()) if not isinstance(other, bool):
            return None if one == other else _unlike(one, other)
        case _:
            return None if type(one) is type(other) and one == other else _unlike(one, other)


def _same_bytes(one: str, other: str) -> bool:
    """Whether two texts are the same bytes in base64, or `other` is `one` in base64."""
    try:
        found = base64.b64decode(other, validate=True)
        return found == one.encode() or found == base64.b64decode(one, validate=True)
    except ValueError:
        return False


def _unlike(one: Json, other: Json) -> str:
    return f": {one!r:.60} became {other!r:.60}"
