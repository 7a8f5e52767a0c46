"""Whatever stands in a description, lowering ends with types that keep their promises."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import resolve
from specloom.ir.types import (
    Anything,
    Const,
    Enum,
    Nothing,
    Null,
    Nullable,
    OneOf,
    Record,
    Ref,
    TypeRef,
    Union,
)
from specloom.ir.walk import children, mentions, parts, refs
from specloom.lower.schemas import Schemas
from specloom.lower.usage import Uses

NAMES = ["A", "B", "C", "D"]
FIELDS = ["a", "b", "kind", "", "$ref"]

nonsense = st.sampled_from([None, True, False, 0, -1, 1.5, "", "x", [], {}, [None], {"a": 1}])
scalars = st.sampled_from(["a", "b", "", 1, 2, -1, 1.0, 0.5, True, False, None])
types = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])
references = st.sampled_from(
    [f"#/components/schemas/{name}" for name in NAMES]
    + ["#/components/schemas/A/properties/a", "#/components/schemas/B/items", "#/nowhere", "#"]
)


def keywords(schema: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    several = st.lists(schema, min_size=1, max_size=3)
    return {
        "$ref": references,
        "type": types | st.lists(types, max_size=3),
        "nullable": st.booleans(),
        "enum": st.lists(scalars, max_size=4),
        "const": scalars,
        "format": st.sampled_from(["date", "date-time", "uuid", "binary", "made-up"]),
        "properties": st.dictionaries(st.sampled_from(FIELDS), schema, max_size=3),
        "required": st.lists(st.sampled_from(FIELDS), max_size=2),
        "additionalProperties": schema | st.booleans(),
        "patternProperties": st.dictionaries(st.just("^x"), schema, max_size=1),
        "propertyNames": schema,
        "items": schema | several | st.booleans(),
        "prefixItems": several,
        "maxItems": st.sampled_from([0, 1]),
        "allOf": several,
        "oneOf": several,
        "anyOf": several,
        "not": schema,
        "if": schema,
        "then": schema,
        "else": schema,
        "dependentRequired": st.just({"a": ["b"]}),
        "dependentSchemas": st.dictionaries(st.just("a"), schema, max_size=1),
        "discriminator": st.sampled_from(
            [
                {"propertyName": "kind"},
                {"propertyName": "kind", "mapping": {"x": "A", "y": "#/components/schemas/B"}},
                {"mapping": {}},
            ]
        ),
        "readOnly": st.booleans(),
        "writeOnly": st.booleans(),
        "title": st.sampled_from(["A thing", "B", "", "kind"]),
        "default": scalars,
        "examples": st.lists(scalars, max_size=1),
        "x-enum-varnames": st.lists(st.just("Name"), max_size=2),
    }


def soup(schema: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    sensible = keywords(schema)
    pairs = st.sampled_from(sorted(sensible)).flatmap(
        lambda keyword: st.tuples(
            st.just(keyword),
            st.integers(0, 9).flatmap(lambda luck: sensible[keyword] if luck else nonsense),
        )
    )
    return st.lists(pairs, max_size=4).map(dict)


schemas = st.recursive(st.booleans() | st.just({}), soup, max_leaves=12)
components = st.fixed_dictionaries(dict.fromkeys(NAMES, schemas))


def check_type(type_: TypeRef) -> None:
    match type_:
        case Nullable():
            assert not isinstance(type_.inner, Nullable | Anything | Null | Nothing)
        case OneOf():
            assert len(type_.members) > 1
            assert len(set(type_.members)) == len(type_.members)
            assert not any(isinstance(each, OneOf | Nullable | Null) for each in type_.members)
        case Const():
            assert type_.values
            assert all(isinstance(value, str | int | bool) for value in type_.values)
        case _:
            pass
    for child in children(type_):
        check_type(child)


@settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(components, st.sampled_from(["3.0.3", "3.1.0"]))
def test_any_soup_of_keywords_becomes_types_that_keep_their_promises(
    described: dict[str, Any], version: str
) -> None:
    head = {"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {}}
    with tempfile.TemporaryDirectory() as folder:
        entry = Path(folder) / "openapi.json"
        entry.write_text(json.dumps({**head, "components": {"schemas": described}}))
        report = Report()
        document = resolve(entry, report=report)
        assert document is not None
        lowered = Schemas(document, Config(), report)
        roots = tuple(Ref(id=f"#/components/schemas/{name}") for name in NAMES)
        found = lowered.finish(Uses(sent=roots[:3], received=roots[1:]))
        for diagnostic in report:
            assert diagnostic.at is None or diagnostic.at.span.line >= 1
    for root in roots:
        assert root.id in found
        assert set(refs(lowered.as_sent(root))) <= found.keys()
    for id, declaration in found.items():
        assert declaration.id == id
        assert declaration.claim.text
        assert set(mentions(declaration)) <= found.keys()
        for part in parts(declaration):
            check_type(part)
        if isinstance(declaration, Record):
            wires = [field.wire for field in declaration.fields]
            assert len(set(wires)) == len(wires)
        if isinstance(declaration, Union):
            assert len(declaration.variants) > 1
            tags = [(type(tag), tag) for each in declaration.variants for tag in each.tags]
            assert len(set(tags)) == len(tags)
        if isinstance(declaration, Enum):
            values = [member.value for member in declaration.members]
            assert values
            assert len(set(values)) == len(values)
            assert len({type(value) for value in values}) == 1
