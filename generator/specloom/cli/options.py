"""The options that several commands share."""

from __future__ import annotations

import os
import typing
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from specloom.cli.terminal import FORMATS
from specloom.pipeline import TEMPLATES, Inputs, available_targets

Command = TypeVar("Command", bound=Callable[..., Any])

_FOLDER = click.Path(file_okay=False, path_type=Path)
_SUFFIXES = (".yaml", ".yml", ".json")


class _File(click.Path):
    """A file to read; what is asked for instead by mistake is answered with a way out."""

    def __init__(self, what: str) -> None:
        super().__init__(exists=True, dir_okay=False, readable=True, path_type=Path)
        self._what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = os.fspath(value)
        if text == "-":
            self.fail(
                f"{self._what} is read from a file, since it may refer to others.", param, ctx
            )
        if text.startswith(("http://", "https://")):
            self.fail(f"specloom reads files. Fetch it first: curl -LO '{text}'", param, ctx)
        path = Path(text)
        if path.is_dir():
            inside = _likely(path)
            hint = f" Did you mean '{inside}'?" if inside else ""
            self.fail(f"'{text}' is a folder.{hint}", param, ctx)
        if not path.exists():
            beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
            close = get_close_matches(path.name, beside, n=1)
            hint = f" Did you mean '{path.parent / close[0]}'?" if close else ""
            self.fail(f"there is no file '{text}'.{hint}", param, ctx)
        return super().convert(value, param, ctx)


def _likely(folder: Path) -> Path | None:
    """Return the file of a folder that is meant, when there is little doubt."""
    files = sorted(one for one in folder.iterdir() if one.suffix in _SUFFIXES)
    named = [one for one in files if "openapi" in one.name]
    return named[0] if named else files[0] if len(files) == 1 else None


NOTHING_TO_READ = (
    "There is no sdk.yaml here. Name a description (specloom COMMAND openapi.yaml), or write an "
    "sdk.yaml for it first: specloom init openapi.yaml"
)
SPEC_FILE = _File("A description")
CONFIG_FILE = _File("A configuration")
_OVERLAY_FILE = _File("An overlay")


def description(command: Command) -> Command:
    """Add what says which description to read; the command receives it as `inputs`."""
    argument = click.argument("document", metavar="[SPEC]", type=SPEC_FILE, required=False)
    return argument(_with_inputs(command, needed=True))


def named_description(command: Command, *, needed: bool = True) -> Command:
    """Add the same as options alone, for a command that has an argument of its own."""
    return _with_inputs(command, needed=needed)


_ONLY = click.option(
    "--only",
    multiple=True,
    metavar="SELECTOR",
    help="A part of the API: tag=NAME, operation=NAME or path=/PATH, where * is any text. "
    "May be given several times.",
)


def _with_inputs(command: Command, *, needed: bool) -> Command:
    @wraps(command)
    def with_inputs(
        *,
        spec: Path | None,
        config: Path | None,
        overlays: tuple[Path, ...],
        root: Path | None,
        allow_urls: tuple[str, ...],
        only: tuple[str, ...],
        document: Path | None = None,
        **others: Any,
    ) -> Any:
        if document is not None and spec is not None:
            raise click.UsageError("The description is named twice: as SPEC and with --spec.")
        spec = document or spec
        if spec is None and config is None:
            config = _find_config()
            if config is None and needed:
                raise click.UsageError(NOTHING_TO_READ)
        inputs = Inputs(
            spec=spec,
            config=config,
            overlays=overlays,
            root=root,
            allow_urls=allow_urls,
            only=only,
        )
        return command(inputs=inputs, **others)

    added = click.option(
        "--config",
        type=CONFIG_FILE,
        help="An sdk.yaml. Without SPEC and --config: ./sdk.yaml or ./spec/*/sdk.yaml.",
    )(reading(_ONLY(with_inputs)))
    same = click.option("--spec", type=SPEC_FILE, help="An OpenAPI document; the same as SPEC.")
    return typing.cast(Command, same(added))


def reading(command: Command) -> Command:
    """Add what changes how a description is read."""
    for option in reversed(
        (
            click.option(
                "--overlay",
                "overlays",
                type=_OVERLAY_FILE,
                multiple=True,
                help="An OpenAPI Overlay to apply first; may be given several times.",
            ),
            click.option(
                "--root",
                type=_FOLDER,
                help="The folder that $refs may not leave (default: that of the document).",
            ),
            click.option(
                "--allow-url",
                "allow_urls",
                multiple=True,
                metavar="PREFIX",
                help="Let $refs read addresses that begin so; none by default.",
            ),
            click.option("--strict", is_flag=True, help="Treat every warning as an error."),
        )
    ):
        command = option(command)
    return command


def output(command: Command) -> Command:
    """Add what says where the output belongs and what it is made from."""
    for option in reversed(
        (
            click.option("--out", type=_FOLDER, help="The output folder (default: sdk.yaml's)."),
            click.option(
                "--target",
                "targets",
                multiple=True,
                shell_complete=lambda *_: sorted(available_targets((TEMPLATES,))),
                help="python, docs or a target of your own; may be given several times.",
            ),
            click.option(
                "--templates", type=_FOLDER, help="A folder with templates of your own, used first."
            ),
        )
    ):
        command = option(command)
    return command


def findings(command: Command) -> Command:
    """Add how findings are shown."""
    for option in reversed(
        (
            click.option(
                "--format",
                "form",
                type=click.Choice(FORMATS),
                default="text",
                show_default=True,
                help="How to show findings.",
            ),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
            click.option(
                "-v", "--verbose", is_flag=True, help="Show every finding, notes as well."
            ),
        )
    ):
        command = option(command)
    return command


def _find_config() -> Path | None:
    for pattern in ("sdk.yaml", "spec/sdk.yaml", "spec/*/sdk.yaml"):
        found = sorted(Path().glob(pattern))
        if len(found) > 1:
            listed = ", ".join(str(path) for path in found)
            raise click.UsageError(f"Several configurations here ({listed}): choose with --config.")
        if found:
            return found[0]
    return None


def with_beside(inputs: Inputs) -> Inputs:
    """Return `inputs` with the sdk.yaml that lies beside the description, if none was named."""
    if inputs.config is None and inputs.spec is not None:
        config = inputs.spec.parent / "sdk.yaml"
        return replace(inputs, config=config if config.is_file() else None)
    return inputs
