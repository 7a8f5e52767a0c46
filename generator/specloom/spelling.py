"""Whether a word is another one with a slip of the fingers."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40


def nearest(word: str, known: Iterable[str], *, least: int = 0) -> str | None:
    """Return the known word that `word` is a misspelling of; None when no slip explains it.

    A slip is a letter too many, too few, wrong, or two exchanged: one in a short word, two from
    eight letters on; a word of three has a letter too many or two exchanged. Another case and
    blanks around the word are slips too. At least `least` slips are allowed in any word.
    """
    if len(word) > _LONGEST:
        return None
    plain = word.strip().casefold()
    best: tuple[int, str] | None = None
    for each in known:
        folded = each.casefold()
        allowed = max(_allowed(folded, plain), least)
        if abs(len(folded) - len(plain)) > allowed:
            continue
        found = slips(plain, folded)
        if found <= allowed and (best is None or found < best[0]):
            best = (found, each)
    return best[1] if best else None


def _allowed(known: str, written: str) -> int:
    if len(known) < 4:
        return int(len(known) == 3 and (len(written) == 4 or sorted(known) == sorted(written)))
    return 1 if len(known) < 8 else 2


def slips(left: str, right: str) -> int:
    """Return how many slips turn `left` into `right`."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
