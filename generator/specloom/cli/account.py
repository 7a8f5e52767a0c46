"""Commands that give an account: coverage of a description, and what may be sent twice."""

from __future__ import annotations

import click
import msgspec

from specloom import coverage as ledger
from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CHANGED, CLEAN
from specloom.cli.terminal import progress, show
from specloom.diagnostics import Report
from specloom.messages import visible
from specloom.pipeline import Inputs, Project, read


def _understood(inputs: Inputs, strict: bool) -> Project | None:
    report = Report(strict=strict)
    with progress() as spinner:
        project = read(inputs, report, progress=spinner)
    show(report, quiet=True)
    return project


@click.command()
@options.description
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 below this share.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the ledger as JSON.")
def coverage(inputs: Inputs, strict: bool, fail_under: float | None, as_json: bool) -> int:
    """List what became of each part of a description.

    Every operation, parameter, body, answer, header and schema keyword is in the output, or is
    rightly not, or is lost with a reason. `--fail-under 100` fails on any loss.
    """
    project = _understood(inputs, strict)
    if project is None:
        return BAD_SPEC
    account = ledger.measure(project.document, project.part)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(account.data()), indent=2).decode())
    else:
        click.echo(visible(account.text()), nl=False)
    return CHANGED if fail_under is not None and account.percent < fail_under else CLEAN


@click.group()
def audit() -> None:
    """Check a description for what can hurt its users."""


@audit.command()
@options.description
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def replay(inputs: Inputs, strict: bool, as_json: bool) -> int:
    """List the operations that may be sent twice.

    safe: changes nothing. idempotent: a second call changes nothing more. never: a second call
    acts a second time, so the SDK repeats it only when nothing can have reached the server.
    """
    project = _understood(options.with_beside(inputs), strict)
    if project is None:
        return BAD_SPEC
    rows = [
        (operation.replay.kind.value, f"{operation.method} {operation.path}", operation)
        for resource in project.part.resources
        for operation in resource.operations
    ]
    if as_json:
        body = [
            {
                "operation": operation.key,
                "request": request,
                "class": kind,
                "reason": operation.replay.reason,
                "key_header": operation.replay.key_header,
                "lookup": operation.replay.lookup,
            }
            for kind, request, operation in rows
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())
        return CLEAN
    width = max((len(request) for _, request, _ in rows), default=0)
    for kind, request, operation in rows:
        line = f"{kind:<10}  {request:<{width}}  {operation.replay.reason}"
        if operation.replay.key_header:
            line += f" Key: {operation.replay.key_header}."
        if operation.replay.lookup:
            line += f" To find out: {operation.replay.lookup}."
        click.echo(visible(line.rstrip()))
    return CLEAN
