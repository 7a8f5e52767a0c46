# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Plausible values by the name of a field, for schemas that say no more than `string`."""

from __future__ import annotations

import random
import re

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_FIRST = ("Ann", "Ben", "Eva", "Ines", "Leo", "Mira", "Noa", "Tom")
_LAST = ("Berg", "Costa", "Holt", "Ito", "Meyer", "Novak", "Okoye", "Silva")
_TEXTS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (frozenset({"email", "mail"}), ("ann@example.com", "ben@example.com", "eva@example.com")),
    (frozenset({"phone", "mobile", "tel"}), ("+10000000001", "+10000000002")),
    (frozenset({"url", "uri", "href", "link", "website"}), ("https://example.com/1",)),
    (frozenset({"avatar", "image", "photo", "logo"}), ("https://example.com/image.png",)),
    (frozenset({"first", "firstname", "given"}), _FIRST),
    (frozenset({"last", "lastname", "surname", "family"}), _LAST),
    (frozenset({"city", "town"}), ("Lisbon", "Oslo", "Porto", "Turin")),
    (frozenset({"country"}), ("NO", "PT")),
    (frozenset({"currency"}), ("EUR", "USD")),
    (frozenset({"language", "locale", "lang"}), ("en",)),
    (frozenset({"timezone", "zone"}), ("Europe/Lisbon",)),
    (frozenset({"color", "colour"}), ("4caf50",)),
    (frozenset({"street", "address"}), ("1 Example Street",)),
    (frozenset({"zip", "postal", "postcode"}), ("10000",)),
    (frozenset({"description", "comment", "note", "summary"}), ("An example.",)),
    (frozenset({"message", "reason"}), ("An example message.",)),
    (frozenset({"version"}), ("1.0.0",)),
    (frozenset({"ip"}), ("192.0.2.1",)),
    (frozenset({"token", "secret", "key"}), ("example-key",)),
    (frozenset({"status", "state"}), ("active",)),
)
_NO = frozenset(
    {"deleted", "archived", "disabled", "blocked", "error", "hidden", "truncated", "more"}
)


def words(name: str) -> list[str]:
    """Return the words of an identifier in lower case: `createdAt` is created, at."""
    return [word.lower() for word in _WORDS.findall(name[:200])]


def plain(name: str) -> str:
    """Return `name` as it is compared with others: in lower case, without what joins its words."""
    return name.lower().replace("_", "").replace("-", "")


def singular(name: str) -> str:
    """Return a good guess at the singular of `name`."""
    lower = name.lower()
    if lower.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return name[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return name[:-1]
    return name


def text(name: str, rng: random.Random) -> str:
    """Return a text for a field called `name`."""
    parts = words(name)
    for known, values in _TEXTS:
        if known.intersection(parts):
            return rng.choice(values)
    if parts[-1:] == ["name"]:
        return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    if parts[-1:] in (["id"], ["uuid"], ["guid"]):
        return f"{''.join(parts[:-1])[:12] or 'id'}_{rng.randrange(16**6):06x}"
    return word(name)


def word(name: str) -> str:
    """Return the name itself as words: what a field holds is easiest guessed from that."""
    return " ".join(words(name)) or "text"


def number(name: str, rng: random.Random, *, whole: bool) -> float | int:
    """Return a number for a field called `name`."""
    parts = words(name)
    last = parts[-1] if parts else ""
    if last in {"id", "number", "no"}:
        return rng.randint(1000, 9999)
    if last in {"lat", "latitude"}:
        return 38 if whole else 38.72
    if last in {"lon", "lng", "longitude"}:
        return -9 if whole else -9.14
    if last in {"price", "cost", "amount", "total", "sum", "balance"}:
        return rng.randint(1, 40) * 5
    return rng.randint(1, 20)


def flag(name: str, rng: random.Random) -> bool:
    """Return true or false for a field called `name`: nothing is deleted to begin with."""
    return not _NO.intersection(words(name)) and rng.random() < 0.8
