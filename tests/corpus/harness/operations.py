"""Every operation of a description, with its parameters, bodies and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .reading import Description, Json, elements, members

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
IGNORED = ("accept", "content-type", "authorization", "connection", "content-length", "transfer-encoding")
DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value beside the body. `content` is the media type of a value that is a whole document."""

    name: str
    place: str
    schema: Json
    required: bool
    style: str
    explode: bool
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A body in one media type; `pieces` is the schema of one event or line where that is given."""

    media: str
    schema: Json
    pieces: Json = None
    encoding: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One request; `answers` pairs every documented 2xx status with its media types (perhaps none)."""

    method: str
    path: str
    parameters: tuple[Parameter, ...]
    bodies: tuple[Media, ...]
    body_required: bool
    answers: tuple[tuple[str, tuple[Media, ...], Mapping[str, Json]], ...]
    security: tuple[Mapping[str, Json], ...]

    @property
    def address(self) -> tuple[str, str]:
        """What tells this operation from all others."""
        return self.method, self.path


def operations(description: Description) -> Iterator[Operation]:
    """Yield the operations under `paths` in their order."""
    for path, value in members(description.root, "paths"):
        if path.startswith("x-") or value is None:
            continue
        item = _item(description, value)
        names = METHODS if description.version < (3, 2) else (*METHODS, "query")
        found = [(name.upper(), item[name]) for name in names if isinstance(item.get(name), dict)]
        if description.version >= (3, 2):
            found += [(name, one) for name, one in members(item, "additionalOperations")]
        shared = elements(item, "parameters")
        for method, one in found:
            yield _completed(
                _operation(description, method, path, description.follow(one), shared)
            )


def _completed(operation: Operation) -> Operation:
    """Return `operation` with every name in its path as a parameter; some forget to declare one.

    Names may be written as RFC 6570 has them, with a mark for the style: `{.name}`, `{;name*}`.
    """
    path = re.sub(r"\{[.;]?([^{}*]+)\*?\}", r"{\1}", operation.path)
    declared = {one.name for one in operation.parameters if one.place == "path"}
    in_path = re.findall(r"\{([^{}]+)\}", path)
    more = tuple(
        Parameter(
            name=name,
            place="path",
            schema={"type": "string"},
            required=True,
            style="simple",
            explode=False,
        )
        for name in dict.fromkeys(in_path)
        if name not in declared
    )
    kept = tuple(
        one for one in operation.parameters if one.place != "path" or one.name in in_path
    )
    return replace(operation, path=path, parameters=(*kept, *more))


def _item(description: Description, value: Json) -> dict[str, Json]:
    item = description.follow(value)
    if isinstance(value, dict) and item is not value:
        return item | {key: one for key, one in value.items() if key != "$ref"}
    return item


def _operation(
    description: Description, method: str, path: str, value: dict[str, Json], shared: list[Json]
) -> Operation:
    parameters: dict[tuple[str, str], Parameter] = {}
    for one in (*shared, *elements(value, "parameters")):
        parameter = _parameter(description, description.follow(one))
        if parameter is not None:
            parameters[parameter.place, parameter.name] = parameter
    body = description.follow(value.get("requestBody"))
    security = value.get("security", description.root.get("security"))
    return Operation(
        method=method,
        path=path if path.startswith("/") else f"/{path}",
        parameters=tuple(parameters.values()),
        bodies=tuple(_media(description, body)),
        body_required=body.get("required") is True,
        answers=tuple(_answers(description, value)),
        security=tuple(one for one in security or () if isinstance(one, dict)),
    )


def _parameter(description: Description, value: dict[str, Json]) -> Parameter | None:
    name, place = value.get("name"), value.get("in")
    if not isinstance(name, str | int) or place not in (*DEFAULT_STYLES, "querystring"):
        return None
    name = str(name)
    if place == "header" and name.lower() in IGNORED:
        return None
    content, schema = None, value.get("schema")
    for media, one in members(value, "content"):
        if schema is None or place == "querystring":
            content, schema = media, description.follow(one).get("schema", {})
    default = DEFAULT_STYLES.get(place, "form")
    style = value.get("style") or default
    explode = value.get("explode")
    return Parameter(
        name=name,
        place=place,
        schema={"type": "string"} if schema is None else schema,
        required=value.get("required") is True or place == "path",
        style=style,
        explode=explode if isinstance(explode, bool) else style == "form",
        content=content,
    )


def _media(description: Description, value: Json) -> Iterator[Media]:
    content = description.follow(value.get("content")) if isinstance(value, dict) else {}
    real = {media: one for media, one in content.items() if "/" in media}
    for media, one in (real or content).items():
        found = description.follow(one)
        yield Media(
            media=media.strip(),
            schema=found.get("schema", {}),
            pieces=found.get("itemSchema"),
            encoding=dict(members(found, "encoding")),
        )


def _answers(
    description: Description, value: Json
) -> Iterator[tuple[str, tuple[Media, ...], Mapping[str, Json]]]:
    for status, one in members(value, "responses"):
        if status.startswith("2") or status in ("default",):
            found = description.follow(one)
            yield status, tuple(_media(description, found)), dict(members(found, "headers"))
