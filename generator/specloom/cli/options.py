"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from specloom.cli.terminal import FORMATS
from specloom.pipeline import Inputs

Command = TypeVar("Command", bound=Callable[..., Any])

_FOLDER = click.Path(file_okay=False, path_type=Path)
_DESCRIPTIONS = ("*openapi*.yaml", "*openapi*.yml", "*openapi*.json", "*.yaml", "*.yml", "*.json")


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
            inside = next((one for glob in _DESCRIPTIONS for one in sorted(path.glob(glob))), None)
            hint = f" Did you mean '{inside}'?" if inside else ""
            self.fail(f"'{text}' is a folder.{hint}", param, ctx)
        if not path.exists():
            beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
            close = get_close_matches(path.name, beside, n=1)
            hint = f" Did you mean '{path.parent / close[0]}'?" if close else ""
            self.fail(f"there is no file '{text}'.{hint}", param, ctx)
        return super().convert(value, param, ctx)


SPEC_FILE = _File("A description")
CONFIG_FILE = _File("A configuration")
_OVERLAY_FILE = _File("An overlay")


def description(command: Command) -> Command:
    """Add what says which description to read."""
    for option in reversed(
        (
            click.option(
                "--spec", type=SPEC_FILE, help="An OpenAPI document; defaults for the rest."
            ),
            click.option(
                "--config",
                type=CONFIG_FILE,
                help="An sdk.yaml. Without --spec and --config: ./sdk.yaml or ./spec/*/sdk.yaml.",
            ),
            reading,
        )
    ):
        command = option(command)
    return command


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
        )
    ):
        command = option(command)
    return command


def inputs(
    spec: Path | None,
    config: Path | None,
    overlays: tuple[Path, ...],
    root: Path | None,
    allow_urls: tuple[str, ...],
) -> Inputs:
    """Return what to read: what was named, or what the current folder holds."""
    if spec is None and config is None:
        config = _find_config()
        if config is None:
            raise click.UsageError(
                "There is no sdk.yaml here. Name a description with --spec FILE, "
                "or a configuration with --config FILE."
            )
    return Inputs(spec=spec, config=config, overlays=overlays, root=root, allow_urls=allow_urls)


def _find_config() -> Path | None:
    for pattern in ("sdk.yaml", "spec/sdk.yaml", "spec/*/sdk.yaml"):
        found = sorted(Path().glob(pattern))
        if len(found) > 1:
            listed = ", ".join(str(path) for path in found)
            raise click.UsageError(f"Several configurations here ({listed}): choose with --config.")
        if found:
            return found[0]
    return None


def beside(spec: Path) -> Path | None:
    """Return the sdk.yaml that lies beside a description and is about it."""
    config = spec.parent / "sdk.yaml"
    return config if config.is_file() else None
