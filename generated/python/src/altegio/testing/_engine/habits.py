# Part of specloom, copied with the package that it serves.
# pyright: basic
"""How the items of a collection behave: as declared, and guessed from the schemas where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from . import identity, media, queries, results, wording
from .checks import Checks
from .description import Collection, Description, Filter, Operation, Page
from .results import Result
from .samples import Samples
from .schemas import Schema, Schemas, Shape

_CREATED = frozenset({"created", "create", "createdat", "createdon", "createdate", "creationdate",
                      "createdtime", "creationtime", "createtime", "insertedat", "datecreated",
                      "createddate", "addedat"})  # fmt: skip
_UPDATED = frozenset({"updated", "updatedat", "updatedon", "updatedate", "updatetime", "modified",
                      "modifiedat", "modifiedon", "lastmodified", "lastupdated", "lastchangedate",
                      "datemodified", "dateupdated", "changedat", "updateddate"})  # fmt: skip
_DATES = frozenset({"date-time", "date"})


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """A collection of which everything is known.

    `results` are by role; `roles` are those whose answers have the shape of that role. `made` are fields that the server fills, as expressions; `clocked` those
    that every change sets again. `linked` pairs a field such as `staff_id` with the object `staff`.
    `is_single` says that there is one item and no more, such as the settings of something.
    """

    facts: Collection
    operations: Mapping[str, Operation]
    results: Mapping[str, Result]
    roles: frozenset[str]
    item: Schema
    id: str
    id_schema: Schema
    properties: frozenset[str]
    parameter: str | None
    is_single: bool
    made: Mapping[str, Any]
    clocked: Mapping[str, Any]
    kept: frozenset[str]
    writable: frozenset[str]
    linked: tuple[tuple[str, str], ...]
    filters: Mapping[str, Filter]
    page: Page
    totals: Mapping[tuple[str, ...], str]
    seeds: tuple[Mapping[str, Any], ...]
    seeds_say_scope: bool
    shown_id: Any


def learn(
    facts: Collection, description: Description, schemas: Schemas, checks: Checks, samples: Samples
) -> Habits:
    """Return the habits of a collection."""
    known = {operation.key: operation for operation in description.operations}
    operations = {role: known[key] for role, key in facts.operations.items() if key in known}
    envelope = description.envelope[0] if description.envelope else None
    page = facts.page or queries.page_of(operations.get("list"))
    found = {
        role: results.result(
            operation,
            schemas,
            envelope,
            many=role == "list",
            name=facts.name,
            items=page.items if role == "list" else None,
        )
        for role, operation in operations.items()
    }
    item = _item(facts, description, found)
    shape = schemas.shape(item)
    facts = msgspec.structs.replace(
        facts,
        scope={
            name: field or (name if name in shape.properties else None)
            for name, field in facts.scope.items()
        },
    )
    parameter = facts.parameter or identity.parameter_of(operations)
    key = facts.id or identity.field_of(parameter, facts, shape)
    body = _body(operations, schemas)
    seeds, say_scope = _seeds(facts, found, samples, checks, item)
    guess = _Guess(schemas, samples, shape, body, key, _example(seeds))
    return Habits(
        facts=facts,
        operations=operations,
        results=found,
        roles=frozenset(role for role in found if _has_shape(role, found[role], schemas)),
        item=item,
        id=key,
        id_schema=identity.schema_of(
            shape.properties.get(key, True), operations, parameter, schemas
        ),
        properties=frozenset(shape.properties),
        parameter=parameter,
        is_single=parameter is None and not operations.keys() & {"list", "create"},
        made=facts.on_create if facts.on_create is not None else guess.made(),
        clocked={} if facts.on_create is not None else guess.stamps(_UPDATED),
        kept=frozenset(facts.kept_on_replace) or guess.kept(),
        writable=frozenset(body.properties),
        linked=() if facts.on_create is not None else tuple(guess.linked()),
        filters={
            **queries.filters_of(operations.get("list"), shape, page, schemas),
            **facts.filters,
        },
        page=page,
        totals=(
            results.totals(found["list"].schema, schemas, found["list"].path)
            if "list" in found
            else {}
        ),
        seeds=seeds,
        seeds_say_scope=say_scope,
        shown_id=identity.shown_id(operations, parameter),
    )


def _has_shape(role: str, result: Result, schemas: Schemas) -> bool:
    """Whether an answer looks as that of `role` must: a page of items, or one item."""
    if result.media is None:
        return role != "list"
    if not media.is_json(result.media):
        return role not in {"create", "read", "list"}
    inner = schemas.shape(result.inner)
    is_open = not inner.kinds and not inner.properties
    if role == "list":
        return result.many
    if role in {"create", "read"}:
        return inner.is_object or is_open
    return True


def _item(facts: Collection, description: Description, found: Mapping[str, Result]) -> Schema:
    """Return the schema that stored items follow: the fullest that any operation shows."""
    if facts.item is not None:
        ref = description.components.get(facts.item, facts.item)
        return {"$ref": ref}
    for role in ("read", "create", "list", "replace", "update"):
        kind = found[role].media if role in found else None
        if kind is not None and media.is_json(kind):
            return found[role].inner
    return True


def _body(operations: Mapping[str, Operation], schemas: Schemas) -> Shape:
    """Return what a request may set."""
    for role in ("create", "replace", "update"):
        operation = operations.get(role)
        if operation is not None and operation.body is not None:
            merged: dict[str, Schema] = {}
            required: frozenset[str] = frozenset()
            for described in operation.body.content.values():
                shape = schemas.shape(described.schema)
                merged |= dict(shape.properties)
                required |= shape.required
                for option in _options(described.schema, schemas):
                    merged = dict(schemas.shape(option).properties) | merged
            return Shape(kinds=("object",), properties=merged, required=required)
    return Shape()


def _options(schema: Schema, schemas: Schemas) -> Iterable[Schema]:
    followed = schemas.follow(schema)
    for key in ("oneOf", "anyOf"):
        options = followed.get(key) if isinstance(followed, dict) else None
        yield from options if isinstance(options, list) else []


def _seeds(
    facts: Collection,
    found: Mapping[str, Result],
    samples: Samples,
    checks: Checks,
    item: Schema,
) -> tuple[tuple[Mapping[str, Any], ...], bool]:
    """Return the items that are there to begin with, and whether they say in which scope."""
    shown = {role: _shown(found[role]) for role in ("read", "list") if role in found}
    if facts.start_with is not None:
        named = {name: one for items in shown.values() for name, one in items}
        seeds = [one if isinstance(one, dict) else named.get(str(one)) for one in facts.start_with]
        return tuple(one for one in seeds if isinstance(one, dict)), True
    items = [one for role in ("list", "read") for _, one in shown.get(role, [])]
    # An example that breaks the description would make every answer break it.
    items = [one for one in items if checks.fits(item, one)]
    if not items and found and isinstance(item, dict | bool):
        made = samples.value(item, wording.singular(facts.name))
        items = [made] if isinstance(made, dict) else []
    return tuple(items[:20]), False


def _shown(result: Result) -> list[tuple[str, Any]]:
    """Return the items in the examples of an answer, each with the name of its example."""
    if result.media is None:
        return []
    items: list[tuple[str, Any]] = []
    for name, example in result.reply.content[result.media].examples.items():
        value = example
        for step in result.path:
            value = value.get(step) if isinstance(value, dict) else None
        values = value if isinstance(value, list) else [value]
        items += [(name, one) for one in values if isinstance(one, dict)]
    return items


def _example(seeds: tuple[Mapping[str, Any], ...]) -> Mapping[str, Any]:
    return seeds[0] if seeds else {}


class _Guess:
    """What a server is likely to do with fields of which nothing is declared."""

    def __init__(
        self,
        schemas: Schemas,
        samples: Samples,
        shape: Shape,
        body: Shape,
        key: str,
        example: Mapping[str, Any],
    ) -> None:
        self._schemas = schemas
        self._samples = samples
        self._shape = shape
        self._body = body
        self._key = key
        self._example = example

    def made(self) -> dict[str, Any]:
        """Return what fields hold that the request leaves out."""
        made: dict[str, Any] = {}
        stamps = self.stamps(_CREATED) | self.stamps(_UPDATED)
        for name, schema in self._shape.properties.items():
            if name == self._key or self._schemas.is_write_only(schema):
                continue
            if name in stamps:
                made[name] = stamps[name]
            elif name in self._body.properties:
                self._unset(made, name, schema)
            elif name in self._example:
                made[name] = self._example[name]
            else:
                made[name] = self._samples.value(schema, name)
        return made

    def _unset(self, made: dict[str, Any], name: str, schema: Schema) -> None:
        """Say what a field holds that the caller could have set."""
        for one in (schema, self._body.properties[name]):
            followed = self._schemas.follow(one)
            if isinstance(followed, dict) and "default" in followed:
                made[name] = followed["default"]
                return
        if self._schemas.is_nullable(schema) and isinstance(self._schemas.follow(schema), dict):
            made[name] = None
        elif name in self._shape.required:
            made[name] = self._samples.value(schema, name)

    def stamps(self, names: frozenset[str]) -> dict[str, Any]:
        """Return the fields that hold the time at which something happened."""
        found: dict[str, Any] = {}
        for name, schema in self._shape.properties.items():
            followed = self._schemas.follow(schema)
            form = followed.get("format") if isinstance(followed, dict) else None
            if (
                wording.plain(name) in names
                and form in _DATES
                and name not in self._body.properties
            ):
                found[name] = {"now": form}
        return found

    def kept(self) -> frozenset[str]:
        """Return the fields that a replacement leaves as they are: those it cannot set."""
        return frozenset(self._shape.properties.keys() - self._body.properties.keys()) | {self._key}

    def linked(self) -> Iterable[tuple[str, str]]:
        """Yield pairs such as (`staff_id`, `staff`): the id in the object follows the field."""
        for name, schema in self._shape.properties.items():
            inner = self._schemas.shape(schema)
            for key in (f"{name}_id", f"{name}Id"):
                if inner.is_object and "id" in inner.properties and key in self._shape.properties:
                    yield key, name
