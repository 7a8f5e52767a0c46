"""`generate` writes the output, `check` says whether it is what the description gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CHANGED, CLEAN
from specloom.cli.terminal import Spinner, count, progress, show
from specloom.config import load_config
from specloom.diagnostics import Report
from specloom.emit.tree import Comparison, Tree, compare, unified
from specloom.emit.write import write
from specloom.messages import summary, visible
from specloom.pipeline import Choices, Inputs, Project, build, choose, read

_MOST = 5
"""Warnings of one kind that are shown; `specloom lint` shows all."""


@click.command()
@options.description
@options.output
@click.option("--force", is_flag=True, help="Overwrite generated files that were edited by hand.")
@options.findings
def generate(
    inputs: Inputs,
    strict: bool,
    out: Path | None,
    targets: tuple[str, ...],
    templates: Path | None,
    force: bool,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write the SDK and the docs that a description gives.

    \b
    specloom generate                           with the project's sdk.yaml
    specloom generate openapi.yaml --out sdk    any description, with defaults

    The package appears at OUT/python/src/<package>/. Everything is built beside the old output and
    exchanged in one step; nothing is written when anything fails. Files that specloom did not
    write are kept; generated files that somebody edited are reported, and kept without --force.
    """
    report = Report(strict=strict)
    with progress() as spinner:
        made = _make(
            inputs,
            report,
            spinner,
            out=out,
            targets=targets,
            templates=templates,
        )
        if made is None:
            spinner.clear()
            show(report, form=form, quiet=quiet, notes=verbose, limit=None if verbose else _MOST)
            return _refused(report, form)
        project, choices, trees = made
        spinner("writing")
        written = write(trees, choices.out, force=force)
        spinner.clear()
        show(report, form=form, quiet=quiet, notes=verbose, limit=None if verbose else _MOST)
        if form == "text" and not quiet:
            _summarise(project, choices, trees, written.changes)
            click.echo(_ended(report, spinner.seconds, verbose))
    return CLEAN


@click.command()
@options.description
@options.output
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--diff/--no-diff", default=True, show_default=True, help="Show what would change.")
@options.findings
def check(
    inputs: Inputs,
    strict: bool,
    out: Path | None,
    targets: tuple[str, ...],
    templates: Path | None,
    as_json: bool,
    diff: bool,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Say whether the output is up to date; write nothing.

    \b
    0  the output is up to date          2  usage
    1  `specloom generate` would change  3  the description has errors
       something (named, with a diff)   70  a bug in specloom
    """
    report = Report(strict=strict)
    with progress() as spinner:
        made = _make(
            inputs,
            report,
            spinner,
            out=out,
            targets=targets,
            templates=templates,
        )
        spinner.clear()
        if not as_json:
            show(report, form=form, quiet=quiet, notes=verbose, limit=None if verbose else _MOST)
        if made is None:
            if as_json:
                _answer("errors", {})
            return _refused(report, "json" if as_json else form)
        _, choices, trees = made
        changes = {name: compare(tree, choices.out / name) for name, tree in trees.items()}
    clean = all(change.is_clean for change in changes.values())
    if as_json:
        _answer("clean" if clean else "changed", changes)
    elif form == "text" and not quiet:
        _compared(choices.out, trees, changes, diff=diff)
    return CLEAN if clean else CHANGED


def _make(
    inputs: Inputs,
    report: Report,
    spinner: Spinner,
    *,
    out: Path | None,
    targets: tuple[str, ...],
    templates: Path | None,
) -> tuple[Project, Choices, Mapping[str, Tree]] | None:
    # Asked first: nobody should wait for a long description to hear that --out is missing.
    config = load_config(inputs.config, report=report)
    choices = choose(config, inputs, out=out, targets=targets, templates=templates)
    if isinstance(choices, str) and not report.failed:
        raise click.UsageError(choices)
    project = read(inputs, report, progress=spinner)
    if project is None or isinstance(choices, str):
        return None
    trees = build(project, choices, report, progress=spinner)
    return None if report.failed else (project, choices, trees)


def _refused(report: Report, form: str) -> int:
    if form == "text":
        errors = sum(one.severity.value == "error" for one in report)
        click.echo(f"{count(errors, 'error')}; nothing was written.", err=True)
    return BAD_SPEC


def _answer(state: str, changes: Mapping[str, Comparison]) -> None:
    body = {
        "state": state,
        "targets": {
            name: {
                kind: list(getattr(change, kind))
                for kind in ("added", "changed", "removed", "edited", "foreign", "blocked")
            }
            for name, change in changes.items()
        },
    }
    click.echo(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())


def _compared(
    out: Path, trees: Mapping[str, Tree], changes: Mapping[str, Comparison], *, diff: bool
) -> None:
    marks = {
        "added": "missing",
        "changed": "out of date",
        "removed": "no longer generated",
        "edited": "edited by hand",
        "foreign": "not written by specloom",
        "blocked": "a link or a folder",
    }
    touched = 0
    for name, change in changes.items():
        for kind, word in marks.items():
            for path in getattr(change, kind):
                touched += 1
                click.echo(f"{out / name / path}: {word}")
                if diff and kind in ("changed", "edited") and not path.startswith("."):
                    for line in list(unified(trees[name], out / name, path))[:40]:
                        click.echo(visible(f"    {line}"))
    if touched:
        click.echo(f"{count(touched, 'file')} would change. Run: specloom generate")
    else:
        files = sum(len(tree.with_manifest()) for tree in trees.values())
        click.echo(f"{out}: {count(files, 'file')}, all up to date.")


def _summarise(
    project: Project,
    choices: Choices,
    trees: Mapping[str, Tree],
    changes: Mapping[str, Comparison],
) -> None:
    api = project.part
    operations = sum(len(resource.operations) for resource in api.resources)
    click.echo(click.style(visible(f"{api.title} {api.version}"), bold=True))
    facts = [
        count(operations, "operation"),
        count(len(api.resources), "resource"),
        count(len(api.types), "type"),
    ]
    if api.webhooks:
        facts.append(count(len(api.webhooks), "webhook"))
    facts.append(count(len(api.losses), "loss", "losses") if api.losses else "nothing lost")
    click.echo(f"  {' · '.join(facts)}")
    for name, tree in trees.items():
        change = changes[name]
        lines = sum(content.count(b"\n") for content in tree.files.values())
        moved = len(change.added) + len(change.changed) + len(change.removed) + len(change.edited)
        state = f"{count(moved, 'file')} written or removed" if moved else "up to date"
        where = f"{choices.out / name}/"
        click.echo(
            f"  {where:<24} {count(len(tree.files), 'file')}, {count(lines, 'line')} · {state}"
        )


def _ended(report: Report, seconds: float, verbose: bool) -> str:
    said = summary(report)
    more = "" if verbose or not said else " (specloom lint shows all)"
    return f"Done in {seconds:.1f} s{f', {said}' if said else ''}{more}."
