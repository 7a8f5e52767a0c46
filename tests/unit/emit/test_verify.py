"""Should an encoder ever break, the page that it broke is refused and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specloom.cli.app import main
from specloom.emit.verify import VerifyError, verify
from specloom.emit.vocabulary import Printed, Vocabulary
from specloom.target.casing import Speller
from specloom.target.docs import Docs
from specloom.target.literals import Literals

ATTACK = '"""\nimport os\nos.system("x")\n"""'


def description(text: str) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    thing = {
        "type": "object",
        "description": text,
        "properties": {"state": {"type": "string", "enum": ["on", text], "description": text}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1", "description": text},
        "paths": {
            "/things": {
                "get": {
                    "operationId": "list",
                    "tags": [text],
                    "summary": text,
                    "parameters": [{"name": text, "in": "query", "schema": {"type": "string"}}],
                    "responses": {"200": {"description": text, "content": content}},
                }
            }
        },
        "components": {"schemas": {"Thing": thing}},
    }


def generate(folder: Path, text: str) -> int:
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(description(text)))
    with pytest.raises(SystemExit) as ended:
        main(["generate", "--spec", str(spec), "--out", str(folder / "out"), "--quiet"])
    return int(ended.value.code or 0)


def break_literals(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Literals, "escaped", lambda _, text: text)


def break_docs(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Docs, "_escape", lambda _, line: line)


def break_names(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Speller, "_name", lambda _, sort, text: text)
    patch.setattr(Speller, "is_valid", lambda _, sort, name: True)


@pytest.mark.parametrize(
    ("damage", "text"),
    [
        (break_literals, ATTACK),
        (break_literals, '"]; import os; os.system("x") #'),
        (break_literals, '" + __import__("os").name + "'),
        (break_literals, "x\ry"),
        (break_docs, ATTACK),
        (break_docs, 'a"""\n    exec("x")\n    """'),
        (break_docs, "x\u202ey"),
        (break_names, ATTACK),
        (break_names, "eval(1)"),
    ],
)
def test_a_broken_encoder_is_found_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[pytest.MonkeyPatch], None],
    text: str,
) -> None:
    damage(monkeypatch)
    assert generate(tmp_path, text) == 70
    assert [path.name for path in tmp_path.iterdir()] == ["openapi.json"]


def test_working_encoders_let_the_same_text_pass(tmp_path: Path) -> None:
    assert generate(tmp_path, ATTACK) == 0


PRINTED = Printed(
    text="def call(self): ...",
    names=frozenset({"call", "self"}),
    modules=frozenset(),
    affixes=frozenset(),
)
WORDS = Vocabulary(
    settled=frozenset({"eval", "user", "system", "os"}),
    affixes=frozenset({("Async", "")}),
    ours=frozenset(
        {"_core", "Json", "self", "call", "t", "Literal", "TypedDict", "print", "typing"}
    ),
    modules=frozenset({"typing"}),
    builtins=frozenset({"str", "int"}),
    typed_dict="TypedDict",
    literal="Literal",
)


# A page that is large enough to be judged in pieces; what looks like a definition in it may be text.
LARGE = "class User: ...\n\n\n" * 12_000
WITH_TEXT = f'"""\n\n\nclass a definition\n\n\n"""\n{LARGE}'


@pytest.mark.parametrize("above", ["", LARGE, WITH_TEXT], ids=["alone", "large", "with-text"])
@pytest.mark.parametrize(
    "text",
    [
        "import typing as t\nclass User:\n    user: t.Literal['a']",
        "from . import _core\n_USER = _core.Json({'a': 1})",
        "class AsyncUser:\n    any_key_of_a_dictionary: str",
        "def call(self, eval: str | int) -> str:\n    'text'\n    return eval",
    ],
)
def test_code_of_known_words_passes(text: str, above: str) -> None:
    verify("a.py", above + text, PRINTED, WORDS)


@pytest.mark.parametrize("above", ["", LARGE, WITH_TEXT], ids=["alone", "large", "with-text"])
@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "from os import system",
        "from . import nobody_knows",
        "nobody_knows = 1",
        "user = print",
        "user = eval('1')",
        "def call(self, eval):\n    return eval('1')",
        "@eval\nclass User: ...",
        "from . import _core\n_core.Json['a']('b')",
        "from . import _core\n_core.Json('a')('b')",
        "'a' + 'b'",
        "user: 'int' = 1",
        "def call(self, user: list['int']): ...",
        "import typing as t\nUser = t.TypedDict('User', {'a-b': 'eval(1)'})",
        "user = 'a\u200bb'",
        "user = (",
    ],
)
def test_code_that_holds_more_than_it_should_is_refused(text: str, above: str) -> None:
    with pytest.raises(VerifyError):
        verify("a.py", above + text, PRINTED, WORDS)


@pytest.mark.parametrize("above", ["\n\n\n", LARGE], ids=["small", "large"])
def test_the_line_is_that_of_the_file(above: str) -> None:
    line = above.count("\n") + 2
    for wrong in ("nobody_knows = 1", "user = print.user", "call = eval()"):
        with pytest.raises(VerifyError, match=f"a.py:{line}: "):
            verify("a.py", f"{above}'text'\n{wrong}", PRINTED, WORDS)


@pytest.mark.parametrize(("path", "text"), [("a.toml", 'a = "b\nc"'), ("a.json", "{")])
def test_what_its_own_parser_refuses_is_refused(path: str, text: str) -> None:
    with pytest.raises(VerifyError):
        verify(path, text, PRINTED, WORDS)
