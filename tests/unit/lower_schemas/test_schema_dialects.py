"""Both dialects of OpenAPI 3 say the same things in different words."""

from __future__ import annotations

import pytest
from schema_lowering import Lower

from specloom.ir.types import (
    Anything,
    Const,
    Given,
    Kind,
    List,
    Map,
    Nothing,
    Null,
    Nullable,
    OneOf,
    Ref,
    Scalar,
)

TEXT = Scalar(kind=Kind.STRING)


@pytest.mark.parametrize(
    ("version", "schema"),
    [
        ("3.0.3", "{type: string, nullable: true}"),
        ("3.1.0", "{type: [string, 'null']}"),
        ("3.1.0", "{anyOf: [{type: string}, {type: 'null'}]}"),
        ("3.1.0", "{oneOf: [{type: 'null'}, {type: string}]}"),
        ("3.1.0", "{type: string, nullable: true}"),
        ("3.0.3", "{allOf: [{type: string}, {nullable: true}]}"),
        ("3.0.3", "{nullable: true, allOf: [{type: string}]}"),
    ],
)
def test_every_spelling_of_null_means_the_same(lower: Lower, version: str, schema: str) -> None:
    found = lower(f"A: {{type: object, properties: {{a: {schema}}}}}", version=version)
    assert found.type("A", "a") == Nullable(inner=TEXT)
    assert not list(found.report)


def test_a_component_that_allows_null_is_null_where_it_is_used(lower: Lower) -> None:
    found = lower("""
        Address: {type: [object, 'null'], properties: {street: {type: string}}}
        A:
          type: object
          properties:
            home: {$ref: '#/components/schemas/Address'}
            others: {type: array, items: {$ref: '#/components/schemas/Address'}}
    """)
    address = Ref(id=found.id("Address"))
    assert found.type("A", "home") == Nullable(inner=address)
    assert found.type("A", "others") == List(item=Nullable(inner=address))
    assert found.record("Address").fields[0].wire == "street"


def test_null_beside_a_reference_counts_in_both_dialects(lower: Lower) -> None:
    schemas = """
        B: {type: object, properties: {x: {type: string}}}
        A: {type: object, properties: {b: {$ref: '#/components/schemas/B', nullable: true}}}
    """
    for version in ("3.0.3", "3.1.0"):
        found = lower(schemas, version=version)
        assert found.type("A", "b") == Nullable(inner=Ref(id=found.id("B")))


def test_null_is_never_said_twice_nor_of_anything(lower: Lower) -> None:
    found = lower("""
        N: {type: [string, 'null']}
        Any: {}
        A:
          type: object
          properties:
            twice: {anyOf: [{$ref: '#/components/schemas/N'}, {type: 'null'}]}
            any: {anyOf: [{$ref: '#/components/schemas/Any'}, {type: 'null'}]}
            only: {type: 'null'}
    """)
    assert found.type("A", "twice") == Nullable(inner=Ref(id=found.id("N")))
    assert found.type("A", "any") == Anything()
    assert found.type("A", "only") == Null()


def test_several_types_are_a_union_that_needs_no_name(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            a: {type: [integer, string, 'null']}
            b: {type: [number, integer]}
            c: {type: [string, array], items: {type: integer}}
    """)
    number, text = Scalar(kind=Kind.INTEGER), TEXT
    assert found.type("A", "a") == Nullable(inner=OneOf(members=(number, text)))
    assert found.type("A", "b") == Scalar(kind=Kind.NUMBER)
    assert found.type("A", "c") == OneOf(members=(text, List(item=number)))


def test_a_record_among_several_types_does_not_take_the_name_of_the_whole(lower: Lower) -> None:
    found = lower("A: {type: [object, string], properties: {x: {type: string}}}")
    members = found.alias("A").target
    assert isinstance(members, OneOf)
    assert found.target(members.members[0]).claim.text != "A"
    assert members.members[1] == TEXT


def test_a_flag_makes_a_bound_exclusive_in_3_0(lower: Lower) -> None:
    old = lower("A: {type: integer, minimum: 3, exclusiveMinimum: true}", version="3.0.3")
    new = lower("A: {type: integer, exclusiveMinimum: 3}")
    for found in (old, new):
        limits = found.alias("A").constraints
        assert (limits.minimum, limits.exclusive_minimum) == (None, 3)


def test_examples_and_defaults_are_found_in_both_spellings(lower: Lower) -> None:
    found = lower("""
        Size: {type: integer, default: 10}
        A:
          type: object
          properties:
            old: {type: string, example: x}
            new: {type: string, examples: [y, z]}
            nothing: {type: [string, 'null'], default: null}
            size: {$ref: '#/components/schemas/Size'}
    """)
    assert found.field("A", "old").example == Given(value="x")
    assert found.field("A", "new").example == Given(value="y")
    assert found.field("A", "nothing").default == Given(value=None)
    assert found.field("A", "size").default == Given(value=10)


def test_words_beside_a_reference_describe_the_use_and_not_the_type(lower: Lower) -> None:
    found = lower("""
        B: {type: object, description: A thing., properties: {x: {type: string}}}
        A:
          type: object
          properties:
            b: {$ref: '#/components/schemas/B', description: The thing here., deprecated: true}
    """)
    field = found.field("A", "b")
    assert (field.doc.description, field.deprecated) == ("The thing here.", True)
    assert field.type == Ref(id=found.id("B"))
    assert found.record("B").doc.description == "A thing."
    assert not found.record("B").deprecated


def test_a_shape_beside_a_reference_adds_to_it_in_3_1_and_is_lost_in_3_0(lower: Lower) -> None:
    schemas = """
        B: {type: object, properties: {x: {type: string}}}
        A: {$ref: '#/components/schemas/B', required: [x], properties: {y: {type: string}}}
    """
    new = lower(schemas)
    assert [(field.wire, field.required) for field in new.record("A").fields] == [
        ("x", True),
        ("y", False),
    ]
    old = lower(schemas, version="3.0.3")
    assert old.alias("A").target == Ref(id=old.id("B"))
    assert {loss.what for loss in old.losses} == {"'required'", "'properties'"}


def test_schemas_may_be_true_false_or_empty(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties: {yes: true, no: false, empty: {}, negated: {not: {}}}
    """)
    assert found.type("A", "yes") == found.type("A", "empty") == Anything()
    assert found.type("A", "no") == found.type("A", "negated") == Nothing()


def test_a_type_is_inferred_from_the_keywords_that_speak_of_it(lower: Lower) -> None:
    found = lower("""
        A:
          properties:
            list: {items: {type: string}}
            text: {maxLength: 3}
            number: {minimum: 1}
            moment: {format: date-time}
            long: {format: int64}
            choice: {enum: [1]}
            map: {additionalProperties: {type: integer}}
    """)
    assert found.type("A", "list") == List(item=TEXT)
    assert found.type("A", "text") == TEXT
    assert found.type("A", "number") == Scalar(kind=Kind.NUMBER)
    assert found.type("A", "moment") == Scalar(kind=Kind.DATETIME, format="date-time")
    assert found.type("A", "long") == Scalar(kind=Kind.INTEGER, format="int64")
    assert found.type("A", "choice") == Const(values=(1,))
    assert found.type("A", "map") == Map(value=Scalar(kind=Kind.INTEGER))


def test_a_type_beside_a_reference_changes_nothing(lower: Lower) -> None:
    found = lower("""
        B: {type: object, properties: {x: {type: string}}}
        A:
          type: object
          properties:
            a: {$ref: '#/components/schemas/B', type: object}
            b: {allOf: [{$ref: '#/components/schemas/B'}], type: object, properties: {}}
    """)
    assert found.type("A", "a") == found.type("A", "b") == Ref(id=found.id("B"))
