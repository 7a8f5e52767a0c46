"""Types travel in directions, and some differ by direction."""

from __future__ import annotations

from schema_lowering import HOME, Lower

from specloom.ir.types import List, Ref, Use

USER = """
User:
  type: object
  required: [id, name, password]
  properties:
    id: {type: integer, readOnly: true}
    name: {type: string}
    password: {type: string, writeOnly: true}
"""
TEAM = USER + """
Team:
  type: object
  properties:
    members: {type: array, items: {$ref: '#/components/schemas/User'}}
    tag: {$ref: '#/components/schemas/Tag'}
Tag: {type: string, enum: [a, b]}
"""


def wires(found: object, name: str) -> list[str]:
    return [field.wire for field in found.record(name).fields]  # type: ignore[attr-defined]


def test_a_type_that_travels_one_way_has_the_shape_of_that_way(lower: Lower) -> None:
    sent = lower(USER, sent=("User",))
    assert wires(sent, "User") == ["name", "password"]
    assert sent.record("User").use == Use(request=True)
    received = lower(USER, received=("User",))
    assert wires(received, "User") == ["id", "name"]
    assert received.record("User").use == Use(response=True)


def test_a_type_that_nothing_uses_is_kept_whole(lower: Lower) -> None:
    found = lower(USER)
    assert wires(found, "User") == ["id", "name", "password"]
    assert found.record("User").use == Use()


def test_a_type_that_differs_by_direction_becomes_two(lower: Lower) -> None:
    found = lower(USER, sent=("User",), received=("User",))
    assert wires(found, "User") == ["id", "name"]
    assert wires(found, "User#request") == ["name", "password"]
    assert found.record("User#request").claim.text == "UserInput"
    assert found.schemas.as_sent(Ref(id=HOME + "User")) == Ref(id=HOME + "User#request")


def test_what_holds_a_type_that_differs_becomes_two_as_well(lower: Lower) -> None:
    found = lower(TEAM, sent=("Team",), received=("Team",))
    assert found.type("Team", "members") == List(item=Ref(id=HOME + "User"))
    assert found.type("Team#request", "members") == List(item=Ref(id=HOME + "User#request"))
    assert found.type("Team#request", "tag") == Ref(id=HOME + "Tag")
    assert found.enum("Tag").use == Use(request=True, response=True)
    assert HOME + "Tag#request" not in found.types


def test_only_what_travels_both_ways_becomes_two(lower: Lower) -> None:
    found = lower(TEAM, sent=("Team",), received=("User",))
    assert found.type("Team", "members") == List(item=Ref(id=HOME + "User#request"))


def test_types_that_mention_each_other_become_two_together(lower: Lower) -> None:
    found = lower(
        """
        A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, n: {type: string}}}
        B:
          type: object
          properties:
            a: {$ref: '#/components/schemas/A'}
            id: {type: integer, readOnly: true}
        """,
        sent=("A",),
        received=("A",),
    )
    assert found.type("A#request", "b") == Ref(id=HOME + "B#request")
    assert found.type("B#request", "a") == Ref(id=HOME + "A#request")
    assert found.type("B", "a") == Ref(id=HOME + "A")


def test_rules_about_fields_that_do_not_travel_do_not_either(lower: Lower) -> None:
    found = lower(
        """
        A:
          type: object
          properties: {id: {type: string, readOnly: true}, a: {type: string}, b: {type: string}}
          dependentRequired: {id: [a], a: [b]}
          anyOf: [{required: [id]}, {required: [b]}]
        """,
        sent=("A",),
    )
    assert [rule.when for rule in found.record("A").requires] == ["a"]
    assert not found.record("A").choices


def test_a_union_of_shapes_that_differ_is_two_unions(lower: Lower) -> None:
    found = lower(
        USER + """
Robot: {type: object, properties: {model: {type: string}}}
Who: {oneOf: [{$ref: '#/components/schemas/User'}, {$ref: '#/components/schemas/Robot'}]}
""",
        sent=("Who",),
        received=("Who",),
    )
    assert [variant.type for variant in found.union("Who#request").variants] == [
        Ref(id=HOME + "User#request"),
        Ref(id=HOME + "Robot"),
    ]
