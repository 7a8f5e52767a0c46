"""The API as a whole: resources, operations, what they take and what they give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from specloom.diagnostics import Place
from specloom.ir.access import ApiKey as ApiKey
from specloom.ir.access import Auth as Auth
from specloom.ir.access import Composed as Composed
from specloom.ir.access import HttpAuth as HttpAuth
from specloom.ir.access import MutualTls as MutualTls
from specloom.ir.access import Need as Need
from specloom.ir.access import OAuth2 as OAuth2
from specloom.ir.access import OAuthFlow as OAuthFlow
from specloom.ir.access import OpenIdConnect as OpenIdConnect
from specloom.ir.access import Requirement as Requirement
from specloom.ir.access import Scheme as Scheme
from specloom.ir.access import SchemeKind as SchemeKind
from specloom.ir.access import Server as Server
from specloom.ir.access import ServerVariable as ServerVariable
from specloom.ir.places import In as In
from specloom.ir.types import (
    NO_CONSTRAINTS,
    Claim,
    Constraints,
    Declaration,
    Doc,
    Given,
    TypeId,
    TypeRef,
)


class Style(Enum):
    """How a parameter's value becomes text (the OpenAPI serialisation styles)."""

    FORM = "form"
    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    SPACE = "spaceDelimited"
    PIPE = "pipeDelimited"
    DEEP = "deepObject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value in the path, the query, a header or a cookie.

    `content` is the media type when the value is a whole document (then `style` means nothing);
    a QUERY parameter with `wire == ""` is the whole query string.
    """

    wire: str
    claim: Claim
    place: In
    type: TypeRef
    required: bool
    style: Style
    explode: bool
    allow_reserved: bool = False
    content: str | None = None
    deprecated: bool = False
    doc: Doc = Doc()
    default: Given | None = None
    example: Given | None = None
    constraints: Constraints = NO_CONSTRAINTS
    at: Place


class Shape(Enum):
    """How a media type is written and read."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    BINARY = "binary"
    EVENTS = "events"
    """Server-sent events, `text/event-stream`; the type is that of one event's data."""
    LINES = "lines"
    """One JSON document a line: NDJSON, JSON Lines, JSON text sequences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEncoding:
    """How one field of a form or multipart body travels."""

    wire: str
    content_type: str | None = None
    style: Style = Style.FORM
    explode: bool = True
    allow_reserved: bool = False
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A named example; `summary` says what it shows."""

    name: str
    summary: str
    value: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A body in one media type."""

    media: str
    shape: Shape
    type: TypeRef
    encoding: tuple[PartEncoding, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What an operation sends. `contents` is in order of preference, the default first."""

    required: bool
    contents: tuple[Content, ...]
    doc: Doc = Doc()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A response header."""

    wire: str
    type: TypeRef
    required: bool = False
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way from one response to a follow-up operation; `parameters` map names to expressions."""

    name: str
    operation: str
    parameters: tuple[tuple[str, str], ...] = ()
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an operation may answer. `status` is a number, a range such as `4XX`, or `default`."""

    status: str
    contents: tuple[Content, ...]
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    doc: Doc = Doc()
    at: Place

    @property
    def is_success(self) -> bool:
        """Whether this describes a 2xx answer."""
        return self.status.startswith("2")


class ReplayClass(Enum):
    """Whether a request may be sent a second time without being asked."""

    SAFE = "safe"
    IDEMPOTENT = "idempotent"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """How an operation behaves when it is sent twice, and how we know.

    `key_header` names the header that makes a repetition harmless; `lookup` is the operation
    that finds out what happened after an ambiguous failure (`lookup_help` says how).
    """

    kind: ReplayClass
    reason: str
    key_header: str | None = None
    lookup: str | None = None
    lookup_help: str = ""


class PagingStyle(Enum):
    """How the next page is asked for."""

    PAGE = "page"
    OFFSET = "offset"
    CURSOR = "cursor"
    LINK = "link"
    """The `Link` response header, relation `next`."""
    NEXT_URL = "next-url"


class Stop(Enum):
    """When there are no more pages."""

    EMPTY = "empty"
    SHORT = "short"
    """A page with fewer items than asked for is the last one."""
    TOTAL = "total"
    NO_CURSOR = "no-cursor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How to walk a list. Paths are wire names from the top of the response body.

    `parameter` is the wire name of the query parameter that moves (page, offset or cursor),
    `size` of the one that says how many items a page holds.
    """

    style: PagingStyle
    items: tuple[str, ...]
    parameter: str | None = None
    size: str | None = None
    first: int = 1
    default_size: int | None = None
    total: tuple[str, ...] | None = None
    next: tuple[str, ...] | None = None
    more: tuple[str, ...] | None = None
    stop: Stop = Stop.EMPTY
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrap:
    """Where the result sits inside the response body.

    `single` says that a list stands where one object was meant: its only item is the result.
    """

    path: tuple[str, ...]
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One request that the API understands.

    `key` is the operationId, or `METHOD /path` where there is none: unique in the API.
    `security` lists alternatives; it is empty when nothing is needed or nothing is said.
    `arguments` are the names that the maintainer wants, by wire name of a parameter or body field.
    """

    key: str
    claim: Claim
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    security: tuple[Requirement, ...]
    servers: tuple[Server, ...] = ()
    replay: Replay
    paging: Paging | None = None
    unwrap: Unwrap | None = None
    arguments: tuple[tuple[str, str], ...] = ()
    deprecated: bool = False
    doc: Doc = Doc()
    external_docs: str | None = None
    examples: tuple[Example, ...] = ()
    callbacks: tuple[Webhook, ...] = ()
    at: Place

    @property
    def route(self) -> str:
        """The path as it is asked for; a fragment only tells descriptions of one address apart."""
        return self.path.partition("#")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A request that the API sends to its user: a webhook or a callback."""

    key: str
    claim: Claim
    method: str
    expression: str
    body: Body | None
    parameters: tuple[Parameter, ...] = ()
    deprecated: bool = False
    doc: Doc = Doc()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A group of operations that a caller reaches under one name."""

    key: str
    claim: Claim
    operations: tuple[Operation, ...]
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPaths:
    """Where an error body keeps its message, its code and its list of field errors, best first."""

    message: tuple[tuple[str, ...], ...] = ()
    code: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The object that every response is wrapped in; `ok` is false when a 2xx answer is a failure."""

    ok: str | None
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `requests` in any `seconds`."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """What OpenAPI cannot say about how the API wants to be called."""

    rates: tuple[Rate, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    connect_timeout: float = 5.0
    read_timeout: float = 30.0
    total_timeout: float = 60.0
    attempts: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How a record that was read becomes the body of a write.

    `fields` pairs a wire name of `target` with the path of the value inside `source`; a path step
    `[]` walks a list, and `as_text` names targets whose values are written as strings.
    """

    name: str
    source: TypeId
    target: TypeId
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    as_text: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something of the description that has no counterpart in the output, and why."""

    at: Place
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The keys of the operations and webhooks that an SDK offers when it is not all of them."""

    operations: frozenset[str]
    webhooks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Everything that the generator knows about an API.

    `losses` have no counterpart and should have one; `asides` are rightly left out, by a rule of
    OpenAPI or by the maintainer's wish. `offer` says which part is wanted; names are settled for
    all, so that a part is called the same as in the whole.
    """

    title: str
    version: str
    doc: Doc
    servers: tuple[Server, ...]
    auth: Auth
    resources: tuple[Resource, ...]
    webhooks: tuple[Webhook, ...]
    types: Mapping[TypeId, Declaration]
    errors: ErrorPaths
    envelope: Envelope | None
    behavior: Behavior
    conversions: tuple[Conversion, ...] = ()
    losses: tuple[Loss, ...] = ()
    asides: tuple[Loss, ...] = ()
    offer: Offer | None = None
