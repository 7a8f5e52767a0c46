"""What an operation gives back, and how each answer is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from specloom.ir import walk
from specloom.ir.api import Content, Operation, Paging, Response, Shape, Unwrap
from specloom.ir.types import (
    Anything,
    Declaration,
    Kind,
    List,
    Map,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    TypeId,
    TypeRef,
    Union,
)


class Manner(Enum):
    """How a result reaches the caller."""

    VALUE = "value"
    PAGES = "pages"
    DOWNLOAD = "download"
    EVENTS = "events"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one answer is read: its content, and the way from the body to the result."""

    content: Content | None
    unwrap: Unwrap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an operation gives.

    `type` is that of the result, or of one item where there are many; `body` is that of the whole
    answer. `readings` lists by status how answers are read, the preferred media type first.
    """

    manner: Manner
    type: TypeRef
    body: TypeRef
    readings: tuple[tuple[str, tuple[Reading, ...]], ...]
    doc: str = ""


_STREAMS = {Shape.EVENTS: Manner.EVENTS, Shape.LINES: Manner.LINES}


def successes(operation: Operation) -> tuple[Response, ...]:
    """Return the answers that are not errors."""
    good = tuple(response for response in operation.responses if response.is_success)
    if good:
        return good
    return tuple(response for response in operation.responses if response.status == "default")


def failures(operation: Operation) -> tuple[Response, ...]:
    """Return the answers that are errors."""
    good = successes(operation)
    return tuple(response for response in operation.responses if response not in good)


def result_of(operation: Operation, types: Mapping[TypeId, Declaration]) -> Result:
    """Return what the plain method of `operation` gives."""
    readings = []
    whole: list[TypeRef] = []
    inner: list[TypeRef] = []
    manner = Manner.VALUE
    said = ""
    for response in successes(operation):
        contents = _preferred(response.contents)
        read = tuple(Reading(content=content, unwrap=operation.unwrap) for content in contents)
        readings.append((response.status, read or (Reading(content=None),)))
        said = said or response.doc.description or response.doc.summary
        if not contents:
            whole.append(Null())
            inner.append(Null())
            continue
        first = contents[0]
        if first.shape in _STREAMS:
            manner = _STREAMS[first.shape]
            whole, inner = [first.type], [first.type]
            break
        if first.shape is Shape.BINARY:
            manner = Manner.DOWNLOAD
        body = content_type(first)
        whole.append(body)
        inner.append(
            unwrapped(body, operation.unwrap, types) if first.shape is Shape.JSON else body
        )
    if manner is Manner.DOWNLOAD and any(not isinstance(ref, (Scalar, Null)) for ref in inner):
        manner = Manner.VALUE
    paging = operation.paging
    if paging is not None and manner is Manner.VALUE and whole:
        item = item_type(whole[0], paging, types)
        return Result(
            manner=Manner.PAGES,
            type=item,
            body=_either(whole),
            readings=_unwrapless(readings),
            doc=said,
        )
    return Result(
        manner=manner,
        type=_either(inner or [Null()]),
        body=_either(whole or [Null()]),
        readings=tuple(readings),
        doc=said,
    )


def stream_of(operation: Operation) -> Result | None:
    """Return what a second method gives, for operations that answer at once or piece by piece."""
    for response in successes(operation):
        shapes = [content.shape for content in response.contents]
        streams = [content for content in response.contents if content.shape in _STREAMS]
        if streams and any(shape not in _STREAMS for shape in shapes):
            content = streams[0]
            return Result(
                manner=_STREAMS[content.shape],
                type=content.type,
                body=content.type,
                readings=((response.status, (Reading(content=content),)),),
                doc=response.doc.description or response.doc.summary,
            )
    return None


def content_type(content: Content) -> TypeRef:
    """Return the type of a body that was read as its media type says."""
    match content.shape:
        case Shape.TEXT:
            return Scalar(kind=Kind.STRING)
        case Shape.BINARY | Shape.FORM | Shape.MULTIPART:
            return Scalar(kind=Kind.BINARY)
        case _:
            return content.type


def unwrapped(body: TypeRef, unwrap: Unwrap | None, types: Mapping[TypeId, Declaration]) -> TypeRef:
    """Return the type of what stands at the path of `unwrap` inside `body`."""
    if unwrap is None:
        return body
    found = at_path(body, unwrap.path, types)
    if unwrap.single:
        bare = walk.resolve(_bare(found), types)
        if isinstance(bare, List):
            return bare.item
        alternatives = _alternatives(bare, types)
        for other in alternatives:
            resolved = walk.resolve(_bare(other), types)
            if isinstance(resolved, List) and resolved.item in alternatives:
                rest = [ref for ref in alternatives if ref != other]
                return rest[0] if len(rest) == 1 else OneOf(members=tuple(rest))
    return found


def item_type(body: TypeRef, paging: Paging, types: Mapping[TypeId, Declaration]) -> TypeRef:
    """Return the type of one item of a paged list."""
    found = walk.resolve(_bare(at_path(body, paging.items, types)), types)
    return found.item if isinstance(found, List) else Anything()


def at_path(ref: TypeRef, path: tuple[str, ...], types: Mapping[TypeId, Declaration]) -> TypeRef:
    """Return the type at a path of wire names below `ref`; Anything where nothing is known."""
    for step in path:
        here = walk.resolve(_bare(ref), types)
        while isinstance(here, (Nullable, OrEmptyList)):
            here = walk.resolve(here.inner, types)
        if isinstance(here, Map):
            ref = here.value
            continue
        record = types.get(here.id) if isinstance(here, Ref) else None
        field = None
        if isinstance(record, Record):
            field = next((field for field in record.fields if field.wire == step), None)
        if field is None:
            return Anything()
        ref = field.type
    return ref


def _preferred(contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """Return the contents that the result is typed for: those that are read like the first."""
    if not contents:
        return ()
    plain = [content for content in contents if content.shape not in _STREAMS] or list(contents)
    shapes = [content.shape for content in plain]
    best = Shape.JSON if Shape.JSON in shapes else shapes[0]
    alike = [content for content in plain if content.shape is best]
    return tuple(content for content in alike if content.type == alike[0].type)


def _unwrapless(
    readings: list[tuple[str, tuple[Reading, ...]]],
) -> tuple[tuple[str, tuple[Reading, ...]], ...]:
    """Return the readings with the whole body as their result: pages find their items themselves."""
    return tuple(
        (status, tuple(Reading(content=one.content) for one in read)) for status, read in readings
    )


def _alternatives(ref: TypeRef, types: Mapping[TypeId, Declaration]) -> tuple[TypeRef, ...]:
    if isinstance(ref, OneOf):
        return ref.members
    found = types.get(ref.id) if isinstance(ref, Ref) else None
    return tuple(variant.type for variant in found.variants) if isinstance(found, Union) else ()


def _bare(ref: TypeRef) -> TypeRef:
    while isinstance(ref, (Nullable, OrEmptyList)):
        ref = ref.inner
    return ref


def _either(refs: list[TypeRef]) -> TypeRef:
    distinct: dict[TypeRef, None] = {}
    null = False
    for ref in refs:
        if isinstance(ref, Null):
            null = True
        elif isinstance(ref, Nullable):
            null = True
            distinct[ref.inner] = None
        else:
            distinct.update(dict.fromkeys(ref.members if isinstance(ref, OneOf) else (ref,)))
    if not distinct:
        return Null()
    members = tuple(distinct)
    whole = members[0] if len(members) == 1 else OneOf(members=members)
    if any(isinstance(member, Anything) for member in members):
        return Anything()
    return Nullable(inner=whole) if null else whole
