"""Values as TOML."""

from __future__ import annotations

import re

from specloom.target.code import Code
from specloom.target.hidden import HIDDEN
from specloom.target.prose import Prose

_SPECIAL = re.compile(f'["\\\\]|{HIDDEN.pattern}')


class Toml:
    """For `.toml` files."""

    def lit(self, value: object) -> Code:
        """Return text, or a list of texts, as TOML."""
        if isinstance(value, (tuple, list)):
            return Code(f"[{', '.join(self.lit(item) for item in value)}]")
        return Code(f'"{_SPECIAL.sub(_escape, _writable(str(value)))}"')

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Return the first sentence as text."""
        return self.lit(said.summary)


def _writable(text: str) -> str:
    """Return `text` without what Unicode does not let a file hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in '"\\':
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
