"""From words to an identifier of the target: case, reserved words, digits, length."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache

from specloom.ir import words
from specloom.target.dialect import Case, Dialect, Sort

_PLAIN = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")
_VALID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_EDGES = re.compile(r"^([^A-Za-z0-9]*).*?([^A-Za-z0-9]*)$", re.DOTALL)

# Windows cannot have files of these names, with whatever suffix.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{number}" for number in range(10)}
    | {f"lpt{number}" for number in range(10)}
)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_CASES: dict[Case, Callable[[tuple[str, ...]], str]] = {
    Case.SNAKE: "_".join,
    Case.KEBAB: "-".join,
    Case.SCREAMING: lambda parts: "_".join(parts).upper(),
    Case.PASCAL: lambda parts: "".join(map(_capital, parts)),
    Case.CAMEL: lambda parts: "".join((*parts[:1], *map(_capital, parts[1:]))),
}


class Speller:
    """Writes names in the manner of one language."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._reserved = {
            key: frozenset(
                name for group in sort.reserved for name in dialect.reserved.get(group, ())
            )
            for key, sort in dialect.sorts.items()
        }
        self.name = lru_cache(maxsize=None)(self._name)

    def sort(self, key: str) -> Sort:
        """Return how names of the sort `key` are written."""
        return self._dialect.sorts[key]

    def is_valid(self, sort: str, name: str) -> bool:
        """Whether `name` can be used as it is, without a change."""
        return bool(_VALID.fullmatch(name)) and name not in self._reserved[sort]

    def number(self, sort: str, name: str, number: int) -> str:
        """Return `name` told apart by a number."""
        case = self._dialect.sorts[sort].case.value
        return self._dialect.number[case].format(name=name, number=number)

    def forms(self, sort: str, name: str) -> tuple[str, ...]:
        """Return everything that is called after `name`."""
        return tuple(form.format(name=name) for form in self._dialect.sorts[sort].forms)

    def spoken(self, sort: str, text: str) -> str:
        """Return the name of `text` with the signs around it put into words (`@type`, `time<`)."""
        edges = _EDGES.match(text)
        before, after = (edges[1], edges[2]) if edges else ("", "")
        parts = (*words.split(before), *words.split(text), *words.split(after))
        return self.name(sort, words.join(parts))

    def spelled(self, sort: str, text: str) -> str:
        """Return the name of `text` with every sign in it put into words (`a-b`, `a b`)."""
        return self.name(sort, words.join(words.spelled(text)))

    def _name(self, sort: str, text: str) -> str:
        """Return the identifier of that sort for `text`: whatever the text, always a valid one."""
        rules = self._dialect.sorts[sort]
        if rules.plain and _PLAIN.fullmatch(text) and len(text) <= self._dialect.longest_name:
            return self._free(sort, text)
        parts = words.split(text) or words.spelled(text)
        if not parts:
            return self._free(sort, rules.empty)
        name = _CASES[rules.case](self._short(parts, text))
        if name[0].isdigit():
            name = rules.digit + name
        return self._free(sort, name)

    def _free(self, sort: str, name: str) -> str:
        rules = self._dialect.sorts[sort]
        if name in self._reserved[sort] or name.casefold() in DEVICES:
            return rules.escape.format(name=name)
        return name

    def _short(self, parts: tuple[str, ...], text: str) -> tuple[str, ...]:
        """Return as many words as fit, and a mark of the whole when some did not."""
        longest = self._dialect.longest_name
        if sum(map(len, parts)) + len(parts) <= longest:
            return parts
        kept: list[str] = []
        room = longest - 9
        for part in parts:
            room -= len(part) + 1
            if room < 0:
                break
            kept.append(part)
        return (*(kept or [parts[0][: longest - 9]]), _mark(text))


def _mark(text: str) -> str:
    """Return a short word that stays the same for the same text, on any machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"x{digest}"
