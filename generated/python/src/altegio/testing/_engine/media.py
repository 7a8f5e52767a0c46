# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Media types: which one a body is in, which one a caller accepts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

JSON = "application/json"


def bare(media: str) -> str:
    """Return a media type without its parameters, in lower case."""
    return media.partition(";")[0].strip().lower()


def is_json(media: str) -> bool:
    """Whether a body in this media type is a JSON document."""
    name = bare(media)
    return name.endswith(("/json", "+json")) or name == "text/json"


def is_text(media: str) -> bool:
    """Whether a body in this media type is made of texts that a schema can describe."""
    name = bare(media)
    known = ("application/x-www-form-urlencoded", "application/x-ndjson", "application/jsonl")
    return (
        name.startswith(("text/", "multipart/")) or name.endswith(("/xml", "+xml")) or name in known
    )


def parameter(media: str, name: str) -> str | None:
    """Return the parameter `name` of a media type, such as its charset or boundary."""
    for part in media.split(";")[1:20]:
        key, mark, value = part.strip().partition("=")
        if mark and key.strip().lower() == name:
            return value.strip().strip('"')
    return None


def find(sent: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that a body sent as `sent` is in, or None.

    Vendors' names for JSON stand for one another; ranges such as `image/*` take all they cover.
    """
    options = list(known)
    wanted = bare(sent)
    for option in options:
        if bare(option) == wanted:
            return option
    for option in options:
        if is_json(option) and is_json(wanted):
            return option
    for option in sorted(options, key=lambda one: one.count("*")):
        if _covers(bare(option), wanted):
            return option
    return None


@lru_cache(maxsize=512)
def accepted(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the one of `offered` that a caller with this `Accept` header likes best, or None.

    Vendors' names for JSON stand for one another: `application/vnd.example.v2+json` is a wish
    about content, not about the syntax.
    """
    wishes = []
    for part in accept.split(",")[:50]:
        name = bare(part)
        quality = parameter(part, "q")
        wishes.append((name, _quality(quality)))
    best: str | None = None
    best_rank = 0.0
    for offer in offered:
        rank = max((quality for name, quality in wishes if _fits(name, bare(offer))), default=0.0)
        exact = [quality for name, quality in wishes if name == bare(offer)]
        rank = exact[0] if exact else rank
        if rank > best_rank:
            best, best_rank = offer, rank
    return best


def _quality(text: str | None) -> float:
    if text is None:
        return 1.0
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 1.0


def _fits(wish: str, offer: str) -> bool:
    return _covers(wish, offer) or _covers(offer, wish) or (is_json(wish) and is_json(offer))


def _covers(pattern: str, name: str) -> bool:
    if pattern in {"*/*", "*"}:
        return True
    if pattern.endswith("/*"):
        return name.startswith(pattern[:-1])
    return pattern == name
