"""What is created can be read, listed, changed and deleted, wherever paths imply a collection."""

from __future__ import annotations

import datetime as dt

import pytest
from fakes import PETS, ask, fake, operations

NOW = dt.datetime(2030, 1, 5, 12, tzinfo=dt.UTC).timestamp()


def test_what_is_created_is_read_listed_and_gone_after_it_was_deleted() -> None:
    engine = fake(PETS, seeded=False, clock=lambda: NOW)
    made = ask(engine, "POST", "/pets", {"name": "Rex"})
    key = made.json()["id"]

    assert made.status == 201
    assert made.header("Location") == f"/pets/{key}"
    assert made.json() | {"id": 0} == {
        "id": 0,
        "name": "Rex",
        "status": "available",
        "created_at": "2030-01-05T12:00:00+00:00",
        "updated_at": "2030-01-05T12:00:00+00:00",
    }
    assert ask(engine, "GET", f"/pets/{key}").json() == made.json()
    assert ask(engine, "GET", "/pets").json() == {
        "items": [made.json()],
        "total": 1,
        "has_more": False,
    }
    assert ask(engine, "DELETE", f"/pets/{key}").status == 204
    assert ask(engine, "GET", f"/pets/{key}").status == 404
    assert ask(engine, "DELETE", f"/pets/{key}").status == 404
    assert ask(engine, "GET", "/pets").json()["total"] == 0


def test_a_replacement_keeps_nothing_that_it_leaves_out_but_what_the_server_made() -> None:
    engine = fake(PETS, seeded=False)
    made = ask(
        engine, "POST", "/pets", {"name": "Rex", "status": "sold", "born": "2029-01-01"}
    ).json()
    now = ask(engine, "PUT", f"/pets/{made['id']}", {"name": "Max"}).json()

    assert now["status"] == "available"
    assert "born" not in now
    assert (now["id"], now["created_at"]) == (made["id"], made["created_at"])


def test_a_patch_changes_what_it_names_and_null_takes_away() -> None:
    engine = fake(PETS, seeded=False)
    body = {"name": "Rex", "born": "2029-01-01", "owner": {"name": "Eva", "city": "Oslo"}}
    key = ask(engine, "POST", "/pets", body).json()["id"]
    now = ask(engine, "PATCH", f"/pets/{key}", {"born": None, "owner": {"city": "Porto"}}).json()

    assert now["name"] == "Rex"
    assert "born" not in now
    assert now["owner"] == {"name": "Eva", "city": "Porto"}


def test_a_json_patch_is_carried_out_step_by_step() -> None:
    engine = fake(PETS, seeded=False)
    key = ask(engine, "POST", "/pets", {"name": "Rex", "owner": {"name": "Eva"}}).json()["id"]
    kind = {"Content-Type": "application/json-patch+json"}
    steps = [
        {"op": "test", "path": "/name", "value": "Rex"},
        {"op": "replace", "path": "/owner/name", "value": "Leo"},
        {"op": "copy", "from": "/owner/name", "path": "/owner/city"},
    ]

    assert ask(engine, "PATCH", f"/pets/{key}", steps, kind).json()["owner"] == {
        "name": "Leo",
        "city": "Leo",
    }
    wrong = [{"op": "test", "path": "/name", "value": "Tom"}]
    assert ask(engine, "PATCH", f"/pets/{key}", wrong, kind).status == 409
    assert ask(engine, "PATCH", f"/pets/{key}", [{"op": "sing"}], kind).status == 400


def test_lists_are_filtered_sorted_searched_and_cut() -> None:
    engine = fake(PETS, seeded=False)
    for number, name in enumerate(("Rex", "Bella", "Max", "Luna")):
        status = "sold" if number % 2 else "available"
        ask(engine, "POST", "/pets", {"name": name, "status": status, "born": f"202{number}-06-01"})

    def names(query: str) -> list[str]:
        return [pet["name"] for pet in ask(engine, "GET", f"/pets?{query}").json()["items"]]

    assert names("status=sold") == ["Bella", "Luna"]
    assert names("born_after=2022-06-01") == ["Max", "Luna"]
    assert names("sort=name") == ["Bella", "Luna", "Max", "Rex"]
    assert names("sort=-name&limit=1") == ["Rex"]
    assert names("q=un") == ["Luna"]
    assert names("limit=3&page=2") == ["Luna"]
    page = ask(engine, "GET", "/pets?limit=3").json()
    assert (page["total"], page["has_more"], len(page["items"])) == (4, True, 3)


def test_a_fake_begins_with_the_examples_of_the_description() -> None:
    engine = fake(operations("""
            /notes:
              get:
                operationId: list_notes
                responses:
                  "200":
                    description: x
                    content:
                      application/json:
                        schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}
                        example: [{id: 4, text: hello}]
              post:
                operationId: add_note
                requestBody: {content: {application/json: {schema: {type: object}}}}
                responses: {"201": {description: x, content: {application/json: {schema: {type: object}}}}}
            /notes/{id}:
              get:
                operationId: get_note
                parameters: [{name: id, in: path, required: true, schema: {type: integer}, example: 9}]
                responses:
                  "200":
                    description: x
                    content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}
            """))

    assert ask(engine, "GET", "/notes/4").json() == {"id": 4, "text": "hello"}
    assert ask(engine, "GET", "/notes/9").json()["id"] == 9
    assert ask(engine, "GET", "/notes/5").status == 404
    assert ask(engine, "POST", "/notes", {"text": "new"}).json()["id"] not in {4, 9}


PLURAL = """
/records/{place}:
  get:
    operationId: list_records
    responses: {"200": {description: x, content: {application/json: {schema: {type: array, items: ITEM}}}}}
  post:
    operationId: add_record
    requestBody: {content: {application/json: {schema: {type: object}}}}
    responses: {"201": {description: x, content: {application/json: {schema: ITEM}}}}
/record/{place}/{record_id}:
  get: {operationId: get_record, responses: {"200": {description: x, content: {application/json: {schema: ITEM}}}}}
  delete: {operationId: drop_record, responses: {"204": {description: x}}}
/records/summary:
  get: {operationId: summary, responses: {"200": {description: x}}}
""".replace("ITEM", "{type: object, properties: {id: {type: integer}, place: {type: string}}}")


def test_one_in_the_singular_belongs_to_many_in_the_plural() -> None:
    engine = fake(operations(PLURAL), seeded=False)
    key = ask(engine, "POST", "/records/oslo", {}).json()["id"]

    assert [one.name for one in engine.description.collections] == ["records"]
    assert ask(engine, "GET", f"/record/oslo/{key}").json() == {"id": key, "place": "oslo"}
    assert ask(engine, "GET", f"/record/porto/{key}").status == 404
    assert ask(engine, "GET", "/records/porto").json() == []
    assert ask(engine, "DELETE", f"/record/oslo/{key}").status == 204
    assert ask(engine, "GET", "/records/oslo").json() == []


def test_one_thing_that_is_always_there_is_read_and_set() -> None:
    schema = "{type: object, required: [theme], properties: {theme: {type: string}}}"
    engine = fake(operations(f"""
            /settings:
              get: {{operationId: read, responses: {{"200": {{description: x, content: {{application/json: {{schema: {schema}}}}}}}}}}}
              put:
                operationId: write
                requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}
                responses: {{"200": {{description: x, content: {{application/json: {{schema: {schema}}}}}}}}}
            """))
    ask(engine, "PUT", "/settings", {"theme": "dark"})

    assert ask(engine, "GET", "/settings").json() == {"theme": "dark"}


@pytest.mark.parametrize(
    ("schema", "looks"),
    [
        ("{type: integer}", lambda key: isinstance(key, int)),
        ("{type: string, format: uuid}", lambda key: len(key) == 36),
        ("{type: string, pattern: '^T-[0-9]{4}$'}", lambda key: key.startswith("T-")),
        ("{type: string}", lambda key: isinstance(key, str)),
    ],
)
def test_an_id_is_of_the_described_type_and_never_given_twice(schema: str, looks: object) -> None:
    item = f"{{type: object, required: [id], properties: {{id: {schema}}}}}"
    engine = fake(
        operations(f"""
            /t:
              post:
                operationId: add
                responses: {{"201": {{description: x, content: {{application/json: {{schema: {item}}}}}}}}}
            /t/{{id}}:
              get: {{operationId: get, responses: {{"200": {{description: x, content: {{application/json: {{schema: {item}}}}}}}}}}}
            """),
        seeded=False,
    )
    keys = [ask(engine, "POST", "/t").json()["id"] for _ in range(20)]

    assert len(set(keys)) == 20
    assert all(looks(key) for key in keys)  # type: ignore[operator]
    assert all(ask(engine, "GET", f"/t/{key}").status == 200 for key in keys)


def test_a_list_tells_where_the_next_page_is() -> None:
    engine = fake(
        operations("""
            /n:
              get:
                operationId: list
                parameters:
                  - {name: offset, in: query, schema: {type: integer}}
                  - {name: limit, in: query, schema: {type: integer}}
                responses:
                  "200":
                    description: x
                    headers: {Link: {schema: {type: string}}}
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            next: {type: [string, "null"], format: uri}
                            data: {type: array, items: {type: object, properties: {id: {type: integer}}}}
              post:
                operationId: add
                responses: {"201": {description: x, content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}}}
            """),
        seeded=False,
    )
    for _ in range(3):
        ask(engine, "POST", "/n")
    first = ask(engine, "GET", "/n?limit=2", headers={"Host": "api.test"})
    following = first.json()["next"]

    assert following == "http://api.test/n?limit=2&offset=2"
    assert first.header("Link") == f'<{following}>; rel="next"'
    last = ask(engine, "GET", following.removeprefix("http://api.test"))
    assert (len(last.json()["data"]), last.json()["next"]) == (1, None)


def test_items_are_bounded_and_the_oldest_make_room() -> None:
    engine = fake(PETS, seeded=False, limit=50)
    keys = [ask(engine, "POST", "/pets", {"name": "Rex"}).json()["id"] for _ in range(60)]

    assert ask(engine, "GET", "/pets?limit=100").json()["total"] == 50
    assert ask(engine, "GET", f"/pets/{keys[0]}").status == 404
    assert ask(engine, "GET", f"/pets/{keys[-1]}").status == 200


def test_the_same_seed_and_requests_give_the_same_answers() -> None:
    def run() -> list[bytes]:
        engine = fake(PETS, seed=3, clock=lambda: NOW)
        return [
            ask(engine, "GET", "/pets").body,
            ask(engine, "POST", "/pets", {"name": "Rex"}).body,
            ask(engine, "GET", "/pets").body,
        ]

    assert run() == run()


@pytest.mark.parametrize(
    ("group", "item"),
    [
        ("/pets/", "/pets/{id}/"),
        ("/pets.json", "/pets/{id}.json"),
        ("/shops/{shop}/pets/", "/shops/{shop}/pets/{pet_id}/"),
    ],
)
def test_items_are_found_whatever_paths_end_with(group: str, item: str) -> None:
    pet = '{"application/json": {schema: {$ref: "#/components/schemas/Pet"}}}'
    many = '{"application/json": {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}'
    engine = fake(
        f"""
        openapi: 3.1.0
        info: {{title: Pets, version: "1"}}
        paths:
          {group}:
            get: {{responses: {{"200": {{description: All, content: {many}}}}}}}
            post:
              requestBody: {{content: {pet}}}
              responses: {{"201": {{description: Made, content: {pet}}}}}
          {item}:
            get: {{responses: {{"200": {{description: One, content: {pet}}}}}}}
            delete: {{responses: {{"204": {{description: Gone}}}}}}
        components:
          schemas:
            Pet: {{type: object, properties: {{id: {{type: integer}}, name: {{type: string}}}}}}
        """
    )
    base = group.replace("{shop}", "7")
    made = ask(engine, "POST", base, {"name": "Rex"}).json()
    path = item.replace("{shop}", "7").replace("{pet_id}", "{id}").replace("{id}", str(made["id"]))

    assert ask(engine, "GET", path).json() == made
    assert made in ask(engine, "GET", base).json()
    assert ask(engine, "DELETE", path).status == 204
    assert ask(engine, "GET", path).status == 404


def test_a_new_item_gets_an_id_that_its_path_takes() -> None:
    engine = fake(
        """
        openapi: 3.1.0
        info: {title: Jobs, version: "1"}
        paths:
          /jobs:
            post: {responses: {"201": {description: Made, content: &job {"application/json":
              {schema: {type: object, properties: {id: {type: string}}}}}}}}
          /jobs/{job_id}:
            parameters: [{name: job_id, in: path, required: true, schema: {type: string, format: uuid}}]
            get: {responses: {"200": {description: One, content: *job}}}
            delete: {responses: {"204": {description: Gone}}}
        """
    )
    made = ask(engine, "POST", "/jobs").json()

    assert ask(engine, "GET", f"/jobs/{made['id']}").json() == made


def test_what_is_only_written_is_never_read() -> None:
    engine = fake(
        operations(
            """
            /users:
              post: &make
                requestBody: {content: &user {"application/json": {schema: {$ref: "#/components/schemas/User"}}}}
                responses: {"201": {description: Made., content: *user}}
              get:
                responses:
                  "200":
                    description: All.
                    content:
                      application/json:
                        schema: {type: array, items: {$ref: "#/components/schemas/User"}}
                        example: [{id: 1, login: eva, password: hunter2, boss: {id: 2, password: hunter3}}]
            /users/{id}:
              get: {responses: {"200": {description: One., content: *user}}}
            /whoami:
              get:
                responses:
                  "200":
                    description: You.
                    content: {"application/json": {schema: {$ref: "#/components/schemas/User"}, example: {id: 1, password: hunter2}}}
            """,
            """
            components:
              schemas:
                User:
                  type: object
                  properties:
                    id: {type: integer}
                    login: {type: string}
                    password: {type: string, writeOnly: true}
                    boss: {$ref: "#/components/schemas/User"}
            """,
        )
    )
    made = ask(engine, "POST", "/users", {"login": "ann", "password": "s", "boss": {"password": "t"}})
    bodies = [made] + [ask(engine, "GET", path) for path in ("/users", "/users/2", "/whoami")]

    assert [one.status for one in bodies] == [201, 200, 200, 200]
    assert not any(b"password" in one.body for one in bodies)
    assert made.json()["login"] == "ann"
