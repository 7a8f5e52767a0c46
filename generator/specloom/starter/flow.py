"""Values as YAML on one line, so that any YAML reader gives them back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value]"

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./+-]*")
# What YAML 1.1 or 1.2 would take for something else.
_TAKEN = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])  # fmt: skip


def flow(value: Value) -> str:
    """Return `value` as YAML in flow style."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return scalar(value)
        case int() | float():
            return repr(value)
        case Mapping():
            return f"{{{', '.join(f'{scalar(key)}: {flow(item)}' for key, item in value.items())}}}"
        case _:
            return f"[{', '.join(map(flow, value))}]"


def scalar(text: str) -> str:
    """Return `text` plain where YAML reads it as this text, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
