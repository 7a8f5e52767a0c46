"""Reads a page of Markdown as a browser would, and finds what would not be there if text were only text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

TAGS = frozenset(
    [
        "p",
        "a",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "hr",
        "br",
        "img",
        "s",
    ]
)
ATTRIBUTES = frozenset({"href", "src", "alt", "title", "class", "start", "style"})
SAFE = re.compile(r"https?://|mailto:|#|/(?!/)", re.IGNORECASE)


class Reader(HTMLParser):
    """Collects what would not be there if all text were only text."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src") and not SAFE.match(value or ""):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    unknown_decl = handle_decl
    handle_pi = handle_decl


def renderer() -> MarkdownIt:
    """Return a renderer that lets everything through: HTML, and addresses of any scheme."""
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made.validateLink = lambda _: True  # type: ignore[method-assign]
    return made


def wrong(page: str) -> list[str]:
    reader = Reader()
    reader.feed(renderer().render(page))
    reader.close()
    return reader.wrong
