"""Operations are called as a person would call them inside their resource."""

from __future__ import annotations

import pytest
from operation_lowering import Describe

from specloom.ir.types import Origin


def _paths(*operations: str) -> str:
    """Return YAML for lines like `GET /pets tag id`."""
    paths: dict[str, list[str]] = {}
    for line in operations:
        method, path, *more = line.split()
        tag = f", tags: [{more[0]}]" if more and more[0] != "-" else ""
        id = f", operationId: '{more[1]}'" if len(more) > 1 else ""
        body = f"  {method.lower()}: {{responses: {{}}{tag}{id}}}"
        paths.setdefault(path, []).append(body)
    return "\n".join(f"{path}:\n" + "\n".join(bodies) for path, bodies in paths.items())


def test_words_that_the_resource_says_are_dropped(describe: Describe) -> None:
    found = describe(
        _paths(
            "GET /pets pets listPets",
            "POST /pets pets createPet",
            "GET /pets/{id} pets getPetById",
            "DELETE /pets/{id} pets deletePet",
            "GET /pets/search pets findPetsByStatus",
        )
    )
    assert found.names == {"pets": ["list", "create", "get", "delete", "find_by_status"]}


def test_the_resource_may_stand_in_front(describe: Describe) -> None:
    found = describe(_paths("GET /pets/{id} pets pets_retrieve", "POST /pets pets pets_create"))
    assert found.names == {"pets": ["retrieve", "create"]}


def test_reading_a_collection_is_listing(describe: Describe) -> None:
    found = describe(_paths("GET /pets pets getPets", "GET /pets/{id} pets getPet"))
    assert found.names == {"pets": ["list", "get"]}


def test_a_noun_that_belongs_to_somebody_else_stays(describe: Describe) -> None:
    found = describe(_paths("GET /users/{id}/pets pets listUserPets"))
    assert found.names == {"pets": ["list_user_pets"]}


def test_rivals_grow_together_whatever_their_order(describe: Describe) -> None:
    first = "GET /pets/{id} pets getPetById"
    second = "GET /pets/current pets getPet"
    for lines in ((first, second), (second, first)):
        found = describe(_paths(*lines))
        names = {each.key: each.claim.text for each in found.operations.values()}
        assert len(set(names.values())) == 2
        assert names == {"getPetById": "get_by_id", "getPet": "get_pet"}


def test_without_an_id_method_and_path_give_the_name(describe: Describe) -> None:
    found = describe(
        _paths(
            "GET /pets",
            "POST /pets",
            "GET /pets/{id}",
            "PUT /pets/{id}",
            "DELETE /pets/{id}",
            "GET /pets/{id}/toys",
            "GET /pets/{id}/toys/{toy}",
            "POST /pets/{id}/feed",
        )
    )
    assert found.names == {
        "pets": ["list", "create", "get", "update", "delete", "list_toys", "get_toy", "feed"]
    }
    assert found.operations["GET /pets"].claim.origin is Origin.CONTEXT


def test_put_beside_patch_replaces(describe: Describe) -> None:
    found = describe(_paths("PUT /pets/{id}", "PATCH /pets/{id}"))
    assert found.names == {"pets": ["replace", "update"]}


def test_prefixes_and_versions_say_nothing(describe: Describe) -> None:
    found = describe(_paths("GET /api/v2/pets", "GET /api/v2/pets/{id}"))
    assert found.names == {"pets": ["list", "get"]}


def test_ids_that_only_repeat_the_path_count_as_missing(describe: Describe) -> None:
    found = describe(
        _paths(
            "GET /v1/pets pets GetPets",
            "POST /v1/pets/{pet} pets PostPetsPet",
            "GET /v1/pets/{pet}/toys pets GetPetsPetToys",
        )
    )
    assert found.names == {"pets": ["list", "update", "list_toys"]}


def test_an_id_without_spaces_is_read_with_those_of_the_summary(describe: Describe) -> None:
    found = describe("""
        /keys:
          post:
            tags: [keys]
            operationId: CreateanAPIkeyforaserviceaccount
            summary: Create an API key for a service account.
            responses: {}
    """)
    assert found.names == {"keys": ["create_an_api_key_for_a_service_account"]}


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("read_item_items__item_id__get", "read"),
        ("ItemsController_findOne", "find_one"),
        ("get-/items/{item_id}_getById", "get_by_id"),
    ],
)
def test_what_frameworks_add_to_an_id_is_dropped(describe: Describe, id: str, name: str) -> None:
    found = describe(_paths(f"GET /items/{{item_id}} items {id}"))
    assert found.names == {"items": [name]}


def test_the_second_use_of_an_id_is_named_after_its_path(describe: Describe) -> None:
    found = describe(_paths("GET /pets pets run", "POST /pets pets run"))
    assert list(found.operations) == ["run", "POST /pets"]
    assert found.names == {"pets": ["run", "create"]}
    assert found.warnings == ["duplicate-operation-id"]


def test_a_pinned_name_never_moves(describe: Describe) -> None:
    sdk = "operations: {getPet: {name: list}}"
    found = describe(_paths("GET /pets pets getPets", "GET /pets/{id} pets getPet"), sdk=sdk)
    assert found.names == {"pets": ["list_pets", "list"]}
    assert found.operations["getPet"].claim.origin is Origin.PINNED


def test_every_operation_of_a_resource_has_a_name_of_its_own(describe: Describe) -> None:
    lines = [f"GET /a/{{x}}/b{n}/{{y}}/things things" for n in range(4)]
    found = describe(_paths(*lines, "GET /things things", "POST /things things getThings"))
    (names,) = found.names.values()
    assert len(set(names)) == len(names) == 6
