"""`oneOf`, `anyOf` and discriminators: one of several shapes."""

from __future__ import annotations

from schema_lowering import Lower

from specloom.ir.types import Kind, List, Nullable, OneOf, Ref, Scalar

TEXT = Scalar(kind=Kind.STRING)
WHOLE = Scalar(kind=Kind.INTEGER)

CAT_AND_DOG = """
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}, tail: {type: boolean}}}
"""


def test_shapes_that_json_tells_apart_need_no_name(lower: Lower) -> None:
    found = lower("""
        B: {type: object, properties: {x: {type: string}}}
        A:
          type: object
          properties:
            a:
              oneOf:
                - {type: string}
                - {$ref: '#/components/schemas/B'}
                - {type: array, items: {$ref: '#/components/schemas/B'}}
                - {type: 'null'}
        Either: {anyOf: [{type: string}, {type: integer}]}
    """)
    b = Ref(id=found.id("B"))
    assert found.type("A", "a") == Nullable(inner=OneOf(members=(TEXT, b, List(item=b))))
    assert found.alias("Either").target == OneOf(members=(TEXT, WHOLE))


def test_shapes_that_json_does_not_tell_apart_get_a_name(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            moment: {oneOf: [{type: string, format: date-time}, {type: string, format: date}]}
            rows: {anyOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}
    """)
    moment = found.union(found.target(found.type("A", "moment")).id)
    assert moment.claim.text == "a_moment"
    assert [variant.type for variant in moment.variants] == [
        Scalar(kind=Kind.DATETIME, format="date-time"),
        Scalar(kind=Kind.DATE, format="date"),
    ]
    assert len(found.union(found.target(found.type("A", "rows")).id).variants) == 2


def test_members_that_another_includes_are_left_out(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            number: {anyOf: [{type: integer}, {type: number}]}
            same: {oneOf: [{type: string, format: email}, {type: string, format: uri}]}
            any:
              anyOf: [{type: string}, {type: number}, {type: boolean}, {type: array}, {type: object}]
    """)
    assert found.type("A", "number") == Scalar(kind=Kind.NUMBER)
    assert found.type("A", "same") == TEXT
    assert type(found.type("A", "any")).__name__ == "Anything"


def test_unions_inside_unions_are_flat(lower: Lower) -> None:
    found = lower(CAT_AND_DOG + """
Fish: {type: object, required: [kind], properties: {kind: {const: fish}}}
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Animal: {oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Pet'}]}
    """)
    animal = found.union("Animal")
    assert [variant.tags for variant in animal.variants] == [("fish",), ("cat",), ("dog",)]
    assert animal.tag == "kind"


def test_a_union_that_contains_itself_ends(lower: Lower) -> None:
    found = lower("""
        A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}, {type: integer}]}
        Tree: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Tree'}}]}
    """)
    assert found.alias("A").target == OneOf(members=(TEXT, WHOLE))
    assert found.alias("Tree").target == OneOf(members=(TEXT, List(item=Ref(id=found.id("Tree")))))


def test_a_tag_is_found_where_none_is_declared(lower: Lower) -> None:
    found = lower(CAT_AND_DOG + """
Pet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    """)
    pet = found.union("Pet")
    assert pet.tag == "kind"
    assert [variant.tags for variant in pet.variants] == [("cat",), ("dog",)]


def test_values_that_overlap_are_no_tag(lower: Lower) -> None:
    found = lower("""
        A: {type: object, required: [kind], properties: {kind: {enum: [x, y]}}}
        B: {type: object, required: [kind], properties: {kind: {enum: [y, z]}}}
        U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    """)
    assert found.union("U").tag is None


def test_a_mapping_names_components_references_or_both(lower: Lower) -> None:
    found = lower("""
        Cat: {type: object, properties: {kind: {type: string}}}
        Dog: {type: object, properties: {kind: {type: string}}}
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator:
            propertyName: kind
            mapping: {tom: '#/components/schemas/Cat', felix: Cat, rex: Dog, ghost: Nobody}
    """)
    pet = found.union("Pet")
    assert [variant.tags for variant in pet.variants] == [("tom", "felix"), ("rex",)]
    assert [loss.what for loss in found.losses] == ["the discriminator value 'ghost'"]


def test_without_a_mapping_constants_win_over_names(lower: Lower) -> None:
    found = lower("""
        Cat: {type: object, properties: {kind: {const: tom}}}
        Dog: {type: object, properties: {kind: {type: string}}}
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind}
    """)
    assert [variant.tags for variant in found.union("Pet").variants] == [("tom",), ("Dog",)]


def test_a_base_with_a_discriminator_is_the_union_of_its_children(lower: Lower) -> None:
    found = lower("""
        Pet:
          type: object
          required: [kind]
          discriminator: {propertyName: kind, mapping: {cat: Cat}}
          properties: {kind: {type: string}, friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {age: {type: integer}}}]}
    """)
    pet = found.union("Pet")
    assert [(variant.type, variant.tags) for variant in pet.variants] == [
        (Ref(id=found.id("Cat")), ("cat",)),
        (Ref(id=found.id("Dog")), ("Dog",)),
        (Ref(id=found.id("Puppy")), ("Puppy",)),
    ]
    assert [field.wire for field in found.record("Puppy").fields] == ["kind", "friends", "age"]
    assert found.type("Dog", "friends") == List(item=Ref(id=found.id("Pet")))


def test_a_base_inside_a_wrapper_knows_its_children(lower: Lower) -> None:
    found = lower("""
        Note:
          allOf:
            - type: object
              properties: {kind: {type: string}}
              discriminator: {propertyName: kind}
        Memo: {allOf: [{$ref: '#/components/schemas/Note'}]}
        List:
          allOf:
            - $ref: '#/components/schemas/Note'
            - {type: object, properties: {lines: {type: array, items: {type: string}}}}
    """)
    variants = found.union("Note").variants
    assert [each.tags for each in variants] == [("Memo",), ("List",)]
    assert [field.wire for field in found.record("Memo").fields] == ["kind"]
    assert [field.wire for field in found.record("List").fields] == ["kind", "lines"]


def test_a_base_that_maps_to_itself_is_one_of_its_shapes(lower: Lower) -> None:
    found = lower("""
        Post:
          type: object
          discriminator: {propertyName: kind, mapping: {post: Post, image: ImagePost}}
          properties: {kind: {type: string}}
        ImagePost: {allOf: [{$ref: '#/components/schemas/Post'}, {properties: {url: {type: string}}}]}
    """)
    plain, image = found.union("Post").variants
    assert [field.wire for field in found.record(found.target(plain.type).id).fields] == ["kind"]
    assert found.target(plain.type).claim.text == "post_base"
    assert (plain.tags, image.tags) == (("post",), ("image",))


def test_a_base_without_children_is_a_record(lower: Lower) -> None:
    found = lower("""
        Pet: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    """)
    assert found.record("Pet").fields[0].wire == "kind"


def test_a_base_that_lists_its_children_ends(lower: Lower) -> None:
    found = lower("""
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: string}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {tail: {type: string}}}]}
    """)
    assert [variant.type for variant in found.union("Pet").variants] == [
        Ref(id=found.id("Cat")),
        Ref(id=found.id("Dog")),
    ]
    assert [field.wire for field in found.record("Cat").fields] == ["kind", "lives"]


def test_alternatives_around_common_fields_share_them(lower: Lower) -> None:
    found = lower("""
        Booking:
          type: object
          required: [id]
          properties: {id: {type: integer}}
          oneOf:
            - {required: [staff], properties: {staff: {type: integer}}}
            - {required: [activity], properties: {activity: {type: integer}}}
    """)
    variants = [
        found.record(found.target(each.type).id) for each in found.union("Booking").variants
    ]
    assert [[field.wire for field in record.fields] for record in variants] == [
        ["id", "staff"],
        ["id", "activity"],
    ]
    assert [record.claim.text for record in variants] == ["booking_staff", "booking_activity"]


def test_a_single_alternative_completes_the_object(lower: Lower) -> None:
    found = lower("""
        Kind: {type: object, required: [kind], properties: {kind: {type: string}}}
        A: {type: object, properties: {a: {type: string}}, oneOf: [{$ref: '#/components/schemas/Kind'}]}
    """)
    assert [field.wire for field in found.record("A").fields] == ["kind", "a"]


def test_too_many_combinations_are_a_loss_and_not_a_long_wait(lower: Lower) -> None:
    parts = "\n".join(
        f"    - {{oneOf: [{{properties: {{a{i}: {{}}}}}}, {{properties: {{b{i}: {{}}}}}}]}}"
        for i in range(40)
    )
    found = lower(f"A:\n  type: object\n  properties: {{id: {{}}}}\n  allOf:\n{parts}\n")
    assert len(found.types) < 200
    assert {loss.what for loss in found.losses} == {"'oneOf'"}


def test_the_same_alternatives_inline_and_flat_name_their_shapes(lower: Lower) -> None:
    found = lower("""
        A:
          type: object
          properties:
            source:
              oneOf:
                - {type: object, required: [type], properties: {type: {const: card}, number: {type: string}}}
                - {type: object, title: Bank account, required: [type], properties: {type: {const: bank}}}
                - {type: string, enum: [none, any]}
    """)
    source = found.union(found.target(found.type("A", "source")).id)
    names = [found.target(variant.type).claim.text for variant in source.variants]
    assert names == ["a_source_card", "bank_account", "a_source_value"]
    assert source.tag == "type"
    assert [variant.tags for variant in source.variants] == [("card",), ("bank",), ()]
