"""Single values: formats, constants, enumerations."""

from __future__ import annotations

import pytest
from schema_lowering import Lower

from specloom.config import Config, FormatChoice, TypeChoice
from specloom.ir.types import Const, Kind, Null, Nullable, Origin, Ref, Scalar


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("{type: string, format: date}", Kind.DATE),
        ("{type: string, format: date-time}", Kind.DATETIME),
        ("{type: string, format: time}", Kind.TIME),
        ("{type: string, format: duration}", Kind.DURATION),
        ("{type: string, format: uuid}", Kind.UUID),
        ("{type: string, format: decimal}", Kind.DECIMAL),
        ("{type: string, format: byte}", Kind.BASE64),
        ("{type: string, contentEncoding: base64}", Kind.BASE64),
        ("{type: string, format: binary}", Kind.BINARY),
        ("{type: string, contentMediaType: application/octet-stream}", Kind.BINARY),
        ("{type: string, format: ipv4}", Kind.STRING),
        ("{type: string, format: made-up}", Kind.STRING),
        ("{type: string, format: int64}", Kind.STRING),
        ("{type: integer, format: int64}", Kind.INTEGER),
        ("{type: number, format: decimal}", Kind.NUMBER),
        ("{type: boolean}", Kind.BOOLEAN),
    ],
)
def test_a_format_says_what_a_value_is(lower: Lower, schema: str, kind: Kind) -> None:
    target = lower(f"A: {schema}").alias("A").target
    assert isinstance(target, Scalar)
    assert target.kind is kind
    assert target.pattern is None


def test_the_maintainer_says_what_a_format_means(lower: Lower) -> None:
    config = Config(
        formats={
            "flag": FormatChoice(type="boolean", write="0/1"),
            "dotted": FormatChoice(type="date", write="%d.%m.%Y"),
        }
    )
    found = lower(
        """
        A:
          type: object
          properties: {f: {type: integer, format: flag}, d: {type: string, format: dotted}}
        """,
        config=config,
    )
    assert found.type("A", "f") == Scalar(kind=Kind.BOOLEAN, format="flag", pattern="0/1")
    assert found.type("A", "d") == Scalar(kind=Kind.DATE, format="dotted", pattern="%d.%m.%Y")


def test_one_value_is_a_constant_and_several_are_an_enumeration(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            one: {const: cat}
            same: {type: string, enum: [cat]}
            flag: {const: true}
            several: {type: string, enum: [cat, dog]}
            numbers: {type: integer, enum: [1, 2]}
    """)
    assert found.type("A", "one") == found.type("A", "same") == Const(values=("cat",))
    assert found.type("A", "flag") == Const(values=(True,))
    several = found.enum(f"{found.id('A')}/properties/several")
    assert [member.value for member in several.members] == ["cat", "dog"]
    assert several.kind is Kind.STRING
    assert found.enum(f"{found.id('A')}/properties/numbers").kind is Kind.INTEGER


def test_a_component_with_one_value_of_an_enumeration_may_grow(lower: Lower) -> None:
    found = lower("Kind: {type: string, enum: [a]}\nFixed: {const: a}")
    assert len(found.enum("Kind").members) == 1
    assert found.alias("Fixed").target == Const(values=("a",))


def test_null_among_the_values_is_null_and_no_member(lower: Lower) -> None:
    found = lower("""
        Color: {type: [string, 'null'], enum: [red, blue, null]}
        Loose: {enum: [red, null]}
        Nothing: {enum: [null]}
        A:
          type: object
          properties:
            color: {$ref: '#/components/schemas/Color'}
            loose: {$ref: '#/components/schemas/Loose'}
    """)
    assert [member.value for member in found.enum("Color").members] == ["red", "blue"]
    assert found.type("A", "color") == Nullable(inner=Ref(id=found.id("Color")))
    assert found.type("A", "loose") == Nullable(inner=Ref(id=found.id("Loose")))
    assert found.alias("Nothing").target == Null()


def test_values_of_several_types_are_constants(lower: Lower) -> None:
    found = lower("A: {enum: [1, a, true, null, 1, true]}")
    assert found.alias("A").target == Const(values=(1, "a", True))


def test_both_booleans_are_a_boolean(lower: Lower) -> None:
    assert lower("A: {enum: [true, false]}").alias("A").target == Scalar(kind=Kind.BOOLEAN)


def test_values_that_make_no_type_are_kept_as_a_limit(lower: Lower) -> None:
    found = lower("""
        Ratio: {type: number, enum: [0.5, 1.5]}
        A: {type: object, properties: {pair: {enum: [[1, 2], [3, 4]]}}}
    """)
    assert found.alias("Ratio").target == Scalar(kind=Kind.NUMBER)
    assert found.alias("Ratio").constraints.values == (0.5, 1.5)
    assert found.field("A", "pair").constraints.values == ([1, 2], [3, 4])
    assert not found.losses


def test_members_keep_their_order_and_come_once(lower: Lower) -> None:
    found = lower("A: {type: string, enum: [b, a, b, '', A, имя]}")
    assert [member.value for member in found.enum("A").members] == ["b", "a", "", "A", "имя"]


def test_what_cannot_be_said_alone_is_spoken(lower: Lower) -> None:
    found = lower("A: {type: string, enum: ['', x]}\nB: {type: integer, enum: [-1, 0]}")
    assert found.enum("A").members[0].claim.text == "empty"
    assert [each.claim.text for each in found.enum("B").members] == ["value minus 1", "value 0"]


def test_unquoted_values_are_read_as_the_type_says(lower: Lower) -> None:
    found = lower("""
        Text: {type: string, enum: [1, 2.5, true]}
        Whole: {type: integer, enum: ['1', 2.0]}
        Flag: {type: boolean, enum: ['true', 'false']}
    """)
    assert [each.value for each in found.enum("Text").members] == ["1", "2.5", "true"]
    assert [each.value for each in found.enum("Whole").members] == [1, 2]
    assert found.alias("Flag").target == Scalar(kind=Kind.BOOLEAN)


def test_names_of_members_come_from_the_strongest_source(lower: Lower) -> None:
    config = Config(types={"Attendance": TypeChoice(members={"-1": "no_show"})})
    found = lower(
        """
        Attendance:
          type: integer
          enum: [-1, 0, 1]
          x-enum-varnames: [Missing, Waiting]
          x-enum-descriptions: [The client did not come., '', Came.]
        """,
        config=config,
    )
    claims = [(each.claim.text, each.claim.origin) for each in found.enum("Attendance").members]
    assert claims == [
        ("no_show", Origin.PINNED),
        ("Waiting", Origin.COMPONENT),
        ("value 1", Origin.CONTEXT),
    ]
    docs = [each.doc.description for each in found.enum("Attendance").members]
    assert docs == ["The client did not come.", "", "Came."]


def test_other_spellings_of_member_names_are_known(lower: Lower) -> None:
    found = lower("""
        Nswag: {type: integer, enum: [0, 1], x-enumNames: [Off, On]}
        ByValue: {type: string, enum: [a, b], x-enum-varnames: {b: Bee}}
        Azure:
          type: string
          enum: [a, b]
          x-ms-enum: {name: X, values: [{value: b, name: Bee, description: A bee.}]}
    """)
    assert [each.claim.text for each in found.enum("Nswag").members] == ["Off", "On"]
    assert [each.claim.text for each in found.enum("ByValue").members] == ["a", "Bee"]
    bee = found.enum("Azure").members[1]
    assert (bee.claim.text, bee.doc.description) == ("Bee", "A bee.")


def test_alternatives_that_are_constants_are_an_enumeration_with_titles(lower: Lower) -> None:
    found = lower("""
        Level:
          oneOf:
            - {const: 1, title: Low, description: Barely.}
            - {const: 2, title: High, deprecated: true}
    """)
    low, high = found.enum("Level").members
    assert (low.value, low.claim.text, low.doc.description) == (1, "Low", "Barely.")
    assert (high.value, high.claim.text, high.deprecated) == (2, "High", True)


def test_any_text_beside_known_values_makes_the_enumeration_open(lower: Lower) -> None:
    found = lower("""
        Known: {type: string, enum: [large]}
        Closed: {type: string, enum: [a, b]}
        Model: {anyOf: [{type: string}, {type: string, enum: [small, medium]}]}
        Wide: {anyOf: [{$ref: '#/components/schemas/Known'}, {type: string}]}
    """)
    assert found.enum("Model").open
    assert [each.value for each in found.enum("Model").members] == ["small", "medium"]
    assert found.enum("Wide").open
    assert not found.enum("Known").open
    assert not found.enum("Closed").open


def test_an_extension_may_list_known_values_of_any_text(lower: Lower) -> None:
    found = lower("A: {type: string, x-extensible-enum: [a, b]}")
    assert found.enum("A").open
    assert [each.value for each in found.enum("A").members] == ["a", "b"]


def test_a_part_of_an_enumeration_has_the_names_of_the_whole(lower: Lower) -> None:
    found = lower("""
        Channel:
          oneOf:
            - {const: 0, title: Text, description: For words.}
            - {const: 1, title: Voice}
            - {const: 2, title: Stage}
        Thread:
          properties:
            sort: {type: integer, enum: [0, 2], allOf: [{$ref: '#/components/schemas/Channel'}]}
    """)
    sort = found.type("Thread", "sort")
    assert isinstance(sort, Ref)
    told = [(one.value, one.claim.text, one.doc.description) for one in found.enum(sort.id).members]
    assert told == [(0, "Text", "For words."), (2, "Stage", "")]
