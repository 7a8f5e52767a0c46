"""YAML 1.2 core scalars: `no` is text, `0o17` is fifteen, `12:30` and `2026-09-21` stay as written."""

from __future__ import annotations

import re

from specloom.reading.limits import MAX_DIGITS

_MAY_MEAN_MORE = frozenset("-+.0123456789nNtTfF~")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_ENDLESS = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


class NotFiniteError(ValueError):
    """The scalar is infinite or not a number, which no JSON value can be."""


class TooLargeError(ValueError):
    """The scalar is a number beyond what can be kept."""


def plain(text: str) -> str | int | float | bool | None:
    """Return what the plain scalar `text` means."""
    if text and text[0] not in _MAY_MEAN_MORE:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "nNtTfF":
        return text
    return number(text, otherwise=text)


def number(text: str, *, otherwise: str) -> str | int | float:
    """Return the number that `text` spells, or `otherwise` when it spells none."""
    if _INTEGER.match(text):
        return _whole(text, 10)
    if _OCTAL.match(text):
        return _whole(text[2:], 8)
    if _HEXADECIMAL.match(text):
        return _whole(text[2:], 16)
    if _FLOAT.match(text):
        found = float(text)
        if found - found != 0.0:
            raise TooLargeError(text)
        return found
    if _ENDLESS.match(text):
        raise NotFiniteError(text)
    return otherwise


def _whole(digits: str, base: int) -> int:
    if len(digits) > MAX_DIGITS:
        raise TooLargeError(digits)
    return int(digits, base)
