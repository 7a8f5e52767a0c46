"""Recursive, deep and wide schemas end, quickly and without a stack trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from schema_lowering import Lower

from specloom.ir.types import Alias, List, Map, Nullable, Record, Ref


def test_records_may_contain_themselves_in_every_way(lower: Lower) -> None:
    found = lower("""
        Node:
          type: object
          properties:
            next: {$ref: '#/components/schemas/Node'}
            maybe: {anyOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]}
            list: {type: array, items: {$ref: '#/components/schemas/Node'}}
            map: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}}
    """)
    node = Ref(id=found.id("Node"))
    assert [field.type for field in found.record("Node").fields] == [
        node,
        Nullable(inner=node),
        List(item=node),
        Map(value=node),
    ]


def test_a_list_may_contain_itself(lower: Lower) -> None:
    found = lower("""
        Rows: {type: array, items: {$ref: '#/components/schemas/Rows'}}
        Tree: {type: object, additionalProperties: {$ref: '#/components/schemas/Tree'}}
    """)
    assert found.alias("Rows").target == List(item=Ref(id=found.id("Rows")))
    assert found.alias("Tree").target == Map(value=Ref(id=found.id("Tree")))


def test_an_inline_schema_may_contain_itself_by_pointer(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            rows: {type: array, items: {$ref: '#/components/schemas/A/properties/rows'}}
    """)
    rows = found.type("A", "rows")
    assert isinstance(rows, List)
    inner = found.target(rows.item)
    assert isinstance(inner, Alias)
    assert inner.target == List(item=rows.item)


def nested(depth: int, opening: str, closing: str) -> str:
    return "A: " + opening * depth + "{type: string}" + closing * depth


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{type: array, items: ", "}"),
        ("{type: object, properties: {a: ", "}}"),
        ("{type: object, additionalProperties: ", "}"),
        ("{allOf: [{properties: {x: {}}}, ", "]}"),
        ("{oneOf: [{type: integer}, ", "]}"),
        ("{anyOf: [{type: array, items: ", "}, {type: object}]}"),
    ],
)
def test_deep_schemas_are_made_level_by_level(lower: Lower, opening: str, closing: str) -> None:
    found = lower(nested(60, opening, closing))
    assert found.types
    assert not [each for each in found.report if each.code != "contradictory-types"]


def chain(length: int, link: Callable[[int], str]) -> str:
    links = [f"A{i}: {link(i + 1)}" for i in range(length)]
    return "\n".join(
        [*links, f"A{length}: {{type: object, properties: {{end: {{type: string}}}}}}"]
    )


@pytest.mark.parametrize(
    "link",
    [
        lambda i: f"{{$ref: '#/components/schemas/A{i}'}}",
        lambda i: f"{{type: array, items: {{$ref: '#/components/schemas/A{i}'}}}}",
        lambda i: f"{{oneOf: [{{type: string}}, {{$ref: '#/components/schemas/A{i}'}}]}}",
        lambda i: f"{{allOf: [{{$ref: '#/components/schemas/A{i}'}}]}}",
        lambda i: f"{{properties: {{n: {{$ref: '#/components/schemas/A{i}/properties/n'}}}}}}",
    ],
)
def test_long_chains_of_references_end(lower: Lower, link: Callable[[int], str]) -> None:
    found = lower(chain(700, link))
    assert len(found.types) >= 700


@pytest.mark.parametrize(
    "link",
    [
        "{{allOf: [{ref}, {ref}, {{properties: {{p{i}: {{type: string}}}}}}]}}",
        "{{oneOf: [{ref}, {ref}]}}",
        "{{anyOf: [{{allOf: [{ref}, {{required: [x]}}]}}, {{allOf: [{ref}, {{required: [y]}}]}}]}}",
        "{{type: object, properties: {{a: {ref}, b: {ref}}}}}",
    ],
)
def test_ladders_that_double_at_every_step_do_not_double_the_work(lower: Lower, link: str) -> None:
    schemas = chain(40, lambda i: link.format(i=i, ref=f"{{$ref: '#/components/schemas/A{i}'}}"))
    found = lower(schemas)
    assert len(found.types) < 10_000


def test_a_long_line_of_ancestors_is_one_record(lower: Lower) -> None:
    found = lower(
        chain(
            40,
            lambda i: f"{{allOf: [{{$ref: '#/components/schemas/A{i}'}}, "
            f"{{properties: {{p{i}: {{type: string}}}}}}]}}",
        )
    )
    assert len(found.record("A0").fields) == 41


def test_thousands_of_properties_are_a_record(lower: Lower) -> None:
    many = ", ".join(f"p{i}: {{type: string}}" for i in range(20_000))
    found = lower(f"A: {{type: object, properties: {{{many}}}}}")
    record = found.types[found.id("A")]
    assert isinstance(record, Record)
    assert len(record.fields) == 20_000


def test_too_many_parts_are_told(lower: Lower) -> None:
    many = ", ".join("{required: [x]}" for _ in range(3000))
    found = lower(f"A: {{allOf: [{many}]}}")
    assert [loss.what for loss in found.losses] == ["a part of the schema"]


def test_rings_of_different_lengths_that_meet_end(lower: Lower) -> None:
    rings = [
        f"R{length}x{at}: {{properties: {{n: {{$ref: '#/components/schemas/R{length}x{(at + 1) % length}'}}, "
        f"p{length}x{at}: {{type: string}}}}}}"
        for length in (2, 3, 5, 7, 11, 13)
        for at in range(length)
    ]
    heads = ", ".join(f"{{$ref: '#/components/schemas/R{n}x0'}}" for n in (2, 3, 5, 7, 11, 13))
    found = lower("\n".join([*rings, f"A: {{allOf: [{heads}]}}"]))
    assert found.record("A").fields
    assert len(found.types) < 12_000


def test_keys_that_are_what_they_belong_to_end(lower: Lower) -> None:
    found = lower("A: {type: object, propertyNames: {$ref: '#/components/schemas/A'}}")
    assert isinstance(found.alias("A").target, Map)


def test_thousands_of_inline_types_under_one_title_end(lower: Lower) -> None:
    many = ", ".join(
        f"p{i}: {{title: Some thing, type: object, properties: {{x: {{maxLength: {i}}}}}}}"
        for i in range(3000)
    )
    found = lower(f"A: {{type: object, properties: {{{many}}}}}")
    assert len(found.types) == 3001


def test_a_schema_among_its_own_alternatives_offers_no_more(lower: Lower) -> None:
    found = lower("""
        A: {oneOf: [{$ref: '#/components/schemas/B'}], properties: {t: {type: string}}}
        B: {oneOf: [{$ref: '#/components/schemas/A'}], properties: {u: {type: string}}}
        C: {oneOf: [{$ref: '#/components/schemas/C'}], properties: {v: {type: string}}}
    """)
    assert {field.wire for field in found.record("A").fields} == {"t", "u"}
    assert {field.wire for field in found.record("C").fields} == {"v"}
