"""The way from a description to files, stage by stage: the table of contents of the engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.config import Config, load_config
from specloom.coverage import measure
from specloom.diagnostics import Report
from specloom.document import Document, resolve
from specloom.emit.format import FormatError, format_text
from specloom.emit.mistakes import OwnTemplateError
from specloom.emit.render import RenderError, render, template_file
from specloom.emit.tree import Tree
from specloom.emit.verify import VerifyError, verify
from specloom.emit.vocabulary import Vocabulary, printed, vocabulary
from specloom.ir.api import Api
from specloom.ir.narrow import narrowed
from specloom.lower import lower
from specloom.mock.embed import embed
from specloom.rules import lint
from specloom.target.dialect import Dialect, DialectError, load_dialect
from specloom.target.kit import Covered
from specloom.target.lock import NamesLock
from specloom.target.names import Names
from specloom.target.tree import Copy, Page, plan, settled
from specloom.validate import validate

Progress = Callable[[str], None]

TEMPLATES = next(
    folder
    for folder in (Path(__file__).parent / "templates", Path(__file__).parents[2] / "templates")
    if folder.is_dir()
)
"""The templates that come with specloom: inside the installed package, or beside it in a checkout."""


def silent(_: str) -> None:
    """Say nothing about the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a run reads: a description, and the choices that go with it.

    Without `config` the description stands alone and every choice is a default.
    """

    spec: Path | None = None
    config: Path | None = None
    overlays: tuple[Path, ...] = ()
    root: Path | None = None
    allow_urls: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A description that was understood."""

    config: Config
    document: Document
    api: Api

    @property
    def part(self) -> Api:
        """What is offered of the API: all of it, or what was selected."""
        return narrowed(self.api)


def read(inputs: Inputs, report: Report, *, progress: Progress = silent) -> Project | None:
    """Load, resolve, validate, lint and lower; None when an error stands in the report."""
    document, config = check_description(inputs, report, progress=progress)
    if document is None or report.failed:
        return None
    progress("lowering")
    api = lower(document, config, report)
    return None if report.failed else Project(config=config, document=document, api=api)


def check_description(
    inputs: Inputs, report: Report, *, progress: Progress = silent
) -> tuple[Document | None, Config]:
    """Load, resolve, validate and lint: everything that can be said of the description alone."""
    config = load_config(inputs.config, report=report)
    if inputs.only:
        config = replace(config, only=inputs.only)
    if report.failed:
        return None, config
    spec = inputs.spec or _described_by(config, inputs.config)
    progress("loading")
    document = resolve(
        spec,
        report=report,
        root=inputs.root or config.root,
        overlays=(*config.overlays, *inputs.overlays),
        allow_urls=inputs.allow_urls,
    )
    if document is None:
        return None, config
    progress("validating")
    validate(document, report)
    lint(document, config, report)
    return document, config


def _described_by(config: Config, path: Path | None) -> Path:
    folder = path.parent if path else Path()
    return folder / config.spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Where the output goes, what is made, and from which templates.

    `templates` are searched in order, so that a user's file takes the place of ours.
    """

    out: Path
    targets: tuple[str, ...]
    templates: tuple[Path, ...]


def choose(
    config: Config,
    inputs: Inputs,
    *,
    out: Path | None = None,
    targets: tuple[str, ...] = (),
    templates: Path | None = None,
) -> Choices | str:
    """Combine what was asked for with what sdk.yaml says; a string tells what is missing."""
    out = out or _output(config, inputs)
    if out is None:
        return "Where should the output go? Add --out FOLDER."
    folders = _templates(config, inputs, templates)
    if not folders[0].is_dir():
        return f"There is no folder '{folders[0]}' of templates."
    wanted = targets or config.targets
    known = available_targets(folders)
    for target in wanted:
        if target not in known:
            return f"There is no target '{target}'. Known: {', '.join(sorted(known))}."
    return Choices(out=out, targets=wanted, templates=folders)


def _output(config: Config, inputs: Inputs) -> Path | None:
    if inputs.config is None:
        return None
    return Path(os.path.normpath(inputs.config.parent / config.output))


def _templates(config: Config, inputs: Inputs, own: Path | None) -> tuple[Path, ...]:
    if own is None and config.templates:
        own = (inputs.config.parent if inputs.config else Path()) / config.templates
    return (own, TEMPLATES) if own else (TEMPLATES,)


def available_targets(folders: Iterable[Path]) -> frozenset[str]:
    """Return the targets that the template folders offer: any folder with a dialect or a tree."""
    return frozenset(
        path.name
        for folder in folders
        if folder.is_dir()
        for path in folder.iterdir()
        if (path / "dialect.yaml").is_file() or (path / "tree").is_dir()
    )


def _dialect(target: str, choices: Choices) -> Dialect:
    try:
        return load_dialect([folder / target for folder in choices.templates])
    except DialectError as error:
        if choices.templates == (TEMPLATES,):
            raise
        raise OwnTemplateError(str(error)) from error


def _printed(page: Page, dialect: Dialect, words: Vocabulary) -> str:
    """Return the text of a page, in its final form and found to hold nothing that it should not."""
    try:
        text = format_text(page.path, render(page, dialect))
        verify(page.path, text, printed(dialect.folders, page.template), words)
    except (RenderError, FormatError, VerifyError) as error:
        own = template_file(page.template, dialect.folders)
        wrong = Path(error.file) if isinstance(error, RenderError) and error.file else own
        if all(file is None or file.is_relative_to(TEMPLATES) for file in (own, wrong)):
            raise
        place = "" if isinstance(error, RenderError) else f"{own}: "
        raise OwnTemplateError(f"{place}{error}") from error
    return text


def build(
    project: Project, choices: Choices, report: Report, *, progress: Progress = silent
) -> Mapping[str, Tree]:
    """Settle names, render and format: what every target folder should hold."""
    trees = {}
    ledger = measure(project.document, project.part)
    covered = Covered(percent=ledger.percent, total=ledger.total)
    for target in choices.targets:
        progress(f"rendering {target}")
        dialect = _dialect(target, choices)
        lock = NamesLock.read(choices.out / (dialect.like or target))
        files: dict[str, bytes] = {}
        pages = plan(project.api, project.config, dialect, lock, report, covered)
        words = vocabulary(dialect, pages)
        for page in pages:
            match page:
                case Copy():
                    files[page.path] = page.content
                case Page():
                    files[page.path] = _printed(page, dialect, words).encode()
        files |= embed(files, project.document, project.config, report)
        trees[target] = Tree(files=files)
    return trees


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An API and what its parts are called in one target."""

    api: Api
    names: Names


def name(
    project: Project,
    inputs: Inputs,
    target: str,
    report: Report | None = None,
    *,
    lock: NamesLock | None = None,
) -> Named:
    """Return the names that `target` gives to everything in the API.

    Names in `lock` stay; without one, those that were published.
    """
    folders = _templates(project.config, inputs, None)
    dialect = load_dialect([folder / target for folder in folders])
    out = _output(project.config, inputs)
    if lock is None:
        lock = NamesLock.read(out / (dialect.like or target)) if out else NamesLock()
    found = settled(project.api, project.config, dialect, lock, report or Report())
    return Named(api=found.api, names=found.names)
