"""From a document and sdk.yaml to the description that the fake runs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from specloom.config import Config, PagingChoice
from specloom.diagnostics import Report
from specloom.document import Document
from specloom.lower.selection import Selection
from specloom.mock import choices, operations
from specloom.mock.bundle import Bundle, Original, original
from specloom.mock.choices import CollectionChoice, MockChoice
from specloom.mock.engine.description import (
    Collection,
    Composed,
    Description,
    Errors,
    Operation,
    Page,
    Rate,
    Scheme,
)
from specloom.mock.pairing import pair
from specloom.source import Node


def describe(
    document: Document, config: Config, report: Report, *, portable: bool = False
) -> Description:
    """Return the API as the fake knows it.

    With `portable`, the description can be written to a file; without, the schemas of a document
    in one file are used where they stand, which makes a large one start in no time.
    """
    bundle = Bundle(document) if portable or len(document.sources) > 1 else None
    selection = Selection(config, report)
    reader = operations.Reader(document, bundle.take if bundle else original, selection)
    found = tuple(reader.operations())
    choice, chosen = choices.read(config, report)
    info = document.root.get("info")
    known = {operation.key for operation in found} | reader.left_out
    collections = _collections(found, chosen, config)
    _report_unknown(collections, choice, known, config, report)
    components = _components(document, bundle)
    return Description(
        title=info.text("title") if info else "",
        version=info.text("version") if info else "",
        dialect=f"{document.version[0]}.{document.version[1]}",
        bases=operations.bases(document),
        operations=found,
        components=components,
        schemas=bundle.schemas if bundle else Original(document),
        schemes=dict(_schemes(document)),
        composed=tuple(
            Composed(header=one.header, schemes=one.schemes, template=one.template)
            for one in config.auth.compose
        ),
        tokens=choice.tokens(),
        envelope=(config.envelope.data, config.envelope.ok) if config.envelope else None,
        errors=Errors(
            message=config.errors.message,
            code=config.errors.code,
            fields=config.errors.fields,
            templates=choice.errors,
            field=choice.field_error,
            messages=choice.messages,
        ),
        formats={
            name: {"type": one.type, **({"write": one.write} if one.write else {})}
            for name, one in config.formats.items()
        },
        zone=choice.time_zone,
        catalogues=choice.catalogues,
        collections=collections,
        refuse=choice.refuse,
        quirks=choice.quirks,
        rates=(
            tuple(Rate(requests=one.requests, seconds=one.seconds) for one in config.rate_limit)
            if choice.rate_limit == "declared"
            else ()
        ),
    )


def dumped(description: Description) -> bytes:
    """Return a portable description as JSON, the same bytes for the same description."""
    return msgspec.json.format(msgspec.json.encode(description), indent=1)


def _components(document: Document, bundle: Bundle | None) -> dict[str, str]:
    """Return the components that are schemas, each with the key under which its schema is found."""
    components = document.root.get("components")
    schemas = components.get("schemas") if components else None
    found = {}
    for name, node in schemas.items() if schemas else ():
        if bundle is None:
            found[name] = f"#/components/schemas/{name.replace('~', '~0').replace('/', '~1')}"
        elif bundle.name(node) in bundle.schemas:
            found[name] = bundle.name(node)
    return found


def _schemes(document: Document) -> Iterable[tuple[str, Scheme]]:
    components = document.root.get("components")
    schemes = components.get("securitySchemes") if components else None
    for name, node in schemes.items() if schemes else ():
        yield name, _scheme(document.follow(node))


def _scheme(node: Node) -> Scheme:
    match node.text("type").lower():
        case "apikey":
            place, name = node.text("in", "header"), node.text("name", "authorization")
            return Scheme(kind="key", place=place, name=name)
        case "http":
            word = node.text("scheme", "bearer")
            kind = word.lower() if word.lower() in {"bearer", "basic"} else "http"
            return Scheme(kind=kind, prefix=word)
        case "mutualtls":
            return Scheme(kind="tls")
        case _:
            return Scheme(kind="bearer", prefix="Bearer")


def _collections(
    found: tuple[Operation, ...], chosen: Mapping[str, CollectionChoice | None], config: Config
) -> tuple[Collection, ...]:
    """Return the collections that the paths imply, changed as sdk.yaml says, and those it adds."""
    derived = pair(found)
    made: list[Collection] = []
    taken: set[str] = set()
    for name, choice in chosen.items():
        if choice is None:
            derived = [one for one in derived if one.name != name]
            continue
        wanted = set(choice.operations.values())
        like = next((one for one in derived if wanted & set(one.operations.values())), None)
        like = like or next((one for one in derived if one.name == name), None)
        made.append(_merged(choice, like))
        taken |= set(made[-1].operations.values())
        derived = [one for one in derived if one is not like]
    for one in derived:
        rest = {role: key for role, key in one.operations.items() if key not in taken}
        if rest:
            made.append(msgspec.structs.replace(one, operations=rest))
    return tuple(_paged(one, config) for one in made)


def _merged(choice: CollectionChoice, like: Collection | None) -> Collection:
    facts = msgspec.structs.asdict(choice)
    if like is not None:
        facts["operations"] = choice.operations or like.operations
        facts["scope"] = choice.scope or like.scope
    return Collection(**facts)


def _paged(collection: Collection, config: Config) -> Collection:
    """Add what sdk.yaml says about the pages of the list."""
    operation = config.operations.get(collection.operations.get("list", ""))
    if operation is None or operation.paging is None or collection.page is not None:
        return collection
    return msgspec.structs.replace(collection, page=_page(operation.paging))


def _page(choice: PagingChoice) -> Page:
    return Page(
        page=choice.parameter if choice.style == "page" else None,
        offset=choice.parameter if choice.style == "offset" else None,
        cursor=choice.parameter if choice.style == "cursor" else None,
        size=choice.size,
        first=choice.first,
        items=choice.items or None,
        total=choice.total,
        next=choice.next,
        more=choice.more,
    )


def _report_unknown(
    collections: Iterable[Collection],
    choice: MockChoice,
    known: set[str],
    config: Config,
    report: Report,
) -> None:
    """Say which operations the section speaks of that do not exist."""
    named: list[tuple[str, Any]] = [
        (key, config.place("mock", "collections", one.name))
        for one in collections
        for key in (*one.operations.values(), *(also.operation for also in one.also))
    ]
    named += [
        (one.operation, config.place("mock", "refuse")) for one in choice.refuse if one.operation
    ]
    for key, place in named:
        if key not in known:
            report.warning(
                "unknown-mock-operation",
                text=f"the fake is told of an operation '{key[:80]}', which does not exist",
                at=place,
                help="Use an operationId, or METHOD /path where there is none.",
            )
