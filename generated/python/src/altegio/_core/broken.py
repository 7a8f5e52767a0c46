"""JSON that msgspec refuses as text: what can be read of it, and what had to be mended.

Internal. A byte-order mark goes away. Bytes that are not UTF-8 and lone surrogates become U+FFFD, NaN and
the infinities become floats, a number out of range becomes infinite, and an integer of more digits
than the interpreter is willing to read stays the text of its digits: each with an issue. Anything
else that is not JSON (truncated, empty, a page of HTML, nested without end) cannot be read.
"""

from __future__ import annotations

import codecs
import math
import typing as t

from .issues import At, Issues, Key

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Undecodable(ValueError):
    """A payload that cannot be read, or with `strict` may not be.

    `path` says where, `expected` and `got` what was wrong; none of them holds a value.
    """

    def __init__(self, path: str, expected: str, got: str) -> None:
        super().__init__(f"{path}: expected {expected}, got {got}")
        self.path = path
        self.expected = expected
        self.got = got

    def __reduce__(self) -> tuple[t.Any, ...]:
        return type(self), (self.path, self.expected, self.got)


class _Odd:
    """A number that JSON or Python has no room for."""

    __slots__ = ("got", "value")

    def __init__(self, value: float | str, got: str) -> None:
        self.value = value
        self.got = got


def without_bom(data: bytes) -> bytes:
    """Return the payload without a UTF-8 byte-order mark."""
    return data.removeprefix(codecs.BOM_UTF8)


def reread(data: bytes, issues: Issues, complaint: str) -> t.Any:
    """Read a payload that msgspec refused with `complaint`; raise Undecodable if there is no way."""
    import json

    text = _text_of(data)
    decoder = json.JSONDecoder(
        strict=False, parse_int=_integer, parse_float=_number, parse_constant=_constant
    )
    try:
        raw = decoder.decode(text)
        before = len(issues.found)
        mended = _mend(raw, None, issues)
    except json.JSONDecodeError as error:
        raise Undecodable("$", "JSON", _nature_of(text, error.pos)) from None
    except RecursionError:
        raise Undecodable("$", "JSON", "objects or arrays nested too deeply") from None
    if len(issues.found) == before and not data.startswith(codecs.BOM_UTF8):
        issues.add_text(None, "JSON", complaint, raw)
    return mended


def _text_of(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(
                encoding, "surrogateescape" if bom == codecs.BOM_UTF8 else "replace"
            )
    return data.decode("utf-8", "surrogateescape")


def _nature_of(text: str, position: int) -> str:
    start = text[:64].strip()
    if not start:
        return "an empty body"
    if start.startswith("<"):
        return "a text that starts with '<'"
    if start[0] not in '{["-0123456789tfnNI':
        return "a text that is not JSON"
    if position >= len(text.rstrip()):
        return "JSON that ends too early"
    return f"malformed JSON at character {position}"


def _integer(digits: str) -> t.Any:
    try:
        return int(digits)
    except ValueError:  # CPython refuses thousands of digits: reading them takes quadratic time
        return _Odd(digits, f"integer of {len(digits)} digits")


def _number(digits: str) -> t.Any:
    value = float(digits)
    return value if math.isfinite(value) else _Odd(value, "number out of range")


def _constant(name: str) -> _Odd:
    return _Odd(float(name), name)


def _mend(raw: t.Any, at: At, issues: Issues) -> t.Any:
    match raw:
        case str():
            text = _clean(raw)
            if text is not raw:
                issues.add_text(at, "Unicode text", "bytes that are not", raw)
            return text
        case _Odd():
            issues.add_text(at, "number", raw.got, raw.value)
            return raw.value
        case list():
            items = t.cast("t.Sequence[t.Any]", raw)
            return [_mend(item, (at, n), issues) for n, item in enumerate(items)]
        case dict():
            members = t.cast("dict[str, t.Any]", raw)
            mended: dict[str, t.Any] = {}
            for key, value in members.items():
                clean = _clean(key)
                if clean is not key:
                    issues.add_text((at, Key(clean)), "Unicode text", "bytes that are not", key)
                mended[clean] = _mend(value, (at, clean), issues)
            return mended
        case _:
            return raw


def _clean(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
