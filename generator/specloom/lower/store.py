"""The declarations met so far: promised, waiting, made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from specloom.ir.types import Declaration, TypeId
from specloom.lower.kinds import Kinds

Make = Callable[[], Declaration]


@dataclass(slots=True)
class Store:
    """Keeps declarations by id, in the order in which they were first spoken of.

    An id exists before its declaration does, so types may mention each other in rings, and
    declarations wait in a queue, so that depth in the description is no depth on the stack.
    """

    _kinds: dict[TypeId, Kinds] = field(default_factory=dict)
    _made: dict[TypeId, Declaration] = field(default_factory=dict)
    _waiting: deque[tuple[TypeId, Make]] = field(default_factory=deque)
    _twins: dict[tuple[str, str, bytes], TypeId] = field(default_factory=dict)

    def __contains__(self, id: TypeId) -> bool:
        return id in self._kinds

    def kinds_of(self, id: TypeId) -> Kinds:
        """Return the JSON types of the declaration `id`, which must have been promised."""
        return self._kinds[id]

    def promise(self, id: TypeId, kinds: Kinds, make: Make) -> None:
        """Let `make` make the declaration `id` later, unless somebody already will."""
        if id not in self._kinds:
            self._kinds[id] = kinds
            self._waiting.append((id, make))

    def put(self, id: TypeId, declaration: Declaration) -> None:
        """Keep a declaration whose id was promised."""
        self._made[id] = declaration

    def made(self, id: TypeId) -> Declaration | None:
        """Return the declaration `id` if it is already there."""
        return self._made.get(id)

    def settle(self) -> None:
        """Make everything that was promised."""
        while self._waiting:
            id, make = self._waiting.popleft()
            self._made[id] = make()

    def twin(self, id: TypeId, name: str, file: str, raw: Mapping[str, Any]) -> TypeId:
        """Return the id of the schema that has the same name and says the same as `raw`, first met.

        Schemas that are written out in many places are one type when they would share a name.
        """
        digest = blake2b(repr(raw).encode(errors="surrogatepass"), digest_size=16).digest()
        return self._twins.setdefault((name, file, digest), id)

    def declared(self) -> dict[TypeId, Declaration]:
        """Return everything that was made, in the order in which it was promised."""
        return {id: self._made[id] for id in self._kinds}

    def mark(self) -> int:
        """Return what `back_to` needs to forget everything that comes after now."""
        return len(self._kinds)

    def back_to(self, mark: int) -> None:
        """Forget everything that was promised after `mark`."""
        for id in list(self._kinds)[mark:]:
            del self._kinds[id]
            self._made.pop(id, None)
        self._waiting.clear()
        self._twins = {key: id for key, id in self._twins.items() if id in self._kinds}
