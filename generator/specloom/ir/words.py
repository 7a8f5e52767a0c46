"""Text to words: the form of a name that belongs to no language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from specloom.ir.inflection import is_plural, plural, singular

__all__ = ["is_plural", "join", "plural", "singular", "split"]

# Spellings whose inner capitals do not start a word; the split would otherwise say "o_auth".
_BRANDS = (
    "OAuth",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "LinkedIn",
    "MySQL",
    "OpenAI",
    "OpenAPI",
    "PayPal",
    "PostgreSQL",
    "QuickBooks",
    "TypeScript",
    "WebSocket",
    "WhatsApp",
    "YouTube",
    "iOS",
    "macOS",
)
# A capital may follow ("OAuthToken"), a small letter may not ("OpenAIr").
_BRAND = re.compile(rf"(?:(?<=[a-z0-9])|(?<![A-Za-z]))(?:{'|'.join(_BRANDS)})[0-9]*(?![a-z])")

_WORD = re.compile(
    r"[A-Z]{2,}s(?![A-Za-z])"  # IDs, URLs
    r"|[A-Z][A-Z0-9]*(?=[A-Z][a-z])"  # HTTP in HTTPServer, B2B in B2BClient
    r"|[A-Z]?[a-z][a-z0-9]*"  # Server, sha256
    r"|[A-Z][A-Z0-9]*"  # HTTP at the end
    r"|[0-9]+[A-Z]+(?![a-z0-9])"  # 4XX, 3D in 3DModel
    r"|[0-9]+(?:[a-z]+[0-9]*)*"  # 2fa, 1024x768
)

_SIGN = re.compile(r"^([-+])(?=[A-Za-z0-9])")
_TAIL = re.compile(r"(?<=[A-Za-z0-9])([+#]+)(?=$|\s)")

_SPOKEN = {
    "!": "not",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "*": "star",
    "+": "plus",
    "-": "minus",
    ".": "dot",
    "/": "slash",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "?": "question",
    "@": "at",
    "^": "caret",
    "_": "underscore",
    "|": "or",
    "~": "tilde",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    " ": "space",
    "(": "open",
    ")": "close",
    "[": "open bracket",
    "]": "close bracket",
    "{": "open brace",
    "}": "close brace",
    '"': "quote",
    "'": "apostrophe",
    "`": "backtick",
    "\\": "backslash",
    "\n": "newline",
    "\r": "return",
    "\t": "tab",
    "\0": "null",
}


@lru_cache(maxsize=16384)
def split(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower-case ASCII letters and digits.

    Every script is transliterated. Text made of symbols alone is spelled out, so that `<` and `>`
    differ; a leading sign is spoken (`-1` is "minus", "1"). Empty text has no words.
    """
    plain = text if text.isascii() else anyascii(text)
    signs = plain.strip() or text.strip()
    plain = _BRAND.sub(lambda found: f" {found[0].lower()} ", plain)
    plain = _SIGN.sub(lambda found: f"{_SPOKEN[found[1]]} ", plain.strip())
    plain = _TAIL.sub(lambda found: "".join(f" {_SPOKEN[sign]}" for sign in found[1]), plain)
    words = tuple(word.lower() for word in _WORD.findall(plain))
    return words or tuple(word for sign in signs for word in _spoken(sign))


def spelled(text: str) -> tuple[str, ...]:
    """Return the words of `text` with every sign between them put into words."""
    parts = re.findall(r"[^\W_]+|[\W_]", text)
    return tuple(word for part in parts for word in split(part) or _spoken(part))


def _spoken(sign: str) -> list[str]:
    """Return what a sign is called; the rarest have the name that Unicode gives them."""
    known = _SPOKEN.get(sign) or unicodedata.name(sign, f"u {ord(sign):04x}").lower()
    return re.findall("[a-z0-9]+", known)


def join(words: tuple[str, ...]) -> str:
    """Return `words` as one text that `split` takes apart into the same words."""
    return "_".join(words)
