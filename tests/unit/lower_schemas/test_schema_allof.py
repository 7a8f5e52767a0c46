"""`allOf`: several schemas as one."""

from __future__ import annotations

from schema_lowering import Lower

from specloom.ir.types import Const, Kind, List, Nullable, Ref, Scalar

TEXT = Scalar(kind=Kind.STRING)
WHOLE = Scalar(kind=Kind.INTEGER)


def test_parts_become_one_record_bases_first(lower: Lower) -> None:
    found = lower("""
        Base: {type: object, required: [id], properties: {id: {type: string}}}
        A:
          description: The whole.
          required: [b]
          properties: {c: {type: string}}
          allOf:
            - {$ref: '#/components/schemas/Base'}
            - {type: object, properties: {b: {type: string}}, additionalProperties: false}
    """)
    record = found.record("A")
    assert [(field.wire, field.required) for field in record.fields] == [
        ("id", True),
        ("b", True),
        ("c", False),
    ]
    assert record.doc.description == "The whole."
    assert record.closed


def test_a_wrapper_that_only_describes_is_no_type(lower: Lower) -> None:
    found = lower(
        """
        B: {type: object, properties: {x: {type: string}}}
        A:
          type: object
          properties:
            b: {allOf: [{$ref: '#/components/schemas/B'}], description: The one., readOnly: true}
            c: {type: object, nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}
            d: {allOf: [{$ref: '#/components/schemas/B'}, {description: Words., title: D}]}
            e: {oneOf: [{$ref: '#/components/schemas/B'}]}
    """,
        version="3.0.3",
    )
    b = Ref(id=found.id("B"))
    assert found.type("A", "b") == found.type("A", "d") == found.type("A", "e") == b
    assert found.type("A", "c") == Nullable(inner=b)
    field = found.field("A", "b")
    assert (field.doc.description, field.read_only) == ("The one.", True)
    assert not list(found.report)


def test_a_component_that_only_wraps_another_is_an_alias_of_it(lower: Lower) -> None:
    found = lower("""
        B: {type: object, properties: {x: {type: string}}}
        A: {allOf: [{$ref: '#/components/schemas/B'}], description: Another name.}
    """)
    assert found.alias("A").target == Ref(id=found.id("B"))
    assert found.alias("A").doc.description == "Another name."


def test_a_part_that_only_requires_makes_a_record_of_its_own(lower: Lower) -> None:
    found = lower("""
        B: {type: object, properties: {x: {type: string}}}
        A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [x]}]}
    """)
    assert found.field("A", "x").required
    assert not found.field("B", "x").required


def test_a_property_in_two_parts_is_what_satisfies_both(lower: Lower) -> None:
    found = lower("""
        Wide: {type: object, properties: {x: {type: string}}}
        Narrow: {allOf: [{$ref: '#/components/schemas/Wide'}, {properties: {y: {type: string}}}]}
        Base:
          type: object
          properties:
            kind: {type: string, enum: [a, b]}
            data: {type: object}
            part: {$ref: '#/components/schemas/Wide'}
            count: {type: number}
            list: {type: array, items: {$ref: '#/components/schemas/Wide'}}
        A:
          allOf:
            - {$ref: '#/components/schemas/Base'}
            - type: object
              properties:
                kind: {const: a}
                data: {$ref: '#/components/schemas/Wide'}
                part: {$ref: '#/components/schemas/Narrow'}
                count: {type: integer, description: How many.}
                list: {type: array, items: {$ref: '#/components/schemas/Narrow'}}
    """)
    assert found.type("A", "kind") == Const(values=("a",))
    assert found.type("A", "data") == Ref(id=found.id("Wide"))
    assert found.type("A", "part") == Ref(id=found.id("Narrow"))
    assert found.type("A", "count") == WHOLE
    assert found.field("A", "count").doc.description == "How many."
    assert found.type("A", "list") == List(item=Ref(id=found.id("Narrow")))
    assert not list(found.report)


def test_inline_objects_of_the_same_property_are_put_together(lower: Lower) -> None:
    found = lower("""
        A:
          allOf:
            - {type: object, properties: {meta: {type: object, properties: {a: {type: string}}}}}
            - {type: object, properties: {meta: {type: object, properties: {b: {type: string}}}}}
    """)
    meta = found.target(found.type("A", "meta"))
    assert [field.wire for field in found.record(meta.id).fields] == ["a", "b"]


def test_of_parts_that_contradict_each_other_the_last_wins_and_both_are_told(lower: Lower) -> None:
    found = lower("""
        A:
          allOf:
            - {type: object, properties: {x: {type: string}}}
            - {type: object, properties: {x: {type: integer}}}
    """)
    assert found.type("A", "x") == WHOLE
    (told,) = found.found("contradictory-types")
    assert told.at is not None
    assert told.at.pointer == "#/components/schemas/A/allOf/1/properties/x"
    assert told.at.span.line == 10


def test_limits_of_all_parts_hold(lower: Lower) -> None:
    found = lower("""
        Short: {type: string, maxLength: 9}
        A: {allOf: [{$ref: '#/components/schemas/Short'}, {minLength: 2, maxLength: 20}]}
    """)
    limits = found.alias("A").constraints
    assert (limits.min_length, limits.max_length) == (2, 9)


def test_a_schema_that_includes_itself_is_put_together_once(lower: Lower) -> None:
    found = lower("""
        A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {a: {type: string}}}]}
        B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: string}}}]}
    """)
    assert {field.wire for field in found.record("A").fields} == {"a", "b"}
    assert {field.wire for field in found.record("B").fields} == {"a", "b"}
    assert found.found("allof-ring")


def test_a_ring_of_wrappers_stands_for_anything(lower: Lower) -> None:
    found = lower("""
        A: {allOf: [{$ref: '#/components/schemas/B'}]}
        B: {allOf: [{$ref: '#/components/schemas/A'}]}
    """)
    assert len(found.losses) == 1
    assert {type(declaration).__name__ for declaration in found.types.values()} == {"Alias"}


def test_alternatives_inside_a_part_are_shared_out(lower: Lower) -> None:
    found = lower("""
        Card: {type: object, properties: {type: {const: card}, number: {type: string}}, required: [type]}
        Cash: {type: object, properties: {type: {const: cash}}, required: [type]}
        Method:
          oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}]
        Payment:
          allOf:
            - {$ref: '#/components/schemas/Method'}
            - {type: object, properties: {amount: {type: integer}}, required: [amount]}
    """)
    payment = found.union("Payment")
    assert payment.tag == "type"
    assert [variant.tags for variant in payment.variants] == [("card",), ("cash",)]
    wires = [
        [field.wire for field in found.record(found.target(variant.type).id).fields]
        for variant in payment.variants
    ]
    assert wires == [["amount", "type", "number"], ["amount", "type"]]
    assert [variant.type for variant in found.union("Method").variants] == [
        Ref(id=found.id("Card")),
        Ref(id=found.id("Cash")),
    ]


def test_a_base_brings_its_inline_types_along_under_its_own_name(lower: Lower) -> None:
    found = lower("""
        First: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}
        Base:
          type: object
          properties: {state: {type: string, enum: [on, off]}}
    """)
    state = found.target(found.type("First", "state"))
    assert state.claim.text == "base_state"
    assert found.type("Base", "state") == Ref(id=state.id)


def test_what_only_requires_members_says_nothing_of_a_list(lower: Lower) -> None:
    found = lower("""
        Rules: {properties: {inbound: {type: array, items: {type: string}}}}
        Change:
          allOf: [{$ref: '#/components/schemas/Rules'}]
          properties: {inbound: {required: [action]}}
    """)
    assert found.type("Change", "inbound") == List(item=Scalar(kind=Kind.STRING))
    assert found.losses == []
