"""Where lines break: a small tree of code that prints flat where it fits and exploded where not.

The breaks are the formatter's own, so that what is printed is already in its final form. That is
worth a module because formatting afterwards costs ten times as much as everything else together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from specloom.target.code import Code

INDENT = 4


@dataclass(frozen=True, kw_only=True)
class Group:
    """Items between brackets, `open` including what stands before: `Sequence[` or `_core.Path(`.

    `hugs` lets the items share one line of their own before each gets its own; the formatter does
    that wherever no comma was there before, as in subscripts that we print without one.
    """

    open: str
    close: str
    items: tuple[Node, ...]
    hugs: bool = False
    lonely_comma: bool = False
    """A single item needs a comma to be a tuple."""

    @cached_property
    def flat(self) -> str:
        """The whole on one line."""
        inner = ", ".join(flat(item) for item in self.items)
        comma = "," if self.lonely_comma and len(self.items) == 1 else ""
        return f"{self.open}{inner}{comma}{self.close}"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Alternatives with a sign between them: `str | None`."""

    sign: str
    items: tuple[Node, ...]

    @cached_property
    def flat(self) -> str:
        """The whole on one line."""
        return f" {self.sign} ".join(flat(item) for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A named or keyed item: `name=value`, `"key": value`."""

    head: str
    value: Node
    flat: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "flat", f"{self.head}{flat(self.value)}")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A long text literal: `pieces` are literals that the language puts together by itself."""

    flat: str
    pieces: tuple[str, ...]


Node: TypeAlias = Code | Group | Choice | Pair | Text


def flat(node: Node) -> str:
    """Return `node` on one line."""
    return node if isinstance(node, str) else node.flat


def lay(node: Node, *, indent: int, before: int, after: int, width: int) -> Code:
    """Return `node` broken where needed.

    `indent` is that of the line on which it starts, `before` and `after` the room that other text
    takes on its first and last line. A choice that does not fit gets brackets around it.
    """
    whole = flat(node)
    if indent + before + len(whole) + after <= width and "\n" not in whole:
        return Code(whole)
    match node:
        case Choice():
            inside = _lines(node, indent + INDENT, width)
            return Code(f"({inside}\n{' ' * indent})")
        case Group():
            return Code(
                f"{node.open}{_body(node, indent + INDENT, width)}\n{' ' * indent}{node.close}"
            )
        case Text() if len(node.pieces) > 1:
            margin = "\n" + " " * (indent + INDENT)
            inside = "".join(f"{margin}{piece}" for piece in node.pieces)
            return Code(f"({inside}\n{' ' * indent})")
        case Pair():
            room = before + len(node.head)
            value = lay(node.value, indent=indent, before=room, after=after, width=width)
            return Code(f"{node.head}{value}")
        case _:
            return Code(whole)


def _body(group: Group, indent: int, width: int) -> str:
    margin = "\n" + " " * indent
    if group.hugs:
        inner = ", ".join(flat(item) for item in group.items)
        if indent + len(inner) <= width:
            return f"{margin}{inner}"
        if len(group.items) == 1:
            return _lines(group.items[0], indent, width)
    laid = (lay(item, indent=indent, before=0, after=1, width=width) for item in group.items)
    return "".join(f"{margin}{text}," for text in laid)


def _lines(node: Node, indent: int, width: int) -> str:
    """Return `node` on lines of its own, inside brackets that are already there."""
    margin = "\n" + " " * indent
    whole = flat(node)
    if indent + len(whole) <= width:
        return f"{margin}{whole}"
    if isinstance(node, Choice):
        sign = f"{node.sign} "
        first, *others = node.items
        text = margin + lay(first, indent=indent, before=0, after=0, width=width)
        for item in others:
            laid = lay(item, indent=indent, before=len(sign), after=0, width=width)
            text += f"{margin}{sign}{laid}"
        return text
    return margin + lay(node, indent=indent, before=0, after=0, width=width)


def explode(group: Group, *, indent: int, width: int) -> Code:
    """Return `group` with each item on its own line, whether or not it would fit on one."""
    if not group.items:
        return Code(group.flat)
    margin = "\n" + " " * (indent + INDENT)
    laid = (
        lay(item, indent=indent + INDENT, before=0, after=1, width=width) for item in group.items
    )
    body = "".join(f"{margin}{text}," for text in laid)
    return Code(f"{group.open}{body}\n{' ' * indent}{group.close}")


def assigned(node: Node, *, indent: int, before: int, width: int) -> Code:
    """Return `node` as the right side of an assignment; what cannot be broken may get brackets."""
    whole = flat(node)
    if isinstance(node, (Group, Choice, Text)) or indent + before + len(whole) <= width:
        return lay(node, indent=indent, before=before, after=0, width=width)
    return _apart(whole, indent, width)


def declared(name: str, node: Node, default: str, *, indent: int, width: int) -> tuple[Code, Code]:
    """Return the type and the default of `name: type = default` in a class, broken where needed."""
    start = indent + len(f"{name}: ")
    whole = flat(node)
    tail = f" = {default}" if default else ""
    if default and start + len(whole) + len(tail) > width >= start + len(whole) + len(" = ("):
        inner = " " * (indent + INDENT)
        return Code(whole), Code(f" = (\n{inner}{default}\n{' ' * indent})")
    if not isinstance(node, (Group, Choice)) and start + len(whole) + len(tail) > width:
        # A name cannot be broken, but it may stand on a line of its own.
        return _apart(whole, indent, width), Code(tail)
    laid = lay(node, indent=indent, before=len(f"{name}: "), after=len(tail), width=width)
    return laid, Code(tail)


def _apart(whole: str, indent: int, width: int) -> Code:
    """Return `whole` in brackets on a line of its own, if it has room there."""
    if indent + INDENT + len(whole) > width:
        return Code(whole)
    return Code(f"(\n{' ' * (indent + INDENT)}{whole}\n{' ' * indent})")


def choice(sign: str, items: Sequence[Node]) -> Node:
    """Return a choice of `items`, flattened, equal ones once; a single item is itself."""
    seen: dict[str, Node] = {}
    for item in items:
        for part in item.items if isinstance(item, Choice) else (item,):
            seen.setdefault(flat(part), part)
    parts = tuple(seen.values())
    return parts[0] if len(parts) == 1 else Choice(sign=sign, items=parts)
