"""What a language needs to know about itself, read from the `dialect.yaml` of its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import msgspec

from specloom.ir.types import Kind


class Case(Enum):
    """How words are put together into one name."""

    SNAKE = "snake"
    SCREAMING = "screaming"
    PASCAL = "pascal"
    CAMEL = "camel"
    KEBAB = "kebab"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """How names of one sort are written.

    `reserved` lists keys of `Dialect.reserved`; a name found there is written through `escape`.
    `digit` stands before a name that would start with a digit, `empty` is used when no word is left.
    `forms` are further names that are derived from it and must be free as well.
    """

    case: Case
    empty: str
    digit: str
    escape: str = "{name}_"
    reserved: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("{name}",)
    plain: bool = False
    """Whether a name that is well written already keeps its capitals (`HTTPError`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """How values are written. `escapes` maps a character to what stands for it inside quotes."""

    null: str
    true: str
    false: str
    quote: str
    escapes: Mapping[str, str]
    escape: str
    """For every other character that must not stand as it is; `{code:04x}` is its code point."""
    wide_escape: str
    """The same for characters above U+FFFF."""
    list_brackets: tuple[str, str]
    tuple_brackets: tuple[str, str]
    map_brackets: tuple[str, str]
    colon: str
    infinity: str
    not_a_number: str
    call_brackets: tuple[str, str]
    keyword: str
    deferred: str
    """What stands before an expression that must not be looked at yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocForm:
    """How documentation stands in code; `escapes` are replaced in this order."""

    quotes: tuple[str, str]
    escapes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unions:
    """What the decoder of the language can tell apart by itself.

    `groups` gives for each kind of member the group in which only one may stand; kinds without a
    group mix with everything. `largest` bounds the integers that may be listed as constants.
    """

    groups: Mapping[str, str]
    largest: int
    writable: str
    """The names on the wire, as a pattern, that a field can have; other objects stay dictionaries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """How types are written.

    Names with a dot start with the alias of an import (`dt.date`); those without are built in or
    found under the same key in `imports`.
    """

    scalars: Mapping[str, str]
    input_scalars: Mapping[str, str] = field(default_factory=dict)
    anything: str
    null: str
    alias: str
    literal: str
    enums: Mapping[str, str]
    list: str
    map: str
    key: str
    tuple: str
    input_list: str
    input_map: str
    choice: str
    omitted: str
    omit: str
    models: str
    inputs: str
    empty_list_map: str
    empty_list_none: str
    dict_form: str
    """The name of the plain dictionary that is accepted for a record."""
    union_form: str
    values_form: str
    deprecated: str
    not_required: str
    typed_dict: str
    overload: str
    cast: str
    type_checking: str
    upload: str
    unpack: str
    spread: str
    own_errors: str
    secret_sample: str
    bytes_sample: str
    zones: Mapping[str, str]
    """How a moment is made in a zone: `utc`, or by an offset of `hours` or of `minutes`."""
    response: str
    actions: Mapping[str, str]
    """The methods of the runtime's client, by how a result reaches the caller."""

    def scalar(self, kind: Kind) -> str:
        """Return the spelling of a single value as it is read."""
        return self.scalars[kind.value]

    def input_scalar(self, kind: Kind) -> str:
        """Return the spelling of a single value as it is accepted."""
        return self.input_scalars.get(kind.value) or self.scalars[kind.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavor:
    """One of the ways in which the same methods are offered, as data for a template."""

    name: str
    prefix: str = ""
    suffix: str = ""
    define: str = ""
    define_pages: str = ""
    wait: str = ""
    client: str = ""
    raw: bool = False
    awaits: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Where a name comes from: a module as a whole, or one `name` of it.

    `{root}` in the module is the way to the package itself; `typing_only` names are for type
    checkers and are not imported when the program runs.
    """

    module: str
    name: str | None = None
    typing_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A language, as far as printing it goes."""

    language: str
    width: int
    longest_name: int
    number: Mapping[str, str]
    reserved: Mapping[str, tuple[str, ...]]
    sorts: Mapping[str, Sort]
    literals: Literals
    docs: DocForm
    types: Types
    unions: Unions
    runtime: str
    builtins: tuple[str, ...]
    builtins_module: str
    imports: Mapping[str, Import]
    errors: Mapping[str, str] = field(default_factory=dict)
    """The runtime's classes of errors, by status or family."""
    client_arguments: Mapping[str, str] = field(default_factory=dict)
    """What every client can be told beside its secrets, in words."""
    flavors: tuple[Flavor, ...] = ()
    contexts: Mapping[str, str]
    """The encoder for foreign text, by the suffix of the page."""
    folders: tuple[str, ...] = ()
    like: str = ""
    """The target whose dialect this one is, but for what it says itself; its names are shared."""


class DialectError(Exception):
    """A `dialect.yaml` that cannot be used, in words for whoever wrote it."""


def load_dialect(folders: Sequence[Path]) -> Dialect:
    """Return the dialect of a target whose files are searched in `folders`, in this order."""
    path = next((p for f in folders if (p := f / "dialect.yaml").is_file()), None)
    if path is None:
        places = ", ".join(map(str, folders))
        raise DialectError(f"{places}: no dialect.yaml; a target is a folder with a dialect")
    try:
        dialect = msgspec.convert(_read(path, folders), Dialect, dec_hook=_no_hook)
    except msgspec.MsgspecError as error:
        raise DialectError(f"{path}: {error}") from error
    return replace(dialect, folders=tuple(map(str, folders)))


def _read(path: Path, folders: Sequence[Path]) -> dict[str, object]:
    """Return what a dialect says, on top of what the one that it is like says."""
    own: dict[str, object] = msgspec.yaml.decode(path.read_bytes(), type=dict[str, object])
    like = own.get("like")
    if not isinstance(like, str):
        return own
    models = (folder.parent / like / "dialect.yaml" for folder in folders)
    model = next((model for model in models if model.is_file()), None)
    if model is None:
        raise DialectError(f"{path}: there is no target '{like}' to be like")
    return msgspec.yaml.decode(model.read_bytes(), type=dict[str, object]) | own


def _no_hook(kind: type, value: object) -> object:
    raise NotImplementedError(f"{kind} for {value!r}")
