"""`diff`: what a newer description changes for the users of an SDK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import msgspec

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CHANGED, CLEAN
from specloom.cli.terminal import count, progress, show
from specloom.diagnostics import Report
from specloom.messages import printable
from specloom.pipeline import Inputs, Named, name, read
from specloom.surface import Change, Level, changes, surface

_TITLES = {
    Level.BREAKING: "Breaking",
    Level.ADDITION: "Additions",
    Level.NOTICE: "Worth knowing",
}
_BUMPS = {Level.BREAKING: "major", Level.ADDITION: "minor", Level.NOTICE: "minor"}


@click.command()
@click.argument("old", type=options.SPEC_FILE)
@click.argument("new", type=options.SPEC_FILE)
@click.option("--config", type=options.CONFIG_FILE, help="An sdk.yaml that holds for both.")
@options.reading
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "any", "never"]),
    default="breaking",
    show_default=True,
    help="Which changes make the exit code 1.",
)
def diff(
    old: Path,
    new: Path,
    config: Path | None,
    overlays: tuple[Path, ...],
    root: Path | None,
    allow_urls: tuple[str, ...],
    strict: bool,
    as_json: bool,
    fail_on: str,
) -> int:
    """Say what a newer description changes for users.

    Both are understood and named as for `specloom generate`; what was published keeps its name as
    it would there. Told is what a program notices: methods, arguments, results, types, fields and
    secrets that come, go, or are something else.

    \b
    git show main:openapi.yaml > old.yaml
    specloom diff old.yaml openapi.yaml
    """
    inputs = Inputs(spec=old, config=config, overlays=overlays, root=root, allow_urls=allow_urls)
    with progress():
        before = _named(inputs, strict, None)
        after = None if before is None else _named(replace(inputs, spec=new), strict, before)
    if before is None or after is None:
        return BAD_SPEC
    found = changes(surface(before), surface(after))
    if as_json:
        _as_json(found)
    else:
        _as_text(found)
    failing = {"breaking": (Level.BREAKING,), "any": tuple(Level), "never": ()}[fail_on]
    return CHANGED if any(each.level in failing for each in found) else CLEAN


def _named(inputs: Inputs, strict: bool, before: Named | None) -> Named | None:
    report = Report(strict=strict)
    project = read(inputs, report)
    show(report, quiet=True)
    if project is None:
        return None
    return name(project, inputs, "python", lock=before.names.lock() if before else None)


def _bump(found: Sequence[Change]) -> str:
    return _BUMPS[found[0].level] if found else "none"


def _as_json(found: Sequence[Change]) -> None:
    body = {
        "bump": _bump(found),
        "changes": [
            {"level": each.level.value, "name": each.name, "text": each.text} for each in found
        ],
    }
    click.echo(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())


def _as_text(found: Sequence[Change]) -> None:
    for level, title in _TITLES.items():
        listed = [each for each in found if each.level is level]
        if listed:
            click.echo(click.style(f"{title} ({len(listed)})", bold=True))
        for each in listed:
            click.echo(f"  {printable(each.name, 90)}: {printable(each.text)}")
    if not found:
        click.echo("Nothing that a user notices.")
        return
    breaking = sum(each.level is Level.BREAKING for each in found)
    click.echo(
        f"{count(len(found), 'change')}, {breaking or 'none'} breaking: a {_bump(found)} version."
    )
