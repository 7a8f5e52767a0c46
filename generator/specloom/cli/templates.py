"""`templates`: what output is printed from, to look at and to start from."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from specloom.cli.codes import CLEAN
from specloom.cli.terminal import count
from specloom.pipeline import TEMPLATES, available_targets

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def templates() -> None:
    """List the templates, or copy them to change them.

    \b
    specloom templates list python                          the files of a target
    specloom templates copy python/README.md --to my        copy one, to change it
    specloom generate openapi.yaml --out sdk --templates my use it (or `templates: my` in sdk.yaml)

    A file in your folder takes the place of the file of the same name; all others stay ours. A
    folder with a dialect.yaml of its own is a new target.
    """


@templates.command(name="list")
@click.argument("target", required=False, shell_complete=lambda *_: sorted(_targets()))
@click.option("--templates", "own", type=_FOLDER, help="Mark what a folder of your own replaces.")
def list_templates(target: str | None, own: Path | None) -> int:
    """List the targets, or the files of one."""
    known = available_targets((own, TEMPLATES)) if own else _targets()
    if target is None:
        for name in sorted(known):
            files = {*_files(TEMPLATES / name), *(_files(own / name) if own else ())}
            click.echo(f"{name:<12} {count(len(files), 'file')}{_mark(own, name)}")
        return CLEAN
    if target not in known:
        raise click.UsageError(_unknown(f"There is no target '{target}'.", target, known))
    ours = set(_files(TEMPLATES / target))
    theirs = set(_files(own / target)) if own else set()
    for path in sorted(ours | theirs):
        mark = "" if path not in theirs else "  (yours)" if path in ours else "  (yours, added)"
        click.echo(f"{target}/{path}{mark}")
    return CLEAN


@templates.command()
@click.argument("what", metavar="TARGET[/FILE]")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of your own templates.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def copy(what: str, folder: Path, force: bool) -> int:
    """Copy a template, or all of a target.

    FILE may be written as in the output or as `specloom templates list` shows it: README.md,
    tree/README.md.jinja. Copy as little as you want to change: what you do not copy goes on
    getting better.
    """
    target, _, wanted = what.strip("/").partition("/")
    if target not in _targets():
        raise click.UsageError(_unknown(f"There is no target '{target}'.", target, _targets()))
    files = [*_files(TEMPLATES / target)]
    chosen = [file for file in files if not wanted or _is_meant(file, wanted)]
    if not chosen:
        plain = [_plain(file) for file in files]
        raise click.UsageError(
            _unknown(f"There is no '{wanted}' among the templates of {target}.", wanted, plain)
        )
    there = [folder / target / file for file in chosen if (folder / target / file).exists()]
    if there and not force:
        raise click.UsageError(f"'{there[0]}' is there already; --force overwrites it.")
    for file in chosen:
        to = folder / target / file
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TEMPLATES / target / file, to)
    for file in chosen[:8]:
        click.echo(folder / target / file)
    if len(chosen) > 8:
        click.echo(f"… and {len(chosen) - 8} more")
    click.echo(f"Use it with --templates {folder}, or `templates: {folder}` in sdk.yaml.")
    return CLEAN


def _targets() -> frozenset[str]:
    return available_targets((TEMPLATES,))


def _files(target: Path) -> Iterator[str]:
    for path in sorted(target.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(target).as_posix()


def _plain(file: str) -> str:
    return file.removeprefix("tree/").removesuffix(".jinja")


def _is_meant(file: str, wanted: str) -> bool:
    """Whether `wanted` is this file, as listed or as in the output, or a folder around it."""
    return any(name == wanted or name.startswith(f"{wanted}/") for name in (file, _plain(file)))


def _unknown(text: str, wanted: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = get_close_matches(wanted, names, n=1, cutoff=0.5)
    return (
        f"{text} Did you mean '{close[0]}'?"
        if close
        else f"{text} `specloom templates list` shows all."
    )


def _mark(own: Path | None, target: str) -> str:
    return "" if own is None or not (own / target).is_dir() else "  (with files of yours)"
