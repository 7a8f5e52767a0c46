# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The formats that a text can be checked against, and texts in those formats."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import ipaddress
import random
import re
import uuid
from collections.abc import Callable, Mapping
from functools import lru_cache

_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:(?:[0-5]\d|60)(?:\.\d{1,20})?(?:[Zz]|[+-]\d\d:\d\d)\Z", re.ASCII
)
_TIME = re.compile(r"\d\d:\d\d:(?:[0-5]\d|60)(?:\.\d{1,20})?(?:[Zz]|[+-]\d\d:\d\d)\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_DURATION = re.compile(
    r"P(?!\Z)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)\Z",
    re.ASCII,
)
_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s.\x00-\x1f]+(?:\.[^@\s.\x00-\x1f]+)*\Z")
_HOST = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\Z"
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*\Z")
_REFERENCE = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]*\Z")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z")
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*\Z")

Check = Callable[[str], bool]


def moment(text: str, further: tuple[str, ...] = ()) -> dt.datetime | None:
    """Return the date and time that `text` names in any usual way, or in one of `further`."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    for pattern in further:
        try:
            return dt.datetime.strptime(text, pattern)
        except ValueError:
            continue
    return None


def checks(declared: Mapping[str, Mapping[str, str]]) -> dict[str, Check]:
    """Return what every known format demands of a text.

    `declared` are the formats of this API: `type` says what they are, `write` how it is written.
    """
    known = dict(_KNOWN)
    for name, facts in declared.items():
        pattern = facts.get("write", "")
        if facts.get("type") in {"datetime", "date", "time"} and "%" in pattern:
            known[name] = _written(pattern)
    return known


def samples(declared: Mapping[str, Mapping[str, str]]) -> dict[str, Callable[[random.Random], str]]:
    """Return how a text in each known format is made."""
    known = dict(_SAMPLES)
    for name, facts in declared.items():
        pattern = facts.get("write", "")
        if facts.get("type") in {"datetime", "date", "time"} and "%" in pattern:
            known[name] = _writing(pattern)
    return known


def some_moment(rng: random.Random) -> dt.datetime:
    """Return a moment in the first months of 2030, on a full quarter of an hour."""
    start = dt.datetime(2030, 1, 1, 8, tzinfo=dt.UTC)
    return start + dt.timedelta(days=rng.randrange(180), minutes=15 * rng.randrange(40))


def _written(pattern: str) -> Check:
    return lambda text: _fits_any(text, (pattern,))


def _writing(pattern: str) -> Callable[[random.Random], str]:
    return lambda rng: some_moment(rng).strftime(pattern)


@lru_cache(maxsize=4_096)
def _fits_any(text: str, patterns: tuple[str, ...]) -> bool:
    if len(text) > 60:
        return False
    for pattern in patterns:
        try:
            dt.datetime.strptime(text, pattern)
        except ValueError:
            continue
        return True
    return False


def _is_date_time(text: str) -> bool:
    if not _DATE_TIME.match(text):
        return False
    return _is_date(text[:10]) and _is_clock(text[11:])


def _is_date(text: str) -> bool:
    if not _DATE.match(text):
        return False
    try:
        dt.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    return _TIME.match(text) is not None and _is_clock(text)


def _is_clock(text: str) -> bool:
    if int(text[:2]) > 23 or int(text[3:5]) > 59:
        return False
    zone = text[-6:]
    if text[-1] in "Zz":
        return text[6:8] != "60" or text[:5] == "23:59"
    return int(zone[1:3]) <= 23 and int(zone[4:]) <= 59


def _is_uuid(text: str) -> bool:
    return _UUID.match(text) is not None


def _is_address(kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> Check:
    def check(text: str) -> bool:
        try:
            kind(text)
        except ValueError:
            return False
        return "%" not in text

    return check


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return False
    return True


def _fits(pattern: re.Pattern[str]) -> Check:
    return lambda text: pattern.match(text) is not None


_KNOWN: dict[str, Check] = {
    "date-time": _is_date_time,
    "date": _is_date,
    "time": _is_time,
    "duration": _fits(_DURATION),
    "email": _fits(_EMAIL),
    "idn-email": _fits(_EMAIL),
    "hostname": _fits(_HOST),
    "ipv4": _is_address(ipaddress.IPv4Address),
    "ipv6": _is_address(ipaddress.IPv6Address),
    "uri": _fits(_URI),
    "uri-reference": _fits(_REFERENCE),
    "iri": _fits(_URI),
    "uuid": _is_uuid,
    "byte": _is_base64,
    "json-pointer": _fits(_POINTER),
}

_SAMPLES: dict[str, Callable[[random.Random], str]] = {
    "date-time": lambda rng: some_moment(rng).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "date": lambda rng: some_moment(rng).strftime("%Y-%m-%d"),
    "time": lambda rng: some_moment(rng).strftime("%H:%M:%SZ"),
    "duration": lambda rng: f"PT{rng.randint(1, 90)}M",
    "email": lambda rng: (
        f"{rng.choice(('ann', 'ben', 'eva', 'tom'))}{rng.randint(1, 99)}@example.com"
    ),
    "idn-email": lambda rng: f"eva{rng.randint(1, 99)}@example.com",
    "hostname": lambda rng: f"host{rng.randint(1, 99)}.example.com",
    "idn-hostname": lambda rng: f"host{rng.randint(1, 99)}.example.com",
    "ipv4": lambda rng: f"192.0.2.{rng.randint(1, 254)}",
    "ipv6": lambda rng: f"2001:db8::{rng.randint(1, 9999):x}",
    "uri": lambda rng: f"https://example.com/{rng.randint(100, 999)}",
    "url": lambda rng: f"https://example.com/{rng.randint(100, 999)}",
    "uri-reference": lambda rng: f"/items/{rng.randint(100, 999)}",
    "iri": lambda rng: f"https://example.com/{rng.randint(100, 999)}",
    "iri-reference": lambda rng: f"/items/{rng.randint(100, 999)}",
    "uri-template": lambda rng: f"/items/{rng.randint(100, 999)}",
    "uuid": lambda rng: str(uuid.UUID(int=rng.getrandbits(128), version=4)),
    "byte": lambda rng: base64.b64encode(rng.randbytes(9)).decode(),
    "json-pointer": lambda rng: f"/items/{rng.randint(0, 9)}",
    "regex": lambda rng: "^[a-z]+$",
    "password": lambda rng: "correct-horse-battery",
}
