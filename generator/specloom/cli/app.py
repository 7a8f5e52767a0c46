"""The `specloom` command and how it ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from specloom import __version__
from specloom.cli.codes import BUG, CLEAN, USAGE
from specloom.emit.mistakes import OwnTemplateError
from specloom.emit.write import WriteError

_MODULES = {
    "init": "init",
    "generate": "produce",
    "check": "produce",
    "lint": "describe",
    "diff": "diff",
    "coverage": "account",
    "audit": "account",
    "mock": "fake",
    "drift": "drift",
    "ir": "describe",
    "explain": "explain",
    "templates": "templates",
}
"""The module of each command, in the order in which a person meets them."""


class _Commands(click.Group):
    """Commands that are imported when they are asked for: none pays for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"specloom.cli.{_MODULES[cmd_name]}")
        found: click.Command = getattr(module, cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as mistake:
            close = get_close_matches(args[0], _MODULES, n=1)
            if not close or "mean" in mistake.message:
                raise
            raise click.UsageError(f"{mistake.message} Did you mean '{close[0]}'?", ctx) from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean · 1 something would change · 2 usage · 3 the description has "
    "errors · 70 a bug in specloom.",
)
@click.version_option(__version__, prog_name="specloom")
def cli() -> None:
    """Turn an OpenAPI description into a typed Python SDK, its docs and a fake of the API.

    \b
    For a description of your own:      specloom init openapi.yaml
    In a project with an sdk.yaml:      specloom generate
    Without one, with defaults:         specloom generate openapi.yaml --out sdk
    In CI:                              specloom check
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; what is not a user's mistake is reported as our bug."""
    signal.signal(signal.SIGTERM, _stop)
    # Millions of small values are made and nearly all are kept: looking often for what could be
    # given back finds nothing, and takes a fifth of a run.
    gc.set_threshold(20_000, 20, 20)
    try:
        code = cli.main(
            args=arguments,
            prog_name="specloom",
            standalone_mode=False,
            color=False if os.environ.get("NO_COLOR") else None,
        )
        sys.exit(code if isinstance(code, int) else CLEAN)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(USAGE)
    except (WriteError, OwnTemplateError) as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        # The reader of our output has gone (`specloom ir | head`): not worth a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLEAN)
    except OSError as problem:
        # What the machine refuses is no bug of ours, wherever it happens.
        what = problem.strerror or str(problem)
        click.echo(f"Error: {f'{problem.filename}: ' if problem.filename else ''}{what}", err=True)
        sys.exit(USAGE)
    except Exception as error:
        _confess(error)
        sys.exit(BUG)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _confess(error: Exception) -> None:
    click.echo(f"specloom has a bug: {type(error).__name__}: {str(error)[:500]}", err=True)
    if os.environ.get("SPECLOOM_DEBUG"):
        click.echo(traceback.format_exc(), err=True)
        return
    frame = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(f"  in {Path(frame.filename).name}:{frame.lineno} ({frame.name})", err=True)
    click.echo("  Nothing was written. SPECLOOM_DEBUG=1 shows the whole trace.", err=True)
