"""Text that is already valid in the target language, and the only type that a page accepts."""

from __future__ import annotations

from collections.abc import Iterable


class Code(str):
    """Text valid in the target: a settled name, a spelled type, an encoded literal.

    Whoever makes a `Code` vouches for it. Text from a description becomes one only by way of an
    encoder (`literals`, `docs`, `markdown`) or of `names.settle`; a template refuses any other text.
    """

    __slots__ = ()


def code(*parts: Code) -> Code:
    """Return the parts put together: valid pieces stay valid."""
    return Code("".join(parts))


def joined(separator: str, parts: Iterable[Code]) -> Code:
    """Return `parts` with `separator`, which is our own text, between them."""
    return Code(separator.join(parts))
