"""Whether something occurs anywhere inside a type.

Internal. Most types need nothing beyond msgspec; asking once for each type keeps them fast.
"""

from __future__ import annotations

from collections.abc import Callable

from .shapes import Shape


class Reach:
    """Answers for a shape whether it, or one inside it, `matches`; not looking inside what `stops`."""

    def __init__(
        self,
        matches: Callable[[Shape], bool],
        stops: Callable[[Shape], bool] = lambda _: False,
    ) -> None:
        self._matches = matches
        self._stops = stops
        self._known: dict[Shape, bool] = {}

    def __call__(self, shape: Shape) -> bool:
        known = self._known.get(shape)
        return self._search(shape) if known is None else known

    def _search(self, shape: Shape) -> bool:
        seen: set[Shape] = set()
        waiting = [shape]
        while waiting:
            one = waiting.pop()
            if self._matches(one) or self._known.get(one):
                self._known[shape] = True
                return True
            if one not in seen and not self._stops(one):
                seen.add(one)
                waiting.extend(one.inner())
        # Nothing was found, so nothing is inside of any of these either.
        self._known.update(dict.fromkeys(seen, False))
        self._known[shape] = False
        return False
