"""Text and brackets that reach over several lines, in the layout that the formatter keeps."""

from __future__ import annotations

from collections.abc import Callable
from re import Pattern

from specloom.emit import forms
from specloom.emit.forms import WIDTH, matches

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_STEP = 4


def kept_text(lines: list[str], indent: int) -> bool:
    """Whether documentation that begins in column `indent` stays as it is.

    `lines` are whole lines, from the opening quotes to the closing ones.
    """
    first = lines[0][indent + 3 :]
    if len(lines) == 1:
        said = first[:-3]
        if said.endswith('" '):
            # Otherwise a quote would be one of those that end the text.
            said = f"{said[:-2]}."
        return bool(said) and said == said.strip() and said[0] != '"' and said[-1] not in '"\\'
    if not first or first != first.strip() or first[0] == '"':
        return False
    *middle, last = lines[1:]
    if last.strip() != '"""':
        middle.append(last[:-3])
        if not forms.fits(last) or last[-4] in ' "\\':
            return False
    elif len(last) != indent + 3:
        return False
    margins = [len(line) - len(line.lstrip()) for line in middle if line]
    return min(margins, default=-1) == indent and not any(line[-1:].isspace() for line in middle)


def is_kept(lines: list[str], indent: int) -> bool:
    """Whether a statement in brackets stays as it is.

    The first of `lines` ends with an opening bracket, the last begins with its closing one.
    """
    first, *inner, last = lines
    closing = _CLOSING[first[-1]]
    if matches(forms.OPENS_FUNCTION, first, indent):
        return matches(forms.ENDS_FUNCTION, last, indent) and _are(
            inner, indent + _STEP, _parameter
        )
    if matches(forms.OPENS_CLASS, first, indent):
        return last[indent:] == "):" and _are(inner, indent + _STEP, _item)
    if last[indent:] != closing:
        return False
    if matches(forms.OPENS_IMPORT, first, indent):
        return _are(inner, indent + _STEP, _imported)
    if matches(forms.OPENS_CHOICE, first, indent) and (
        _is_choice(lines, indent) or _is_moved(lines, indent)
    ):
        return True
    if matches(forms.OPENS_TYPE, first, indent):
        return _is_choice(lines, indent) or _are_values(inner, indent + _STEP)
    if matches(forms.OPENS_VALUE, first, indent):
        return _is_group(lines, indent)
    return False


_Reader = Callable[[list[str], int, int], int]
"""Returns the line after the item that begins at a line, 0 if the item is of no known form."""


def _are(lines: list[str], indent: int, reader: _Reader) -> bool:
    """Whether `lines` are items of one kind, at least one, each with a comma behind it.

    The comma is what makes the formatter give each of them a line.
    """
    at = 0
    while at < len(lines):
        if lines[at][indent - 1 : indent] != " ":
            return False
        at = reader(lines, at, indent)
        if not at:
            return False
    return at > 0


def _each(form: Pattern[str]) -> _Reader:
    return lambda lines, at, indent: at + 1 if matches(form, lines[at], indent) else 0


_imported = _each(forms.IMPORTED)
_value = _each(forms.VALUE)


def _are_values(lines: list[str], indent: int) -> bool:
    """Whether `lines` are what stands in the brackets of a type; one alone would get no line."""
    return len(lines) > 1 and _are(lines, indent, _value)


def _parameter(lines: list[str], at: int, indent: int) -> int:
    line = lines[at]
    if line[-1] == ",":
        return at + 1 if matches(forms.PARAMETER, line, indent) else 0
    if not matches(forms.OPENS_PARAMETER, line, indent):
        return 0
    end = _end(lines, at, indent)
    known = matches(forms.ENDS_PARAMETER, lines[end], indent) and _is_choice(
        lines[at : end + 1], indent
    )
    return end + 1 if known else 0


def _item(lines: list[str], at: int, indent: int) -> int:
    line = lines[at]
    if line[-1] == ",":
        return at + 1 if matches(forms.ITEM, line, indent) else 0
    if not matches(forms.OPENS_ITEM, line, indent):
        return 0
    end = _end(lines, at, indent)
    known = lines[end][indent:] == f"{_CLOSING[line[-1]]}," and _is_group(
        lines[at : end + 1], indent
    )
    return end + 1 if known else 0


def _end(lines: list[str], at: int, indent: int) -> int:
    """Return the line that closes what opens at the line `at`, or the last line."""
    end = at + 1
    while end < len(lines) and lines[end][indent : indent + 1] == " ":
        end += 1
    return min(end, len(lines) - 1)


def _is_group(lines: list[str], indent: int) -> bool:
    """Whether the items between an opening and a closing line stay where they are."""
    first, *inner, _ = lines
    if first[-2:] in (" (", "=(") and inner:
        if inner[0][-1] == '"':
            return _are_texts(inner, indent + _STEP)
        if _end(inner, 0, indent + _STEP) == len(inner) - 1 and _room(lines, indent) <= WIDTH:
            # The comma of a tuple of one item is needed, and asks for no line.
            return False
    return _are(inner, indent + _STEP, _item)


def _room(lines: list[str], indent: int) -> int:
    """Return how long `lines` would be as one; less, if there are signs of no width."""
    if not all(line.isascii() for line in lines):
        return 0
    return indent + sum(len(line.lstrip(" ")) for line in lines)


def _are_texts(lines: list[str], indent: int) -> bool:
    """Whether `lines` are texts that Python joins, and too long together for one line."""
    return (
        len(lines) > 1
        and _room(lines, indent) + len(lines) - 1 > WIDTH
        and all(matches(forms.TEXT, line, indent) for line in lines)
    )


def _is_choice(lines: list[str], indent: int) -> bool:
    """Whether alternatives in brackets stay there: on one line if that is enough, or on one each."""
    _, *inner, last = lines
    deeper = indent + _STEP
    # Brackets that only hold the lines together would go if one line were enough.
    loose = 2 if last[indent] == ")" else 0
    if _room(lines, indent) + len(inner) - 1 - loose <= WIDTH:
        return False
    if loose and inner[-1][-1] in ")]}" and (len(inner) == 1 or _is_last(inner, deeper)):
        # A choice of two is broken in the brackets at its end.
        return False
    if len(inner) == 1:
        return matches(forms.CHOICE, inner[0], deeper)
    return _room(inner, deeper) + len(inner) - 1 > WIDTH and _are_alternatives(inner, deeper)


def _is_last(lines: list[str], indent: int) -> bool:
    """Whether the second alternative is the last."""
    return sum(line.startswith("| ", indent) for line in lines) < 2


def _are_alternatives(lines: list[str], indent: int) -> bool:
    """Whether each of `lines` is an alternative, or part of one that needs several itself."""
    at = 0
    while at < len(lines):
        line = lines[at]
        form = forms.NEXT_ALTERNATIVE if at else forms.ALTERNATIVE
        if matches(form, line, indent):
            at += 1
            continue
        end = _end(lines, at, indent)
        if (
            line.startswith("| ", indent) is not (at > 0)
            or not matches(forms.OPENS_ALTERNATIVE, line, indent)
            or lines[end][indent:] != "]"
            or not _is_choice(lines[at : end + 1], indent)
        ):
            return False
        at = end + 1
    return True


def _is_moved(lines: list[str], indent: int) -> bool:
    """Whether a call stands in brackets of its own, since it could not begin where it belongs."""
    first, *inner, _ = lines
    deeper = indent + _STEP
    return (
        len(inner) > 2
        and matches(forms.OPENS_CALL, inner[0], deeper)
        and inner[-1][deeper:] == ")"
        and _end(inner, 0, deeper) == len(inner) - 1
        and first.isascii()
        and len(first) - 1 + len(inner[0]) - deeper > WIDTH
        and _are(inner[1:-1], deeper + _STEP, _item)
    )
