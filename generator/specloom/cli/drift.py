"""`drift`: recorded misfits become an overlay."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CLEAN, USAGE
from specloom.cli.terminal import count, progress, show
from specloom.diagnostics import Report
from specloom.drift import Misfit, join, propose, read_lines, write
from specloom.ir.api import Operation
from specloom.pipeline import Inputs, Project, name, read
from specloom.source import load


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@options.named_description
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the overlay to this file, behind what it holds already (default: print it).",
)
def drift(
    files: tuple[Path, ...],
    inputs: Inputs,
    strict: bool,
    out: Path | None,
) -> int:
    """Turn recorded misfits into an overlay.

    With this OpenAPI Overlay, the same answers fit.

    FILE holds lines of JSON: what `Drift("drift.jsonl")` of a generated SDK wrote, or
    `specloom mock --proxy URL --report drift.jsonl`. `-` reads them from the standard input. Lines
    that are of no use are named and passed over; with --strict they are errors.

    \b
    specloom drift drift.jsonl --spec openapi.yaml --out drift.yaml
    specloom generate --spec openapi.yaml --overlay drift.yaml --out sdk

    In a project, list the overlay in sdk.yaml instead: `overlays: [drift.yaml]`. The changes that
    it makes then count as described, and the next run adds what is new since.
    """
    report = Report(strict=strict)
    inputs = options.with_beside(inputs)
    with progress() as spinner:
        described = Report(strict=strict)
        project = read(inputs, described, progress=spinner)
        if project is None:
            spinner.clear()
            show(described, quiet=True)
            return BAD_SPEC
        misfits = [each for file in files for each in _lines(file, report)]
        actions = propose(misfits, _operations(project, inputs), project.document, report)
    show(report)
    if report.failed or (not misfits and len(report)):
        return USAGE
    if not actions:
        click.echo("Nothing to change: what was recorded fits, or cannot be described.", err=True)
        return CLEAN
    title = project.api.title
    if out is None:
        click.echo(write(actions, title), nl=False)
        return CLEAN
    before = _written(out)
    joined = join(before, actions) if before is not None else actions
    if joined is None:
        raise click.UsageError(f"{out} is there and is no overlay: choose another --out.")
    _replace(out, write(joined, title))
    more = f", {count(len(actions), 'of them')} now" if before is not None else ""
    click.echo(
        f"Wrote {out}: {count(len(joined), 'change')}{more}, from {count(len(misfits), 'misfit')}. "
        "Read it, then apply it with --overlay or in sdk.yaml.",
        err=True,
    )
    return CLEAN


def _lines(file: Path, report: Report) -> list[Misfit]:
    if str(file) == "-":
        return list(read_lines(sys.stdin.buffer.read(), "<stdin>", report))
    return list(read_lines(file.read_bytes(), file.as_posix(), report))


def _operations(project: Project, inputs: Inputs) -> dict[str, Operation]:
    """Return the operations by what callers write and by their own keys; the former win."""
    named = name(project, inputs, "python")
    resources = named.api.resources
    by_key = {each.key: each for resource in resources for each in resource.operations}
    return by_key | {
        named.names.where(resource.key, each.key): each
        for resource in resources
        for each in resource.operations
    }


def _written(out: Path) -> object | None:
    """Return what the file holds; None if there is none."""
    if not out.exists():
        return None
    report = Report()
    source = load(out, report=report)
    return source.data if source is not None and not report.failed else {}


def _replace(out: Path, text: str) -> None:
    beside = out.with_name(f"{out.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.UsageError(f"{out} cannot be written: {error.strerror}") from None
