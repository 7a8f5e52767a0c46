"""`explain`: where a generated name is from, or what a finding means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from textwrap import fill

import click

from specloom.cli import options
from specloom.cli.codes import BAD_SPEC, CLEAN, USAGE
from specloom.cli.terminal import progress, show
from specloom.diagnostics import Place, Report
from specloom.findings import explanations
from specloom.ir.types import Claim, Enum, Origin, Record
from specloom.messages import visible
from specloom.pipeline import Inputs, Named, name, read
from specloom.rules import all_rules

_ORIGINS = {
    Origin.PINNED: "pinned in sdk.yaml or by an extension",
    Origin.COMPONENT: "given by the description",
    Origin.TITLE: "the title in the description",
    Origin.CONTEXT: "derived from the place; pin another in sdk.yaml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Symbol:
    """A settled name and what it names."""

    name: str
    what: str
    claim: Claim
    at: Place


@click.command()
@click.argument(
    "subject",
    metavar="[NAME|CODE]",
    required=False,
    shell_complete=lambda _, __, begun: [
        code
        for code in (*(rule.id for rule in all_rules()), *explanations())
        if code.startswith(begun)
    ],
)
@partial(options.named_description, needed=False)
def explain(
    subject: str | None,
    inputs: Inputs,
    strict: bool,
) -> int:
    """Tell where a name is from, or what a finding means.

    \b
    specloom explain                      list the rules
    specloom explain missing-description  what the rule wants, and why
    specloom explain paging-inferred      what the finding means, and what to do
    specloom explain Record               the type: where it is described, who named it
    specloom explain Record.client        a field of it
    specloom explain records.create       a method
    """
    rules = {rule.id: rule for rule in all_rules()}
    if subject is None:
        width = max(map(len, rules))
        for rule in rules.values():
            click.echo(f"{rule.id:<{width}}  {rule.severity.value:<7}  {rule.summary}")
        return CLEAN
    if subject in rules:
        rule = rules[subject]
        click.echo(f"{rule.id} ({rule.severity.value})\n\n{rule.explanation}\n")
        click.echo(f"To switch it off, in sdk.yaml:\n\nrules:\n  {rule.id}: off")
        return CLEAN
    meanings = explanations()
    if subject in meanings:
        click.echo(f"{subject}\n\n{fill(meanings[subject], width=88)}")
        return CLEAN
    if inputs.spec is None and inputs.config is None:
        close = get_close_matches(subject, [*rules, *meanings], n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise click.UsageError(f"{options.NOTHING_TO_READ}.{hint}")
    report = Report(strict=strict)
    with progress() as spinner:
        project = read(inputs, report, progress=spinner)
        if project is None:
            show(report, quiet=True)
            return BAD_SPEC
        symbols = list(_symbols(name(project, inputs, "python")))
    found = [symbol for symbol in symbols if symbol.name == subject]
    for symbol in found:
        span = symbol.at.span
        click.echo(visible(f"{symbol.name}: {symbol.what}"))
        click.echo(f"  described at  {span.file}:{span.line}:{span.column}")
        click.echo(visible(f"  pointer       {symbol.at.pointer}"))
        origin = _ORIGINS[symbol.claim.origin]
        click.echo(visible(f"  its name is   {origin}: '{symbol.claim.text}'"))
    if found:
        return CLEAN
    known = [*rules, *meanings, *(symbol.name for symbol in symbols)]
    close = get_close_matches(subject, known, n=3)
    hint = f" Did you mean {', '.join(close)}?" if close else ""
    click.echo(f"Nothing is called '{subject}'.{hint}", err=True)
    return USAGE


def _symbols(named: Named) -> Iterator[_Symbol]:
    names = named.names
    for id, declaration in named.api.types.items():
        own = names.type(id)
        kind = type(declaration).__name__.lower()
        yield _Symbol(name=own, what=kind, claim=declaration.claim, at=declaration.at)
        if isinstance(declaration, Record):
            for field in declaration.fields:
                path = f"{own}.{names.field(id, field.wire)}"
                what = f"field '{field.wire}' on the wire"
                yield _Symbol(name=path, what=what, claim=field.claim, at=field.at)
        elif isinstance(declaration, Enum):
            for member in declaration.members:
                path = f"{own}.{names.member(id, member)}"
                what = f"the value {member.value!r}"
                yield _Symbol(name=path, what=what, claim=member.claim, at=declaration.at)
    for resource in named.api.resources:
        for operation in resource.operations:
            path = names.where(resource.key, operation.key)
            what = f"{operation.method} {operation.path} ({operation.key})"
            yield _Symbol(name=path, what=what, claim=operation.claim, at=operation.at)
