"""`mock`: a fake of the API over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from specloom.cli.codes import BAD_SPEC
from specloom.cli.terminal import show
from specloom.diagnostics import Report

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Serve a fake of the API.")
@click.argument("spec", type=_FILE, required=False)
@click.option("--config", type=_FILE, help="The sdk.yaml that goes with the description.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=4010, show_default=True, help="0: a free one."
)
@click.option("--seed", default=1, show_default=True, help="Made-up values depend on it alone.")
@click.option("--state", type=_NEW, help="Keep what is created in this SQLite file.")
@click.option("--strict", is_flag=True, help="Judge media types and unknown members as well.")
@click.option("--chaos", type=_FILE, help="A YAML file that says how often to fail, and how.")
@click.option("--cors", is_flag=True, help="Let pages of any origin call.")
@click.option("--record", type=_NEW, help="Write requests and answers to this HAR file.")
@click.option("--proxy", metavar="URL", help="Ask this server instead, and judge its answers.")
@click.option("--report", "misfits", type=_NEW, help="With --proxy: write misfits to this file.")
@click.option("--quirks/--no-quirks", default=False, help="Tell the lies that sdk.yaml declares.")
@click.option("--rate-limit", is_flag=True, help="Refuse what exceeds the API's limits.")
@click.option("--empty", is_flag=True, help="Begin without the examples of the description.")
@click.option(
    "--token",
    "tokens",
    multiple=True,
    metavar="SCHEME=VALUE",
    help="A credential to know; others are then refused.",
)
@click.option("--max-body", type=click.IntRange(1), default=10_000_000, show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print no line for each request.")
def mock(
    spec: Path | None,
    config: Path | None,
    host: str,
    port: int,
    seed: int,
    state: Path | None,
    strict: bool,
    chaos: Path | None,
    cors: bool,
    record: Path | None,
    proxy: str | None,
    misfits: Path | None,
    quirks: bool,
    rate_limit: bool,
    empty: bool,
    tokens: tuple[str, ...],
    max_body: int,
    quiet: bool,
) -> int:
    """Serve a fake of the API: what is created can be read, listed, changed and deleted.

    Without SPEC it is that of the project's sdk.yaml. `Prefer: code=503` and `X-Fault: delay=2s`
    make a single request fail; Ctrl-C ends it.
    """
    try:
        from specloom.mock.prepare import prepare
        from specloom.mock.run import Choices, run
    except ImportError as missing:
        raise click.UsageError(
            f"The fake needs '{missing.name}': pip install 'specloom[mock]'"
        ) from missing
    report = Report()
    prepared = prepare(spec, config, report)
    show(report, quiet=prepared is not None)
    if prepared is None:
        return BAD_SPEC
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
        report=misfits,
        quirks=quirks,
        rate_limit=rate_limit,
        empty=empty,
        quiet=quiet,
        max_body=max_body,
        tokens=tuple(_pair(one, prepared.description.schemes) for one in tokens),
    )
    return run(prepared, choices)


def _pair(text: str, schemes: Mapping[str, object]) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not value:
        raise click.UsageError("--token wants SCHEME=VALUE.")
    if name not in schemes:
        known = ", ".join(schemes) or "none"
        raise click.UsageError(f"--token: there is no scheme '{name}' (known: {known}).")
    return name, value
