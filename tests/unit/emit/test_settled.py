"""What is taken for formatted without asking the formatter must be so, whatever page it stands on."""

from __future__ import annotations

import random
import re
from pathlib import Path

import black
import pytest
from black.parsing import InvalidInput

from specloom.emit.format import format_text
from specloom.emit.forms import WIDTH
from specloom.emit.settled import doubts

MODE = black.Mode(line_length=WIDTH, target_versions={black.TargetVersion.PY311})
PAGES = sorted((Path(__file__).parents[2] / "cases").glob("*/expected/**/*.py"))

LONG = "ALongNameThatLeavesLittleRoomForAnythingElse"

UNSETTLED = {
    "a quote of the wrong kind": "x = 'a'",
    "needless escapes": r'x = "a \"quoted\" word"',
    "a capital escape": r'x = "\u00AB"',
    "grouping brackets": "x = (a)",
    "a list of one in brackets": "x = [(a)]",
    "no space behind a comma": "x = f(a,b)",
    "a space in a call": "x = f( a)",
    "spaces around a keyword's sign": "x = f(a = 1)",
    "no spaces around an assignment": "x=1",
    "a keyword that looks like a call": "x = not(a)",
    "a sign without spaces": "x: int|None = None",
    "a comma that asks for lines": "x = f(a, b,)",
    "a comma behind the only argument": "x = f(a,)",
    "a call that fits on one line": "x = f(\n    a, b\n)",
    "a tuple of one that fits on one line": "x = f(\n    a=(\n        b,\n    ),\n)",
    "texts that fit on one line": 'x = f(\n    a=(\n        "b "\n        "c"\n    ),\n)',
    "a choice that fits on one line": "x: t.Any = (\n    A\n    | B\n)",
    "a choice of two that is broken at its end": (f"x: T = (\n    {LONG} | list[{LONG}, int]\n)"),
    "a line too long": f"x = f({LONG}, {LONG})",
    "wide signs on a line too long": f'x = f("{"電" * 44}")',
    "one empty line before a class": "x = 1\n\nclass A:\n    y: int",
    "three empty lines": "x = 1\n\n\n\ny = 1",
    "no empty line behind imports": "import os\nx = os",
    "no empty line behind the documentation": 'class A:\n    """Text."""\n    x: int',
    "documentation indented too far": 'def f():\n    """Text:\n        more\n    """',
    "documentation with room at its end": 'def f():\n    """Text. """',
    "empty brackets of a class": "class A():\n    x: int",
    "an indent of two": "class A:\n  x: int",
    "a number in capitals": "x = 1E5",
    "a comment without a space": "#x\ny = 1",
    "two statements on a line": "x = 1; y = 2",
    "room at the end of a line": "x = 1 \ny = 2",
    "no end of the last line": "x = 1",
}


@pytest.mark.parametrize("page", UNSETTLED.values(), ids=UNSETTLED.keys())
def test_what_the_formatter_would_change_is_formatted(page: str) -> None:
    text = page if page == UNSETTLED["no end of the last line"] else f"{page}\n"
    formatted = black.format_str(text, mode=MODE)
    assert formatted != text, "this page shows nothing"
    assert doubts(text) != []
    assert format_text("page.py", text) == formatted


@pytest.mark.parametrize("seed", range(10))
def test_a_page_with_some_damage_is_formatted_all_the_same(seed: int) -> None:
    chance = random.Random(seed)
    parts = [part for page in PAGES for part in _parts(page.read_text(encoding="utf-8"))]
    told = 0
    for _ in range(12):
        text = _damaged("\n\n\n".join(chance.sample(parts, 2)) + "\n", chance)
        try:
            formatted = black.format_str(text, mode=MODE)
        except InvalidInput:
            continue
        told += 1
        assert format_text("page.py", text) == formatted
    assert told


def test_most_of_what_we_print_needs_no_formatter() -> None:
    lines = asked = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found = doubts(text)
        lines += text.count("\n")
        asked += text.count("\n") if found is None else "\n".join(found).count("\n")
    assert asked < lines / 10


def _parts(page: str) -> list[str]:
    return [part.strip("\n") for part in page.split("\n\n\n") if len(part) < 5000]


def _damaged(text: str, chance: random.Random) -> str:
    """Return a page that is like those we print, but not laid out for what stands on it."""
    for _ in range(chance.randint(1, 4)):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        line = lines[at]
        match chance.randrange(9):
            case 0:
                lines.insert(at, "")
            case 1 if not line:
                del lines[at]
            case 2 if line.endswith(","):
                lines[at] = line[:-1]
            case 3 if line.endswith(","):
                del lines[at]
            case 4:
                lines[at] = re.sub(r"\b(\w+)(,|\)|$)", r"(\1)\2", line, count=1)
            case 5:
                lines[at] = line.replace(")", ",)", 1)
            case 6 if line.endswith(("(", "[", "{")):
                lines[at:] = _joined(lines[at:], chance)
            case 7:
                lines[at] = line.replace('"', "'").replace(" | ", "|", 1)
            case _:
                name = chance.choice(re.findall(r"\b[A-Z]\w+", text) or ["X"])
                other = "N" * chance.choice((1, 5, 13, 21, 34, 45))
                lines = re.sub(rf"\b{name}\b", other, text).split("\n")
        text = "\n".join(lines)
    return text.rstrip("\n") + "\n"


def _joined(lines: list[str], chance: random.Random) -> list[str]:
    """Return `lines` with what stands in the brackets that the first opens on one line."""
    first = lines[0]
    pad = " " * (len(first) - len(first.lstrip()))
    end = next((at for at, line in enumerate(lines) if at and not line.startswith(f"{pad} ")), 0)
    inner = " ".join(line.strip() for line in lines[1:end])
    if chance.random() < 0.5:
        inner = inner.rstrip(",")
    if chance.random() < 0.5:
        return [f"{first}{inner}{lines[end].strip()}", *lines[end + 1 :]]
    return [first, f"{pad}    {inner}", *lines[end:]]
