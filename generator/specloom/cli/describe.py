"""Commands that read a description and say something of it: lint, coverage, ir, explain."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CLEAN
from specloom.cli.terminal import count, progress, show
from specloom.diagnostics import Report
from specloom.pipeline import check_description, read


@click.command()
@options.description
@options.findings
def lint(
    spec: Path | None,
    config: Path | None,
    overlays: tuple[Path, ...],
    root: Path | None,
    allow_urls: tuple[str, ...],
    strict: bool,
    form: str,
    quiet: bool,
) -> int:
    """Validate a description and apply the house rules; generate nothing.

    `specloom explain RULE` tells what a rule wants and why; sdk.yaml can switch it off. Exit code 3
    when anything is an error, 0 otherwise.
    """
    report = Report(strict=strict)
    with progress() as spinner:
        inputs = options.inputs(spec, config, overlays, root, allow_urls)
        check_description(inputs, report, progress=spinner)
    show(report, form=form, quiet=quiet)
    if form == "text" and not quiet:
        by = {
            kind: sum(one.severity.value == kind for one in report) for kind in ("error", "warning")
        }
        click.echo(f"{count(by['error'], 'error')}, {count(by['warning'], 'warning')}.")
    return BAD_SPEC if report.failed else CLEAN


@click.command()
@options.description
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
def ir(
    spec: Path | None,
    config: Path | None,
    overlays: tuple[Path, ...],
    root: Path | None,
    allow_urls: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> int:
    """Print what specloom understood: resources, operations and types, free of any language."""
    from specloom.ir import dump

    report = Report(strict=strict)
    with progress() as spinner:
        inputs = options.inputs(spec, config, overlays, root, allow_urls)
        project = read(inputs, report, progress=spinner)
    show(report, quiet=project is not None)
    if project is None:
        return BAD_SPEC
    if as_json:
        body = msgspec.json.encode(dump.dump_data(project.api))
        click.echo(msgspec.json.format(body, indent=2).decode())
    else:
        click.echo(dump.dump_text(project.api), nl=False)
    return CLEAN
