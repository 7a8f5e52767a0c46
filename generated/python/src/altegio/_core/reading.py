"""Turns an answer that says yes into the result that a method returns."""

from __future__ import annotations

import typing as t

import msgspec

from .broken import Undecodable
from .codec import convert, decode
from .errors import DecodeError
from .issues import Issue
from .readers import (
    Binary,
    ByMedia,
    Empty,
    Events,
    Json,
    Lines,
    OneReader,
    Reader,
    Text,
)
from .response import decoded_text

if t.TYPE_CHECKING:
    from collections.abc import Mapping

    from .headers import Headers

MISSING: t.Any = msgspec.UNSET
"""What a path leads to that leads nowhere."""

Result: t.TypeAlias = tuple[t.Any, tuple[Issue, ...]]


class RefusedError(Exception):
    """The envelope says that the request failed, although the status says that it did not."""


def pick(readers: Mapping[str, Reader], status: int, headers: Headers) -> OneReader | None:
    """Return the reader for a status: its own, that of its family, or the default."""
    text = str(status)
    reader = readers.get(text) or readers.get(f"{text[0]}XX") or readers.get("default")
    if reader is None or not isinstance(reader, ByMedia):
        return reader
    return by_media(reader, headers.get("content-type", ""))


def by_media(choice: ByMedia, content_type: str) -> OneReader:
    """Return the reader whose media type fits best; the first if none does."""
    kind = content_type.partition(";")[0].strip().lower()
    readers = {key.partition(";")[0].strip().lower(): one for key, one in choice.readers.items()}
    family = kind.partition("/")[0]
    suffix = kind.rpartition("+")[2] if "+" in kind else ""
    wanted = (kind, f"application/{suffix}", f"{family}/*", "*/*")
    for media in wanted:
        if media in readers:
            return readers[media]
    if kind.endswith("json"):
        for one in readers.values():
            if isinstance(one, Json):
                return one
    return next(iter(readers.values()))


def read(
    reader: OneReader,
    content: bytes,
    headers: Headers,
    *,
    strict: bool,
    keep_unknown: bool,
    ok: str | None = None,
) -> Result:
    """Return a whole body as what `reader` makes of it, and what did not fit.

    Raises RefusedError if the member `ok` of a JSON object says so.
    """
    match reader:
        case Json():
            return _json(reader, content, headers, strict, keep_unknown, ok)
        case Text():
            return decoded_text(content, headers), ()
        case Binary():
            return content, ()
        case Empty():
            return None, ()
        case Lines():
            return _many(_lines(content), reader.type(), strict, keep_unknown)
        case Events():
            from .sse import events_of

            data = [event.data.encode() for event in events_of(content)]
            if reader.end is not None and reader.end.encode() in data:
                data = data[: data.index(reader.end.encode())]
            return _many(data, reader.type(), strict, keep_unknown)


def _json(
    reader: Json,
    content: bytes,
    headers: Headers,
    strict: bool,
    keep_unknown: bool,
    ok: str | None,
) -> Result:
    kind = reader.type()
    if not content or not content.strip():
        _check_optional(kind)
        return None, ()
    try:
        found = decode(content, kind, strict=strict, keep_unknown=keep_unknown)
    except Undecodable as error:
        if ok is not None and says_no(content, ok):
            raise RefusedError from None
        if kind is t.Any and "*" in reader.media:
            return _as_sent(content, headers), ()
        raise undecodable(error, headers) from error
    if ok is not None:
        flag = member(found.value, ok)
        unsure = flag is MISSING or found.issues
        if says_no(content, ok) if unsure else is_no(flag):
            raise RefusedError
    if not reader.unwrap and not reader.single:
        return found.value, found.issues
    value, issues = walk(found.value, reader.unwrap), found.issues
    if value is MISSING:
        path = "$." + ".".join(reader.unwrap)
        raise DecodeError(f"{path} is missing", path=path, expected="the result", got="nothing")
    if reader.single and isinstance(value, list):
        return _only(t.cast("t.Any", value), reader.unwrap, issues, strict)
    return value, issues


def _as_sent(content: bytes, headers: Headers) -> str | bytes:
    """Return a body of which nothing is described as what it is said to be: text, else bytes."""
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_text = media.startswith("text/") or media.endswith(("+xml", "/xml"))
    return decoded_text(content, headers) if is_text else content


def _check_optional(kind: t.Any) -> None:
    """Refuse an empty body, unless null would be a value of the type."""
    try:
        convert(None, kind, strict=True)
    except Undecodable:
        raise DecodeError(
            "the body is empty", expected="a JSON document", got="an empty body"
        ) from None


def _only(
    items: list[t.Any], path: tuple[str, ...], issues: tuple[Issue, ...], strict: bool
) -> Result:
    if len(items) == 1:
        return items[0], issues
    place = ".".join(("$", *path))
    got = f"array of {len(items)}" if items else "empty array"
    if not items or strict:
        raise DecodeError(
            f"{place}: expected one object, got {got}", path=place, expected="one object", got=got
        )
    return items[0], (*issues, Issue(place, "one object", got, "size", place=place))


def _lines(content: bytes) -> list[bytes]:
    # RFC 7464 puts a record separator before each document; here it is a kind of white space.
    lines = (line.strip(b"\x1e \t\r") for line in content.split(b"\n"))
    return [line for line in lines if line]


def _many(documents: list[bytes], kind: t.Any, strict: bool, keep_unknown: bool) -> Result:
    values: list[t.Any] = []
    issues: list[Issue] = []
    for document in documents:
        value, found = one_document(document, kind, strict=strict, keep_unknown=keep_unknown)
        values.append(value)
        issues.extend(found)
    return values, tuple(issues)


def one_document(document: bytes, kind: t.Any, *, strict: bool, keep_unknown: bool) -> Result:
    """Return one event or line of a stream; where text is expected, it need not be JSON."""
    if kind is str:
        return document.decode("utf-8", "replace"), ()
    try:
        found = decode(document, kind, strict=strict, keep_unknown=keep_unknown)
    except Undecodable as error:
        raise undecodable(error, None) from error
    return found.value, found.issues


def undecodable(error: Undecodable, headers: Headers | None) -> DecodeError:
    """Return the public error for a body that the codec refused."""
    kind = headers.get("content-type", "") if headers is not None else ""
    media = kind.partition(";")[0].strip().lower()
    what = f", sent as {media[:60]}" if media and not media.endswith("json") else ""
    return DecodeError(f"{error}{what}", path=error.path, expected=error.expected, got=error.got)


_members: dict[type, dict[str, str]] = {}


def member(value: t.Any, name: str) -> t.Any:
    """Return the member of a model or dict that is called `name` on the wire; MISSING if there is none."""
    if isinstance(value, msgspec.Struct):
        kind = type(value)
        names = _members.get(kind)
        if names is None:
            names = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
            _members[kind] = names
        field = names.get(name)
        return MISSING if field is None else getattr(value, field)
    if isinstance(value, dict):
        return t.cast("dict[str, t.Any]", value).get(name, MISSING)
    return MISSING


def walk(value: t.Any, path: tuple[str, ...]) -> t.Any:
    """Return what lies at a path of wire names; MISSING if the path leads nowhere."""
    for name in path:
        value = member(value, name)
        if value is MISSING:
            return MISSING
    return value


_flags: dict[str, msgspec.json.Decoder[t.Any]] = {}


def says_no(content: bytes, ok: str) -> bool:
    """Return whether a body is an envelope whose `ok` is false, looking at nothing else in it."""
    if content[:16].lstrip()[:1] != b"{":
        return False
    decoder = _flags.get(ok)
    if decoder is None:
        envelope = msgspec.defstruct("Flag", [("flag", t.Any, None)], rename={"flag": ok})
        decoder = _flags[ok] = msgspec.json.Decoder(envelope)
    try:
        return is_no(decoder.decode(content).flag)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def is_no(flag: t.Any) -> bool:
    """Return whether the flag of an envelope says that the request failed."""
    return flag is False or (type(flag) is int and flag == 0) or flag in ("false", "0")
