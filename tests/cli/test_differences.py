"""`specloom diff` tells what a newer description changes for users, and how much that matters."""

from __future__ import annotations

import json

import pytest
from command_line import SHOP, Ran, Shell


def _diff(shell: Shell, *edits: tuple[str, str], more: tuple[str, ...] = ()) -> Ran:
    new = SHOP
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    shell.write("new.yaml", new)
    return shell("diff", "openapi.yaml", "new.yaml", *more)


_ID = "properties: {id: {type: integer}, good: "
_CASES = {
    "nothing": ([], 0, "Nothing that a user notices."),
    "prose": ([("At most 60 requests per minute.", "Be kind.")], 0, "Nothing that a user notices."),
    "a method goes": ([("  /health:\n    get:", "  /health:\n    x-get:")], 1, "health.get(): the method is gone"),
    "a method comes": ([("  /health:\n", "  /health:\n    head: {responses: {'200': {description: ok}}}\n")], 0, "a new method"),
    "a method is renamed": ([("listOrders", "browseOrders")], 1, "orders.list(): the method is called orders.browse_orders() now"),
    "an argument goes": ([("name: per_page, in: query", "name: size, in: query")], 1, "orders.list(per_page=): the argument is gone"),
    "an argument comes": ([("        - {name: page, in", "        - {name: color, in: query, schema: {type: string}}\n        - {name: page, in")], 0, "orders.list(color=): a new argument"),
    "an argument is needed": ([("name: per_page, in: query,", "name: per_page, required: true, in: query,")], 1, "orders.list(per_page=): the argument must be given now"),
    "an argument takes more": ([("schema: {type: integer, default: 30}", "schema: {type: [integer, string]}")], 0, "the argument was int and is int | str now"),
    "an argument takes less": ([("schema: {type: integer, default: 30}", "schema: {type: boolean}")], 1, "the argument was int and is bool now"),
    "a field comes": ([(_ID, "properties: {note: {type: string}, id: {type: integer}, good: ")], 0, "Order.note: a new field"),
    "a field that is sent is needed": ([("required: [id]", "required: [id, good]")], 1, "Order.good: the field must be given now"),
    "a field is of another type": ([("Health: {type: object, properties: {success: {type: boolean}, data: {type: string}", "Health: {type: object, properties: {success: {type: boolean}, data: {type: integer}")], 1, "Health.data: the field was str and is int now"),
    "a field that is read may be null": ([("data: {type: string}}}", "data: {type: [string, 'null']}}}")], 1, "Health.data: the field was str and is str | None now"),
    "a value comes": ([("enum: [red, blue]", "enum: [red, blue, green]")], 0, "Color.GREEN: a new member"),
    "a value goes": ([("enum: [red, blue]", "enum: [red]")], 1, "Color.BLUE: the member is gone"),
    "a type is renamed": ([("    Good:", "    Item:"), ("schemas/Good", "schemas/Item")], 1, "Good: the type is called Item now"),
    "a secret is renamed": ([("[{bearerAuth: []}]", "[{key: []}]"), ("{bearerAuth: {", "{key: {")], 1, "=): the secret is gone"),
    "a method is deprecated": ([("operationId: getOrder", "operationId: getOrder\n      deprecated: true")], 0, "orders.get(): the method is deprecated"),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES)
def test_a_change_is_told_and_judged(shell: Shell, case: str) -> None:
    edits, code, said = _CASES[case]
    ran = _diff(shell, *edits)
    assert (ran.code, said in ran.out) == (code, True), ran.said


def test_a_renamed_type_is_told_once(shell: Shell) -> None:
    ran = _diff(
        shell, ("    Good:", "    Item:"), ("schemas/Good", "schemas/Item"), more=("--json",)
    )
    told = json.loads(ran.out)
    assert [each["name"] for each in told["changes"]] == ["Good"]
    assert told["bump"] == "major"


def test_what_is_inside_of_something_new_or_gone_is_not_told(shell: Shell) -> None:
    ran = _diff(shell, ("  /health:\n    get:", "  /health:\n    x-get:"), more=("--json",))
    told = {each["name"] for each in json.loads(ran.out)["changes"]}
    assert told == {"health.get()"}
    shell.write("old.yaml", shell.read("new.yaml"))
    back = json.loads(shell("diff", "old.yaml", "openapi.yaml", "--json").out)
    assert [each["name"] for each in back["changes"]] == ["health.get()"]
    assert back["bump"] == "minor"


def test_a_new_rival_takes_no_published_name(shell: Shell) -> None:
    rival = "  schemas:\n    order: {type: object, properties: {a: {$ref: '#/components/schemas/Health'}}}\n"
    ran = _diff(shell, ("  schemas:\n", rival))
    assert ran.code == 0, ran.said
    assert "called" not in ran.out


def test_the_caller_says_what_fails(shell: Shell) -> None:
    added = ("enum: [red, blue]", "enum: [red, blue, green]")
    assert _diff(shell, added).code == 0
    assert _diff(shell, added, more=("--fail-on", "any")).code == 1
    gone = ("enum: [red, blue]", "enum: [red]")
    assert _diff(shell, gone, more=("--fail-on", "never")).code == 0
    shell.write("broken.yaml", "a: [1\n")
    assert shell("diff", "openapi.yaml", "broken.yaml").code == 3
    assert shell("diff", "openapi.yaml").code == 2
