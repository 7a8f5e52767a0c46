"""Prose on its way to a page: still the description's own text, in the order a reader wants it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specloom.ir.types import Doc

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(.{15,}?(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?])\s+(?=[A-Z`\"*\[(])")
_LONG = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a section: a settled name and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part: a list of entries, or plain text."""

    title: str
    items: tuple[Item, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What is said of one thing: a first line, paragraphs of Markdown, sections."""

    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.summary or self.paragraphs or self.sections)


def prose(doc: Doc, *more: str, sections: tuple[Section, ...] = (), split: bool = False) -> Prose:
    """Return `doc` as prose: one sentence first, nothing said twice, then `more` paragraphs.

    `split` keeps no more than a sentence in the first line.
    """
    summary = _SPACE.sub(" ", doc.summary).strip()
    description = doc.description.strip("\r\n\t ")
    if not summary:
        summary, description = _first(description)
    elif _bare(description) == _bare(summary):
        description = ""
    elif _bare(description).startswith(_bare(summary)) and "\n" not in description:
        summary, description = description, ""
    extra = tuple(text for text in more if text)
    if split and len(summary) > _LONG:
        found = _SENTENCE.match(summary)
        if found:
            rest = summary[found.end() :]
            description = f"{rest}\n\n{description}" if description else rest
            summary = found[1]
    if extra and not description and "\n" not in summary and not sections and summary:
        summary, extra = f"{_sentence(summary)} {extra[0]}", extra[1:]
    elif extra and not summary:
        summary, extra = extra[0], extra[1:]
    return Prose(
        summary=_sentence(summary),
        paragraphs=tuple(text for text in (description, *extra) if text),
        sections=sections,
    )


def plain(doc: Doc) -> str:
    """Return `doc` as one text."""
    said = prose(doc)
    return "\n\n".join((said.summary, *said.paragraphs)).strip()


def _first(description: str) -> tuple[str, str]:
    """Split off the first paragraph, unless it is more than a paragraph of text."""
    head, gap, rest = description.partition("\n\n")
    if head.lstrip().startswith(("```", "~~~", "|", "- ", "* ", "#", ">", "<", "    ")) or (
        "\n" in head and re.search(r"^\s*([-*+|>#]|\d+[.)]|```|~~~)", head, re.MULTILINE)
    ):
        return "", description
    return _SPACE.sub(" ", head).strip(), rest.strip("\r\n") if gap else ""


def _bare(text: str) -> str:
    return _SPACE.sub(" ", text).strip().rstrip(".").lower()


def _sentence(text: str) -> str:
    """Return `text` with the full stop that a title lacks."""
    bare = text.rstrip(")\"'`*")
    return f"{text}." if bare and bare[-1].isalnum() else text


def deprecation(doc: Doc) -> str:
    """Return what to tell somebody who uses a thing that is going away."""
    said = prose(doc)
    for text in (said.summary, *said.paragraphs):
        if "deprecat" in text.lower() and len(text) <= 300:
            return " ".join(text.split())
    return "The API is going to drop it."
