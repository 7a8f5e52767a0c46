"""`specloom init` writes a first sdk.yaml, and what it claims is true."""

from __future__ import annotations

import re

import jsonschema
import yaml
from command_line import SHOP, Shell

from specloom.config import Config, load_config
from specloom.config_schema import render, schema
from specloom.diagnostics import Report, Severity
from specloom.ir.api import Operation
from specloom.pipeline import Inputs, Project, name, read
from specloom.starter.flow import flow


def _read(inputs: Inputs) -> tuple[Project, Report]:
    report = Report()
    project = read(inputs, report)
    assert project is not None, [each.text for each in report]
    return project, report


def _names(project: Project, inputs: Inputs) -> dict[str, str]:
    named = name(project, inputs, "python")
    found = {id: str(named.names.type(id)) for id in named.api.types}
    for resource in named.api.resources:
        for operation in resource.operations:
            found[operation.key] = named.names.where(resource.key, operation.key)
    return found


def _operations(project: Project) -> dict[str, Operation]:
    return {each.key: each for group in project.api.resources for each in group.operations}


def _uncommented(text: str, sections: str) -> str:
    """Return the file with these sections of comments taken up."""
    lines, inside = [], False
    for line in text.splitlines():
        head = re.match(r"# ?(\w+):$", line)
        inside = bool(re.match(sections, head[1])) if head else inside and line.startswith("#   ")
        lines.append(line.removeprefix("# ") if inside else line)
    return "\n".join(lines) + "\n"


def test_it_says_what_the_description_shows(shell: Shell) -> None:
    ran = shell("init", "openapi.yaml")
    assert ran.code == 0, ran.err
    report = Report()
    config = load_config(shell.folder / "sdk.yaml", report=report)
    assert not [*report]
    assert (config.package.name, config.package.client) == ("shop", "Shop")
    assert config.auth.schemes["bearerAuth"].argument == "token"
    assert config.auth.schemes["bearerAuth"].env == "SHOP_TOKEN"
    assert config.envelope is not None
    assert (config.envelope.data, config.envelope.ok) == ("data", "success")
    text = shell.read("sdk.yaml")
    assert "#   - {requests: 60, seconds: 60}" in text
    assert "https://shop.example/v1  (Production)" in text
    assert "specloom generate" in ran.out
    assert "SHOP_TOKEN" in ran.out


def test_its_secrets_and_envelope_are_all_that_it_changes(shell: Shell) -> None:
    shell("init", "openapi.yaml")
    bare = Inputs(spec=shell.folder / "openapi.yaml")
    chosen = Inputs(config=shell.folder / "sdk.yaml")
    before, _ = _read(bare)
    after, said = _read(chosen)
    assert _names(after, chosen) == _names(before, bare)
    assert {key: each.paging for key, each in _operations(after).items()} == {
        key: each.paging for key, each in _operations(before).items()
    }
    unwrapped = {key for key, each in _operations(after).items() if each.unwrap}
    assert {"createOrder", "getOrder", "searchGoods"} <= unwrapped
    assert not [each for each in said if each.severity is Severity.WARNING]


def test_what_it_leaves_behind_a_comment_is_what_is_done_anyway(shell: Shell) -> None:
    shell("init", "openapi.yaml")
    text = shell.read("sdk.yaml")
    taken_up = _uncommented(text, "resources|operations|errors")
    assert len(yaml.safe_load(taken_up)) > len(yaml.safe_load(text))
    before = Inputs(config=shell.folder / "sdk.yaml")
    project, _ = _read(before)
    after = Inputs(config=shell.write("more.yaml", taken_up))
    more, said = _read(after)
    assert _names(more, after) == _names(project, before)
    paging, inferred = (
        _operations(more)["listOrders"].paging,
        _operations(project)["listOrders"].paging,
    )
    assert paging is not None
    assert inferred is not None
    assert (paging.parameter, paging.items, paging.total, paging.stop) == (
        inferred.parameter, inferred.items, inferred.total, inferred.stop,
    )  # fmt: skip
    assert more.api.errors == project.api.errors
    assert _operations(more)["searchGoods"].replay.kind.value == "safe"
    assert not [each for each in said if each.code == "unmatched-choice"]


def test_generate_works_right_after(shell: Shell) -> None:
    shell("init", "openapi.yaml")
    ran = shell("generate")
    assert ran.code == 0, ran.err
    assert shell("check").code == 0
    assert "generated/python/src/shop/client.py" in shell.files()
    assert "SHOP_TOKEN" in shell.read("generated/python/README.md")


def test_its_schema_lies_beside_it_and_accepts_it(shell: Shell) -> None:
    shell("init", "openapi.yaml", "--out", "deep/down/sdk.yaml")
    text = shell.read("deep/down/sdk.yaml")
    assert text.startswith("# yaml-language-server: $schema=sdk.schema.json\n")
    assert yaml.safe_load(text)["spec"] == "../../openapi.yaml"
    assert shell.read("deep/down/sdk.schema.json") == render()
    jsonschema.validate(yaml.safe_load(text), schema())


def test_nothing_is_overwritten_without_being_asked(shell: Shell) -> None:
    shell.write("sdk.yaml", "specloom: 1\n")
    ran = shell("init", "openapi.yaml")
    assert ran.code == 2
    assert "--force" in ran.err
    assert shell.read("sdk.yaml") == "specloom: 1\n"
    assert shell("init", "openapi.yaml", "--force").code == 0
    assert "package:" in shell.read("sdk.yaml")
    shell.write("other/sdk.schema.json", "{}")
    assert shell("init", "openapi.yaml", "--out", "other/sdk.yaml").code == 2
    assert not (shell.folder / "other/sdk.yaml").exists()


def test_a_dash_prints_it_and_writes_nothing(shell: Shell) -> None:
    ran = shell("init", "openapi.yaml", "--out", "-")
    assert yaml.safe_load(ran.out)["package"]["name"] == "shop"
    assert shell.files() == ["openapi.yaml"]


def test_a_broken_description_gets_no_configuration(shell: Shell) -> None:
    shell.write("openapi.yaml", SHOP.replace("openapi: 3.1.0", "openapi: 1.0.0"))
    ran = shell("init", "openapi.yaml")
    assert ran.code == 3
    assert "openapi.yaml:1:" in ran.err
    assert shell.files() == ["openapi.yaml"]


def test_foreign_text_stays_in_its_line(shell: Shell) -> None:
    title = 'Shop\\nrules: {no-such-rule: \\"off\\"}\\u2028x: 1 # \\u202e'
    hostile = SHOP.replace("title: Shop API", f'title: "{title}"').replace(
        "listOrders", '"list: {orders}\\n#"'
    )
    shell.write("openapi.yaml", hostile)
    ran = shell("init", "openapi.yaml")
    assert ran.code == 0, ran.err
    report = Report()
    config = load_config(shell.folder / "sdk.yaml", report=report)
    assert not [*report]
    assert config.rules == {}
    assert '"list: {orders}\\u000a#":' in shell.read("sdk.yaml")


def test_answers_that_hold_more_than_the_envelope_are_returned_whole(shell: Shell) -> None:
    more = "data: {type: string}, owner: {type: string}"
    shell.write("openapi.yaml", SHOP.replace("data: {type: string}", more))
    shell("init", "openapi.yaml")
    config = load_config(shell.folder / "sdk.yaml", report=Report())
    choice = config.operations["GET /health"]
    assert choice.result is not None
    assert choice.result.path == ()


def test_no_envelope_is_seen_where_most_answers_have_none(shell: Shell) -> None:
    shell.write("openapi.yaml", SHOP.replace("success: {type: boolean}", "id: {type: string}"))
    shell("init", "openapi.yaml")
    assert load_config(shell.folder / "sdk.yaml", report=Report()).envelope is None


def test_any_text_comes_back_from_a_flow_value() -> None:
    texts = [
        "plain",
        "yes",
        "1",
        "a: b",
        "a #b",
        "",
        "  ",
        "é",
        "\u2028",
        "\x00\n",
        "🙂",
        '"\\',
        "- x",
        "{a}",
    ]
    value = {text: [text, True, 3, {text: text}] for text in texts}
    readable = {key: item for key, item in value.items() if "\x00" not in key}
    assert yaml.safe_load(flow(readable)) == readable
    assert isinstance(load_config(None, report=Report()), Config)
