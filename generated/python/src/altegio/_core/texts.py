"""Single values and what is made of them, as text.

Internal. Dates and times are ISO 8601, booleans `true` and `false`, bytes base64, enumerations their
value, decimals without an exponent: the same as in JSON. `write` says where the API wants it
otherwise: a strftime pattern, or `"0/1"`.
"""

from __future__ import annotations

import decimal
import enum
import math
import re
import typing as t
from collections.abc import Iterable, Mapping
from urllib.parse import quote

import msgspec

from .compile import struct_shape
from .errors import InvalidArgumentError
from .model import OMIT
from .patterns import write_scalar

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]*", re.ASCII)
_ENCODED = re.compile(r"(%[0-9A-Fa-f]{2})", re.ASCII)

RESERVED: t.Final = ":/?@!$'()*,;"
"""What `allowReserved` leaves as it is. `#`, `&`, `=`, `+` and brackets would end the value or change
its meaning, so they are encoded even then, as OpenAPI asks."""


def text(value: t.Any, write: str | None = None) -> str:
    """Return a single value as text."""
    if write is not None:
        value = write_scalar(value, write)
    kind: type = value.__class__
    if kind is str:
        return t.cast("str", value)
    if kind is int:
        return str(value)
    if isinstance(value, enum.Enum):
        return text(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InvalidArgumentError(f"{value} cannot be sent")
        return repr(float(value))
    if isinstance(value, decimal.Decimal):
        if not value.is_finite():
            raise InvalidArgumentError(f"{value} cannot be sent")
        return format(value, "f")
    if isinstance(value, msgspec.Raw):
        return bytes(value).decode()
    return _other(value)


def _other(value: t.Any) -> str:
    try:
        plain = msgspec.to_builtins(value)
    except (TypeError, msgspec.MsgspecError):
        plain = None
    if isinstance(plain, str | int | float):
        return text(plain)
    if hasattr(value, "__index__"):
        return str(int(value))
    if hasattr(value, "__float__"):
        return text(float(value))
    raise InvalidArgumentError(f"a {type(value).__name__} cannot be written as a single value")


def members(value: t.Any) -> dict[str, t.Any] | None:
    """Return the members of an object that are to be sent, by wire name; None for other values."""
    if isinstance(value, msgspec.Struct):
        value = struct_shape(type(value)).written(value)
    if not isinstance(value, Mapping):
        return None
    given = t.cast("Mapping[str, t.Any]", value)
    return {
        text(key): inner for key, inner in given.items() if inner is not None and inner is not OMIT
    }


def items(value: t.Any) -> list[t.Any] | None:
    """Return the items of a list, tuple, set or other collection; None for other values."""
    if isinstance(value, str | bytes | bytearray | memoryview | Mapping | msgspec.Struct):
        return None
    if isinstance(value, Iterable):
        return list(t.cast("t.Collection[t.Any]", value))
    return None


def flat(value: t.Any, write: str | None = None) -> str:
    """Return a value inside a list or an object as text; what is not a single value becomes JSON."""
    if value is None:
        return ""
    if members(value) is not None or items(value) is not None:
        from .codec import encode

        return encode(value).decode()
    return text(value, write)


def percent(value: str, *, reserved: bool = False) -> str:
    """Return text percent-encoded, so that it is one value whatever it holds.

    With `reserved`, reserved characters that are harmless, and what is encoded already, stay.
    """
    if _UNRESERVED.fullmatch(value):
        return value
    try:
        if not reserved:
            return quote(value, safe="")
        pieces = _ENCODED.split(value)
        return "".join(
            piece if n % 2 else quote(piece, safe=RESERVED) for n, piece in enumerate(pieces)
        )
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            "a lone surrogate is not a character and cannot be sent"
        ) from None
