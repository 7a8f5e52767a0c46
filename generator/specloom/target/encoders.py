"""The ways in which foreign text gets onto a page, one for each kind of page."""

from __future__ import annotations

from typing import Protocol

from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.docs import Docs
from specloom.target.hidden import HIDDEN
from specloom.target.literals import Literals
from specloom.target.markdown import Markdown
from specloom.target.prose import Prose
from specloom.target.toml import Toml


class Encoder(Protocol):
    """Turns text and prose of a description into text that is valid where it is printed."""

    def lit(self, value: object) -> Code:
        """Return a value as a literal."""
        ...

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Return prose as documentation that starts at column `indent`."""
        ...


class CodeEncoder:
    """For files in the target language."""

    def __init__(self, dialect: Dialect) -> None:
        self._literals = Literals(dialect)
        self._docs = Docs(dialect)

    def lit(self, value: object) -> Code:
        """Return a single value as a literal."""
        return self._literals.scalar(value)

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Return prose as documentation in code."""
        return self._docs.write(said, indent)


class TextEncoder:
    """For files that hold nothing but text."""

    def lit(self, value: object) -> Code:
        """Return a value as one line of text."""
        return Code(" ".join(HIDDEN.sub(" ", str(value)).split()))

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Return the first sentence."""
        return self.lit(said.summary)


class NoEncoder:
    """For files of an unknown kind, where nothing foreign may stand."""

    def lit(self, value: object) -> Code:
        """Refuse: nobody knows how to write a value here."""
        raise TypeError(
            "this kind of file has no encoder: name one under `contexts` in dialect.yaml"
        )

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Refuse: nobody knows how to write prose here."""
        return self.lit(said)


def encoder_for(context: str, dialect: Dialect) -> Encoder:
    """Return the encoder for a kind of page."""
    match context:
        case "code":
            return CodeEncoder(dialect)
        case "markdown":
            return Markdown()
        case "toml":
            return Toml()
        case "text":
            return TextEncoder()
        case _:
            return NoEncoder()
