"""The judge finds what is wrong with a package: each of these is broken in one way.

A generator that misreads a description makes the package of another one. So does the test: the
package is made from a changed description, and judged by the original.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness.expectations import about_calling, about_generating
from harness.forkserver import Forkserver
from harness.running import Limits
from harness.strictness import type_errors
from harness.workshop import Made, Workshop

BAKERY = Path(__file__).with_name("bakery.yaml")
LIMITS = Limits(seconds=60)

ERROR = {"severity": "error", "code": "yaml", "file": "a.yaml", "line": 1, "column": 1}
FAILURE = {"operation": "GET /", "turn": 1, "kind": "request", "text": "text"}

Json = Any


@pytest.fixture(scope="module")
def forkserver() -> Iterator[Forkserver]:
    started = Forkserver()
    yield started
    started.close()


@pytest.fixture(scope="module")
def original() -> Json:
    return yaml.safe_load(BAKERY.read_text())


def generate(description: Json, folder: Path, forkserver: Forkserver) -> Path:
    """Return the package made from `description`, which is to be judged by the original."""
    document = folder / "described.json"
    document.write_text(json.dumps(description))
    ended = forkserver.run("generate", document, folder, limits=LIMITS)
    assert ended.code == 0, ended.output
    facts = json.loads((folder / "facts.json").read_text())
    facts["document"] = str(BAKERY)
    (folder / "facts.json").write_text(json.dumps(facts))
    return folder / "python/src" / facts["package"]


def verdict(folder: Path, forkserver: Forkserver) -> Json:
    ended = forkserver.run("call", folder, limits=LIMITS)
    assert ended.code == 0, ended.output
    return json.loads((folder / "calls.json").read_text())


def kinds(judged: Json) -> set[tuple[str, str]]:
    return {(one["operation"], one["kind"]) for one in judged["failures"]}


def test_a_faithful_package_passes(original: Json, tmp_path: Path, forkserver: Forkserver) -> None:
    generate(original, tmp_path, forkserver)
    judged = verdict(tmp_path, forkserver)
    assert judged["failures"] == []
    assert judged["imports"] == []
    assert judged["called"] == judged["operations"] == 5
    assert judged["calls"] == 20
    assert judged["unjudged"] == 0


def _parameter(description: Json, name: str) -> Json:
    return next(one for one in description["paths"]["/loaves"]["get"]["parameters"] if one["name"] == name)


def _drop_a_parameter(description: Json) -> None:
    description["paths"]["/loaves"]["get"]["parameters"].remove(_parameter(description, "fresh"))


def _rename_a_parameter(description: Json) -> None:
    _parameter(description, "fresh")["name"] = "Fresh"


def _repeat_an_array(description: Json) -> None:
    _parameter(description, "grains")["explode"] = True


def _join_with_another_mark(description: Json) -> None:
    _parameter(description, "grains")["style"] = "pipeDelimited"


def _spread_an_object(description: Json) -> None:
    _parameter(description, "weight")["style"] = "form"


def _move_a_parameter(description: Json) -> None:
    _parameter(description, "fresh")["in"] = "header"


def _lose_an_operation(description: Json) -> None:
    del description["paths"]["/loaves/{code}"]["delete"]


def _change_a_path(description: Json) -> None:
    item = description["paths"]["/loaves/{code}"]
    item["get"]["parameters"][0]["style"] = "matrix"


def _lose_a_body_member(description: Json) -> None:
    del description["components"]["schemas"]["Loaf"]["properties"]["note"]


def _rename_a_body_member(description: Json) -> None:
    loaf = description["components"]["schemas"]["Loaf"]
    loaf["properties"]["Note"] = loaf["properties"].pop("note")


def _type_a_parameter_wrong(description: Json) -> None:
    _parameter(description, "fresh")["schema"] = {"type": "integer"}


def _write_a_body_as_a_form(description: Json) -> None:
    content = description["paths"]["/loaves"]["post"]["requestBody"]["content"]
    content["application/x-www-form-urlencoded"] = content.pop("application/json")


def _take_a_part_for_a_file(description: Json) -> None:
    content = description["paths"]["/loaves/{code}/photo"]["put"]["requestBody"]["content"]
    content["application/json"] = content.pop("multipart/form-data")


def _type_an_answer_wrong(description: Json) -> None:
    description["components"]["schemas"]["Sold"]["properties"]["price"] = {"type": "boolean"}


def _forbid_null_in_an_answer(description: Json) -> None:
    description["components"]["schemas"]["Sold"]["properties"]["buyer"]["type"] = "string"


def _lose_a_member_of_an_answer(description: Json) -> None:
    sold = description["components"]["schemas"]["Sold"]
    del sold["properties"]["price"]
    sold["required"].remove("price")


def _send_the_key_elsewhere(description: Json) -> None:
    description["components"]["securitySchemes"]["key"]["name"] = "X-Other-Key"


def _send_no_key(description: Json) -> None:
    description["security"] = []


FINDABLE: tuple[tuple[Callable[[Json], None], str, str], ...] = (
    (_drop_a_parameter, "GET /loaves", "argument"),
    (_rename_a_parameter, "GET /loaves", "argument"),
    (_repeat_an_array, "GET /loaves", "request"),
    (_join_with_another_mark, "GET /loaves", "request"),
    (_spread_an_object, "GET /loaves", "request"),
    (_move_a_parameter, "GET /loaves", "argument"),
    (_type_a_parameter_wrong, "GET /loaves", "argument type"),
    (_lose_an_operation, "DELETE /loaves/{code}", "unreachable"),
    (_change_a_path, "GET /loaves/{code}", "request"),
    (_lose_a_body_member, "POST /loaves", "request"),
    (_rename_a_body_member, "POST /loaves", "request"),
    (_write_a_body_as_a_form, "POST /loaves", "request"),
    (_take_a_part_for_a_file, "PUT /loaves/{code}/photo", "request"),
    (_type_an_answer_wrong, "GET /loaves/{code}", "issues"),
    (_forbid_null_in_an_answer, "GET /loaves/{code}", "issues"),
    (_lose_a_member_of_an_answer, "GET /loaves/{code}", "kept"),
    (_send_the_key_elsewhere, "GET /loaves", "request"),
    (_send_no_key, "GET /loaves", "request"),
)


@pytest.mark.parametrize(
    ("misread", "operation", "kind"), FINDABLE, ids=[one[0].__name__.strip("_") for one in FINDABLE]
)
def test_a_misread_description_is_found(
    misread: Callable[[Json], None],
    operation: str,
    kind: str,
    original: Json,
    tmp_path: Path,
    forkserver: Forkserver,
) -> None:
    changed = copy.deepcopy(original)
    misread(changed)
    assert changed != original
    generate(changed, tmp_path, forkserver)
    judged = verdict(tmp_path, forkserver)
    assert (operation, kind) in kinds(judged)
    assert judged["called"] < judged["operations"]


def test_broken_code_is_found(original: Json, tmp_path: Path, forkserver: Forkserver) -> None:
    package = generate(original, tmp_path, forkserver)
    assert type_errors({"bakery": package}, tmp_path / "checked") == {"bakery": []}

    module = package / "resources/loaves.py"
    printed = module.read_text()
    assert 'method="DELETE"' in printed
    module.write_text(printed.replace('method="DELETE"', 'method="POST"') + "\nprice: int = ''\n")
    (package / "broken.py").write_text("import nothing_that_exists\n")

    judged = verdict(tmp_path, forkserver)
    assert ("DELETE /loaves/{code}", "request") in kinds(judged)
    assert len(judged["imports"]) == 1
    found = type_errors({"bakery": package}, tmp_path / "checked")["bakery"]
    assert any(one.startswith("resources/loaves.py") for one in found)
    assert any("nothing_that_exists" in one for one in found)


def test_work_without_an_end_or_a_limit_is_stopped(tmp_path: Path, forkserver: Forkserver) -> None:
    workshop = Workshop(tmp_path / "made", forkserver)
    assert workshop.made(BAKERY).package is not None
    late = forkserver.run("generate", BAKERY, tmp_path / "late", limits=Limits(seconds=0))
    assert late.timed_out
    large = forkserver.run("generate", BAKERY, tmp_path / "large", limits=Limits(megabytes=1))
    assert "MemoryError" in large.output
    assert large.code == 1


def test_a_broken_document_is_refused_at_a_place(tmp_path: Path, forkserver: Forkserver) -> None:
    document = tmp_path / "broken.yaml"
    document.write_text(BAKERY.read_text().replace("responses:", "responsess:", 1))
    made = Workshop(tmp_path / "made", forkserver).made(document)
    assert made.package is None
    assert about_generating(made, "misspelt-key") == []
    (error,) = made.errors
    assert error["code"] == "misspelt-key"
    assert Path(error["file"]).name == document.name
    line = document.read_text().splitlines()[error["line"] - 1]
    assert line[error["column"] - 1 :].startswith("responsess")


def test_a_list_of_exceptions_is_neither_too_short_nor_too_long(
    tmp_path: Path, forkserver: Forkserver
) -> None:
    made = Workshop(tmp_path, forkserver).made(BAKERY)
    assert about_generating(made, None) == []
    assert about_generating(made, "misspelt-key") == ["it is understood: strike it from the list"]
    refused = Made(folder=tmp_path, facts={"findings": [ERROR]})
    assert about_generating(refused, "yaml") == []
    assert about_generating(refused, None) == ["refused with ['yaml'] instead of None"]
    nowhere = Made(folder=tmp_path, facts={"findings": [ERROR | {"line": None}]})
    assert "without a place" in about_generating(nowhere, "yaml")[0]

    fails = {"operations": 2, "called": 1, "imports": [], "failures": [FAILURE]}
    works = {"operations": 2, "called": 2, "imports": [], "failures": []}
    assert about_calling(fails, {"GET /": "a reason"}) == []
    assert about_calling(works, {}) == []
    assert about_calling(fails, {}) == ["GET / (1) request: text"]
    assert about_calling(works, {"GET /": "a reason"}) == ["GET / works: strike it from the list"]
    assert about_calling(works | {"called": 1}, {}) == ["1 operations were not called"]
