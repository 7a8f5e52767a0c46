"""The API as the fake knows it: one plain JSON document, made from an OpenAPI description.

Schemas stay as they were written; `$ref` values are keys of `schemas`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Parameter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value in the path, the query, a header or a cookie.

    `content` is the media type of a value that is a whole document; `name == ""` in the query is
    the whole query string.
    """

    name: str
    place: str
    required: bool = False
    schema: Any = True
    style: str = "form"
    explode: bool = True
    content: str | None = None
    example: Any = None


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A body in one media type. `examples` is in order, the first is the default answer."""

    schema: Any = True
    examples: Mapping[str, Any] = {}
    encoding: Mapping[str, Any] = {}


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an operation takes, by media type."""

    content: Mapping[str, Media]
    required: bool = False


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an operation answers: media types, and the schemas of its headers."""

    content: Mapping[str, Media] = {}
    headers: Mapping[str, Any] = {}


class Operation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One request that the API understands.

    Keys of `replies` are statuses, families (`4XX`) or `default`. `security` lists alternatives,
    each the schemes (and scopes) that must all be satisfied. `fixed` are query members that the
    path itself demands.
    """

    key: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    replies: Mapping[str, Reply] = {}
    security: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    fixed: Mapping[str, str] = {}


class Scheme(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a credential travels. `kind` is `bearer`, `basic`, `http`, `key` or `tls`."""

    kind: str
    place: str = "header"
    name: str = "authorization"
    prefix: str = ""


class Composed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Several schemes that share one header; `template` holds `{SchemeKey}` placeholders."""

    header: str
    schemes: tuple[str, ...]
    template: str


class Token(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A credential that the fake knows.

    `only` limits it: by path parameter, the values that it may touch. Anything else is answered 403.
    """

    only: Mapping[str, tuple[Any, ...]] = {}


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A query parameter that picks items: `field` (dots go deeper, `[]` walks a list) against it.

    `op` is one of `= != < <= > >= in contains`; with `day` only the calendar days are compared.
    """

    field: str
    op: str = "="
    day: bool = False


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a list is cut: the names of query parameters, and limits."""

    page: str | None = None
    offset: str | None = None
    cursor: str | None = None
    size: str | None = None
    first: int = 1
    default_size: int = 50
    max_size: int = 1000
    items: tuple[str, ...] | None = None
    total: tuple[str, ...] | None = None
    next: tuple[str, ...] | None = None
    more: tuple[str, ...] | None = None


class Overlap(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of time: the field where it starts and the field with its length in seconds."""

    start: str
    length: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When two items of a collection cannot both be: equal in `same`, overlapping in `overlap`.

    Not judged when the request's field `unless` is true. `where` limits the rule to items with these
    values. The answer is `status` with `body`, whose texts may name `{fields}` of the new item.
    """

    same: tuple[str, ...] = ()
    overlap: Overlap | None = None
    unless: str | None = None
    where: Mapping[str, Any] = {}
    status: int = 409
    message: str = "This conflicts with what is already there."
    body: Any = None


class SoftDelete(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Deleted items stay, with `field` true; the query parameter `shown_by` lists them as well."""

    field: str
    shown_by: str | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field that the server fills: from a constant, a path parameter, another field or the clock.

    `copy` reads another field of the item, `path` a path parameter, `sequence` counts from a number.
    `now` is `create` or `update`. `write` is how a date is written: a strftime pattern or a format.
    """

    value: Any = msgspec.UNSET
    path: str | None = None
    copy: str | None = None
    sequence: int | None = None
    now: str | None = None
    write: str | None = None


class Collection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Operations that share items. The last path parameter of an item operation is the item's id."""

    name: str
    list: str | None = None
    create: str | None = None
    read: str | None = None
    replace: str | None = None
    update: str | None = None
    delete: str | None = None
    id: str | None = None
    scope: tuple[str, ...] = ()
    first_id: int | None = None
    order: tuple[str, ...] = ()
    page: Page | None = None
    filters: Mapping[str, Filter] = {}
    include: Mapping[str, str] = {}
    fields: Mapping[str, Field] = {}
    soft_delete: SoftDelete | None = None
    conflicts: tuple[Conflict, ...] = ()
    seed: Any = None


class Quirk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A way in which the real API departs from its description.

    `fields` are names at any depth, or dotted paths from the top of the body. `write` is
    `empty-list`, `0/1`, `text`, `number`, `null`, `drop` or a strftime pattern for dates; with
    `value` that value is put in instead. `when` demands values of neighbouring fields.
    """

    fields: tuple[str, ...]
    write: str | None = None
    value: Any = msgspec.UNSET
    when: Mapping[str, Any] = {}
    operations: tuple[str, ...] = ()
    help: str = ""


class Rate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """At most `requests` in any `seconds`."""

    requests: int
    seconds: float = 1.0


class Errors(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the API words its refusals.

    The paths say where a body keeps message, code and field errors, best first. `templates` are
    whole bodies by status (or `default`), whose texts may hold `{message}` and `{fields}`.
    """

    message: tuple[tuple[str, ...], ...] = ()
    code: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, ...], ...] = ()
    templates: Mapping[str, Any] = {}
    messages: Mapping[str, str] = {}


class Description(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that the fake needs to stand in for an API.

    `dialect` is the OpenAPI version that schemas follow, `formats` maps a format's name to what it
    is and how it is written, `dates` lists further ways in which a date-time may be sent.
    """

    title: str = ""
    version: str = ""
    dialect: str = "3.1"
    bases: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    schemas: Mapping[str, Any] = {}
    schemes: Mapping[str, Scheme] = {}
    composed: tuple[Composed, ...] = ()
    tokens: Mapping[str, Mapping[str, Token]] = {}
    envelope: tuple[str, str | None] | None = None
    errors: Errors = Errors()
    formats: Mapping[str, Mapping[str, str]] = {}
    dates: tuple[str, ...] = ()
    collections: tuple[Collection, ...] = ()
    quirks: tuple[Quirk, ...] = ()
    rates: tuple[Rate, ...] = ()
    headers: Mapping[str, str] = {}
    strict_paths: bool = False
