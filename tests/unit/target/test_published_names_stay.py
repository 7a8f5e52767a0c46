"""Names that were published keep their owners, whatever is added, removed or put elsewhere."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from specloom.diagnostics import Report
from specloom.ir.types import Enum, Record, Ref, TypeRef, Union
from specloom.pipeline import TEMPLATES, Inputs, read
from specloom.target.dialect import load_dialect
from specloom.target.lock import NamesLock
from specloom.target.names import Root, settle

PYTHON = load_dialect([TEMPLATES / "python"])
ROOT = Root(package="shop", distribution="shop", client="Shop")
# Names that want to be the same name, in Python or beside each other.
COMPONENTS = ("Pet", "pet", "PET", "pet-list", "PetList", "pet_list", "ListStatus", "list", "Pet2")
FIELDS = ("a-b", "a_b", "aB", "ab", "class", "self")
PARAMETERS = ("status", "Status", "sta-tus", "kind", "kind_")
SHAPES = ("left", "right", "up", "down")

Part = tuple[str, tuple[str, ...]]


def parts(names: tuple[str, ...], inner: tuple[str, ...]) -> st.SearchStrategy[list[Part]]:
    held = st.lists(st.sampled_from(inner), unique=True, min_size=1).map(tuple)
    pairs = st.tuples(st.sampled_from(names), held)
    return st.lists(pairs, unique_by=lambda pair: pair[0], min_size=1)


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two versions of a description: the second adds, drops and moves things of the first."""
    before, after = {}, {}
    for key, strategy in (
        ("components", parts(COMPONENTS, FIELDS)),
        ("parameters", parts(PARAMETERS, ("x", "y", "z"))),
        ("shapes", parts(SHAPES, FIELDS)),
    ):
        old, new = draw(strategy), draw(strategy)
        kept = [pair for pair in old if draw(st.booleans())]
        added = [pair for pair in new if all(pair[0] != one[0] for one in old)]
        before[key], after[key] = old, draw(st.permutations([*kept, *added]))
    return description(before), description(after)


def description(said: Mapping[str, list[Part]]) -> dict[str, Any]:
    schemas: dict[str, Any] = {
        name: {
            "type": "object",
            "properties": {field: {"type": "string", "enum": ["1", "A", "a"]} for field in fields},
        }
        for name, fields in said["components"]
    }
    shapes = [
        {
            "type": "object",
            "required": ["form"],
            "properties": {"form": {"const": form}}
            | {field: {"type": "string"} for field in fields},
        }
        for form, fields in said["shapes"]
    ]
    operation = {
        "operationId": "list",
        "tags": ["pets"],
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "string", "enum": [*values]}}
            for name, values in said["parameters"]
        ],
        "responses": {
            "200": {
                "description": "Found.",
                "content": {
                    "application/json": {"schema": {"oneOf": [*shapes, {"type": "object"}]}}
                },
            }
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/pets": {"get": operation}},
        "components": {"schemas": schemas},
    }


def named(document: dict[str, Any], lock: NamesLock) -> tuple[dict[str, str], NamesLock]:
    """Return the name of each thing by what it is to a reader, and what the next run remembers."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.json"
        spec.write_text(json.dumps(document))
        project = read(Inputs(spec=spec), Report())
        assert project is not None
        names = settle(project.api, ROOT, PYTHON, lock, Report())
    types = project.api.types
    found: dict[str, str] = {}

    def note(what: str, type_: TypeRef) -> None:
        if isinstance(type_, Ref):
            found[what] = str(names.type(type_.id))
            found.update(inside(what, type_.id))

    def inside(what: str, id: str) -> Iterator[tuple[str, str]]:
        match types[id]:
            case Record() as record:
                for field in record.fields:
                    yield f"{what}.{field.wire}", str(names.field(id, field.wire))
            case Enum() as enum:
                for member in enum.members:
                    yield f"{what}={member.value}", str(names.member(id, member))
            case _:
                pass

    ((operation,),) = (resource.operations for resource in project.api.resources)
    for parameter in operation.parameters:
        note(f"the parameter {parameter.wire}", parameter.type)
    for name in document["components"]["schemas"]:
        note(f"the component {name}", Ref(id=f"#/components/schemas/{name}"))
    for declaration in types.values():
        if isinstance(declaration, Union):
            for variant in declaration.variants:
                if variant.tags:
                    note(f"the shape {variant.tags[0]}", variant.type)
    return found, names.lock()


@settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate])
@given(versions())
def test_adding_removing_and_moving_renames_nothing_else(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    before, lock = named(pair[0], NamesLock())
    after, _ = named(pair[1], NamesLock.parse(lock.dump()))
    moved = {what: (before[what], name) for what, name in after.items() if what in before}
    assert {what: names for what, names in moved.items() if names[0] != names[1]} == {}


@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
@given(versions())
def test_the_same_description_gives_the_same_names_with_and_without_a_lock(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    first, lock = named(pair[0], NamesLock())
    assert named(pair[0], lock) == (first, lock)
    assert named(pair[0], NamesLock()) == (first, lock)
