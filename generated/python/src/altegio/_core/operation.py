"""What a request looks like and what may come back: the table that every method of a client points into.

Descriptors are frozen values without behaviour. They are cheap to build, because a package builds
hundreds of them when a resource is imported; what a call needs on top is worked out at its first use.
"""

from __future__ import annotations

import typing as t
from collections.abc import Mapping
from functools import cached_property

import msgspec

if t.TYPE_CHECKING:
    from .bodies import Body
    from .plan import Plan
    from .readers import Reader
    from .settings import Server

T = t.TypeVar("T")

Style: t.TypeAlias = t.Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"
]
Replay: t.TypeAlias = t.Literal["safe", "idempotent", "never"]


class Path(msgspec.Struct, frozen=True):
    """A value in the path. `arg` is the Python argument where it is not called `name`.

    `write` says how a date or a flag is written when not the standard way: a strftime pattern, or
    `"0/1"`. `content` is the media type of a value that is a whole document.
    """

    name: str
    arg: str | None = None
    style: Style = "simple"
    explode: bool = False
    allow_reserved: bool = False
    content: str | None = None
    write: str | None = None
    deprecated: str | None = None


class Query(msgspec.Struct, frozen=True):
    """A value in the query. The name `""` stands for the whole query string."""

    name: str
    arg: str | None = None
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    content: str | None = None
    write: str | None = None
    deprecated: str | None = None


class Header(msgspec.Struct, frozen=True):
    """A value in a request header."""

    name: str
    arg: str | None = None
    style: Style = "simple"
    explode: bool = False
    allow_reserved: bool = False
    content: str | None = None
    write: str | None = None
    deprecated: str | None = None


class Cookie(msgspec.Struct, frozen=True):
    """A value in the `Cookie` header."""

    name: str
    arg: str | None = None
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    content: str | None = None
    write: str | None = None
    deprecated: str | None = None


Parameter: t.TypeAlias = Path | Query | Header | Cookie


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What the arguments must satisfy together; names are Python arguments.

    The rule applies if `when` is None, or given and, where `values` are listed, one of them. Then
    all of `needs` must be given, one of the groups of `any_of` completely, and none of `forbids`.
    """

    when: str | None = None
    values: tuple[t.Any, ...] = ()
    needs: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    forbids: tuple[str, ...] = ()


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """How to walk a list.

    `parameter` and `size` are Python arguments. The paths `items`, `total`, `next` and `more` are
    wire names from the top of the response body; `items=()` means that the body is the list.
    """

    style: t.Literal["page", "offset", "cursor", "link", "next-url"]
    items: tuple[str, ...]
    parameter: str | None = None
    size: str | None = None
    first: int = 1
    default_size: int | None = None
    total: tuple[str, ...] | None = None
    next: tuple[str, ...] | None = None
    more: tuple[str, ...] | None = None
    stop: t.Literal["empty", "short", "total", "no-cursor"] = "empty"


class Operation(msgspec.Struct, t.Generic[T], frozen=True, kw_only=True, dict=True):
    """One request that the API understands, and `T`, what a caller gets for it.

    `name` is how a caller reaches it (`records.create`). Keys of `responses` and `errors` are
    statuses (`"200"`), families (`"4XX"`) or `"default"`. `security` lists alternatives, each a
    tuple of `(scheme, scopes)` that must all be satisfied; an empty alternative means that no
    credentials are needed. `key_header` makes a repetition of a `never` operation harmless.
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: Mapping[str, Reader] = {}
    errors: Mapping[str, Reader] = {}
    security: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()
    replay: Replay = "never"
    key_header: str | None = None
    lookup: str | None = None
    lookup_help: str = ""
    rules: tuple[Rule, ...] = ()
    paging: Paging | None = None
    servers: tuple[Server, ...] = ()
    deprecated: str | None = None

    @cached_property
    def plan(self) -> Plan:
        """What a call needs, worked out once."""
        from .plan import Plan

        return Plan(self)
