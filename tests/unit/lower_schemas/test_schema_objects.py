"""Objects: records, maps, and what lies between them."""

from __future__ import annotations

from schema_lowering import Lower

from specloom.ir.types import (
    Anything,
    Choice,
    Const,
    Kind,
    List,
    Map,
    Nullable,
    OneOf,
    OrEmptyList,
    Ref,
    Rule,
    Scalar,
    Tuple,
)

TEXT = Scalar(kind=Kind.STRING)
WHOLE = Scalar(kind=Kind.INTEGER)


def test_an_object_without_fields_is_a_map(lower: Lower) -> None:
    found = lower("""
        Free: {type: object}
        Open: {type: object, additionalProperties: true}
        Typed: {type: object, additionalProperties: {type: integer}}
        ByPattern: {type: object, patternProperties: {'^x': {type: integer}}, additionalProperties: false}
    """)
    assert found.alias("Free").target == found.alias("Open").target == Map(value=Anything())
    assert found.alias("Typed").target == found.alias("ByPattern").target == Map(value=WHOLE)


def test_a_record_knows_what_the_description_says_of_other_members(lower: Lower) -> None:
    found = lower("""
        Silent: {type: object, properties: {a: {type: string}}}
        Open: {type: object, properties: {a: {type: string}}, additionalProperties: true}
        Typed: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}
        Closed: {type: object, properties: {a: {type: string}}, additionalProperties: false}
        Unevaluated: {type: object, properties: {a: {type: string}}, unevaluatedProperties: false}
        Empty: {type: object, additionalProperties: false}
    """)
    extras = {name: found.record(name).extra for name in ("Silent", "Open", "Typed", "Closed")}
    assert extras == {"Silent": None, "Open": Anything(), "Typed": WHOLE, "Closed": None}
    closed = [name for name in ("Silent", "Open", "Typed") if found.record(name).closed]
    assert not closed
    assert all(found.record(name).closed for name in ("Closed", "Unevaluated", "Empty"))


def test_keys_may_have_a_type_and_limits(lower: Lower) -> None:
    found = lower("""
        Color: {type: string, enum: [red, blue]}
        ByColor:
          type: object
          propertyNames: {$ref: '#/components/schemas/Color'}
          additionalProperties: {type: integer}
        Metadata: {type: object, propertyNames: {maxLength: 64}, additionalProperties: {type: string}}
    """)
    assert found.alias("ByColor").target == Map(value=WHOLE, key=Ref(id=found.id("Color")))
    assert found.alias("Metadata").target == Map(value=TEXT)
    keys = found.alias("Metadata").constraints.keys
    assert keys is not None
    assert keys.max_length == 64
    assert not found.losses


def test_a_required_field_that_is_not_described_is_required_all_the_same(lower: Lower) -> None:
    found = lower("A: {type: object, required: [a, b], properties: {a: {type: string}}}")
    assert [(field.wire, field.type, field.required) for field in found.record("A").fields] == [
        ("a", TEXT, True),
        ("b", Anything(), True),
    ]


def test_a_field_carries_everything_that_is_said_of_it(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            a:
              type: integer
              title: Total amount
              description: In cents.
              minimum: 1
              maximum: 9
              multipleOf: 2
              readOnly: true
              deprecated: true
              default: 4
              example: 6
    """)
    field = found.field("A", "a")
    assert (field.doc.summary, field.doc.description) == ("Total amount", "In cents.")
    assert (field.constraints.minimum, field.constraints.maximum) == (1, 9)
    assert field.constraints.multiple_of == 2
    assert (field.read_only, field.write_only, field.deprecated) == (True, False, True)
    assert field.default is not None
    assert field.default.value == 4
    assert field.example is not None
    assert field.example.value == 6


def test_a_title_that_repeats_the_name_is_no_summary(lower: Lower) -> None:
    found = lower("A: {type: object, properties: {user_id: {type: string, title: User Id}}}")
    assert found.field("A", "user_id").doc.summary == ""


def test_a_list_has_items_and_a_tuple_has_places(lower: Lower) -> None:
    found = lower("""
        Bare: {type: array}
        Plain: {type: array, items: {type: string}, uniqueItems: true}
        Pair: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
        Rest: {type: array, prefixItems: [{type: string}], items: {type: integer}}
        Open: {type: array, prefixItems: [{type: string}]}
        Old: {type: array, items: [{type: string}], additionalItems: {type: integer}}
    """)
    assert found.alias("Bare").target == List(item=Anything())
    assert found.alias("Plain").target == List(item=TEXT, unique=True)
    assert found.alias("Pair").target == Tuple(items=(TEXT, WHOLE))
    assert found.alias("Rest").target == Tuple(items=(TEXT,), rest=WHOLE)
    assert found.alias("Open").target == Tuple(items=(TEXT,), rest=Anything())
    assert found.alias("Old").target == Tuple(items=(TEXT,), rest=WHOLE)


def test_an_empty_list_may_stand_for_an_empty_object(lower: Lower) -> None:
    found = lower("""
        Position: {type: object, properties: {id: {type: integer}}}
        Named: {type: object, additionalProperties: {type: string}}
        A:
          type: object
          properties:
            fields:
              oneOf:
                - {type: object, additionalProperties: {type: string}}
                - {type: array, maxItems: 0}
            position:
              oneOf:
                - {type: array, items: false}
                - {$ref: '#/components/schemas/Position'}
            named:
              anyOf:
                - {$ref: '#/components/schemas/Named'}
                - {type: array, maxItems: 0, items: {}}
    """)
    assert found.type("A", "fields") == OrEmptyList(inner=Map(value=TEXT))
    assert found.type("A", "position") == OrEmptyList(inner=Ref(id=found.id("Position")))
    assert found.type("A", "named") == OrEmptyList(inner=Map(value=TEXT))


def test_rules_between_fields_are_facts(lower: Lower) -> None:
    found = lower("""
        Payment:
          type: object
          properties: {kind: {type: string}, card: {type: string}, cvc: {type: string}}
          dependentRequired: {card: [cvc]}
          if: {properties: {kind: {const: card}}, required: [kind]}
          then: {required: [card]}
          else: {properties: {iban: {type: string}}, required: [iban]}
          not: {required: [card, iban]}
          anyOf: [{required: [card]}, {required: [iban]}]
    """)
    payment = found.record("Payment")
    assert [field.wire for field in payment.fields] == ["kind", "card", "cvc", "iban"]
    assert payment.requires == (
        Rule(when="card", needs=("cvc",)),
        Rule(when="kind", values=("card",), needs=("card",), otherwise=("iban",)),
    )
    assert payment.choices == (
        Choice(groups=(("card", "iban"),), least=0, most=0),
        Choice(groups=(("card",), ("iban",)), least=1, most=None),
    )
    assert not found.losses


def test_a_condition_that_is_not_simple_is_in_the_ledger_and_keeps_its_fields(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          if: {properties: {a: {const: 1}, b: {const: 2}}}
          then: {properties: {c: {type: string}}}
    """)
    assert [field.wire for field in found.record("A").fields] == ["a", "b", "c"]
    assert [loss.what for loss in found.losses] == ["the condition"]


def test_a_field_keeps_the_wire_name_whatever_it_is(lower: Lower) -> None:
    found = lower(
        "A: {type: object, properties: {$ref: {const: a}, '': {const: b}, é: {const: c}}}"
    )
    assert [(field.wire, field.type) for field in found.record("A").fields] == [
        ("$ref", Const(values=("a",))),
        ("", Const(values=("b",))),
        ("é", Const(values=("c",))),
    ]


def test_members_by_several_patterns_are_one_of_their_types(lower: Lower) -> None:
    found = lower("""
        Told:
          type: object
          patternProperties: {'^s_': {type: string}, '^n_': {type: [integer, 'null']}}
        Same: {type: object, patternProperties: {'^a': {type: string}, '^b': {type: string}}}
        Alike:
          type: object
          patternProperties: {'^a': {type: array, items: {type: string}}, '^b': {type: array}}
    """)
    assert found.alias("Told").target == Map(value=Nullable(inner=OneOf(members=(TEXT, WHOLE))))
    assert found.alias("Same").target == Map(value=TEXT)
    assert found.alias("Alike").target == Map(value=Anything())
    assert [loss.what for loss in found.losses] == ["the types of members by pattern"]
