"""From bytes to models and back.

Public:

    decode(data, type, *, strict=False, keep_unknown=False) -> Decoded[value, issues]
    convert(raw, type, *, strict=False, keep_unknown=False) -> Decoded[value, issues]
    parse(data) -> Any
    encode(value, type=None) -> bytes

A payload that fits is read by msgspec alone. One that does not is read again with mercy: the smallest
object that fails is taken apart, what can be repaired without a loss is repaired, the rest stays as
it came, and each misfit is an `Issue`. With `strict`, the first misfit raises `Undecodable`, as does in
any case what is not JSON; no other exception leaves this module for anything that a server sends.
"""

from __future__ import annotations

import typing as t
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from .broken import Undecodable, reread, without_bom
from .issues import Issue, Issues
from .model import any_extra
from .patterns import any_written
from .shapes import dec_hook, wire

__all__ = ["Decoded", "Undecodable", "convert", "decode", "encode", "parse"]

T = t.TypeVar("T")


class Decoded(msgspec.Struct, t.Generic[T], frozen=True):
    """A value that was read, and what did not fit."""

    value: T
    issues: tuple[Issue, ...] = ()


class _Way(t.NamedTuple):
    """How a type is read: by msgspec, then finished; `keeps` says whether further members stay."""

    decode: t.Callable[[t.Any], t.Any]
    finish: t.Callable[[t.Any], t.Any] | None
    keeps: bool


_ways: dict[t.Any, _Way] = {}
_untyped: msgspec.json.Decoder[t.Any] = msgspec.json.Decoder()


def decode(
    data: bytes | bytearray | memoryview,
    type: t.Any,
    *,
    strict: bool = False,
    keep_unknown: bool = False,
) -> Decoded[t.Any]:
    """Read JSON as `type`.

    `keep_unknown` keeps members that no description mentions: see `model.extra`.
    """
    read, finish, keeps = _ways.get(type) or _new_way(type)
    try:
        value = read(data)
        if finish is not None:
            value = finish(value)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _again(bytes(data), type, strict, keep_unknown)
    if keep_unknown or keeps:
        return _kept(value, _untyped.decode(data), Issues(), keep_unknown)
    return Decoded(value)


def convert(
    raw: t.Any, type: t.Any, *, strict: bool = False, keep_unknown: bool = False
) -> Decoded[t.Any]:
    """Read JSON that was parsed already (dicts, lists, texts, numbers) as `type`."""
    return _salvage(raw, type, Issues(), strict, keep_unknown)


def parse(data: bytes | bytearray | memoryview) -> t.Any:
    """Read JSON as dicts, lists, texts and numbers, with the same mercy as `decode`."""
    return _parse(bytes(data), Issues())


def encode(value: t.Any, type: t.Any = None) -> bytes:
    """Write a value as JSON.

    Models know how their members are written. `type` says it for what is not a model: a dict in the
    place of one, or a bare list.
    """
    try:
        return _encoder.encode(to_wire(value, type))
    except (UnicodeEncodeError, RecursionError) as error:
        raise ValueError(f"this cannot be written as JSON: {error}") from None


def to_wire(value: t.Any, type: t.Any = None) -> t.Any:
    """Return `value` as msgspec should write it: itself, unless some part has a way of its own."""
    if not any_written() and not any_extra():
        return value
    if type is None:
        return wire(value)
    from .compile import shape_of

    return shape_of(type).write(value)


def _new_way(type: t.Any) -> _Way:
    from .compile import shape_of
    from .extras import contains_open
    from .finishing import finisher

    decoder: msgspec.json.Decoder[t.Any] = msgspec.json.Decoder(type, dec_hook=dec_hook)
    way = _ways[type] = _Way(decoder.decode, finisher(shape_of(type)), contains_open(type))
    return way


def _again(data: bytes, type: t.Any, strict: bool, keep_unknown: bool) -> Decoded[t.Any]:
    issues = Issues()
    return _salvage(_parse(data, issues), type, issues, strict, keep_unknown)


def _parse(data: bytes, issues: Issues) -> t.Any:
    try:
        return _untyped.decode(without_bom(data))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return reread(data, issues, str(error))


def _salvage(
    raw: t.Any, type: t.Any, issues: Issues, strict: bool, keep_unknown: bool
) -> Decoded[t.Any]:
    from .compile import shape_of
    from .extras import contains_open

    try:
        value = shape_of(type).read(raw, None, issues)
    except RecursionError:
        raise Undecodable("$", "JSON", "objects or arrays nested too deeply") from None
    if strict and issues.found:
        first = issues.found[0]
        raise Undecodable(first.path, first.expected, first.got)
    if keep_unknown or contains_open(type):
        return _kept(value, raw, issues, keep_unknown)
    return Decoded(value, issues.all())


def _kept(value: t.Any, raw: t.Any, issues: Issues, keep_unknown: bool) -> Decoded[t.Any]:
    from .extras import keep

    keep(value, raw, None, issues, keep_unknown)
    return Decoded(value, issues.all())


def _enc_hook(value: t.Any) -> t.Any:
    match value:
        case Mapping():
            return dict(t.cast("Mapping[str, t.Any]", value))
        case Sequence() | AbstractSet():
            return list(t.cast("Collection[t.Any]", value))
        case _ if hasattr(value, "__index__"):
            return int(value)
        case _ if hasattr(value, "__float__"):
            return float(value)
        case _:
            name = f"{type(value).__module__}.{type(value).__qualname__}"
            raise TypeError(f"a value of type {name} cannot be written as JSON")


_encoder = msgspec.json.Encoder(enc_hook=_enc_hook)
