"""Commands that read a description and say something of it: lint, coverage, ir, explain."""

from __future__ import annotations

from dataclasses import replace

import click
import msgspec

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CLEAN
from specloom.cli.terminal import progress, show
from specloom.diagnostics import Diagnostic, Report, Severity
from specloom.messages import summary, visible
from specloom.pipeline import Inputs, name, read

_MOST = 20
"""Warnings and notes of one kind that are shown without --verbose."""


@click.command()
@options.description
@options.findings
def lint(
    inputs: Inputs,
    strict: bool,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Say what is wrong in a description, and where.

    It is validated, judged by the house rules and understood as for `specloom generate`, which
    would have to say the same. `specloom explain RULE` tells what a rule wants and why; sdk.yaml
    can switch it off. Exit code 3 when anything is an error, 0 otherwise.
    """
    report = Report()
    with progress() as spinner:
        project = read(inputs, report, progress=spinner)
        if project is not None:
            name(project, inputs, "python", report)
    found = [_judged(one, strict) for one in report]
    show(found, form=form, quiet=quiet, limit=None if verbose else _MOST)
    if form == "text" and not quiet:
        click.echo(f"{summary(found) or 'Nothing to complain of'}.")
    return BAD_SPEC if any(one.severity is Severity.ERROR for one in found) else CLEAN


def _judged(finding: Diagnostic, strict: bool) -> Diagnostic:
    # Done at the end: a strict report would stop at the first stage that has a warning.
    if strict and finding.severity is Severity.WARNING:
        return replace(finding, severity=Severity.ERROR)
    return finding


@click.command()
@options.description
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
def ir(
    inputs: Inputs,
    strict: bool,
    as_json: bool,
) -> int:
    """Print what specloom understood.

    Resources, operations and types, free of any language.
    """
    from specloom.ir import dump

    report = Report(strict=strict)
    with progress() as spinner:
        project = read(inputs, report, progress=spinner)
    show(report, quiet=project is not None)
    if project is None:
        return BAD_SPEC
    if as_json:
        body = msgspec.json.encode(dump.dump_data(project.part))
        click.echo(msgspec.json.format(body, indent=2).decode())
    else:
        click.echo(visible(dump.dump_text(project.part)), nl=False)
    return CLEAN
