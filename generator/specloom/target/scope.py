"""One scope of names: who gets the name that several want."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from specloom.diagnostics import Place, Report
from specloom.ir.types import Claim, Origin
from specloom.target.casing import Speller


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something that wants a name. `id` is its identity in the scope, the same in every run.

    `first` puts it before others whose claim is as strong: the path before the query.
    `pin` is the line of sdk.yaml that would name it.
    """

    id: str
    claim: Claim
    first: int = 0
    at: Place | None = None
    pin: str = ""


def settle_scope(
    wishes: Iterable[Wish],
    *,
    sort: str,
    speller: Speller,
    locked: Mapping[str, str],
    report: Report,
    taken: Iterable[str] = (),
) -> dict[str, str]:
    """Give each wish a name of its own.

    Pinned names come first and never move, then names that were published before, then the
    strongest claims. Where claims are equally strong, the one that is spelled like the name has it;
    all others add words of their context, and only if that does not help, a number.
    The order of the wishes has no influence.
    """
    scope = _Scope(sort, speller, taken)
    waiting = sorted(wishes, key=lambda wish: (wish.claim.origin.value, wish.first, wish.id))
    waiting = _pin(scope, waiting, report)
    waiting = [wish for wish in waiting if not scope.take(wish, locked.get(wish.id, ""))]
    for rank in dict.fromkeys((wish.claim.origin, wish.first) for wish in waiting):
        rivals = [wish for wish in waiting if (wish.claim.origin, wish.first) == rank]
        losers = _grant(scope, rivals, lambda wish: speller.name(sort, wish.claim.text))
        _tell_apart(scope, losers, report)
    return scope.names


class _Scope:
    """The names that are given out so far; forms of a name are as taken as the name itself."""

    def __init__(self, sort: str, speller: Speller, taken: Iterable[str]) -> None:
        self.sort = sort
        self.speller = speller
        self.names: dict[str, str] = {}
        self._taken = {name.casefold() for name in taken}

    def is_free(self, name: str) -> bool:
        """Whether nobody has `name`, nor what is derived from it, on any file system."""
        forms = self.speller.forms(self.sort, name)
        return all(form.casefold() not in self._taken for form in forms)

    def take(self, wish: Wish, name: str) -> bool:
        """Give `name` to `wish` if it is a good name and free."""
        if not name or not self.speller.is_valid(self.sort, name) or not self.is_free(name):
            return False
        self.names[wish.id] = name
        self._taken.update(form.casefold() for form in self.speller.forms(self.sort, name))
        return True


def _pin(scope: _Scope, wishes: list[Wish], report: Report) -> list[Wish]:
    """Give pinned names to their owners; return those that still wait."""
    waiting = []
    owners: dict[str, Wish] = {}
    for wish in wishes:
        if wish.claim.origin is not Origin.PINNED:
            waiting.append(wish)
            continue
        name = wish.claim.text
        if not scope.speller.is_valid(scope.sort, name):
            name = scope.speller.name(scope.sort, name)
        if scope.take(wish, name):
            owners[name.casefold()] = wish
            continue
        rival = owners.get(name.casefold())
        report.error(
            "name-pinned-twice",
            at=wish.at,
            text=f"the name '{wish.claim.text}' is pinned to two things",
            note=("the other one", rival.at) if rival and rival.at else None,
            help="Pin another name to one of them in sdk.yaml.",
        )
        waiting.append(wish)
    return waiting


def _grant(scope: _Scope, rivals: list[Wish], wanted: Callable[[Wish], str]) -> list[Wish]:
    """Give names that only one of the rivals wants, or that are spelled as wanted; return the rest."""
    groups: dict[str, list[Wish]] = {}
    for wish in rivals:
        groups.setdefault(wanted(wish).casefold(), []).append(wish)
    losers = []
    for group in groups.values():
        exact = [wish for wish in group if wanted(wish) == wish.claim.text]
        alike = [wish for wish in group if wanted(wish).casefold() == wish.claim.text.casefold()]
        owner = group if len(group) == 1 else exact or alike
        if not (len(owner) == 1 and scope.take(owner[0], wanted(owner[0]))):
            losers.extend(group)
        else:
            losers.extend(wish for wish in group if wish is not owner[0])
    return losers


def _tell_apart(scope: _Scope, losers: list[Wish], report: Report) -> None:
    """Name those who did not get what they wanted: by context, by their signs, by number."""
    speller, sort = scope.speller, scope.sort
    deepest = max((len(wish.claim.context) for wish in losers), default=0)
    for depth in range(1, deepest + 1):
        losers = _grant(scope, losers, partial(_in_context, scope, depth))
    losers = _grant(scope, losers, lambda wish: speller.spoken(sort, wish.claim.text))
    losers = _grant(scope, losers, lambda wish: speller.spelled(sort, wish.claim.text))
    for wish in sorted(losers, key=lambda wish: (wish.claim.text, wish.id)):
        name = _in_context(scope, len(wish.claim.context), wish)
        if scope.take(wish, name):
            continue
        number = 2
        while not scope.take(wish, speller.number(sort, name, number)):
            number += 1
        given = scope.names[wish.id]
        report.warning(
            "name-numbered",
            at=wish.at,
            text=f"'{wish.claim.text}' wants the name '{name}', which is taken; it became '{given}'",
            help=f"Give it a name in sdk.yaml:  {wish.pin}" if wish.pin else None,
        )


def _in_context(scope: _Scope, depth: int, wish: Wish) -> str:
    context = wish.claim.context[:depth]
    text = " ".join((*reversed(context), wish.claim.text)) if context else wish.claim.text
    return scope.speller.name(scope.sort, text)
