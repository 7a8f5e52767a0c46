"""Tell without the formatter which Python it would leave as it is.

What we print is laid out the way the formatter does it, and asking it would cost more than
everything else together. So a page is read line by line: where each statement is of a form that the
formatter keeps, and the empty lines between them are as many as it wants, there is nothing to ask.
What is not recognised here only costs time; what were recognised wrongly would go out unformatted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from specloom.emit import forms
from specloom.emit.forms import matches
from specloom.emit.long import is_kept, kept_text

_UNUSUAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]|\\\n|\\[xuUN]| \n|\n\n\Z|[^\n]\Z")
_DIRECTIVE = re.compile(r"#(?! \S)|# (?:fmt|yapf|type):")
_DEFINES = frozenset(("function", "class", "stub", "decorator"))
_OPENS = frozenset(("function", "class", "block", "else"))


class UnknownError(Exception):
    """A page with something in it that is not recognised."""


def doubts(text: str) -> list[str] | None:
    """Return the statements of which the formatter must be asked; None if it must see the page.

    `text` is Python. It is in its final form if the formatter leaves each statement of the list,
    which may be empty, as it is.
    """
    if _UNUSUAL.search(text):
        return None
    page = _Page(lines=text.split("\n")[:-1])
    try:
        page.read()
    except UnknownError:
        return None
    return page.doubts


@dataclass(slots=True, kw_only=True)
class _Page:
    """Reads the lines of a page, one statement after the other."""

    lines: list[str]
    doubts: list[str] = field(default_factory=list)
    at: int = 0
    """The line that is read; afterwards, the last line of the statement."""
    before: str = "start"
    """What kind of statement came before."""
    indent: int = 0
    """Where that statement stood."""
    bodies: list[int] = field(default_factory=list)
    """Where the functions and classes stand that this is inside of."""

    def read(self) -> None:
        """Read every statement; raise if one is not recognised."""
        empty = 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line:
                self._statement(line, empty)
                empty = 0
            else:
                empty += 1
            self.at += 1

    def _statement(self, line: str, empty: int) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self.before in _OPENS:
            if indent != self.indent + 4:
                raise UnknownError
        elif indent > self.indent or indent % 4:
            raise UnknownError
        after_body = False
        while self.bodies and self.bodies[-1] >= indent:
            self.bodies.pop()
            after_body = True
        kind = self._kind(line, indent)
        if not self._is_spaced(kind, indent, empty, after_body=after_body):
            raise UnknownError
        if kind in ("function", "class", "stub"):
            self.bodies.append(indent)
        self.before, self.indent = kind, indent

    def _kind(self, line: str, indent: int) -> str:
        """Return of which kind the statement is that begins with `line`, and go to its end."""
        if line.startswith('"""', indent):
            return self._text(indent)
        if line[-1] in _OPENING:
            return self._long(line, indent)
        match line[indent:].partition(" ")[0]:
            case "def" | "async" if matches(forms.FUNCTION, line, indent):
                return "stub" if line.endswith("...") else "function"
            case "class" if matches(forms.CLASS, line, indent):
                return "class"
            case "from" | "import" if matches(forms.IMPORT, line, indent):
                return "import"
            case "else:":
                return "else"
            case "elif" if matches(forms.BLOCK, line, indent):
                return "else"
            case "if" | "with" if matches(forms.BLOCK, line, indent):
                return "block"
            case word if word[0] == "@" and matches(forms.DECORATOR, line, indent):
                return "decorator"
            case word if word[0] == "#" and not (indent or self.indent or _DIRECTIVE.match(line)):
                return "comment"
        if matches(forms.SIMPLE, line, indent):
            return "simple"
        return self._doubtful(self.at, indent)

    def _text(self, indent: int) -> str:
        """Return what kind of text stands here: documentation of what is around it, or of a line."""
        start = self.at
        end = self.lines[start].find('"""', indent + 3)
        while end < 0:
            self.at += 1
            if self.at == len(self.lines):
                raise UnknownError
            end = self.lines[self.at].find('"""')
        last = self.lines[self.at]
        if end + 3 != len(last) or last[end - 1] == "\\":
            raise UnknownError
        if self.before not in ("start", "class", "function"):
            if self.before in _OPENS:
                raise UnknownError
            return "text"
        if not kept_text(self.lines[start : self.at + 1], indent):
            raise UnknownError
        return f"text of {self.before}"

    def _long(self, line: str, indent: int) -> str:
        """Return the kind of a statement whose brackets reach over several lines."""
        start = self.at
        pad = " " * indent
        deeper = f"{pad}    "
        while self.lines[self.at][-1:] in _OPENING:
            self.at += 1
            while self.at < len(self.lines) and self.lines[self.at].startswith(deeper):
                self.at += 1
            if self.at == len(self.lines) or not self.lines[self.at].startswith(
                (f"{pad})", f"{pad}]", f"{pad}}}")
            ):
                raise UnknownError
        block = self.lines[start : self.at + 1]
        if matches(forms.OPENS_FUNCTION, line, indent):
            kind = "stub" if block[-1].endswith("...") else "function"
        elif matches(forms.OPENS_IMPORT, line, indent):
            kind = "import"
        elif matches(forms.OPENS_CLASS, line, indent):
            kind = "class"
        else:
            kind = "simple"
        return kind if is_kept(block, indent) else self._doubtful(start, indent)

    def _doubtful(self, start: int, indent: int) -> str:
        """Remember the statement that ends here as one to ask about, at its own depth."""
        block = self.lines[start : self.at + 1]
        first = block[0][indent:]
        kind = _STARTS.get(first.partition(" ")[0], "simple")
        if first[0] in "#\"'" or kind == "":
            raise UnknownError
        if kind in _OPENS:
            if block[-1].endswith(": ..."):
                kind = "stub"
            elif block[-1].endswith(":"):
                block.append(f"{' ' * indent}    pass")
            else:
                raise UnknownError
        around = [f"{' ' * depth}class _:" for depth in range(0, indent, 4)]
        self.doubts.append("\n".join((*around, *block)))
        return kind

    def _is_spaced(self, kind: str, indent: int, empty: int, *, after_body: bool) -> bool:
        """Whether as many empty lines stand before the statement as the formatter wants there."""
        apart = 1 if indent else 2
        if self.before == "decorator":
            return empty == 0 and kind in _DEFINES
        if self.before in ("block", "else") and kind in _DEFINES:
            return empty == 1
        if self.before == "start" or self.before in _OPENS or kind == "else":
            return empty == 0
        if kind in _DEFINES or after_body:
            return empty == apart and self.before != "comment"
        if self.before in ("text of start", "text of class"):
            return empty == 1
        if self.before == "import" and kind != "import" and self.indent == indent:
            return empty == 1
        return empty <= apart


_OPENING = ("(", "[", "{")
_STARTS = {
    **dict.fromkeys(("class",), "class"),
    **dict.fromkeys(("def", "async"), "function"),
    **dict.fromkeys(("with", "if", "for"), "block"),
    **dict.fromkeys(("from", "import"), "import"),
    **dict.fromkeys(("while", "try:", "elif", "else:", "except", "finally:", "match", "case"), ""),
}
"""What a statement is that begins with a word, if it is anything special."""
