"""Values as they are written: every text of a description becomes a literal here, or stays outside."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.hidden import HIDDEN
from specloom.target.layout import Group, Node, Pair, Text


class Literals:
    """Writes values in the manner of one language."""

    def __init__(self, dialect: Dialect) -> None:
        self._form = dialect.literals
        self._runtime = dialect.runtime
        escapes = "".join(map(re.escape, self._form.escapes))
        self._special = re.compile(f"[{escapes}]|{HIDDEN.pattern}")
        self.text = lru_cache(maxsize=65536)(self._text)

    def _text(self, text: str) -> Code:
        """Return `text` as a string literal."""
        quote = self._form.quote
        return Code(f"{quote}{self.escaped(text)}{quote}")

    def escaped(self, text: str) -> str:
        """Return `text` as it stands between quotes."""
        return self._special.sub(self._stand_in, text)

    def _stand_in(self, found: re.Match[str]) -> str:
        char = found[0]
        known = self._form.escapes.get(char)
        if known is not None:
            return known
        form = self._form.escape if ord(char) <= 0xFFFF else self._form.wide_escape
        return form.format(code=ord(char))

    def scalar(self, value: object) -> Code:
        """Return a single value as a literal."""
        match value:
            case None:
                return Code(self._form.null)
            case True:
                return Code(self._form.true)
            case False:
                return Code(self._form.false)
            case str():
                return Code(self.text(value))
            case int():
                return Code(self._integer(value))
            case float():
                return self._float(value)
            case _:
                raise TypeError(f"not a single value: {type(value).__name__}")

    def _integer(self, value: int) -> str:
        return hex(value) if abs(value) >= 10**40 else str(value)

    def _float(self, value: float) -> Code:
        if math.isnan(value):
            return Code(self._form.not_a_number)
        if math.isinf(value):
            return Code(self._form.infinity if value > 0 else f"-{self._form.infinity}")
        return Code(repr(value))

    def value(self, value: object) -> Node:
        """Return any JSON value, or tuple of values, as a literal that may take several lines."""
        match value:
            case Code() | Group() | Pair() | Text():
                return value
            case tuple():
                return self.tuple_of([self.value(item) for item in value])
            case list():
                opening, closing = self._form.list_brackets
                return Group(
                    open=opening, close=closing, items=tuple(self.value(item) for item in value)
                )
            case Mapping():
                return self.map_of([(self.scalar(key), self.value(v)) for key, v in value.items()])
            case _:
                return self.scalar(value)

    def tuple_of(self, items: Sequence[Node]) -> Node:
        """Return a fixed list of `items`."""
        opening, closing = self._form.tuple_brackets
        return Group(open=opening, close=closing, items=tuple(items), lonely_comma=True)

    def map_of(self, items: Sequence[tuple[Code, Node]]) -> Node:
        """Return a map of `items`."""
        opening, closing = self._form.map_brackets
        pairs = tuple(Pair(head=f"{key}{self._form.colon}", value=value) for key, value in items)
        return Group(open=opening, close=closing, items=pairs)

    def make(self, kind: str, /, *places: object, **named: object) -> Group:
        """Return the construction of one of the runtime's descriptors.

        `kind` and the keywords are the runtime's own vocabulary, the same in every language.
        """
        items = [self.value(place) for place in places]
        items += [
            Pair(head=self._form.keyword.format(name=key), value=self.value(value))
            for key, value in named.items()
        ]
        opening, closing = self._form.call_brackets
        return Group(open=f"{self._runtime}.{kind}{opening}", close=closing, items=tuple(items))

    def prose(self, text: str, width: int) -> Text:
        """Return text of several words as a literal that may be broken between them."""
        pieces: list[str] = []
        for word in text.split(" "):
            if pieces and len(pieces[-1]) + len(word) < width:
                pieces[-1] += f" {word}"
            else:
                if pieces:
                    pieces[-1] += " "
                pieces.append(word)
        return Text(flat=self.text(text), pieces=tuple(map(self.text, pieces)))

    def deferred(self, node: Node) -> Node:
        """Return `node` so that it is looked at only when it is needed."""
        return Pair(head=self._form.deferred, value=node)
