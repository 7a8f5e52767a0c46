"""Fill a template: views in, text out, and nothing that is not known to be valid there."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path, PurePosixPath

import jinja2

from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.encoders import Encoder, encoder_for
from specloom.target.markdown import Markdown
from specloom.target.prose import Prose
from specloom.target.tree import Page


class RenderError(Exception):
    """A template that prints what it must not, or asks for what there is not.

    `file` is the template that is wrong, or one that it is part of; `line` is 0 when unknown.
    """

    def __init__(self, text: str, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if line else f"{file}: " if file else ""
        super().__init__(f"{place}{text}")
        self.text = text
        self.file = file


def render(page: Page, dialect: Dialect) -> str:
    """Return the text of `page`."""
    try:
        context = dialect.contexts.get(PurePosixPath(page.path).suffix, "none")
        environment = _environment(dialect.folders, context, _Same(dialect))
        return environment.get_template(page.template).render(page.view)
    except (jinja2.TemplateError, RenderError, TypeError, AttributeError) as error:
        raise RenderError(_said(error), *_place(error, page, dialect)) from error


def _said(error: Exception) -> str:
    match error:
        case RenderError():
            return error.text
        case jinja2.TemplateNotFound():
            return f"there is no template '{error.name}' to include"
        case _:
            return str(error)


def _place(error: Exception, page: Page, dialect: Dialect) -> tuple[str, int]:
    """Return the template and the line where `error` came from."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or page.template, error.lineno
    # Jinja puts the places in templates into the trace, under the names that the loader gave.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(tuple(f"{folder}{os.sep}" for folder in dialect.folders)):
            return frame.filename, frame.lineno or 0
    return str(template_file(page.template, dialect.folders) or page.template), 0


def template_file(name: str, folders: Iterable[str]) -> Path | None:
    """Return the file of a template: the first of that name in the folders."""
    paths = (Path(folder, *PurePosixPath(name).parts) for folder in folders)
    return next((path for path in paths if path.is_file()), None)


class _Same:
    """A dialect as part of a key: equal if it is the very same."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def __hash__(self) -> int:
        return id(self.dialect)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.dialect is self.dialect


class _Missing(jinja2.StrictUndefined):
    """Something that is not there, which says what is."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if not is_dataclass(owner):
            return f"'{name}' is not known here"
        known = [each.name for each in fields(owner)]
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"there is {', '.join(known)}"
        return f"nothing is called '{name}' here; {hint}"


@lru_cache(maxsize=16)
def _environment(folders: tuple[str, ...], context: str, same: _Same) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_loader(folders)),
        undefined=_Missing,
        finalize=_only_code,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        auto_reload=False,
        cache_size=-1,
    )
    encoder = encoder_for(context, same.dialect)
    # Only what stands here can be used: templates print, they do not compute.
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    environment.filters.update(_filters(encoder))
    return environment


def _filters(encoder: Encoder) -> Mapping[str, Callable[..., Code]]:
    def doc(said: object, indent: int = 0) -> Code:
        if isinstance(said, Prose):
            return encoder.doc(said, indent)
        raise RenderError(f"'doc' prints prose, and this is of the type {type(said).__name__}")

    filters: dict[str, Callable[..., Code]] = {"lit": encoder.lit, "doc": doc}
    if isinstance(encoder, Markdown):
        filters |= {"cell": encoder.cell, "inside": _inside}
    return filters


def _inside(code: Code) -> Code:
    """Return code as it stands in a block: further lines move with the first."""
    return Code(code.replace("\n", "\n    "))


def _only_code(value: object) -> object:
    """Refuse whatever did not come out of an encoder."""
    if isinstance(value, Code):
        return value
    if isinstance(value, jinja2.Undefined):
        # Says by itself what is missing.
        return str(value)
    if isinstance(value, str):
        raise RenderError("raw text must not reach a page: print it through lit, doc or cell")
    raise RenderError(f"a value of the type {type(value).__name__} cannot be printed as it is")


_Loaded = tuple[str, str, Callable[[], bool]]


def _loader(folders: tuple[str, ...]) -> Callable[[str], _Loaded | None]:
    def load(name: str) -> _Loaded | None:
        path = template_file(name, folders)
        return None if path is None else (path.read_text("utf-8"), str(path), lambda: True)

    return load
