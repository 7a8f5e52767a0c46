"""Short ways to read text, write descriptions and see what was said about them."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from specloom.config import Config
from specloom.diagnostics import Diagnostic, Report, Severity
from specloom.document import Document, resolve
from specloom.rules import lint
from specloom.source import Source, load
from specloom.validate import validate

HEAD = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\n'


def read(text: str | bytes, name: str = "api.yaml") -> tuple[Source | None, Report]:
    """Read `text` as a file called `name`."""
    report = Report()
    raw = text.encode() if isinstance(text, str) else text
    return load(raw, report=report, name=name), report


def data(text: str | bytes, name: str = "api.yaml") -> Any:
    """Return what `text` holds; nothing may be said about it."""
    source, report = read(text, name)
    assert said(report) == []
    assert source is not None
    return source.data


def said(report: Report) -> list[str]:
    """Return the codes of what was found, in order."""
    return [found.code for found in report]


def errors(report: Report) -> list[str]:
    """Return the codes of the errors, in order."""
    return [found.code for found in report if found.severity is Severity.ERROR]


def only(report: Report) -> Diagnostic:
    """Return the one thing that was found."""
    (found,) = report
    return found


def place(found: Diagnostic) -> tuple[int, int]:
    """Return line and column of what was found."""
    assert found.at is not None
    return found.at.span.line, found.at.span.column


def marked(found: Diagnostic) -> str:
    """Return the text that the caret points at, on its first line."""
    assert found.at is not None
    span = found.at.span
    begin = span.column - span.excerpt_column
    end = span.end_column - span.excerpt_column if span.end_line == span.line else None
    return span.excerpt[begin:end]


def write(folder: Path, **files: str) -> Path:
    """Write files into `folder` (`__` in a name is a slash, the suffix is .yaml); return the first."""
    paths = []
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
        paths.append(path)
    return paths[0]


def document(folder: Path, *, root: Path | None = None, **files: str) -> tuple[Document, Report]:
    """Resolve the first of `files`."""
    report = Report()
    found = resolve(write(folder, **files), report=report, root=root)
    assert found is not None, said(report)
    return found, report


def validated(folder: Path, text: str) -> Report:
    """Return what `validate` says of a description."""
    found, _ = document(folder, openapi=text)
    report = Report()
    validate(found, report)
    return report


def linted(folder: Path, text: str, config: Config | None = None) -> Report:
    """Return what the house rules say of a description."""
    found, _ = document(folder, openapi=text)
    report = Report()
    lint(found, config or Config(), report)
    return report
