# Part of specloom, copied with the package that it serves.
# pyright: basic
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


class _Fact(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What maintainers write by hand: a word that nobody knows is a mistake."""


class Filter(_Fact, frozen=True, kw_only=True):
    """A query parameter that picks items, by a field of theirs (`client.id`, `tags.[].name`).

    With `at_least` or `at_most` the field must not be below or above the parameter; the value says
    what is compared: `value`, or the `day` or `second` of a date. Otherwise they must be equal.
    """

    field: str
    at_least: str | None = None
    at_most: str | None = None
    contains: bool = False


class Order(_Fact, frozen=True, kw_only=True):
    """How a list is sorted unless the request says otherwise."""

    by: str
    descending: bool = False


class Page(_Fact, frozen=True, kw_only=True):
    """How a list is cut: names of query parameters, and paths in the body of the answer."""

    page: str | None = None
    offset: str | None = None
    cursor: str | None = None
    size: str | None = None
    first: int = 1
    items: tuple[str, ...] | None = None
    total: tuple[str, ...] | None = None
    next: tuple[str, ...] | None = None
    more: tuple[str, ...] | None = None


class Copy(_Fact, frozen=True, kw_only=True):
    """Fields that an item takes from an entry of a catalogue, when its own fields say so."""

    entry: str
    id: Any
    when: Mapping[str, Any] = {}


class Each(_Fact, frozen=True, kw_only=True):
    """How the items of a list are stored: a base, what the request says, and what follows."""

    base: Any = None
    defaults: Mapping[str, Any] = {}
    set: Mapping[str, Any] = {}


class Write(_Fact, frozen=True, kw_only=True):
    """What happens whenever an item is written, in the order of the fields.

    `fill` completes objects of the request; one with the same value in the field of `same_by` is the
    same one as before and keeps its id.
    """

    copy_from: tuple[Copy, ...] = ()
    each: Mapping[str, Each] = {}
    fill: Mapping[str, Mapping[str, Any]] = {}
    same_by: Mapping[str, str] = {}
    empty_becomes: Mapping[str, Any] = {}
    set: Mapping[str, Any] = {}


class Delete(_Fact, frozen=True, kw_only=True):
    """Deleted items stay, with these fields set; a query parameter lists them all the same."""

    set: Mapping[str, Any] = {}
    listed_with: str | None = None


class Also(_Fact, frozen=True, kw_only=True):
    """Another operation that changes the item in which the fields of `find` have these values."""

    operation: str
    find: Mapping[str, Any]
    set: Mapping[str, Any] = {}


class Length(_Fact, frozen=True, kw_only=True):
    """A field that holds a length of time, in seconds, minutes or hours."""

    field: str
    unit: str = "seconds"


class Exclusive(_Fact, frozen=True, kw_only=True):
    """Two items with equal fields in `same` cannot both be.

    With `start` and `length` or `end` they can, unless their times overlap. Not judged when the
    request holds all of `unless`, nor between items whose fields in `together` hold the same.
    `words` are for the message of that status.
    """

    same: tuple[str, ...] = ()
    start: str | None = None
    length: Length | None = None
    end: str | None = None
    unless: Mapping[str, Any] = {}
    together: tuple[str, ...] = ()
    status: int = 409
    words: Mapping[str, Any] = {}


class Collection(_Fact, frozen=True, kw_only=True):
    """Operations that share items. What is left out here is guessed from their schemas.

    `operations` maps a role (create, list, read, replace, update, delete) to an operation.
    `parameter` is the path parameter that names one item, `id` the field that it is compared with;
    `scope` are the path parameters that divide the collection, each with the field that repeats it.
    `start_with` names examples of the reading operation, or is a list of items.
    """

    name: str
    operations: Mapping[str, str]
    item: str | None = None
    id: str | None = None
    parameter: str | None = None
    scope: Mapping[str, str | None] = {}
    start_with: tuple[Any, ...] | None = None
    on_create: Mapping[str, Any] | None = None
    on_write: Write = Write()
    not_stored: tuple[str, ...] = ()
    kept_on_replace: tuple[str, ...] = ()
    on_delete: Delete | None = None
    order: Order | None = None
    page: Page | None = None
    page_size: int = 50
    filters: Mapping[str, Filter] = {}
    shown_when: Mapping[str, str] = {}
    also: tuple[Also, ...] = ()
    exclusive: tuple[Exclusive, ...] = ()
    answers: Mapping[str, Any] = {}


class Refusal(_Fact, frozen=True, kw_only=True):
    """Requests that are refused whatever else they hold.

    Keys of `when` are `path.NAME`, `query.NAME`, `header.NAME`, `body.NAME`, or `body` alone, which
    compares whether there is one.
    """

    when: Mapping[str, Any]
    status: int
    operation: str | None = None
    message: str | None = None


class Quirk(_Fact, frozen=True, kw_only=True):
    """A way in which the real API departs from its description.

    `where` lists `Component.field`, a component, or an operation whose whole result is meant. A value
    equal to `when` (or any) is sent as `send`; or written `as` number, text or list, in a date
    `format`, behind a `prefix`, or with members added.
    """

    name: str
    where: tuple[str, ...]
    when: Any = msgspec.UNSET
    send: Any = msgspec.UNSET
    write: str | None = msgspec.field(default=None, name="as")
    format: str | None = None
    prefix: str | None = None
    add: Mapping[str, Any] = {}


class Rate(_Fact, frozen=True, kw_only=True):
    """At most `requests` in any `seconds`."""

    requests: int
    seconds: float = 1.0


class Errors(_Fact, frozen=True, kw_only=True):
    """How the API words its refusals.

    The paths say where a body keeps message, code and field errors, best first. `templates` are
    whole bodies by status, or `default`; in them "{message}" and "{errors}" stand for what they
    name, and `field` is one entry of the latter. `messages` are sentences by status.
    """

    message: tuple[tuple[str, ...], ...] = ()
    code: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, ...], ...] = ()
    templates: Mapping[str, Any] = {}
    field: Any = None
    messages: Mapping[str, str] = {}


class Description(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that the fake needs to stand in for an API.

    `dialect` is the OpenAPI version that schemas follow, `formats` maps a format's name to what it
    is and how it is written. `components` maps names of schemas to keys of `schemas`. `envelope` is
    the member with the result, and the one that says whether all is well. `zone` is the offset of
    the API's clock.
    """

    title: str = ""
    version: str = ""
    dialect: str = "3.1"
    bases: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    schemas: Mapping[str, Any] = {}
    components: Mapping[str, str] = {}
    schemes: Mapping[str, Scheme] = {}
    composed: tuple[Composed, ...] = ()
    tokens: Mapping[str, Mapping[str, Token]] = {}
    envelope: tuple[str, str | None] | None = None
    errors: Errors = Errors()
    formats: Mapping[str, Mapping[str, str]] = {}
    zone: str = "+00:00"
    catalogues: Mapping[str, tuple[Mapping[str, Any], ...]] = {}
    collections: tuple[Collection, ...] = ()
    refuse: tuple[Refusal, ...] = ()
    quirks: tuple[Quirk, ...] = ()
    rates: tuple[Rate, ...] = ()
