"""What the builders of types share: the way back into lowering, and the place they work at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from specloom.config import Config
from specloom.ir.types import Claim, Constraints, Declaration, Doc, Ref, TypeId, TypeRef
from specloom.lower import remarks
from specloom.lower.claims import Claims, Context
from specloom.lower.compose import Composer, Merged
from specloom.lower.faults import Faults
from specloom.lower.kinds import Judge, Kinds
from specloom.lower.versions import Schema
from specloom.source import Node

Build = Callable[[TypeId, Claim], Declaration]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a type is being made: its identity, and what it may be called.

    `context` are the words that lead here. `claim` is there when the schema has a name of its
    own. `chain` are the schemas whose prose belongs to the type, nearest first; their titles name
    it when it `is_titled`. `title` is what the caller calls it. `width` counts the combinations of
    alternatives that are being made around this one.
    """

    node: Node
    context: Context
    chain: Sequence[Schema] = ()
    claim: Claim | None = None
    suffix: str = ""
    is_titled: bool = True
    title: str | None = None
    width: int = 1

    def doc(self, name: str) -> Doc:
        """Return the prose of the type called `name`."""
        return remarks.doc(self.chain, name=name)


class Bench(Protocol):
    """What the builders of types need of each other."""

    config: Config
    faults: Faults
    composer: Composer
    judge: Judge
    claims: Claims

    def ref(self, node: Node, *, context: Context, title: str | None = None) -> TypeRef:
        """Return the type that the schema at `node` describes."""
        ...

    def use(self, node: Node) -> TypeRef:
        """Return the type of a schema with a name of its own, null aside."""
        ...

    def shape(self, merged: Merged, site: Site) -> TypeRef:
        """Return the type that `merged` describes at `site`, null aside."""
        ...

    def meet(self, nodes: Sequence[Node], *, context: Context) -> TypeRef:
        """Return the type of what satisfies all of `nodes`."""
        ...

    def family(self, merged: Merged) -> Sequence[Node]:
        """Return the schemas among which `merged` chooses by its discriminator; often none."""
        ...

    def or_null(self, type_: TypeRef, is_nullable: bool) -> TypeRef:
        """Return `type_`, or null where `is_nullable` and null says something."""
        ...

    def promise(self, site: Site, merged: Merged, build: Build, kinds: Kinds) -> Ref:
        """Return a reference to a declaration that `build` will make once this one is done."""
        ...

    def limits_of(self, parts: Sequence[Schema]) -> Constraints:
        """Return the limits in `parts`, the outermost last, values that make no type included."""
        ...

    def kinds_of(self, id: TypeId) -> Kinds:
        """Return the JSON types of the declaration `id`."""
        ...
