"""Python on one line, in the spacing that the formatter gives it: patterns for its pieces.

Each pattern matches fewer lines than Python has, and none that the formatter would change: no
grouping brackets, no operators but `|`, no spaces but those that it puts there itself. They are
for text that is known to be Python as a whole, and need not tell what is not.
"""

from __future__ import annotations

import re

WIDTH = 88

_WORDS = (
    "and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|"
    "global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield"
)
_NAME = rf"(?!(?:{_WORDS})\b)[^\W\d]\w*+"
_DOTTED = rf"{_NAME}(?:\.{_NAME})*+"
_ESCAPE = r"\\(?:[\\nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"
# The formatter chooses the quotes that need fewer escapes.
_TEXT = rf"""(?:b?"(?:[^"\\]++|{_ESCAPE})*+"(?!")|'[^'"\\]*+"[^'\\]*+')"""
_NUMBER = r"\d++(?:\.\d++)?(?:e-?\d++)?(?!\w)"
_DEPTH = 4


def _pieces(depth: int) -> tuple[str, str]:
    """Return the patterns of an operand and of what stands between brackets, so deep at most."""
    inside = ""
    if depth:
        operand, _ = _pieces(depth - 1)
        # Each operand is followed by a sign with another behind it, or by the end.
        inside = (
            rf"(?:(?:\*\*?|{_NAME}=|{_TEXT}: )?{operand}"
            r"(?:(?: \| |, )(?![)\]}])|,?(?=\))|(?=[\]}])))*+"
        )
    group = rf"[(\[{{]{inside}[)\]}}]"
    # Brackets that only group are removed in a list of one, and kept between others.
    tuples = r"|(?<![\[{])(?=\()" if depth < _DEPTH else r"|(?<=lambda: )(?=\()"
    start = rf"(?:{_TEXT}|{_NUMBER}|\.\.\.|{_DOTTED}|(?=[\[{{]){tuples})"
    return rf"(?:lambda: )?-?{start}(?:{group}(?:\.{_DOTTED})?)*+", inside


_OPERAND, _INSIDE = _pieces(_DEPTH)
_VALUE = rf"(?:{_OPERAND}(?: \| |(?![\w\"'(\[{{-]| \|)))++"
_MODULE = r"(?:\.*+[^\W\d][\w.]*+|\.++)"
_NAMED = rf"{_NAME}(?: as {_NAME})?"
_PARAMETER = rf"(?:\*|/|\*{{0,2}}{_NAME}(?:(?:: |=){_VALUE}(?: = {_VALUE})?)?)"
_KEY = rf"(?:{_TEXT}|{_NUMBER}|{_DOTTED})"

IMPORT = re.compile(
    rf"import {_DOTTED}(?: as {_NAME})?|from {_MODULE} import {_NAMED}(?:, {_NAMED})*+"
)
SIMPLE = re.compile(
    rf"(?:{_NAME}: |return (?:await )?|(?=[^\W\d]))(?![^\w{{[\"'-]){_VALUE}(?: = {_VALUE})?"
    r"|return|pass"
)
"""A statement that is no import, no text alone, and opens no block."""

DECORATOR = re.compile(rf"@{_DOTTED}(?:\({_INSIDE}\))?")
CLASS = re.compile(rf"class {_NAME}(?:\((?!\)){_INSIDE}\))?:")
FUNCTION = re.compile(
    rf"(?:async )?def {_NAME}\((?:{_PARAMETER}(?:, (?!\))|(?=\))))*+\)(?: -> {_VALUE})?:(?: \.\.\.)?"
)
BLOCK = re.compile(
    rf"(?:el)?if (?:not )?{_VALUE}(?: (?:is|in|is not|not in) {_VALUE})?:|with {_VALUE}(?: as {_NAME})?:"
)

OPENS_CLASS = re.compile(rf"class {_NAME}\(")
OPENS_FUNCTION = re.compile(rf"(?:async )?def {_NAME}\(")
PARAMETER = re.compile(rf"{_PARAMETER},")
OPENS_PARAMETER = re.compile(rf"{_NAME}: \(")
ENDS_PARAMETER = re.compile(rf"\)(?: = {_DOTTED})?,")
ENDS_FUNCTION = re.compile(rf"\)(?: -> {_VALUE})?:(?: \.\.\.)?")

OPENS_IMPORT = re.compile(rf"from {_MODULE} import \(")
IMPORTED = re.compile(rf"{_NAMED},")

OPENS_VALUE = re.compile(
    rf"(?:{_NAME}: {_OPERAND} = |{_DOTTED} = |return (?:await )?)(?:{_DOTTED}\(|[(\[{{])"
    rf"|(?:super\(\)\.)?{_DOTTED}\("
)
"""The first line of a value whose items follow, one on each line."""

ITEM = re.compile(rf"(?:(?:\*\*?|{_NAME}=|{_KEY}: )?{_VALUE}|{_NAME}=\({_INSIDE}\)),")
OPENS_ITEM = re.compile(rf"(?:{_NAME}=|{_KEY}: )?(?:lambda: )?(?:{_DOTTED}\(|[(\[{{])")
TEXT = re.compile(_TEXT)
VALUE = re.compile(rf"{_VALUE},")

OPENS_CHOICE = re.compile(rf"{_NAME}: (?:{_VALUE} = )?\(|{_DOTTED} = \(")
OPENS_TYPE = re.compile(rf"{_NAME}: (?:{_DOTTED} = )?{_DOTTED}\[")
CHOICE = re.compile(rf"(?={_OPERAND} \| ){_VALUE}")
ALTERNATIVE = re.compile(_OPERAND)
NEXT_ALTERNATIVE = re.compile(rf"\| {_OPERAND}")
"""Further lines of a choice that is too long for one."""

OPENS_ALTERNATIVE = re.compile(rf"(?:\| )?{_DOTTED}\[")
OPENS_CALL = re.compile(rf"{_DOTTED}\(")


def matches(form: re.Pattern[str], line: str, indent: int) -> bool:
    """Whether `line` is of a form behind its indent, and fits."""
    return (
        form.fullmatch(line, indent) is not None
        and fits(line)
        and (",)" not in line or _are_tuples(line))
    )


def fits(line: str) -> bool:
    """Whether a line is short enough; signs of two columns are counted as such."""
    return len(line) <= WIDTH and (line.isascii() or 2 * len(line) <= WIDTH)


def _are_tuples(line: str) -> bool:
    """Whether each comma before a closing bracket is that of a tuple of one item.

    Behind other items it would make the formatter give each a line.
    """
    around: list[list[str]] = []
    for found in _SIGN.finditer(line):
        sign = found[0]
        if sign[-1] == ")":
            inside = around.pop() if around else []
            if sign == ",)" and inside != ["("]:
                return False
        elif sign[-1] == "(":
            around.append([sign])
        elif sign == "," and around:
            around[-1].append(sign)
    return True


_SIGN = re.compile(rf"{_TEXT}|\w?\(|,?\)|,|[\])]\(")
