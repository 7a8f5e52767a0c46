"""Headers that arrived: looked up without regard to case, and each line kept."""

from __future__ import annotations

import typing as t
from collections.abc import Iterable, Iterator, Mapping

SENSITIVE = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "x-api-key",
        "api-key",
        "x-auth-token",
    }
)
MASK = "***"

T = t.TypeVar("T")


class Headers(Mapping[str, str]):
    """Header fields by name, in any case. A field that came several times reads as one, joined by `, `."""

    __slots__ = ("_index", "_lines")

    def __init__(self, lines: Iterable[tuple[str, str]] = ()) -> None:
        # A value may go on in a second line, the way old servers fold them.
        self._lines = [
            (name, " ".join(value.split()) if "\n" in value else value) for name, value in lines
        ]
        self._index: dict[str, str] | None = None

    def _joined(self) -> dict[str, str]:
        index = self._index
        if index is None:
            index = {}
            for key, value in self._lines:
                key = key.lower()
                index[key] = f"{index[key]}, {value}" if key in index else value
            self._index = index
        return index

    def __getitem__(self, name: str) -> str:
        return self._joined()[name.lower()]

    @t.overload
    def get(self, key: str, /) -> str | None: ...
    @t.overload
    def get(self, key: str, /, default: str) -> str: ...
    @t.overload
    def get(self, key: str, /, default: T) -> str | T: ...
    def get(self, key: str, /, default: t.Any = None) -> t.Any:
        """Return a field by name, or `default`."""
        return self._joined().get(key.lower(), default)

    def get_all(self, name: str) -> list[str]:
        """Return every line of this name, as it came."""
        wanted = name.lower()
        return [value for key, value in self._lines if key.lower() == wanted]

    def lines(self) -> list[tuple[str, str]]:
        """Return every field in the order of arrival."""
        return list(self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined())

    def __len__(self) -> int:
        return len(self._joined())

    def __repr__(self) -> str:
        return f"Headers({redacted(self._lines)!r})"

    def __reduce__(self) -> tuple[t.Any, ...]:
        return Headers, (self._lines,)


class Outgoing(dict[str, str]):
    """Headers to be sent.

    Tools that print the variables of a stack frame find no credential in them: those are the
    sensitive ones and `secret`.
    """

    __slots__ = ("secret",)

    def __init__(self, headers: Mapping[str, str], secret: frozenset[str] = frozenset()) -> None:
        super().__init__(headers)
        self.secret = secret

    def __repr__(self) -> str:
        secret = SENSITIVE.union(name.lower() for name in self.secret)
        return repr(dict(redacted(self.items(), secret)))

    def copy(self) -> Outgoing:
        """Return a copy that is as careful; libraries copy what they are given."""
        return Outgoing(self, self.secret)


def redacted(
    lines: Iterable[tuple[str, str]], secret: frozenset[str] = SENSITIVE
) -> list[tuple[str, str]]:
    """Return header lines that may be shown: credentials and cookies are masked."""
    return [(key, MASK if key.lower() in secret else value) for key, value in lines]
