"""What templates print: every decision made, every name settled, every type spelled.

A `Code` is printed as it is; `Prose` goes through `doc`; any other text through `lit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specloom.target.code import Code
from specloom.target.prose import Prose

Lines: TypeAlias = tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsView:
    """The imports of a module, in sections; `typing` are for type checkers alone."""

    foreign: Lines
    local: Lines
    typing: Lines
    type_checking: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of a model, or a key of a dictionary; `default` includes its sign."""

    name: Code
    type: Code
    default: Code
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionView:
    """A method of a model that turns it into what a request takes."""

    name: Code
    type: Code
    doc: Prose
    perform: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A model. `options` stand behind its base class."""

    name: Code
    options: Code
    fields: tuple[FieldView, ...]
    conversions: tuple[ConversionView, ...]
    doc: Prose
    is_empty: bool
    is_record: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A value of an enumeration."""

    name: Code
    value: Code
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An enumeration."""

    name: Code
    base: Code
    members: tuple[MemberView, ...]
    doc: Prose
    is_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """A name for another type; `made` is what it is when the program runs, where that differs."""

    name: Code
    type: Code
    doc: Prose
    marker: Code
    type_checking: Code
    made: Code | None = None
    is_first: bool = False
    """Whether only imports stand above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """One module of models."""

    module: Code
    doc: Prose
    imports: ImportsView
    classes: tuple[RecordView | EnumView, ...]
    aliases: tuple[AliasView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """The names that one module gives to the package around it; `text` is all of them in literals."""

    module: Code
    names: Lines
    text: Lines
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacadeView:
    """Names that are loaded when they are first used."""

    doc: Prose
    modules: tuple[ExportsView, ...]
    names: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceImportView:
    """The classes of a resource as the client mentions them."""

    module: Code
    imported: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class DictView:
    """A plain dictionary that is accepted where a model is.

    `is_plain` says that all its keys can be written as names; otherwise `entries` holds keys with
    their types as one literal.
    """

    name: Code
    fields: tuple[FieldView, ...]
    doc: Prose
    is_plain: bool
    is_empty: bool
    entries: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsView:
    """Everything that a caller may pass instead of a model."""

    imports: ImportsView
    typed_dict: Code
    values: tuple[AliasView, ...]
    dicts: tuple[DictView, ...]
    unions: tuple[AliasView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentView:
    """An argument of a method, as it stands in the signature."""

    name: Code
    type: Code
    default: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """What a method takes and gives. `rest` is the type of all further keyword arguments."""

    positional: tuple[ArgumentView, ...]
    named: tuple[ArgumentView, ...]
    rest: Code | None
    returns: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """One way to call one operation."""

    name: Code
    define: Code
    deprecated: Code | None
    overloads: tuple[SignatureView, ...]
    signature: SignatureView
    doc: Prose
    perform: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """The description of an operation for the runtime."""

    constant: Code
    type: Code
    descriptor: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """A resource in one flavor."""

    name: Code
    client: Code
    doc: Prose
    methods: tuple[MethodView, ...]
    raw: Code | None
    """The class that gives whole answers; None where this is it."""
    overload: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """The module of one resource."""

    name: Code
    doc: Prose
    imports: ImportsView
    operations: tuple[OperationView, ...]
    classes: tuple[ClassView, ...]
    plain: ClassView
    """The class that a synchronous client offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeView:
    """A resource as the client has it: its head, and the import that it begins with."""

    head: Code
    load: Code
    type: Code
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """The client in one flavor."""

    name: Code
    base: Code
    doc: Prose
    arguments: tuple[ArgumentView, ...]
    credentials: Code
    variables: Code
    attributes: tuple[AttributeView, ...]
    transport: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """A class of errors that the API has and the runtime does not."""

    status: Code
    name: Code
    base: Code
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookView:
    """A webhook: the function that reads it, and what it gives."""

    name: Code
    signature: Code
    type: Code
    read: Code
    doc: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksView:
    """All webhooks; `any` is the function that reads whichever comes."""

    imports: ImportsView
    any: WebhookView
    each: tuple[WebhookView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """Somebody who made the package."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """What a package index is told. `requirement` is the name under which it is installed."""

    name: Code
    requirement: Code
    version: str
    release: Code
    description: str
    summary: Prose
    license: str
    authors: tuple[AuthorView, ...]
    holders: str
    homepage: str
    repository: str
    has_urls: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """One call, as it is written."""

    where: Code
    doc: Prose
    imports: Lines
    code: Code
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleGroupView:
    """The calls of one resource."""

    name: Code
    doc: Prose
    samples: tuple[SampleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCallView:
    """The first program that somebody writes."""

    imports: Lines
    client: Code
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretView:
    """A secret of the client, and the environment variable that it is read from."""

    argument: Code
    env: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeView:
    """How much of the description is in the package: a number for people, and one for an address."""

    percent: Code
    quoted: Code
    color: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmeView:
    """What the README shows. What is None does not exist in this API."""

    badge: BadgeView | None
    first: FirstCallView
    first_async: FirstCallView
    operation: Code | None
    secrets: tuple[SecretView, ...]
    groups: tuple[SampleGroupView, ...]
    is_full: bool
    count: Code
    pages: Code | None
    download: Code | None
    stream: Code | None
    raw: Code | None
    risky: Code | None
    conversions: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """The whole package."""

    name: Code
    client: Code
    async_client: Code
    client_names: tuple[Code, ...]
    base_error: Code
    runtime_base: Code
    title: str
    project: ProjectView
    doc: Prose
    settings: Code
    clients: tuple[ClientView, ...]
    resources: tuple[ResourceImportView, ...]
    models: FacadeView
    inputs: InputsView
    errors: tuple[ErrorView, ...]
    runtime_errors: Lines
    all_errors: Lines
    runtime_names: Lines
    all_names: Lines
    has_webhooks: bool
    webhooks: WebhooksView | None
    readme: ReadmeView
    groups: tuple[ResourceView, ...]
    modules: tuple[ModelsView, ...]
