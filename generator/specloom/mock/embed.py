"""The fake inside a generated package: the engine's files and the description that they run on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import Document
from specloom.mock.compile import describe, dumped

_MARK = "/testing/fake.py"
_ENGINE = Path(__file__).parent / "engine"
# The engine handles JSON of unknown shape all over; mypy --strict checks it where it is made.
_HEAD = b"# Part of specloom, copied with the package that it serves.\n# pyright: basic\n"


def embed(
    files: Mapping[str, bytes], document: Document, config: Config, report: Report
) -> dict[str, bytes]:
    """Return what to add to a package that has a fake in it; nothing for one that has none.

    `files` are those of the package by path; the fake is found by its folder `testing`.
    """
    marks = [path for path in files if f"/{path}".endswith(_MARK)]
    if not marks:
        return {}
    description = dumped(describe(document, config, report, portable=True))
    found: dict[str, bytes] = {}
    for mark in marks:
        folder = mark.removesuffix("fake.py")
        found[f"{folder}_description.json"] = description + b"\n"
        for file in sorted(_ENGINE.glob("*.py")):
            found[f"{folder}_engine/{file.name}"] = _HEAD + file.read_bytes()
    return found
