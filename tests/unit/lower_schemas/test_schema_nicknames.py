"""Shapes without names are called after what tells them apart."""

from __future__ import annotations

import pytest
from schema_lowering import Lower

from specloom.ir.types import Record


def names(lower: Lower, *shapes: str) -> list[str]:
    listed = "".join(f"    - {{type: object, {shape}}}\n" for shape in shapes)
    found = lower(f"Pet:\n  oneOf:\n{listed}Tree: {{type: array, items: {{type: string}}}}\n")
    return [one.claim.text for one in found.types.values() if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (
            ("properties: {sort: {const: cat}}", "properties: {sort: {enum: [dog, wolf]}}"),
            ["pet_cat", "pet_dog"],
        ),
        (
            ("properties: {is_wild: {const: true}}", "properties: {is_wild: {const: false}}"),
            ["pet_is_wild", "pet_not_wild"],
        ),
        (
            (
                "properties: {of: {type: object, properties: {sort: {const: cat}}}}",
                "properties: {of: {type: object, properties: {sort: {const: dog}}}}",
            ),
            ["pet_cat", "pet_dog", "pet_cat_of", "pet_dog_of"],
        ),
        (
            ("properties: {name: {}, age: {}}", "properties: {name: {}}"),
            ["pet_age", "pet_name"],
        ),
        (
            (
                "properties: {ids: {type: array, items: {type: string}}}",
                "properties: {ids: {type: string}}",
                "properties: {ids: {$ref: '#/components/schemas/Tree'}}",
            ),
            ["pet_ids_array", "pet_ids_string", "pet_ids_tree"],
        ),
    ],
)
def test_a_shape_is_called_after_what_it_alone_has(
    lower: Lower, shapes: tuple[str, ...], expected: list[str]
) -> None:
    assert sorted(names(lower, *shapes)) == sorted(expected)
