"""`mock` serves a working fake of the described API over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from specloom.cli.codes import BAD_SPEC, USAGE
from specloom.cli.terminal import show
from specloom.diagnostics import Report

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("spec", type=_FILE, required=False)
@click.option(
    "--config", type=_FILE, help="An sdk.yaml (default: the one beside SPEC, or in ./spec)."
)
@click.option("--port", type=click.IntRange(0, 65535), default=4010, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--seed", type=int, default=1, show_default=True, help="Made-up values follow it.")
@click.option("--state", type=_NEW, help="An SQLite file that keeps what was stored.")
@click.option("--strict", is_flag=True, help="Refuse what is not described, too.")
@click.option("--chaos", type=_FILE, help="A YAML profile of faults for the whole run.")
@click.option("--cors", is_flag=True, help="Let pages of any origin call.")
@click.option("--record", type=_NEW, help="Write requests and answers to a HAR file.")
@click.option("--proxy", metavar="URL", help="Ask this server instead, and report departures.")
@click.option("--report", type=_NEW, help="With --proxy: write the departures as JSON lines.")
@click.option("--quirks/--no-quirks", help="Answer with the known lies of the real API.")
@click.option("--rate-limit/--no-rate-limit", help="Enforce the limits of the real API.")
@click.option("--empty", is_flag=True, help="Start without the examples of the description.")
@click.option(
    "--token",
    "tokens",
    multiple=True,
    metavar="SCHEME=VALUE",
    help="A credential to know; others are then refused.",
)
@click.option("--max-body", type=click.IntRange(1), default=10_000_000, show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="No line for each request.")
def mock(
    spec: Path | None,
    config: Path | None,
    port: int,
    host: str,
    seed: int,
    state: Path | None,
    strict: bool,
    chaos: Path | None,
    cors: bool,
    record: Path | None,
    proxy: str | None,
    report: Path | None,
    quirks: bool,
    rate_limit: bool,
    empty: bool,
    tokens: tuple[str, ...],
    max_body: int,
    quiet: bool,
) -> int:
    """Serve a working fake of the API that SPEC describes.

    What is created can be read, listed, changed and deleted; requests are judged as the API would.
    A single request can ask for trouble: `Prefer: code=503`, `X-Fault: delay=2s`, `X-Fault:
    reset-after-commit`. Only this machine can reach it unless --host says otherwise.
    """
    from specloom.mock.prepare import prepare
    from specloom.mock.run import Choices, run

    found = Report()
    prepared = prepare(spec, config, found)
    show(found, form="text", quiet=prepared is not None)
    if prepared is None:
        return BAD_SPEC if found.failed else USAGE
    choices = Choices(
        host=host,
        port=port,
        seed=seed,
        state=state,
        strict=strict,
        chaos=chaos,
        cors=cors,
        record=record,
        proxy=proxy,
        report=report,
        quirks=quirks,
        rate_limit=rate_limit,
        empty=empty,
        quiet=quiet,
        max_body=max_body,
        tokens=tuple(_pair(one, prepared.description.schemes) for one in tokens),
    )
    return run(prepared, choices)


def _pair(text: str, schemes: object) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not value:
        raise click.UsageError("--token wants SCHEME=VALUE.")
    if isinstance(schemes, dict) and name not in schemes:
        known = ", ".join(schemes) or "none"
        raise click.UsageError(f"--token: there is no scheme '{name}' (known: {known}).")
    return name, value
