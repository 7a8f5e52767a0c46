"""JSON text to plain data, at the speed of the standard parser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from specloom.reading.limits import MAX_DEPTH, MAX_DIGITS
from specloom.reading.member import Member
from specloom.reading.unreadable import Complaint, UnreadableError, unreadable

_scan_string: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LONE_SURROGATE_HINT = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str) -> tuple[Any, list[Complaint], bool]:
    """Return the data in `text`, what was wrong but readable, and whether a key is repeated."""
    repeated = False

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        members = dict(pairs)
        if len(members) != len(pairs):
            repeated = True
        return members

    complaints: list[Complaint] = []
    try:
        data = _parse(text, build)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Invalid control character"):
            raise _syntax(error) from None
        data = _parse_loosely(text, build)
        complaints.append(
            Complaint(
                code="control-character",
                text="a control character stands here unescaped",
                offset=error.pos,
                help="JSON wants it written as an escape such as \\t or \\n.",
                fatal=False,
            )
        )
    check_depth(data, text)
    if _LONE_SURROGATE_HINT.search(text):
        _check_surrogates(data, text)
    return data, complaints, repeated


def members(text: str, start: int) -> list[Member]:
    """Return the members of the object or list that begins at `start`; nothing for other values.

    `text` must be valid JSON. Members are skipped over by the C parser, so this costs about as
    much as parsing the stretch.
    """
    if text[start] not in "{[":
        return []
    is_map = text[start] == "{"
    found: list[Member] = []
    at = _skip(text, start + 1)
    while text[at] not in "}]":
        key: str | int = len(found)
        key_start = key_end = at
        if is_map:
            key, key_end = _scan_string(text, at + 1, False)
            at = _skip(text, _skip(text, key_end) + 1)
        _, end = _LOOSE.raw_decode(text, at)
        found.append(Member(key, key_start, key_end, at, end))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def first_character(text: str) -> int:
    """Return the offset of the first character that is not blank."""
    return _skip(text, 0)


def check_depth(data: Any, text: str) -> None:
    """Refuse data whose nesting would exhaust the stack of whoever walks it."""
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        level = [
            child
            for value in level
            for child in (value.values() if type(value) is dict else value)
            if type(child) is dict or type(child) is list
        ]
        if not level:
            return
    raise _too_deep(text)


def _parse(text: str, build: Any, *, strict: bool = True) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=build,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
            strict=strict,
        )
    except RecursionError:
        raise _too_deep(text) from None
    except json.JSONDecodeError:
        raise
    except (ValueError, OverflowError):
        raise _bad_number(text) from None


def _parse_loosely(text: str, build: Any) -> Any:
    try:
        return _parse(text, build, strict=False)
    except json.JSONDecodeError as error:
        raise _syntax(error) from None


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if number - number != 0.0:
        raise OverflowError(digits)
    return number


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise OverflowError(digits)
    return int(digits)


_LOOSE = json.JSONDecoder(strict=False)


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _syntax(error: json.JSONDecodeError) -> UnreadableError:
    said = error.msg[:1].lower() + error.msg[1:]
    return unreadable("bad-json", f"this is not JSON: {said}", error.pos, _advice(error))


def _advice(error: json.JSONDecodeError) -> str | None:
    here = error.doc[error.pos : error.pos + 1]
    if error.msg.startswith("Illegal trailing comma") or (
        here in "}]" and error.doc[: error.pos].rstrip().endswith(",")
    ):
        return "Remove the comma before it."
    if error.msg.startswith("Expecting ',' delimiter"):
        return "A comma or a closing bracket is missing before this."
    if error.msg.startswith("Expecting property name"):
        return "Keys are written in double quotes; comments are not allowed."
    if error.msg.startswith("Extra data"):
        return "The document ends before this; remove the rest."
    return None


def _too_deep(text: str) -> UnreadableError:
    depth = 0
    for token in re.finditer(rf"{_STRING}|[\[\]{{}}]", text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return unreadable(
                    "nested-too-deep",
                    f"values are nested more than {MAX_DEPTH} deep",
                    token.start(),
                    "Move the inner parts to components and refer to them with $ref.",
                )
        elif mark in "]}":
            depth -= 1
    return unreadable("nested-too-deep", f"values are nested more than {MAX_DEPTH} deep")


def _bad_number(text: str) -> UnreadableError:
    numbers = re.compile(rf"{_STRING}|NaN|-?Infinity|-?\d[\d.eE+-]*")
    for token in numbers.finditer(text):
        digits = token.group()
        if digits.startswith('"'):
            continue
        if "N" in digits or "I" in digits:
            return unreadable(
                "not-a-number", f"JSON has no {digits}", token.start(), "Use null, or leave it out."
            )
        try:
            _whole(digits) if digits.lstrip("-").isdigit() else _finite(digits)
        except (ValueError, OverflowError):
            return unreadable(
                "number-too-large", "this number is too large to be kept", token.start()
            )
    return unreadable("number-too-large", "a number is too large to be kept")


def _check_surrogates(data: Any, text: str) -> None:
    pending = [data]
    while pending:
        value = pending.pop()
        if type(value) is dict:
            pending.extend(value)
            pending.extend(value.values())
        elif type(value) is list:
            pending.extend(value)
        elif type(value) is str and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise _lone_surrogate(text) from None


def _lone_surrogate(text: str) -> UnreadableError:
    pair = re.compile(
        r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F]..)"
    )
    lone = next((found.start(1) for found in pair.finditer(text) if found.group(1)), 0)
    return unreadable(
        "lone-surrogate",
        "this escape is half of a character",
        lone,
        "Write the character itself, or both halves of the pair.",
    )
