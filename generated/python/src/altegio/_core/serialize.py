"""From the arguments of a call to what travels: path, query, headers, cookies and body.

Public to the engine:

    path_of(template, [(Path, value), …]) -> str
    query_of([(Query, value), …]) -> str                    without the "?", "" for none
    headers_of([(Header, value), …]) -> dict[str, str]
    cookies_of([(Cookie, value), …]) -> str | None          the Cookie header
    body_of(body, arguments) -> Encoded | None              content and media type

Values that are None or OMIT are not sent (in a body: unless the argument is `nullable`). What cannot
be sent raises InvalidArgumentError before anything is.
"""

from __future__ import annotations

import re
import typing as t
from collections.abc import Iterable, Mapping

import msgspec

from .bodies import (
    BinaryBody,
    Body,
    BodyChoice,
    FormBody,
    FormFields,
    JsonBody,
    JsonFields,
    MultipartBody,
    MultipartFields,
    OneBody,
    Part,
    TextBody,
)
from .codec import encode
from .errors import InvalidArgumentError
from .model import OMIT
from .patterns import write_scalar
from .payload import Payload
from .styles import cookie_parts, header_text, path_text, query_parts
from .texts import members, text

if t.TYPE_CHECKING:
    from .operation import Cookie, Header, Path, Query

_HOLE = re.compile(r"\{([^{}]*)\}")


class Encoded(msgspec.Struct, frozen=True):
    """A request body: bytes, or pieces that are read while they are sent, and its Content-Type."""

    content: bytes | Payload
    media: str


def path_of(template: str, given: Iterable[tuple[Path, t.Any]]) -> str:
    """Return the path with each `{name}` replaced by the value of that name."""
    filled = {parameter.name: path_text(parameter, _needed(parameter, v)) for parameter, v in given}

    def fill(hole: re.Match[str]) -> str:
        try:
            return filled[hole[1]]
        except KeyError:
            raise InvalidArgumentError(f"{hole[1]}= is a part of the address") from None

    path = _HOLE.sub(fill, template)
    # Two values in one segment could together make dots that neither of them is.
    if ".." in path and any(segment in (".", "..") for segment in path.split("/")):
        raise InvalidArgumentError("these values make dots in the address: they mean another one")
    return path


def _needed(parameter: Path, value: t.Any) -> t.Any:
    if value is None or value is OMIT:
        raise InvalidArgumentError(
            f"{parameter.arg or parameter.name}= is a part of the address and cannot be None"
        )
    return value


def query_of(given: Iterable[tuple[Query, t.Any]]) -> str:
    """Return the query, encoded, without its question mark."""
    return "&".join(
        part
        for parameter, value in given
        if value is not None and value is not OMIT
        for part in query_parts(parameter, value)
    )


def headers_of(given: Iterable[tuple[Header, t.Any]]) -> dict[str, str]:
    """Return the headers that are given."""
    return {
        parameter.name: header_text(parameter, value)
        for parameter, value in given
        if value is not None and value is not OMIT
    }


def cookies_of(given: Iterable[tuple[Cookie, t.Any]]) -> str | None:
    """Return the Cookie header, or None if there are no cookies."""
    parts = [
        part
        for parameter, value in given
        if value is not None and value is not OMIT
        for part in cookie_parts(parameter, value)
    ]
    return "; ".join(parts) or None


def body_of(body: Body, arguments: Mapping[str, t.Any]) -> Encoded | None:
    """Return the body of a request, or None if there is none to send."""
    if isinstance(body, BodyChoice):
        return _one_body(_chosen(body, arguments), arguments)
    return _one_body(body, arguments)


def given_of(body: Body | None, arguments: Mapping[str, t.Any]) -> set[str]:
    """Return the arguments that say something, as None does where it is written as null."""
    choices = body.choices if isinstance(body, BodyChoice) else (body,)
    nullable = {arg for one in choices if isinstance(one, JsonFields) for arg in one.nullable}
    return {
        arg
        for arg, value in arguments.items()
        if value is not OMIT and (value is not None or arg in nullable)
    }


def _one_body(body: OneBody, arguments: Mapping[str, t.Any]) -> Encoded | None:
    match body:
        case JsonFields():
            return _json_fields(body, arguments)
        case FormFields() | MultipartFields():
            fields = _given(body.fields, arguments)
            if not fields and not body.required:
                return None
            write = {body.fields[arg]: pattern for arg, pattern in body.write.items()}
            return _form(body, {**body.fixed, **fields}, write, arguments)
        case _:
            value = arguments.get(body.arg, OMIT)
            if value is OMIT or (value is None and not (body.required and _is_json(body))):
                if body.required:
                    raise InvalidArgumentError(f"{body.arg}= is needed")
                return None
            return _whole(body, value, arguments)


def _is_json(body: OneBody) -> bool:
    return isinstance(body, JsonBody)


def _whole(
    body: JsonBody | FormBody | MultipartBody | TextBody | BinaryBody,
    value: t.Any,
    arguments: Mapping[str, t.Any],
) -> Encoded:
    match body:
        case JsonBody():
            written = write_scalar(value, body.write) if body.write else value
            return Encoded(_json(written, body.type), body.media)
        case TextBody():
            return _text(body, value)
        case BinaryBody():
            return _binary(body, value)
        case FormBody() | MultipartBody():
            fields = members(value)
            if fields is None:
                raise InvalidArgumentError(f"{body.arg}= is an object with the fields of the form")
            return _form(body, fields, {}, arguments)


def _json_fields(body: JsonFields, arguments: Mapping[str, t.Any]) -> Encoded | None:
    fields: dict[str, t.Any] = {}
    for arg, name in body.fields.items():
        value = arguments.get(arg, OMIT)
        if value is OMIT or (value is None and arg not in body.nullable):
            continue
        pattern = body.write.get(arg)
        fields[name] = _patterned(value, pattern) if pattern else value
    if not fields and not body.required:
        return None
    return Encoded(_json({**body.fixed, **fields}, body.type), body.media)


def _patterned(value: t.Any, pattern: str) -> t.Any:
    if isinstance(value, list | tuple):
        return [write_scalar(item, pattern) for item in t.cast("list[t.Any]", value)]
    return write_scalar(value, pattern)


def _json(value: t.Any, type: t.Callable[[], t.Any] | None) -> bytes:
    try:
        return encode(value, type() if type is not None else None)
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        raise InvalidArgumentError(str(error)) from error


def _given(fields: Mapping[str, str], arguments: Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return the values that are given, by wire name."""
    found = {name: arguments.get(arg) for arg, name in fields.items()}
    return {name: v for name, v in found.items() if v is not None and v is not OMIT}


def _form(
    body: FormFields | FormBody | MultipartFields | MultipartBody,
    fields: Mapping[str, t.Any],
    write: Mapping[str, str],
    arguments: Mapping[str, t.Any],
) -> Encoded:
    from .forms import Multipart, urlencoded

    if isinstance(body, FormFields | FormBody):
        return Encoded(urlencoded(fields, body.parts, write), body.media)
    multipart = Multipart()
    for name, value in fields.items():
        part = body.parts.get(name)
        multipart.add(name, value, part, write.get(name), _part_headers(part, arguments))
    media = f"{body.media}; boundary={multipart.boundary}"
    return Encoded(multipart.payload(), media)


def _part_headers(part: Part | None, arguments: Mapping[str, t.Any]) -> dict[str, str]:
    if part is None:
        return {}
    found = {header: arguments.get(arg) for arg, header in part.headers.items()}
    return {k: text(v) for k, v in found.items() if v is not None and v is not OMIT}


def _text(body: TextBody, value: t.Any) -> Encoded:
    if isinstance(value, bytes | bytearray | memoryview):
        return Encoded(bytes(t.cast("bytes", value)), body.media)
    media = body.media
    if media.startswith("text/") and "charset" not in media:
        media += "; charset=utf-8"
    try:
        return Encoded(text(value).encode(), media)
    except UnicodeEncodeError:
        raise InvalidArgumentError(f"{body.arg}= holds a lone surrogate") from None


def _binary(body: BinaryBody, value: t.Any) -> Encoded:
    from .payload import Upload

    media = body.media
    if isinstance(value, Upload):
        media, value = value.content_type or media, value.content
    if "*" in media:
        media = "application/octet-stream"
    if isinstance(value, bytes):
        return Encoded(value, media)
    return Encoded(Payload([value]), media)


def _chosen(choice: BodyChoice, arguments: Mapping[str, t.Any]) -> OneBody:
    """Return the body that the caller means."""
    choices = choice.choices
    media = arguments.get(choice.arg) if choice.arg is not None else None
    if media is not None and media is not OMIT:
        choices = tuple(body for body in choices if body.media == media)
        if not choices:
            offered = ", ".join(dict.fromkeys(body.media for body in choice.choices))
            raise InvalidArgumentError(f"{choice.arg}= must be one of {offered}")
    given = given_of(choice, arguments)
    every = {arg for body in choice.choices for arg in _arguments(body)}
    for body in choices:
        if given & every <= _arguments(body):
            return body
    return choices[0]


def _arguments(body: OneBody) -> set[str]:
    """Return the Python arguments that a body understands."""
    if isinstance(body, JsonFields | FormFields | MultipartFields):
        return set(body.fields)
    return {body.arg}
