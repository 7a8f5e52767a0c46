"""What an operation takes besides its body: the path, the query, headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from specloom.diagnostics import Place
from specloom.ir import words
from specloom.ir.api import In, Parameter, Style
from specloom.ir.types import NO_CONSTRAINTS, Claim, Constraints, Doc, Kind, Origin, Scalar, TypeRef
from specloom.lower.desk import Desk
from specloom.lower.samples import first_sample
from specloom.path_templates import marks, plain
from specloom.source import Node

_NAME = re.compile(r"\{([^{}]+)\}")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

_IGNORED = {
    **dict.fromkeys(
        ("accept", "content-type", "authorization"),
        "OpenAPI says to ignore it; media types and security describe it",
    ),
    **dict.fromkeys(
        ("connection", "content-length", "transfer-encoding"),
        "the transport says how a request is framed, and two voices would break it",
    ),
}
"""Headers that are no arguments, with the reason."""

_STYLES = {
    In.PATH: (Style.SIMPLE, Style.LABEL, Style.MATRIX),
    In.QUERY: (Style.FORM, Style.SPACE, Style.PIPE, Style.DEEP),
    In.HEADER: (Style.SIMPLE,),
    In.COOKIE: (Style.FORM,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A parameter object where it is used (`node`) and where it is written (`target`)."""

    node: Node
    target: Node
    wire: str
    place: In
    is_whole_query: bool


def path_names(path: str) -> tuple[str, ...]:
    """Return the names between braces in `path`, each once, in order."""
    return tuple(dict.fromkeys(_NAME.findall(path)))


def lower_parameters(
    desk: Desk,
    path: str,
    *,
    shared: Node | None,
    own: Node | None,
    at: Place,
    names: Mapping[str, str],
    context: tuple[str, ...],
) -> tuple[Parameter, ...]:
    """Return the parameters of one operation: those of the path in its order, then the others.

    `shared` are the parameters of the path item, which those of the operation (`own`) override;
    `names` are the names that the maintainer wants, by wire name.
    """
    declared = {(each.place, each.wire): each for each in _declared(desk, shared)}
    declared |= {(each.place, each.wire): each for each in _declared(desk, own)}
    in_path = _match_path(desk, plain(path), declared, at)
    said = marks(path)
    found = [
        (
            _lower(desk, wire, each, names, context, said.get(wire, {}))
            if each
            else _undeclared(desk, path, wire, names, at)
        )
        for wire, each in in_path.items()
    ]
    found += [
        _lower(desk, each.wire, each, names, context)
        for each in declared.values()
        if each.place is not In.PATH
    ]
    return tuple(found)


def _declared(desk: Desk, parameters: Node | None) -> Iterator[Declared]:
    seen: set[tuple[In, str]] = set()
    for node in desk.elements(parameters, "the list of parameters"):
        target = desk.follow(node, "a parameter")
        if target is None:
            continue
        ignored = _why_ignored(target)
        if ignored:
            desk.set_aside(node, f"the header parameter '{target.text('name')}'", ignored)
            continue
        declared = _identify(desk, node, target)
        if declared is None:
            continue
        if (declared.place, declared.wire) in seen:
            reason = "the same list already has a parameter of this name and place"
            desk.lose(node, f"the parameter '{declared.wire}'", reason, code="repeated-parameter")
            continue
        seen.add((declared.place, declared.wire))
        yield declared


def _why_ignored(parameter: Node) -> str:
    """Return why a header is no argument; empty for every other parameter."""
    is_header = parameter.text("in").lower() == "header"
    return _IGNORED.get(parameter.text("name").lower(), "") if is_header else ""


def _identify(desk: Desk, node: Node, target: Node) -> Declared | None:
    wire, place = target.text("name"), target.text("in")
    if place == "querystring":
        return Declared(node=node, target=target, wire="", place=In.QUERY, is_whole_query=True)
    if not wire:
        desk.lose(node, "a parameter", "it has no name", code="nameless-parameter")
        return None
    if place.lower() in ("header", "cookie") and not _TOKEN.fullmatch(wire):
        reason = f"HTTP has no {place.lower()}s of such a name"
        desk.lose(node, f"the parameter '{wire}'", reason, code="bad-parameter-name")
        return None
    for known in In:
        if known.value == place.lower():
            return Declared(node=node, target=target, wire=wire, place=known, is_whole_query=False)
    reason = (
        f"'{place}' is not a place for parameters" if place else "it does not say where it goes"
    )
    help = None
    if place in ("body", "formData"):
        help = "OpenAPI 3 describes a body under 'requestBody'."
    desk.lose(node, f"the parameter '{wire}'", reason, code="bad-parameter-place", help=help)
    return None


def _match_path(
    desk: Desk, path: str, declared: Mapping[tuple[In, str], Declared], at: Place
) -> dict[str, Declared | None]:
    """Return what fills each place in `path`; a name that differs only in its casing counts."""
    names = path_names(path)
    unused = {wire: each for (place, wire), each in declared.items() if place is In.PATH}
    matched = {name: unused.pop(name, None) for name in names}
    for name, found in matched.items():
        rivals = [wire for wire in unused if words.split(wire) == words.split(name)]
        if found is None and len(rivals) == 1:
            matched[name] = meant = unused.pop(rivals[0])
            desk.report.warning(
                "misspelled-path-parameter",
                at=meant.node,
                text=f"the path '{path}' calls this parameter '{name}', not '{rivals[0]}'",
                help=f"Rename the parameter to '{name}'.",
            )
    for wire, each in unused.items():
        reason = f"the path '{path}' has no place for it"
        help = f"Write '{{{wire}}}' into the path, or remove the parameter."
        what = f"the path parameter '{wire}'"
        desk.lose(each.node, what, reason, code="unused-path-parameter", help=help)
    return matched


def _undeclared(desk: Desk, path: str, wire: str, names: Mapping[str, str], at: Place) -> Parameter:
    desk.report.warning(
        "undeclared-path-parameter",
        at=at,
        text=f"the path '{path}' needs '{wire}', which is not declared; a string is assumed",
        help=f"Declare a parameter '{wire}' with 'in: path'.",
    )
    return Parameter(
        wire=wire,
        claim=_claim(wire, In.PATH, names),
        place=In.PATH,
        type=Scalar(kind=Kind.STRING),
        required=True,
        style=Style.SIMPLE,
        explode=False,
        at=at,
    )


def _lower(
    desk: Desk,
    wire: str,
    declared: Declared,
    names: Mapping[str, str],
    context: tuple[str, ...],
    said: Mapping[str, str | bool] = MappingProxyType({}),
) -> Parameter:
    """Return a parameter; `said` is what the path says of it where it does not say so itself."""
    node, place = declared.target, declared.place
    if "allowEmptyValue" in node:
        reason = "an empty text is sent like any other"
        desk.set_aside(node["allowEmptyValue"], "'allowEmptyValue'", reason)
    media, schema = _schema(desk, declared)
    named = desk.context(declared.node, node, (*context, wire or "query"))
    style = _style(desk, declared, said.get("style"))
    explode = node.value.get("explode", said.get("explode"))
    schemas = desk.schemas
    return Parameter(
        wire=wire,
        claim=_claim(wire or node.text("name", "query"), place, names),
        place=place,
        type=_type(desk, schema, context=named),
        required=place is In.PATH or node.flag("required"),
        style=style,
        explode=style is Style.FORM if explode is None else explode is True,
        allow_reserved=node.flag("allowReserved") or node.text("style") == "cookie",
        content=media,
        deprecated=node.flag("deprecated") or (schema is not None and schema.flag("deprecated")),
        doc=_doc(desk, declared, schema),
        default=schemas.default(schema) if schema else None,
        example=first_sample(desk, node) or (schemas.example(schema) if schema else None),
        constraints=_constraints(desk, schema),
        at=declared.node,
    )


def _claim(wire: str, place: In, names: Mapping[str, str]) -> Claim:
    if wire in names:
        return Claim(text=names[wire], origin=Origin.PINNED, context=(place.value,))
    return Claim(text=wire, origin=Origin.COMPONENT, context=(place.value,))


def _schema(desk: Desk, declared: Declared) -> tuple[str | None, Node | None]:
    """Return the media type (None when a style says how to write the value) and the schema."""
    node = declared.target
    contents = [*desk.members(node.get("content"), "the content of a parameter")]
    schema = node.get("schema")
    if contents and (schema is None or declared.is_whole_query):
        for media, other in contents[1:]:
            reason = "a parameter has one media type"
            desk.lose(other, f"the media type '{media}'", reason, code="extra-media-type")
        media, content = contents[0]
        target = desk.follow(content, f"the media type '{media}'")
        return media, target.get("schema") if target else None
    for media, other in contents:
        reason = "the parameter has a schema as well"
        desk.lose(other, f"the media type '{media}'", reason, code="extra-media-type")
    if schema is None and ("type" in node or "enum" in node or "items" in node):
        desk.report.warning(
            "schema-in-parameter",
            at=declared.node,
            text=f"the parameter '{declared.wire}' is written as in Swagger 2; read as its schema",
            help="Move 'type' and what belongs to it under 'schema'.",
        )
        return None, node
    return ("application/x-www-form-urlencoded" if declared.is_whole_query else None), schema


def _type(desk: Desk, schema: Node | None, *, context: tuple[str, ...]) -> TypeRef:
    # A parameter without a schema still travels as text.
    return desk.schemas.ref(schema, context=context) if schema else Scalar(kind=Kind.STRING)


def _constraints(desk: Desk, schema: Node | None) -> Constraints:
    return desk.schemas.constraints(schema) if schema else NO_CONSTRAINTS


def _doc(desk: Desk, declared: Declared, schema: Node | None) -> Doc:
    doc = desk.doc(declared.node, declared.target)
    if not doc.description and schema is not None:
        return desk.schemas.doc(schema)
    return doc


def _style(desk: Desk, declared: Declared, marked: object) -> Style:
    allowed = _STYLES[declared.place]
    written = declared.target.text("style") or marked
    if not written or (written == "cookie" and declared.place is In.COOKIE):
        return allowed[0]
    for style in allowed:
        if style.value == written:
            return style
    text = f"the style '{written}' does not exist in {declared.place.value}; it was read as '{allowed[0].value}'"
    desk.faults.mend("bad-style", at=declared.node, text=text)
    return allowed[0]
