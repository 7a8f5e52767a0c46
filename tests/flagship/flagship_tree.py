"""The description of the records API as plain data, read without the help of our own engine."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SPEC = Path(__file__).parents[2] / "spec" / "altegio"
PAYLOADS = Path(__file__).parent / "payloads"
METHODS = ("get", "post", "put", "delete")


@functools.cache
def parsed(path: Path) -> Any:
    """Return the data of one file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class At(NamedTuple):
    """A value of the description and the URI that leads to it."""

    value: Any
    uri: str

    def get(self, key: str | int) -> At:
        """Return the member `key`, at the end of its reference if it is one."""
        step = str(key).replace("~", "~0").replace("/", "~1")
        joiner = "" if "#" in self.uri else "#"
        return At(self.value[key], f"{self.uri}{joiner}/{step}").followed()

    def followed(self) -> At:
        """Return what this reference leads to, or this value itself."""
        if isinstance(self.value, dict) and isinstance(self.value.get("$ref"), str):
            return at(urljoin(self.uri, self.value["$ref"]))
        return self

    def has(self, key: str) -> bool:
        """Tell whether there is a member `key`."""
        return isinstance(self.value, dict) and key in self.value

    def members(self) -> Iterator[tuple[str, At]]:
        """Yield the members of an object with their names."""
        for key in self.value:
            yield key, self.get(key)

    def items(self) -> Iterator[At]:
        """Yield the items of a list."""
        for index in range(len(self.value)):
            yield self.get(index)


def at(uri: str) -> At:
    """Return the value that `uri` leads to; a dangling one raises LookupError with the whole of it."""
    parts = urlsplit(uri)
    value: Any = parsed(Path(unquote(parts.path)))
    for step in unquote(parts.fragment).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (LookupError, TypeError, ValueError):
            raise LookupError(f"nothing at {uri}") from None
    return At(value, uri).followed()


def entry() -> At:
    """Return the entry document."""
    return at((SPEC / "openapi.yaml").as_uri())


def sdk() -> Any:
    """Return what sdk.yaml says."""
    return parsed(SPEC / "sdk.yaml")


def schema(name: str) -> At:
    """Return the component schema called `name`."""
    return entry().get("components").get("schemas").get(name)


class Operation(NamedTuple):
    """An operation or a webhook, with the parameters of its path."""

    name: str
    node: At
    parameters: tuple[At, ...]


@functools.cache
def operations() -> tuple[Operation, ...]:
    """Return all operations, webhooks last."""
    found = []
    for group in ("paths", "webhooks"):
        for _, path in entry().get(group).members():
            shared = tuple(path.get("parameters").items()) if path.has("parameters") else ()
            for method in METHODS:
                if path.has(method):
                    node = path.get(method)
                    own = tuple(node.get("parameters").items()) if node.has("parameters") else ()
                    found.append(Operation(node.value["operationId"], node, shared + own))
    return tuple(found)


def contents(operation: Operation) -> Iterator[tuple[str, At]]:
    """Yield the media types of an operation: those of the request and those of each status."""
    if operation.node.has("requestBody"):
        for _, media in operation.node.get("requestBody").get("content").members():
            yield "request", media
    for status, response in operation.node.get("responses").members():
        if response.has("content"):
            for _, media in response.get("content").members():
                yield status, media


def _retrieve(uri: str) -> Resource[Any]:
    return Resource.from_contents(
        parsed(Path(unquote(urlsplit(uri).path))), default_specification=DRAFT202012
    )


def _checker() -> FormatChecker:
    checker = FormatChecker()
    for name, choice in sdk()["formats"].items():
        if choice["type"] in {"datetime", "date"} and "write" in choice:
            pattern = choice["write"]
            checker.checks(name, raises=ValueError)(
                lambda text, pattern=pattern: (
                    not isinstance(text, str) or bool(dt.datetime.strptime(text, pattern))
                )
            )
        elif choice["type"] == "datetime":
            checker.checks(name, raises=ValueError)(
                lambda text: not isinstance(text, str) or bool(dt.datetime.fromisoformat(text))
            )
    return checker


@functools.cache
def validator(uri: str) -> Draft202012Validator:
    """Return a validator, formats included, for the schema at `uri`."""
    return Draft202012Validator(
        {"$ref": uri}, registry=Registry(retrieve=_retrieve), format_checker=_checker()
    )


def complaints(value: Any, node: At) -> list[str]:
    """Return what is wrong with `value` by the schema `node`; an empty list is good."""
    found = []
    for error in validator(node.uri).iter_errors(value):
        while error.context:  # into the branch of a oneOf that comes nearest
            error = max(error.context, key=lambda inner: len(inner.absolute_path))
        found.append(f"{error.json_path}: {error.message}")
    return found


def schemas(node: At, seen: set[str] | None = None) -> Iterator[At]:
    """Yield `node` and every schema inside it or behind its references, each once."""
    seen = set() if seen is None else seen
    node = node.followed()
    if node.uri in seen or not isinstance(node.value, dict):
        return
    seen.add(node.uri)
    yield node
    for key in ("properties", "$defs"):
        if node.has(key):
            for _, inner in node.get(key).members():
                yield from schemas(inner, seen)
    for key in ("allOf", "oneOf", "anyOf"):
        if node.has(key):
            for inner in node.get(key).items():
                yield from schemas(inner, seen)
    for key in ("items", "additionalProperties"):
        if node.has(key) and isinstance(node.value[key], dict):
            yield from schemas(node.get(key), seen)
