"""`init`: the first sdk.yaml of a project, with everything that its description shows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from specloom import starter
from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CLEAN
from specloom.cli.terminal import count, progress, show
from specloom.config_schema import render
from specloom.diagnostics import Report
from specloom.messages import summary
from specloom.pipeline import Inputs, name, read
from specloom.starter import Findings

_SCHEMA = "sdk.schema.json"
_STDOUT = Path("-")


@click.command()
@click.argument("spec", type=options.SPEC_FILE)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default="sdk.yaml",
    show_default=True,
    help="The file to write; - prints it.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@options.reading
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def init(
    spec: Path,
    out: Path,
    force: bool,
    overlays: tuple[Path, ...],
    root: Path | None,
    allow_urls: tuple[str, ...],
    strict: bool,
    quiet: bool,
) -> int:
    """Write a first sdk.yaml for a description.

    \b
    specloom init openapi.yaml     writes sdk.yaml, and its schema for your editor
    specloom generate              writes the SDK and its docs

    It holds what specloom found: the names of the package, secrets and an envelope around answers
    are set; lists in pages, resources and long names stand there as comments, ready to be changed.
    Nothing is overwritten.
    """
    to_stdout = out == _STDOUT
    if not to_stdout:
        _refuse_existing(out, force=force)
    report = Report(strict=strict)
    inputs = Inputs(spec=spec, overlays=overlays, root=root, allow_urls=allow_urls)
    with progress() as spinner:
        project = read(inputs, report, progress=spinner)
        if project is None:
            spinner.clear()
            show(report, quiet=True)
            click.echo(f"{summary(report)}; nothing was written.", err=True)
            return BAD_SPEC
        spinner("naming")
        found = starter.find(project.api, name(project, inputs, "python"))
    home = Path() if to_stdout else out.parent
    text = starter.page(
        found,
        spec=_relative(spec, home),
        schema=(Path(__file__).parents[1] / _SCHEMA).as_posix() if to_stdout else _SCHEMA,
        root=None if root is None else _relative(root, home),
        overlays=[_relative(overlay, home) for overlay in overlays],
    )
    if to_stdout:
        click.echo(text, nl=False)
        return CLEAN
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    (out.parent / _SCHEMA).write_text(render(), encoding="utf-8")
    if not quiet:
        for line in _told(found, report, out):
            click.echo(line)
    return CLEAN


def _refuse_existing(out: Path, *, force: bool) -> None:
    if force:
        return
    if out.exists():
        raise click.UsageError(
            f"'{out}' is there already. Choose another with --out, print it with --out -, "
            "or overwrite it with --force."
        )
    schema = out.parent / _SCHEMA
    if schema.exists() and not _is_ours(schema):
        raise click.UsageError(f"'{schema}' is there already and is not from specloom: move it.")


def _is_ours(schema: Path) -> bool:
    try:
        said = json.loads(schema.read_bytes())
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("title") == "sdk.yaml"


def _relative(path: Path, home: Path) -> str:
    """Return `path` as seen from the folder `home`, wherever both are."""
    try:
        return Path(os.path.relpath(path, home)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def _told(found: Findings, report: Report, out: Path) -> Iterator[str]:
    api, root = found.api, found.names.root
    yield click.style(f"{api.title} {api.version}".strip(), bold=True)
    yield (
        f"  {count(len(found.operations), 'operation')} · {count(len(api.resources), 'resource')} · "
        f"{count(len(api.types), 'type')}"
    )
    rows = [("package", f"{root.package}, client {root.client}")]
    if found.secrets:
        listed = [f"{secret.argument} or {secret.env}" for secret in found.secrets[:3]]
        more = f", and {len(found.secrets) - 3} more" if len(found.secrets) > 3 else ""
        rows.append(("secrets", f"{', '.join(listed)}{more}"))
    if found.wrapping:
        wrapping = found.wrapping
        share = f"{wrapping.wrapped} of {wrapping.answers} answers"
        rows.append(("envelope", f"'{wrapping.envelope.data}', in {share}"))
    if found.paged:
        rows.append(("pages", count(len(found.paged), "list")))
    if found.rates:
        rows.append(("limits", "spoken of; see rate_limit"))
    if said := summary(report):
        rows.append(("findings", f"{said} (specloom lint)"))
    yield from (f"  {what:<9} {text}" for what, text in rows)
    config = "" if out == Path("sdk.yaml") else f" --config {out}"
    output = (out.parent / "generated").as_posix()
    commands = [
        (f"specloom generate{config}", f"writes {output}/python and {output}/docs"),
        (f"pip install ./{output}/python" if not out.is_absolute() else f"pip install {output}/python",
         f"then: from {root.package} import {root.client}"),
        (f"specloom mock{config}", "a fake of the API to try it against"),
    ]  # fmt: skip
    width = max(len(command) for command, _ in commands)
    yield f"Wrote {out}. Read it once, then:"
    yield from (f"  {command:<{width}}  {text}" for command, text in commands)
