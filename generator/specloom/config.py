"""What the maintainer of an SDK decides: `sdk.yaml` as frozen values with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from specloom.binding import Dotted, Key, bind
from specloom.diagnostics import Place, Report
from specloom.source import Node, load

DottedPath: TypeAlias = Annotated[tuple[str, ...], Dotted()]
"""Wire names from the top of a body, written with dots: `meta.message`, `labels.[].id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageChoice:
    """How the generated package is called and published."""

    name: str | None = None
    """The import name; derived from the API's title when left out."""
    distribution: str | None = None
    """The name on a package index."""
    client: str | None = None
    """The client class; its asynchronous twin has `Async` before it."""
    version: str = "0.1.0"
    """The version of the SDK, not of the API."""
    description: str = ""
    """One line for the package index."""
    license: str | None = None
    """An SPDX expression such as MIT."""
    authors: tuple[str, ...] = ()
    """Names, or `Name <address>`."""
    homepage: str | None = None
    """Where people read about the SDK."""
    repository: str | None = None
    """Where its source lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeChoice:
    """How a caller hands over the secret of one security scheme."""

    argument: str | None = None
    """The client's keyword argument."""
    env: str | None = None
    """The environment variable that is read when the argument is left out."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeChoice:
    """Several schemes that share one header."""

    header: str
    """The header's name."""
    schemes: tuple[str, ...]
    """The schemes that must all be required for this entry to apply."""
    template: str
    """The header's value, with {Scheme} where a secret goes."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthChoice:
    """Secrets: where they come from and how they travel."""

    schemes: Mapping[str, SchemeChoice] = field(default_factory=dict)
    """By the scheme's key in the description."""
    compose: tuple[ComposeChoice, ...] = ()
    """The longest entry whose schemes are all required wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeChoice:
    """The object that every response is wrapped in."""

    data: str
    """The member that holds the result."""
    ok: str | None = None
    """The member that is false when a 2xx answer is a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsChoice:
    """Where an error body keeps what a person wants to know; the first path that exists counts."""

    message: tuple[DottedPath, ...] = ()
    """The sentence."""
    code: tuple[DottedPath, ...] = ()
    """The API's own code of the error."""
    fields: tuple[DottedPath, ...] = ()
    """What is wrong with single fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatChoice:
    """What a format name means and how its values are written."""

    type: Literal[
        "string", "integer", "number", "boolean", "date", "datetime", "time", "duration", "uuid",
        "decimal", "base64",
    ]  # fmt: skip
    """What the value is, once decoded."""
    write: str | None = None
    """A strftime pattern, or `0/1` for a boolean that travels as a number."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChoice:
    """At most `requests` in any `seconds`."""

    requests: int
    """How many requests."""
    seconds: float
    """In how long a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeoutChoice:
    """How many seconds a call may take."""

    connect: float = 5.0
    """To open a connection."""
    read: float = 30.0
    """Between two pieces of the answer."""
    total: float = 60.0
    """For the call as a whole, repetitions included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryChoice:
    """What happens after a failure that may pass."""

    attempts: int = 3
    """How often a request is sent at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChoice:
    """A group of operations under a name of your own."""

    tag: str | None = None
    """The tag in the description whose operations belong here."""
    description: str = ""
    """What the group is about; the tag's own description when left out."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayChoice:
    """Whether an operation may be sent a second time without being asked."""

    kind: Annotated[Literal["safe", "idempotent", "never"], Key("class")]
    """safe: it changes nothing; idempotent: twice is as good as once; never: only a person knows."""
    reason: str = ""
    """How we know; it is printed in the documentation."""
    lookup: str | None = None
    """The operation that tells what happened after an ambiguous failure."""
    lookup_help: str = ""
    """How to tell."""
    key_header: str | None = None
    """The header that makes a repetition harmless, such as Idempotency-Key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChoice:
    """Where the result sits inside the response body."""

    path: DottedPath = ()
    """The members that lead to it; empty for the whole body."""
    single: bool = False
    """A list stands where one object is meant: its only item is the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingChoice:
    """How to walk a list."""

    style: Literal["page", "offset", "cursor", "link", "next-url", "none"]
    """What moves; `none` says that this is no list in pages, whatever it looks like."""
    parameter: str | None = None
    """The query parameter that moves."""
    size: str | None = None
    """The query parameter that says how many items a page holds."""
    default_size: int | None = None
    """How many items a page holds when nothing is said."""
    first: int = 1
    """The number of the first page."""
    items: DottedPath = ()
    """Where the items are in the response body."""
    total: DottedPath | None = None
    """Where the number of all items is."""
    next: DottedPath | None = None
    """Where the next cursor or address is."""
    more: DottedPath | None = None
    """Where it says whether there is more."""
    stop: Literal["empty", "short", "total", "no-cursor"] | None = None
    """What the last page looks like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationChoice:
    """What the description cannot say, or says badly, about one operation."""

    resource: str | None = None
    """The resource that offers it."""
    name: str | None = None
    """The method's name."""
    replay: ReplayChoice | None = None
    """Whether it may be sent twice."""
    result: ResultChoice | None = None
    """Where its result is; overrides the envelope."""
    paging: PagingChoice | None = None
    """How its pages are walked."""
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Wire name of a parameter or body field: name of the argument."""
    skip: bool = False
    """Leave it out of the SDK; the ledger says so."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChoice:
    """Names for a schema and for what is in it."""

    name: str | None = None
    """The class."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Wire name of a property: name of the attribute."""
    members: Mapping[str, str] = field(default_factory=dict)
    """Value of an enumeration: name of the member."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionChoice:
    """A method that turns what was read into what can be written."""

    name: str
    """The method's name on the source class."""
    source: str
    """The schema that was read."""
    target: str
    """The schema that is written."""
    fields: Mapping[str, DottedPath] = field(default_factory=dict)
    """Wire name in the target: path inside the source, where `[]` walks a list."""
    as_text: tuple[str, ...] = ()
    """Target fields whose values are written as strings."""
    description: str = ""
    """What the method is for."""
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that `sdk.yaml` says; without the file, every choice is a default."""

    specloom: Literal[1] = 1
    """The format of this file."""
    spec: str = "openapi.yaml"
    """The description, relative to this file."""
    root: Path | None = None
    """The folder that references may not leave; the description's own when left out."""
    overlays: tuple[Path, ...] = ()
    """OpenAPI Overlays to apply, in order."""
    output: str = "generated"
    """Where the generated folders go, relative to this file."""
    targets: tuple[str, ...] = ("python",)
    """What is generated: each name is a folder of templates."""
    templates: str | None = None
    """A folder of your own templates, relative to this file."""
    only: tuple[str, ...] = ()
    """The part of the API that is offered: tag=NAME, operation=NAME or path=/PATH, * for any text."""
    package: PackageChoice = field(default_factory=PackageChoice)
    """How the package is called."""
    auth: AuthChoice = field(default_factory=AuthChoice)
    """Secrets."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that every request carries."""
    envelope: EnvelopeChoice | None = None
    """The object that every response is wrapped in."""
    errors: ErrorsChoice = field(default_factory=ErrorsChoice)
    """Where error bodies keep their message."""
    formats: Mapping[str, FormatChoice] = field(default_factory=dict)
    """What the API's own format names mean."""
    rate_limit: tuple[RateChoice, ...] = ()
    """How often the API may be asked."""
    timeouts: TimeoutChoice = field(default_factory=TimeoutChoice)
    """How long a call may take."""
    retry: RetryChoice = field(default_factory=RetryChoice)
    """What happens after a failure that may pass."""
    resources: Mapping[str, ResourceChoice] = field(default_factory=dict)
    """Resources by the name they get."""
    operations: Mapping[str, OperationChoice] = field(default_factory=dict)
    """Operations by operationId or `METHOD /path`."""
    types: Mapping[str, TypeChoice] = field(default_factory=dict)
    """Schemas by component name or JSON pointer."""
    conversions: tuple[ConversionChoice, ...] = ()
    """Methods that turn what was read into what can be written."""
    rules: Mapping[str, Literal["off", "note", "warning", "error"]] = field(default_factory=dict)
    """House rules by name: how much each matters here."""
    mock: Mapping[str, Any] = field(default_factory=dict)
    """How the fake behaves."""
    drift: Mapping[str, Any] = field(default_factory=dict)
    """What is known to differ between the API and its description."""
    at: Place | None = field(default=None, compare=False)

    def place(self, *path: str | int) -> Place | None:
        """Return where the value at `path` was written, or the nearest thing around it."""
        node = self.at
        if not isinstance(node, Node):
            return None
        for key in path:
            inner = (
                node.get(key) if isinstance(key, str) else dict(enumerate(node.elements())).get(key)
            )
            if inner is None:
                break
            node = inner
        return node


def load_config(path: Path | None, *, report: Report) -> Config:
    """Return the choices in the file `path`; every mistake is reported and its default used."""
    if path is None:
        return Config()
    source = load(path, report=report, label=path.name)
    if source is None:
        return Config()
    if not source.root.is_map:
        report.error("wrong-value", text="this file must be a mapping, not a list", at=source.root)
    return bind(source.root, Config, report, folder=path.parent)
