"""The types of an API: references to them (`TypeRef`) and declarations (`Declaration`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum as _Enum
from typing import TypeAlias

from specloom.diagnostics import Place

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

TypeId: TypeAlias = str
"""The identity of a declaration: `file#/pointer` of its schema, with a suffix for derived shapes."""


class Kind(_Enum):
    """What a single value is, once decoded."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    DECIMAL = "decimal"
    BASE64 = "base64"
    """Bytes that travel as base64 text inside JSON."""
    BINARY = "binary"
    """Bytes that travel as they are: a whole body or a part of a multipart body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A single value. `format` is the description's own word for it, also when it means nothing to us.

    `pattern` says how a date, time or flag is written when that is not the standard way: a strftime
    pattern, or `"0/1"` for a boolean that travels as a number.
    """

    kind: Kind
    format: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A use of the declaration `id`."""

    id: TypeId


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list of `item`."""

    item: TypeRef
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """An object whose keys are data. `key` types the keys where they are more than any text."""

    value: TypeRef
    key: TypeRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuple:
    """A list whose first places have types of their own; `rest` types the others, None forbids them."""

    items: tuple[TypeRef, ...]
    rest: TypeRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """Any of `members` (two or more, flat, none of them Nullable); not worth a name of its own."""

    members: tuple[TypeRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Const:
    """Exactly one of these scalar values (string, integer or boolean), in the order of the description."""

    values: tuple[str | int | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nullable:
    """`inner` or null. Never nested, never around Anything."""

    inner: TypeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class OrEmptyList:
    """`inner` (a Map or a Ref to a Record), or `[]` where it has nothing to say.

    Servers written in PHP send an empty map so. It reads as an empty map, or as null for a record.
    """

    inner: TypeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No value can be right (the schema `false`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Null:
    """Only null."""


TypeRef: TypeAlias = (
    Scalar
    | Ref
    | List
    | Map
    | Tuple
    | OneOf
    | Const
    | Nullable
    | OrEmptyList
    | Anything
    | Nothing
    | Null
)


class Origin(_Enum):
    """Where a name comes from, strongest first; a stronger claim is never renamed for a weaker one."""

    PINNED = 0
    """Written by the maintainer in sdk.yaml or as `x-` name; used as it is."""
    COMPONENT = 1
    """A key under `components`, an operationId, a property or a parameter name."""
    TITLE = 2
    """The schema's own title."""
    CONTEXT = 3
    """Derived from the place: parent and property, operation and role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A wish to be called `text`.

    `context` lists words that tell this thing from a rival of the same name, nearest first
    (the parent's name, then the parent's parent; for parameters the place: query, header, body).
    """

    text: str
    origin: Origin
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """Prose from the description, Markdown as written; never markup or code to us."""

    summary: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Limits that a value must keep; they are documented, and checked only when asked."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None
    values: tuple[Json, ...] = ()
    """The only values allowed, where they make neither an Enum nor a Const."""
    keys: Constraints | None = None
    """Limits on the keys of a map."""


NO_CONSTRAINTS = Constraints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A JSON value from the description (a default, an example), where null is a value too."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named member of a record. `constant` is its value unless another one is said."""

    wire: str
    claim: Claim
    type: TypeRef
    required: bool
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    doc: Doc = Doc()
    default: Given | None = None
    constant: str | int | bool | None = None
    example: Given | None = None
    constraints: Constraints = NO_CONSTRAINTS
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """In which directions a declaration travels."""

    request: bool = False
    response: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object with known fields, `allOf` already merged.

    `extra` types the members that are not listed: None when they are forbidden or merely not
    mentioned, a type when the description speaks of them.
    `requires` holds the conditional rules that a plain list of required fields cannot say.
    """

    id: TypeId
    claim: Claim
    fields: tuple[Field, ...]
    extra: TypeRef | None = None
    closed: bool = False
    requires: tuple[Rule, ...] = ()
    choices: tuple[Choice, ...] = ()
    doc: Doc = Doc()
    deprecated: bool = False
    example: Given | None = None
    use: Use = Use()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """If `when` is present (and is one of `values`, unless empty), then all of `needs` are required.

    Where that does not hold, all of `otherwise` are.
    """

    when: str
    values: tuple[Json, ...] = ()
    needs: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Between `least` and `most` (None: any number) of these groups of fields are given in full."""

    groups: tuple[tuple[str, ...], ...]
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A known value of an enumeration."""

    value: str | int | float | bool | None
    claim: Claim
    doc: Doc = Doc()
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum:
    """A value from a list that may grow: an unknown value is kept, never refused.

    `kind` is STRING or INTEGER; enumerations of anything else are lowered to an Alias.
    `open` says that the description itself welcomes any other value of that kind.
    """

    id: TypeId
    claim: Claim
    kind: Kind
    members: tuple[Member, ...]
    open: bool = False
    doc: Doc = Doc()
    deprecated: bool = False
    use: Use = Use()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of the shapes of a union; `tags` are the discriminator values that choose it."""

    type: TypeRef
    tags: tuple[str | int | bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """One of several shapes, with a name of its own.

    `tag` is the wire name of the property that tells them apart, declared or inferred (None when
    nothing does: then variants are tried in order, the one that fits best wins).
    """

    id: TypeId
    claim: Claim
    variants: tuple[Variant, ...]
    tag: str | None = None
    doc: Doc = Doc()
    deprecated: bool = False
    example: Given | None = None
    use: Use = Use()
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for another type: a component that is a list, a map or a single value."""

    id: TypeId
    claim: Claim
    target: TypeRef
    doc: Doc = Doc()
    deprecated: bool = False
    example: Given | None = None
    constraints: Constraints = NO_CONSTRAINTS
    use: Use = Use()
    at: Place


Declaration: TypeAlias = Record | Enum | Union | Alias
