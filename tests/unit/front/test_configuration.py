"""`sdk.yaml` becomes frozen values, and every mistake in it is found in one run."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from front_files import errors, only, place, said
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from specloom import config_schema
from specloom.config import Config, PagingChoice, RateChoice, ReplayChoice, load_config
from specloom.diagnostics import Report
from specloom.source import load

FULL = """\
specloom: 1
spec: api.yaml
root: ..
overlays: [fixes.yaml]
output: ../out
targets: [python, docs]
templates: null
package: {name: pets, distribution: pets-sdk, client: Pets, version: 2.0.0, authors: [A, B]}
auth:
  schemes: {Key: {argument: key, env: PETS_KEY}}
  compose:
    - {header: Authorization, schemes: [Key, User], template: "Bearer {Key}, User {User}"}
headers: {Accept: application/json}
envelope: {data: data, ok: success}
errors: {message: [meta.message, message], code: [], fields: [errors]}
formats: {flag: {type: boolean, write: "0/1"}}
rate_limit: [{requests: 5, seconds: 1}, {requests: 200, seconds: 60}]
timeouts: {connect: 1}
retry: {attempts: 2}
resources: {pets: {tag: Pet, description: All pets.}}
operations:
  listPets:
    resource: pets
    name: list
    replay: {class: never, reason: because, lookup: getPet}
    result: {path: data.items, single: true}
    paging: {style: page, parameter: page, items: data, total: meta.total, stop: short}
    arguments: {owner_id: owner}
types: {Status: {name: State, fields: {from: sender}, members: {-1: gone, "0": here}}}
conversions:
  - {name: to_update, source: Pet, target: PetUpdate, fields: {ids: "tags.[].id"}, as_text: [ids]}
rules: {missing-description: off, unused-component: error}
mock: {any: [thing]}
drift: {}
x-own: anything
"""


def loaded(folder: Path, text: str) -> tuple[Config, Report]:
    path = folder / "sdk.yaml"
    path.write_text(text)
    report = Report()
    return load_config(path, report=report), report


def test_every_choice_arrives(tmp_path: Path) -> None:
    config, report = loaded(tmp_path, FULL)
    assert said(report) == []
    assert (config.spec, config.output, config.targets) == (
        "api.yaml",
        "../out",
        ("python", "docs"),
    )
    assert (config.root, config.overlays) == (tmp_path / "..", (tmp_path / "fixes.yaml",))
    assert config.package.authors == ("A", "B")
    assert config.auth.schemes["Key"].env == "PETS_KEY"
    assert config.auth.compose[0].schemes == ("Key", "User")
    assert config.envelope is not None
    assert config.envelope.ok == "success"
    assert config.errors.message == (("meta", "message"), ("message",))
    assert config.formats["flag"].write == "0/1"
    assert config.rate_limit[1] == RateChoice(requests=200, seconds=60.0)
    assert (config.timeouts.connect, config.timeouts.read) == (1.0, 30.0)
    operation = config.operations["listPets"]
    assert operation.replay == ReplayChoice(kind="never", reason="because", lookup="getPet")
    assert operation.result is not None
    assert (operation.result.path, operation.result.single) == (("data", "items"), True)
    assert operation.paging == PagingChoice(
        style="page", parameter="page", items=("data",), total=("meta", "total"), stop="short"
    )
    assert operation.arguments == {"owner_id": "owner"}
    assert config.types["Status"].members == {"-1": "gone", "0": "here"}
    assert config.conversions[0].fields == {"ids": ("tags", "[]", "id")}
    assert config.rules == {"missing-description": "off", "unused-component": "error"}
    assert config.mock == {"any": ["thing"]}


def test_without_a_file_every_choice_is_a_default() -> None:
    report = Report()
    config = load_config(None, report=report)
    assert (config.spec, config.targets, said(report)) == ("openapi.yaml", ("python",), [])
    assert config == Config()


def test_a_configuration_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().spec = "other"  # type: ignore[misc]


def test_a_choice_knows_where_it_was_made(tmp_path: Path) -> None:
    config, _ = loaded(tmp_path, FULL)
    operation = config.operations["listPets"]
    assert operation.at is not None
    assert operation.at.span.line == 22
    where = config.place("operations", "listPets", "paging", "items")
    assert where is not None
    assert (where.span.line, where.pointer) == (27, "sdk.yaml#/operations/listPets/paging/items")
    nearest = config.place("operations", "nobody", "paging")
    assert nearest is not None
    assert nearest.span.line == 21


@pytest.mark.parametrize(
    ("text", "code", "where", "help"),
    [
        ("outptu: x\n", "unknown-key", (1, 1), "Did you mean 'output'?"),
        ("package: {nmae: x}\n", "unknown-key", (1, 11), "Did you mean 'name'?"),
        ("package: {version: 1.0}\n", "wrong-value", (1, 20), "Put it in quotes."),
        ("targets: python\n", "wrong-value", (1, 10), None),
        ("targets: [1]\n", "wrong-value", (1, 11), "Put it in quotes."),
        ("specloom: 2\n", "wrong-value", (1, 11), "Write one of: 1."),
        ("rules: {a: offf}\n", "wrong-value", (1, 12), "Did you mean 'off'?"),
        ("retry: {attempts: many}\n", "wrong-value", (1, 19), None),
        ("retry: {attempts: true}\n", "wrong-value", (1, 19), None),
        ("errors: {message: [a..b]}\n", "wrong-value", (1, 20), None),
        ("operations: {a: {paging: {}}}\n", "missing-key", (1, 18), None),
        (
            "operations: {a: {replay: {class: nevr}}}\n",
            "wrong-value",
            (1, 34),
            "Did you mean 'never'?",
        ),
        ("mock: []\n", "wrong-value", (1, 1), None),
    ],
)
def test_a_mistake_is_an_error_at_its_place(
    tmp_path: Path, text: str, code: str, where: tuple[int, int], help: str | None
) -> None:
    _, report = loaded(tmp_path, text)
    found = only(report)
    assert errors(report) == [code]
    assert place(found) == where
    if help is not None:
        assert found.help == help


def test_every_mistake_is_found_in_one_run(tmp_path: Path) -> None:
    config, report = loaded(tmp_path, "outptu: x\nspec: 3\nretry: {attempts: x}\nheaders: {A: 1}\n")
    assert errors(report) == ["unknown-key", "wrong-value", "wrong-value", "wrong-value"]
    assert (config.spec, config.retry.attempts, config.headers) == ("openapi.yaml", 3, {})


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    report = Report()
    assert load_config(tmp_path / "none.yaml", report=report) == Config()
    assert errors(report) == ["unreadable-file"]
    _, report = loaded(tmp_path, "- a list\n")
    assert errors(report) == ["wrong-value"]


def test_the_published_schema_is_made_from_the_dataclasses() -> None:
    published = Path(config_schema.__file__).with_name("sdk.schema.json").read_text()
    assert published == config_schema.render()


def test_the_schema_accepts_what_we_accept_and_refuses_what_we_refuse(tmp_path: Path) -> None:
    validator = Draft202012Validator(config_schema.schema())
    Draft202012Validator.check_schema(config_schema.schema())
    for text, is_valid in [
        (FULL, True),
        ("outptu: x\n", False),
        ("package: {version: 1.0}\n", False),
        ("operations: {a: {paging: {}}}\n", False),
        ("rules: {a: offf}\n", False),
        ("x-own: 1\n", True),
    ]:
        report = Report()
        source = load(text.encode(), report=report)
        assert source is not None
        assert validator.is_valid(source.data) is is_valid
        assert (errors(loaded(tmp_path, text)[1]) == []) is is_valid


def test_every_key_is_explained_in_the_schema() -> None:
    schema = config_schema.schema()
    for definition in (schema, *schema["$defs"].values()):
        assert definition["description"]
        for key, described in definition["properties"].items():
            assert described.get("description"), key
