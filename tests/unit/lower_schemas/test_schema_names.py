"""What types wish to be called."""

from __future__ import annotations

import pytest
from schema_lowering import Lower

from specloom.config import Config, TypeChoice
from specloom.ir.types import Origin, Ref
from specloom.lower.claims import phrase


def test_an_inline_schema_is_named_after_parent_and_property(lower: Lower) -> None:
    found = lower("""
        Record:
          type: object
          properties:
            client: {type: object, properties: {address: {type: object, properties: {x: {}}}}}
            services: {type: array, items: {type: object, properties: {x: {}}}}
            data: {type: array, items: {type: object, properties: {x: {}}}}
            labels: {type: object, additionalProperties: {type: object, properties: {x: {}}}}
            custom: {type: object, additionalProperties: {type: object, properties: {x: {}}}}
            state: {type: string, enum: [a, b]}
    """)
    claims = [each.claim for each in found.types.values()]
    assert [claim.text for claim in claims] == [
        "Record",
        "record_client",
        "record_service",
        "record_data_item",
        "record_label",
        "record_custom_value",
        "record_state",
        "record_client_address",
    ]
    assert {claim.origin for claim in claims[1:]} == {Origin.CONTEXT}


def test_an_item_does_not_take_the_name_of_a_component(lower: Lower) -> None:
    found = lower("""
        Pet: {type: object, properties: {x: {}}}
        Pets: {type: array, items: {type: object, properties: {y: {}}}}
        Toys: {type: array, items: {type: object, properties: {y: {}}}}
    """)
    texts = [each.claim.text for each in found.types.values()]
    assert texts == ["Pet", "Pets", "Toys", "pets_item", "toy"]


@pytest.mark.parametrize(
    ("title", "text", "origin"),
    [
        ("Postal address", "postal_address", Origin.TITLE),
        ("Home", "a_home", Origin.CONTEXT),
        ("Response Object", "a_home", Origin.CONTEXT),
        ("The address that the user gave us long ago", "a_home", Origin.CONTEXT),
        ("!!!", "not_not_not", Origin.TITLE),
    ],
)
def test_a_title_names_a_type_when_it_is_short_and_says_something(
    lower: Lower, title: str, text: str, origin: Origin
) -> None:
    found = lower(f"""
        A:
          type: object
          properties:
            home: {{type: object, title: '{title}', properties: {{x: {{}}}}}}
    """)
    claim = found.target(found.type("A", "home")).claim
    assert (claim.text, claim.origin) == (text, origin)


def test_the_caller_may_know_a_better_name(lower: Lower) -> None:
    found = lower("A: {type: object, properties: {x: {type: object, properties: {y: {}}}}}")
    node = found.document.locate("#/components/schemas/A/properties/x", found.document.root)
    assert node is not None
    type_ = found.schemas.ref(node, context=("create", "record", "body"), title="New record")
    assert isinstance(type_, Ref)


def test_the_maintainer_names_types_fields_and_members(lower: Lower) -> None:
    config = Config(
        types={
            "Record": TypeChoice(name="Booking", fields={"from": "sender"}),
            "#/components/schemas/Record/properties/kind": TypeChoice(
                name="BookingKind", members={"a": "first"}
            ),
        }
    )
    found = lower(
        """
        Record:
          type: object
          properties: {from: {type: string}, kind: {type: string, enum: [a, b]}}
        """,
        config=config,
    )
    record = found.record("Record")
    assert (record.claim.text, record.claim.origin) == ("Booking", Origin.PINNED)
    sender = found.field("Record", "from").claim
    assert (sender.text, sender.origin) == ("sender", Origin.PINNED)
    kind = found.enum(f"{record.id}/properties/kind")
    assert kind.claim.text == "BookingKind"
    assert [each.claim.text for each in kind.members] == ["first", "b"]


def test_inline_schemas_that_say_the_same_under_one_title_are_one_type(lower: Lower) -> None:
    money = "{type: object, title: Money amount, properties: {cents: {type: integer}}}"
    found = lower(f"""
        A: {{type: object, properties: {{price: {money}, fee: {money}}}}}
        B: {{type: object, properties: {{price: {money}}}}}
        C: {{type: object, properties: {{price: {{title: Money amount, properties: {{x: {{}}}}}}}}}}
    """)
    assert found.type("A", "price") == found.type("A", "fee") == found.type("B", "price")
    assert found.type("C", "price") != found.type("A", "price")


def test_the_name_of_a_class_stands_without_its_packages(lower: Lower) -> None:
    found = lower("""
        io.acme.apps.v1.Pod: {type: object, properties: {x: {}}}
        io.acme.apps.v2.Pod: {type: object, properties: {x: {}}}
        billing.meter.event: {type: object, properties: {x: {}}}
    """)
    pod = found.record("io.acme.apps.v1.Pod").claim
    assert (pod.text, pod.context) == ("Pod", ("v1", "apps", "acme", "io"))
    assert found.record("billing.meter.event").claim.text == "billing.meter.event"


def test_definitions_and_files_have_names_too(lower: Lower) -> None:
    found = lower(
        """
        A:
          type: object
          $defs: {Inner: {type: object, properties: {x: {}}}}
          properties:
            inner: {$ref: '#/components/schemas/A/$defs/Inner'}
            whole: {$ref: pet.yaml}
            part: {$ref: 'common.yaml#/Money'}
            deep: {$ref: 'common.yaml#/components/schemas/Owner'}
        """,
        files={
            "pet.yaml": "{type: object, properties: {x: {type: string}}}",
            "common.yaml": """
                Money: {type: object, properties: {x: {type: string}}}
                components: {schemas: {Owner: {type: object, properties: {x: {type: string}}}}}
            """,
        },
    )
    claims = {
        wire: found.target(found.type("A", wire)).claim
        for wire in ("inner", "whole", "part", "deep")
    }
    assert [claim.text for claim in claims.values()] == ["Inner", "pet", "Money", "Owner"]
    assert {claim.origin for claim in claims.values()} == {Origin.COMPONENT}
    assert claims["inner"].context == ("A",)
    assert claims["part"].context == ("common",)


def test_what_a_name_repeats_is_said_once() -> None:
    assert phrase(("Order", "order_status")) == ("order", "status")
    assert phrase(("Order", "order")) == ("order", "order")
    assert len(phrase(tuple(f"word{i}" for i in range(50)))) < 12
    assert phrase(()) == ("value",)


def test_adding_a_schema_changes_no_other_claim(lower: Lower) -> None:
    before = lower("""
        A: {type: object, properties: {a: {type: string, enum: [x, y]}}}
        B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: object, properties: {c: {}}}}}]}
    """)
    after = lower("""
        First:
          allOf: [{$ref: '#/components/schemas/B'}, {properties: {z: {type: string, enum: [x, y]}}}]
        A: {type: object, properties: {a: {type: string, enum: [x, y]}}}
        B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: object, properties: {c: {}}}}}]}
    """)
    for id, declaration in before.types.items():
        assert after.types[id].claim == declaration.claim


def test_a_name_that_nothing_answers_to_is_told(lower: Lower) -> None:
    config = Config(
        types={
            "Recrod": TypeChoice(name="Booking"),
            "Record": TypeChoice(fields={"form": "sender"}),
            "#/components/schemas/Record/properties/kind": TypeChoice(members={"c": "third"}),
        }
    )
    found = lower(
        """
        Record:
          type: object
          properties: {from: {type: string}, kind: {type: string, enum: [a, b]}}
        """,
        config=config,
    )
    told = {each.text.partition(";")[0]: each.help for each in found.found("unmatched-choice")}
    assert told == {
        "nothing in the description is called 'Recrod'": "Did you mean 'Record'?",
        "'Record' has no field 'form'": "Did you mean 'from'?",
        "'#/components/schemas/Record/properties/kind' has no member 'c'": "Known: a, b.",
    }
