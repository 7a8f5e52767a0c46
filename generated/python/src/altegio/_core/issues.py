"""What did not fit: an `Issue` for each place where a payload breaks its description.

Public: `Issue`, `Issues`, `describe`. An issue names its place and what was there, never the value:
letters and digits of a text are masked (`string "9999-99-99"`), so issues may be logged.
"""

from __future__ import annotations

import re
import typing as t

import msgspec
import msgspec.structs

Kind: t.TypeAlias = t.Literal[
    "type", "null", "missing", "format", "value", "variant", "size", "text", "more"
]
"""How a value misses its description: another JSON type, null, absent, a text that does not read as
its format, none of the listed values, none of the variants, a wrong length, broken JSON text, and
the summary of everything past the limit."""

At: t.TypeAlias = "tuple[At, str | int] | None"
"""A place inside a payload: the place of the parent and the last step. None is the whole payload."""

LIMIT = 1000
"""How many issues one payload may report; a hostile one could have millions."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}", re.ASCII)


class Key(str):
    """A step into a map, whose keys are data."""

    __slots__ = ()


class Issue(msgspec.Struct, frozen=True):
    """One misfit between a payload and its description.

    `path` is where it is (`$.data[3].client.name`), `place` the same for all items of a list or map
    (`$.data[].client.name`). `repaired` says that the value was read all the same without a loss;
    otherwise it stands in the result as it came. `value` is what came, and is never printed.
    """

    path: str
    expected: str
    got: str
    kind: Kind
    repaired: bool = False
    place: str = ""
    value: t.Any = None

    def __repr__(self) -> str:
        return f"<Issue {self}>"

    def __str__(self) -> str:
        end = " (repaired)" if self.repaired else ""
        return f"{self.path}: expected {self.expected}, got {self.got}{end}"


class Issues:
    """Collects the issues of one payload, up to `LIMIT` of them."""

    __slots__ = ("chain", "found", "skipped")

    def __init__(self) -> None:
        self.found: list[Issue] = []
        self.skipped = 0
        self.chain = 0
        """How many levels above the current place are known to fail."""

    def add(
        self, at: At, expected: str, value: object, kind: Kind, *, repaired: bool = False
    ) -> None:
        """Record that `value` stands at `at` where something else was expected."""
        if len(self.found) >= LIMIT:
            self.skipped += 1
            return
        got = "nothing" if kind == "missing" else describe(value)
        self.found.append(Issue(path(at), expected, got, kind, repaired, place(at), value))

    def add_text(self, at: At, expected: str, got: str, value: object) -> None:
        """Record that the JSON text itself is odd at `at`."""
        if len(self.found) >= LIMIT:
            self.skipped += 1
            return
        self.found.append(Issue(path(at), expected, got, "text", False, place(at), value))

    def lost_nothing(self, since: int) -> None:
        """Mark the single issue found after `since` as repaired: null was a value of its place."""
        if len(self.found) == since + 1:
            self.found[-1] = msgspec.structs.replace(self.found[-1], repaired=True)

    def all(self) -> tuple[Issue, ...]:
        """Return the issues in the order of the payload, and what was left out as the last one."""
        # A broken number or text that then does not fit its type either is one misfit.
        typed = {issue.path for issue in self.found if issue.kind != "text"}
        found = [i for i in self.found if i.kind != "text" or i.path not in typed]
        if not self.skipped:
            return tuple(found)
        more = Issue("$", "no more misfits", f"{self.skipped} more", "more", place="$")
        return (*found, more)


def path(at: At) -> str:
    """Write a place as a JSON path."""
    return "$" + "".join(map(_step, _steps(at)))


def place(at: At) -> str:
    """Write a place as a JSON path that is the same for every item of a list or map."""
    return "$" + "".join(
        "[]" if isinstance(step, int) else "{}" if isinstance(step, Key) else _step(step)
        for step in _steps(at)
    )


def _steps(at: At) -> list[str | int]:
    steps: list[str | int] = []
    while at is not None:
        at, step = at
        steps.append(step)
    steps.reverse()
    return steps


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if _PLAIN.fullmatch(step):
        return f".{step}"
    # A key may be anything, of any length: it is quoted, escaped and cut.
    text = step if len(step) <= 64 else step[:63] + "…"
    return f"[{text!a}]"


def describe(value: object) -> str:
    """Say what kind of JSON value this is, without showing it."""
    match value:
        case None:
            return "null"
        case True | False:
            return "boolean"
        case int():
            return f"integer {value}" if value in (0, 1) else "integer"
        case float():
            return "number"
        case str():
            return f'string "{_masked(value)}"'
        case list():
            items = t.cast("list[object]", value)
            return f"array of {len(items)}" if items else "empty array"
        case dict():
            return "object" if value else "empty object"
        case _:
            return type(value).__name__


def _masked(text: str) -> str:
    cut = text[:24]
    masked = "".join(
        "9" if c.isdigit() else ("A" if c.isupper() else "a") if c.isalnum() else _sign(c)
        for c in cut
    )
    return masked if len(cut) == len(text) else masked + "…"


def _sign(char: str) -> str:
    return char if " " <= char <= "~" and char not in '"\\' else "?"
