"""What a request carries, one descriptor for each way to write it.

A `…Fields` body is made from several Python arguments (`fields` maps the argument to its wire name);
a `…Body` is one argument. A body that is not `required` is not sent when none of its arguments is given.
"""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

import msgspec

if t.TYPE_CHECKING:
    from .operation import Style


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """How one field of a form or of a multipart body travels.

    `headers` maps a Python argument to the part header that it fills.
    """

    content_type: str | None = None
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    headers: Mapping[str, str] = {}


class JsonFields(msgspec.Struct, frozen=True):
    """A JSON object made from arguments.

    None is written as null for the arguments in `nullable` and left out for all others. `write`
    holds, by argument, how dates and flags are written; `deprecated`, by argument, what to use
    instead; `fixed`, by wire name, values that never change. `type` returns the model of the whole
    body: it is only needed where dicts may hold values that are written in a way of their own.
    """

    fields: Mapping[str, str]
    media: str = "application/json"
    required: bool = False
    nullable: tuple[str, ...] = ()
    write: Mapping[str, str] = {}
    deprecated: Mapping[str, str] = {}
    fixed: Mapping[str, t.Any] = {}
    type: Callable[[], t.Any] | None = None


class JsonBody(msgspec.Struct, frozen=True):
    """A JSON document that is one argument. For `type` see JsonFields."""

    arg: str = "body"
    media: str = "application/json"
    required: bool = False
    write: str | None = None
    type: Callable[[], t.Any] | None = None


class FormFields(msgspec.Struct, frozen=True):
    """`application/x-www-form-urlencoded`, made from arguments; `parts` is keyed by wire name.

    `fixed` holds, by wire name, values that never change.
    """

    fields: Mapping[str, str]
    parts: Mapping[str, Part] = {}
    media: str = "application/x-www-form-urlencoded"
    required: bool = False
    write: Mapping[str, str] = {}
    deprecated: Mapping[str, str] = {}
    fixed: Mapping[str, t.Any] = {}


class FormBody(msgspec.Struct, frozen=True):
    """`application/x-www-form-urlencoded`: one argument that is an object."""

    arg: str = "body"
    parts: Mapping[str, Part] = {}
    media: str = "application/x-www-form-urlencoded"
    required: bool = False


class MultipartFields(msgspec.Struct, frozen=True):
    """`multipart/form-data`, made from arguments; `parts` is keyed by wire name.

    `fixed` holds, by wire name, values that never change.
    """

    fields: Mapping[str, str]
    parts: Mapping[str, Part] = {}
    media: str = "multipart/form-data"
    required: bool = False
    write: Mapping[str, str] = {}
    deprecated: Mapping[str, str] = {}
    fixed: Mapping[str, t.Any] = {}


class MultipartBody(msgspec.Struct, frozen=True):
    """`multipart/form-data`: one argument that is an object."""

    arg: str = "body"
    parts: Mapping[str, Part] = {}
    media: str = "multipart/form-data"
    required: bool = False


class TextBody(msgspec.Struct, frozen=True):
    """Text, sent as UTF-8."""

    arg: str = "body"
    media: str = "text/plain"
    required: bool = False


class BinaryBody(msgspec.Struct, frozen=True):
    """Bytes, a file, a path, or chunks that are sent as they come."""

    arg: str = "body"
    media: str = "application/octet-stream"
    required: bool = False


OneBody: t.TypeAlias = (
    JsonFields
    | JsonBody
    | FormFields
    | FormBody
    | MultipartFields
    | MultipartBody
    | TextBody
    | BinaryBody
)


class BodyChoice(msgspec.Struct, frozen=True):
    """Several media types, best first.

    The argument `arg` picks one by its media type. Without it the first is taken, or where their
    arguments differ, the first that understands every argument given.
    """

    choices: tuple[OneBody, ...]
    arg: str | None = None
    required: bool = False


Body: t.TypeAlias = OneBody | BodyChoice
