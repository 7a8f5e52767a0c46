"""Every way to end has its exit code, and every mistake a sentence that helps."""

from __future__ import annotations

import json
import os

import pytest
from command_line import SHOP, Shell

import specloom
from specloom import pipeline

_MISTAKES = {
    "an unknown command": (["genrate"], 2, "Did you mean 'generate'?"),
    "an unknown option": (["generate", "openapi.yaml", "--ouput", "o"], 2, "--out"),
    "a missing file": (["lint", "openapi.yml"], 2, "Did you mean 'openapi.yaml'?"),
    "a folder": (["lint", "."], 2, "Did you mean 'openapi.yaml'?"),
    "an address": (["lint", "https://shop.example/openapi.yaml"], 2, "curl -LO"),
    "standard input": (["lint", "-"], 2, "is read from a file"),
    "two descriptions": (["lint", "openapi.yaml", "--spec", "openapi.yaml"], 2, "named twice"),
    "nothing to read": (["generate"], 2, "specloom init openapi.yaml"),
    "nowhere to write": (["generate", "openapi.yaml"], 2, "Add --out FOLDER"),
    "a file to write into": (["generate", "openapi.yaml", "--out", "openapi.yaml"], 2, "is a file"),
    "a file on the way": (["generate", "openapi.yaml", "--out", "openapi.yaml/o"], 2, "a file stands"),
    "an unknown target": (["generate", "openapi.yaml", "--out", "o", "--target", "pyton"], 2, "Known: docs, python"),
    "a share above all": (["coverage", "openapi.yaml", "--fail-under", "101"], 2, "range"),
    "an unknown name": (["explain", "Ordr", "--spec", "openapi.yaml"], 2, "Did you mean Order"),
    "an empty file": (["lint", "empty.yaml"], 3, "the file is empty"),
    "another format": (["lint", "other.yaml"], 3, "no OpenAPI document"),
    "Swagger 2.0": (["lint", "swagger.json"], 3, "Convert it"),
    "no YAML": (["lint", "broken.yaml"], 3, "broken.yaml:1:"),
    "a typo in sdk.yaml": (["generate", "--config", "typo.yaml"], 3, "Did you mean 'package'?"),
    "a description that sdk.yaml names and nobody has": (["check", "--config", "gone.yaml"], 3, "gone/openapi.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", _MISTAKES)
def test_a_mistake_is_told_with_a_way_out(shell: Shell, mistake: str) -> None:
    shell.write("empty.yaml", "")
    shell.write("other.yaml", "hello: world\n")
    shell.write("swagger.json", '{"swagger": "2.0", "info": {}, "paths": {}}')
    shell.write("broken.yaml", "a: [1\n")
    shell.write("typo.yaml", "specloom: 1\npackge: {name: shop}\n")
    shell.write("gone.yaml", "specloom: 1\nspec: gone/openapi.yaml\n")
    before = shell.files()
    arguments, code, said = _MISTAKES[mistake]
    ran = shell(*arguments)
    assert (ran.code, said in ran.err) == (code, True), ran.said
    assert "Traceback" not in ran.said
    assert shell.files() == before


def test_a_folder_that_may_not_be_written_is_no_bug_of_ours(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr(os, "mkdir", refuse)
    ran = shell("generate", "openapi.yaml", "--out", "o")
    assert ran.code == 2
    assert "writing is not allowed there" in ran.err
    ran = shell("init", "openapi.yaml", "--out", "deep/sdk.yaml")
    assert (ran.code, "somewhere: Permission denied" in ran.err) == (2, True)


def test_a_bug_of_ours_is_told_as_one(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(pipeline, "lower", fail)
    ran = shell("ir", "openapi.yaml")
    assert ran.code == 70
    assert "specloom has a bug: ZeroDivisionError: oh" in ran.err
    assert "Traceback" not in ran.said
    assert "Traceback" in shell("ir", "openapi.yaml", SPECLOOM_DEBUG="1").err


def test_check_tells_clean_from_changed(shell: Shell) -> None:
    assert shell("generate", "openapi.yaml", "--out", "o", "-q").said == ""
    assert shell("check", "openapi.yaml", "--out", "o").code == 0
    shell.write("openapi.yaml", SHOP.replace("listOrders", "findOrders"))
    ran = shell("check", "openapi.yaml", "--out", "o")
    assert ran.code == 1
    assert "Run: specloom generate" in ran.out
    assert (
        json.loads(shell("check", "openapi.yaml", "--out", "o", "--json").out)["state"] == "changed"
    )


def test_generate_counts_what_lint_tells(shell: Shell) -> None:
    quiet = shell("generate", "openapi.yaml", "--out", "o")
    assert "[paging-inferred]" not in quiet.said
    assert "notes (specloom lint shows all)" in quiet.out
    assert "[paging-inferred]" in shell("generate", "openapi.yaml", "--out", "o", "-v").err
    linted = shell("lint", "openapi.yaml")
    assert "[paging-inferred]" in linted.err
    assert linted.out.endswith(" notes.\n")
    assert linted.code == 0


def test_long_lists_are_cut_and_counted(shell: Shell) -> None:
    extra = "".join(f"    Color{number}: {{type: string, minLength: x}}\n" for number in range(30))
    shell.write("openapi.yaml", SHOP + extra)
    cut, whole = shell("lint", "openapi.yaml"), shell("lint", "openapi.yaml", "-v")
    assert cut.err.count("warning:") < whole.err.count("warning:")
    assert "more [" in cut.err
    assert cut.out == whole.out
    assert shell("lint", "openapi.yaml", "--strict").code == 3


def test_machines_get_everything_on_standard_output(shell: Shell) -> None:
    shell.write(
        "openapi.yaml",
        SHOP.replace("name: order_id, in: path, required: true", "name: order_id, in: path"),
    )
    found = json.loads(shell("lint", "openapi.yaml", "--format", "json").out)
    assert {each["code"] for each in found} >= {"paging-inferred"}
    sarif = json.loads(shell("lint", "openapi.yaml", "--format", "sarif").out)
    rules = {rule["id"]: rule for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert len(rules) >= 2
    assert shell("lint", "openapi.yaml", "--format", "github").out.count("::") >= 2


def test_a_scan_tells_what_each_rule_wants(shell: Shell) -> None:
    rules = dict(line.split(maxsplit=2)[::2] for line in shell("explain").out.splitlines())
    sarif = json.loads(shell("lint", "openapi.yaml", "--format", "sarif").out)
    told = {
        rule["id"]: rule["shortDescription"]["text"]
        for rule in sarif["runs"][0]["tool"]["driver"]["rules"]
    }
    assert len(told.keys() & rules.keys()) > 1
    assert {id: told[id] for id in told if id in rules} == {
        id: rules[id] for id in told if id in rules
    }


def test_no_color_is_heeded(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda _, color: color is False)
    assert "\x1b[" in shell("generate", "openapi.yaml", "--out", "o").out
    assert "\x1b[" not in shell("generate", "openapi.yaml", "--out", "o", NO_COLOR="1").said


def test_the_version_is_told(shell: Shell) -> None:
    ran = shell("--version")
    assert (ran.code, ran.out) == (0, f"specloom, version {specloom.__version__}\n")


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: Shell, kind: str) -> None:
    if kind == "bash":
        pytest.importorskip("click.shell_completion")
    ran = shell(_SPECLOOM_COMPLETE=f"{kind}_source")
    assert "specloom" in ran.out
    words = {"COMP_WORDS": "specloom generate --target ", "COMP_CWORD": "3"}
    ran = shell(**words, _SPECLOOM_COMPLETE=f"{kind}_complete")
    assert "python" in ran.out


@pytest.mark.parametrize(
    "command",
    ["", "init", "generate", "check", "lint", "coverage", "audit replay", "mock", "ir", "explain"],
)
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    ran = shell(*command.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: specloom {command}".rstrip())
