"""Fill a template: views in, text out, and nothing that is not known to be valid there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

import jinja2

from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.encoders import Encoder, encoder_for
from specloom.target.markdown import Markdown
from specloom.target.tree import Page


class RenderError(Exception):
    """A template that prints what it must not, or asks for what there is not: our bug."""


def render(page: Page, dialect: Dialect) -> str:
    """Return the text of `page`."""
    try:
        context = dialect.contexts.get(PurePosixPath(page.path).suffix, "none")
        environment = _environment(dialect.folders, context, _Same(dialect))
        return environment.get_template(page.template).render(page.view)
    except jinja2.TemplateError as error:
        raise RenderError(f"{page.template}: {error}") from error


class _Same:
    """A dialect as part of a key: equal if it is the very same."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def __hash__(self) -> int:
        return id(self.dialect)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.dialect is self.dialect


@lru_cache(maxsize=16)
def _environment(folders: tuple[str, ...], context: str, same: _Same) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_loader(folders)),
        undefined=jinja2.StrictUndefined,
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
    filters: dict[str, Callable[..., Code]] = {"lit": encoder.lit, "doc": encoder.doc}
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
    raise RenderError(f"raw text must not reach a page: {type(value).__name__}")


def _loader(folders: tuple[str, ...]) -> Callable[[str], str | None]:
    def load(name: str) -> str | None:
        for folder in folders:
            path = Path(folder, *PurePosixPath(name).parts)
            if path.is_file():
                return path.read_text(encoding="utf-8")
        return None

    return load
