"""Lowers a piece of an OpenAPI document, for tests to look at what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

from specloom import coverage
from specloom.config import load_config
from specloom.coverage import Ledger
from specloom.diagnostics import Report, Severity
from specloom.document import Document, resolve
from specloom.ir.api import Api, Operation, Parameter, Response
from specloom.lower import lower


@dataclass(frozen=True, kw_only=True)
class Lowered:
    """An Api, and what was said while it was made."""

    document: Document
    api: Api
    report: Report

    @property
    def operations(self) -> dict[str, Operation]:
        """Every operation by its key."""
        return {each.key: each for group in self.api.resources for each in group.operations}

    @property
    def names(self) -> dict[str, list[str]]:
        """The names of operations by the name of their resource."""
        return {
            group.claim.text: [each.claim.text for each in group.operations]
            for group in self.api.resources
        }

    @property
    def only(self) -> Operation:
        """The one operation there is."""
        (operation,) = self.operations.values()
        return operation

    @property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters of the one operation by wire name."""
        return {each.wire: each for each in self.only.parameters}

    @property
    def responses(self) -> dict[str, Response]:
        """The answers of the one operation by status."""
        return {each.status: each for each in self.only.responses}

    @property
    def warnings(self) -> list[str]:
        """The codes of all warnings."""
        return [each.code for each in self.report if each.severity is Severity.WARNING]

    @property
    def losses(self) -> list[str]:
        """What was lost."""
        return [loss.what for loss in self.api.losses]

    @property
    def asides(self) -> list[str]:
        """What was rightly left out."""
        return [aside.what for aside in self.api.asides]

    @property
    def ledger(self) -> Ledger:
        """What became of everything."""
        return coverage.measure(self.document, self.api)


Describe = Callable[..., Lowered]


def describe(
    folder: Path, paths: str, *, rest: str = "", sdk: str = "", version: str = "3.1.0"
) -> Lowered:
    """Lower a document with these `paths` (YAML), with `rest` beside them and `sdk` as sdk.yaml."""
    spec, choices = folder / "openapi.yaml", folder / "sdk.yaml"
    head = f"openapi: {version}\ninfo: {{title: Test, version: '1'}}\n"
    spec.write_text(f"{head}{dedent(rest)}\npaths:\n{indent(dedent(paths), '  ')}\n")
    choices.write_text(f"specloom: 1\n{dedent(sdk)}")
    report = Report()
    config = load_config(choices if sdk else None, report=report)
    document = resolve(spec, report=report)
    assert document is not None, [each.text for each in report]
    assert not report.failed, [each.text for each in report]
    return Lowered(document=document, api=lower(document, config, report), report=report)


def one_get(parameters: str = "", answer: str = "{description: ok}", path: str = "/things") -> str:
    """Return YAML of one GET with these parameters and this answer."""
    listed = f"\n    parameters:\n{indent(dedent(parameters), '      ')}" if parameters else ""
    return f"{path}:\n  get:{listed}\n    responses:\n      '200': {answer}"
