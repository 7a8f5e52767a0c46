"""Single values: what a type and a format mean together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specloom.config import Config
from specloom.ir.types import Kind, Scalar
from specloom.lower.compose import Merged

_BY_TYPE: Final[Mapping[str, Kind]] = {
    "string": Kind.STRING,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
}
_BY_FORMAT: Final[Mapping[str, Kind]] = {
    "date": Kind.DATE,
    "full-date": Kind.DATE,
    "date-time": Kind.DATETIME,
    "datetime": Kind.DATETIME,
    "date_time": Kind.DATETIME,
    "time": Kind.TIME,
    "duration": Kind.DURATION,
    "uuid": Kind.UUID,
    "guid": Kind.UUID,
    "decimal": Kind.DECIMAL,
    "byte": Kind.BASE64,
    "base64": Kind.BASE64,
    "binary": Kind.BINARY,
}
"""Formats of strings that are more than text; any other format passes through as it is."""

_BY_CHOICE: Final[Mapping[str, Kind]] = {
    "string": Kind.STRING,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "datetime": Kind.DATETIME,
    "time": Kind.TIME,
    "duration": Kind.DURATION,
    "uuid": Kind.UUID,
    "decimal": Kind.DECIMAL,
    "base64": Kind.BASE64,
}


def scalar(kind: str, merged: Merged, config: Config) -> Scalar:
    """Return the value of the JSON type `kind` that `merged` describes."""
    format = _last(merged, "format")
    choice = config.formats.get(format)
    if choice is not None:
        return Scalar(kind=_BY_CHOICE[choice.type], format=format, pattern=choice.write)
    if kind == "string":
        return Scalar(kind=_string(format, merged), format=format or None)
    return Scalar(kind=_BY_TYPE[kind], format=format or None)


def _string(format: str, merged: Merged) -> Kind:
    known = _BY_FORMAT.get(format.lower())
    if known is not None:
        return known
    encoding = _last(merged, "contentEncoding").lower()
    if encoding == "base64":
        return Kind.BASE64
    if encoding == "binary" or (
        not encoding and _last(merged, "contentMediaType") == "application/octet-stream"
    ):
        return Kind.BINARY
    return Kind.STRING


def _last(merged: Merged, keyword: str) -> str:
    """Return the text of `keyword` in the outermost part that has it."""
    return next((part.text(keyword) for part in reversed(merged.parts) if keyword in part), "")
