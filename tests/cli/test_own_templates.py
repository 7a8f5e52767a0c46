"""A folder of your own replaces single templates, or adds a target."""

from __future__ import annotations

import pytest
from command_line import SHOP, Shell

from specloom.emit.tree import MANIFEST


def _generate(shell: Shell, *more: str) -> tuple[int, str]:
    ran = shell("generate", "openapi.yaml", "--out", "out", "--templates", "my", *more)
    return ran.code, ran.err


def test_one_file_takes_the_place_of_ours(shell: Shell) -> None:
    assert shell("generate", "openapi.yaml", "--out", "plain").code == 0
    assert shell("templates", "copy", "python/README.md", "--to", "my").code == 0
    template = shell.read("my/python/tree/README.md.jinja")
    assert shell.files("my") == ["python/tree/README.md.jinja"]
    assert _generate(shell)[0] == 0
    assert shell.read("out/python/README.md") == shell.read("plain/python/README.md")
    shell.write("my/python/tree/README.md.jinja", f"{template}\n## Ours\n")
    shell.write("my/python/tree/NOTES.txt", "as it is {{ }}")
    assert _generate(shell)[0] == 0
    assert shell.read("out/python/README.md").endswith("\n## Ours\n")
    assert shell.read("out/python/NOTES.txt") == "as it is {{ }}"
    own = {"README.md", "NOTES.txt", MANIFEST}
    assert set(shell.files("out/python")) == set(shell.files("plain/python")) | {"NOTES.txt"}
    for path in set(shell.files("plain/python")) - own:
        assert shell.read(f"out/python/{path}") == shell.read(f"plain/python/{path}")


def test_a_folder_with_a_dialect_is_a_target(shell: Shell) -> None:
    shell.write("my/cards/dialect.yaml", "like: python\ncontexts: {.txt: text}\n")
    shell.write(
        "my/cards/tree/{resource}.txt.jinja",
        "{{ package.title | lit }}: {{ resource.name }}\n"
        "{% for method in resource.groups %}{% endfor %}",
    )
    code, said = _generate(shell, "--target", "cards")
    assert code == 2
    assert "my/cards/tree/{resource}.txt.jinja:2: nothing is called 'groups' here;" in said
    shell.write(
        "my/cards/tree/{resource}.txt.jinja", "{{ package.title | lit }}: {{ resource.name }}\n"
    )
    shell.write("sdk.yaml", "specloom: 1\ntemplates: my\ntargets: [cards]\noutput: out\n")
    assert shell("generate").code == 0
    assert shell.read("out/cards/orders.txt") == "Shop API: orders\n"
    assert set(shell.files("out")) == {
        f"cards/{name}" for name in ("orders.txt", "goods.txt", "health.txt", MANIFEST)
    }
    assert "cards" in shell("templates", "list", "--templates", "my").out


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("one\n{% if %}\n", 2, "Expected an expression"),
        ("one\n\n{{ package.titel | lit }}\n", 3, "did you mean 'title'?"),
        ("{{ nothing | lit }}\n", 1, "'nothing' is not known here"),
        ("one\n{{ package.title }}\n", 2, "raw text must not reach a page"),
        ("one\n{{ package.title | upper }}\n", 2, "No filter named 'upper'"),
        ("one\n{{ package.title | doc }}\n", 2, "'doc' prints prose"),
        ("{{ package.readme }}\n", 1, "ReadmeView cannot be printed"),
        ("one\n{% include 'parts/none.jinja' %}\n", 2, "no template 'parts/none.jinja'"),
        ("one\n{{ package.title.upper() }}\n", 2, "raw text must not reach a page"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    shell: Shell, template: str, place: int, said: str
) -> None:
    shell.write("my/python/tree/README.md.jinja", template)
    code, told = _generate(shell)
    assert code == 2, told
    assert told.startswith(f"Error: my/python/tree/README.md.jinja:{place}: "), told
    assert said in told
    assert not (shell.folder / "out").exists()


def test_text_of_a_description_stays_data_in_foreign_templates(shell: Shell) -> None:
    shell.write("openapi.yaml", SHOP.replace("Shop API", '"x\'); import os #"'))
    shell.write("my/notes/dialect.yaml", "like: python\ncontexts: {.py: code}\n")
    shell.write("my/notes/tree/a.py.jinja", "TITLE = {{ package.title | lit }}\n")
    assert _generate(shell, "--target", "notes") == (0, "")
    assert shell.read("out/notes/a.py") == 'TITLE = "x\'); import os #"\n'
    shell.write("my/notes/tree/a.py.jinja", "def broken(:\n")
    code, said = _generate(shell, "--target", "notes")
    assert (code, "my/notes/tree/a.py.jinja: a.py: " in said) == (2, True), said
    shell.write("my/notes/tree/a.xyz.jinja", "{{ package.title | lit }}\n")
    shell.write("my/notes/tree/a.py.jinja", "")
    assert (
        "a.xyz.jinja:1: this kind of file has no encoder"
        in _generate(shell, "--target", "notes")[1]
    )


def test_a_dialect_and_a_folder_can_be_wrong(shell: Shell) -> None:
    shell.write("my/notes/dialect.yaml", "liek: python\n")
    assert "my/notes/dialect.yaml: " in _generate(shell, "--target", "notes")[1]
    shell.write("my/notes/dialect.yaml", "like: pyton\n")
    assert "there is no target 'pyton' to be like" in _generate(shell, "--target", "notes")[1]
    ran = shell("generate", "openapi.yaml", "--out", "out", "--templates", "yours")
    assert (ran.code, "There is no folder 'yours' of templates." in ran.err) == (2, True)


def test_templates_are_listed_and_copied(shell: Shell) -> None:
    assert {line.split()[0] for line in shell("templates", "list").out.splitlines()} >= {
        "docs",
        "python",
    }
    listed = shell("templates", "list", "python").out.split()
    assert "python/tree/README.md.jinja" in listed
    shell("templates", "copy", "python", "--to", "all")
    assert sorted(f"python/{path}" for path in shell.files("all/python")) == listed
    marked = shell("templates", "list", "docs", "--templates", "all").out
    assert "yours" not in marked
    shell.write("all/docs/tree/MORE.md", "more")
    marked = shell("templates", "list", "docs", "--templates", "all").out
    assert "docs/tree/MORE.md  (yours, added)" in marked


def test_copies_do_not_overwrite(shell: Shell) -> None:
    shell.write("my/python/tree/README.md.jinja", "mine")
    ran = shell("templates", "copy", "python/tree/README.md.jinja", "--to", "my")
    assert (ran.code, "--force" in ran.err) == (2, True)
    assert shell.read("my/python/tree/README.md.jinja") == "mine"
    assert shell("templates", "copy", "python/README.md", "--to", "my", "--force").code == 0
    assert shell.read("my/python/tree/README.md.jinja") != "mine"
    assert (
        "Did you mean 'README.md'?"
        in shell("templates", "copy", "python/REDME.md", "--to", "x").err
    )
    assert "Did you mean 'python'?" in shell("templates", "copy", "pyton", "--to", "x").err
