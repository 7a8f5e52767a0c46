"""Schemas to types: the declarations of one document, collected as they are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import Document
from specloom.ir.api import Loss
from specloom.ir.types import (
    NO_CONSTRAINTS,
    Alias,
    Anything,
    Claim,
    Constraints,
    Declaration,
    Doc,
    Given,
    Json,
    Nothing,
    Null,
    Nullable,
    Ref,
    TypeId,
    TypeRef,
)
from specloom.lower import remarks
from specloom.lower.bench import Build, Site
from specloom.lower.claims import Claims, Context
from specloom.lower.compose import Composer, Merged, Peeled
from specloom.lower.discriminators import Families, is_parent
from specloom.lower.faults import Faults
from specloom.lower.kinds import Judge, Kinds
from specloom.lower.limits import limits
from specloom.lower.pins import report_unmatched_pins
from specloom.lower.shapes import meeting, shape_of
from specloom.lower.store import Store
from specloom.lower.tagging import tagged
from specloom.lower.usage import Shapes, Uses, shaped
from specloom.lower.versions import Schema
from specloom.source import Node

_DEEPEST: Final = 40
"""So many types inside each other are made in one go; those inside them get names and wait."""


_MOST_MEETINGS: Final = 10_000
"""Rings of different lengths that meet would make as many types as their product."""


class Schemas:
    """Collects the declarations that the types of one document need; one instance for a run."""

    def __init__(self, document: Document, config: Config, report: Report) -> None:
        self.config = config
        self.faults = Faults(report)
        self.composer = Composer(document, self.faults)
        self.judge = Judge(self.composer)
        self.claims = Claims(document, config)
        self.families = Families(self)
        self._document = document
        self._store = Store()
        self._depth = 0
        self._meetings = 0
        self._open: list[int] = []
        self._shapes = Shapes({}, {})

    @property
    def losses(self) -> list[Loss]:
        """What the schemas say that has no counterpart in the declarations."""
        return self.faults.losses

    def ref(self, node: Node, *, context: Context, title: str | None = None) -> TypeRef:
        """Return the type that the schema at `node` describes.

        `context` are words for naming an inline schema, the nearest last, such as
        `("create", "record", "body")`; `title` is a better name where the caller knows one.
        """
        peeled = self.composer.peel(node)
        self._depth += 1
        try:
            type_ = self._type(peeled, context, title)
        finally:
            self._depth -= 1
        self._settle()
        return self.or_null(type_, peeled.nullable or self.judge.is_nullable(peeled.node))

    def constraints(self, node: Node) -> Constraints:
        """Return the limits on values of the schema at `node`, those behind references included."""
        peeled = self.composer.peel(node)
        inner = self.composer.gather(peeled.node).parts
        return self.limits_of([*inner, *reversed(peeled.chain)])

    def doc(self, node: Node) -> Doc:
        """Return the prose of the schema at `node`: its own, or else that of what it refers to."""
        peeled = self.composer.peel(node)
        return remarks.doc([*peeled.chain, self.composer.gather(peeled.node).own])

    def default(self, node: Node) -> Given | None:
        """Return the default of the schema at `node`, or of what it refers to."""
        peeled = self.composer.peel(node)
        inner = reversed(self.composer.gather(peeled.node).parts)
        return remarks.default([*peeled.chain, *inner])

    def example(self, node: Node) -> Given | None:
        """Return the first example of the schema at `node`, or of what it refers to."""
        peeled = self.composer.peel(node)
        return remarks.example([*peeled.chain, self.composer.gather(peeled.node).own])

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keep what is declared inside the block only if the block ends without an exception."""
        declared, lost, depth = self._store.mark(), len(self.faults), self._depth
        try:
            yield
        except BaseException:
            self._store.back_to(declared)
            self.faults.forget_after(lost)
            self.composer.forget()
            self._depth = depth
            self._open.clear()
            raise

    def finish(self, uses: Uses) -> Mapping[TypeId, Declaration]:
        """Return every declaration with its directions, components that nothing uses included.

        Records that differ by direction become two: the received shape keeps id and name, the
        sent shape has another id, to which `as_sent` leads.
        """
        for component in self._components():
            self.use(component)
        self._settle()
        types = self._store.declared()
        report_unmatched_pins(types, self.claims, self.config, self.faults.report)
        self._shapes = shaped(tagged(types, uses), uses)
        return self._shapes.types

    def as_sent(self, type_: TypeRef) -> TypeRef:
        """Return `type_` as it travels in a request; to be asked after `finish`."""
        return self._shapes.as_sent(type_)

    # What the builders of types ask for: see `bench.Bench`.

    def use(self, node: Node) -> TypeRef:
        """Return the type of a schema with a name of its own, null aside."""
        if self.claims.moved(node):
            node = self._document.follow(node)
        id = self._document.identity(node)
        if id not in self._store:
            claim = self.claims.named(node)
            self._store.promise(id, self.judge.kinds(node), lambda: self._declare(node, claim))
        if self.judge.says_nothing(node):
            return Anything()
        return Ref(id=id)

    def shape(self, merged: Merged, site: Site) -> TypeRef:
        """Return the type that `merged` describes at `site`, null aside."""
        return shape_of(self, merged, site)

    def meet(self, nodes: Sequence[Node], *, context: Context) -> TypeRef:
        """Return the type of what satisfies all of `nodes`."""
        self._meetings += 1
        if self._meetings > _MOST_MEETINGS:
            self.faults.lose(
                "too-many-combinations",
                at=nodes[0],
                what="a part of the property",
                reason="too many properties of this document are put together from several",
            )
            return self.ref(nodes[-1], context=context)
        return meeting(self, nodes, context=context)

    def family(self, merged: Merged) -> Sequence[Node]:
        """Return the schemas among which `merged` chooses by its discriminator; often none."""
        if not is_parent(merged.own) or merged.own.node.value is not merged.node.value:
            return ()
        return self.families.members(merged.own)

    def or_null(self, type_: TypeRef, is_nullable: bool) -> TypeRef:
        """Return `type_`, or null where `is_nullable` and null says something."""
        if not is_nullable or isinstance(type_, Anything | Null | Nullable | Nothing):
            return type_
        return Nullable(inner=type_)

    def promise(self, site: Site, merged: Merged, build: Build, kinds: Kinds) -> Ref:
        """Return a reference to a declaration that `build` will make once this one is done."""
        id = self._document.identity(site.node) + site.suffix
        if site.claim is not None:
            self._store.put(id, build(id, site.claim))
            return Ref(id=id)
        chain = site.chain if site.is_titled else ()
        claim = self.claims.inline(
            site.node, site.context, chain, title=site.title, suffix=site.suffix
        )
        if not site.suffix and len(merged.parts) == 1 and id not in self._store:
            file = site.node.source.label
            id = self._store.twin(id, claim.text, file, merged.own.raw)
        self._store.promise(id, kinds, lambda: build(id, claim))
        return Ref(id=id)

    def limits_of(self, parts: Sequence[Schema]) -> Constraints:
        """Return the limits in `parts`, the outermost last, values that make no type included."""
        values: tuple[Json, ...] = ()
        keys = None
        for part in parts:
            if "propertyNames" in part and type(part.raw["propertyNames"]) is dict:
                named = self.composer.peel(part.child("propertyNames"))
                keys = limits([*self.composer.gather(named.node).parts, *named.chain])
            if "enum" in part and any(
                type(each) in (float, list, dict) for each in part.raw["enum"]
            ):
                values = tuple(part.raw["enum"])
            if "const" in part and type(part.raw["const"]) in (float, list, dict):
                values = (part.raw["const"],)
        return limits(parts, values=values, keys=keys)

    def kinds_of(self, id: TypeId) -> Kinds:
        """Return the JSON types of the declaration `id`."""
        return self._store.kinds_of(id)

    def declared(self, type_: TypeRef) -> Declaration | None:
        """Return the declaration that `type_` refers to, aliases followed; None if there is none."""
        found: Declaration | None = None
        for _ in range(_DEEPEST):
            if not isinstance(type_, Ref):
                break
            found = self._store.made(type_.id)
            if not isinstance(found, Alias):
                break
            type_ = found.target
        return found

    # How it is done.

    def _settle(self) -> None:
        """Make what was promised, unless somebody further up the stack will."""
        if self._depth == 0:
            self._depth = 1
            self._store.settle()
            self._depth = 0

    def _type(self, peeled: Peeled, context: Context, title: str | None) -> TypeRef:
        node = peeled.node
        if peeled.named:
            return self.use(node)
        if len(self._open) >= _DEEPEST or _key(node) in self._open:
            return self._wait(peeled, context, title)
        self._open.append(_key(node))
        merged = self.composer.gather(node)
        site = Site(node=node, context=context, chain=peeled.chain, title=title)
        type_ = self.shape(merged, site)
        self._open.pop()
        return type_

    def _wait(self, peeled: Peeled, context: Context, title: str | None) -> TypeRef:
        """Return a reference to a schema that contains itself or lies very deep, to be made later."""
        node = peeled.node
        if self.judge.says_nothing(node):
            return Anything()
        claim = self.claims.inline(node, context, peeled.chain, title=title)
        id = self._document.identity(node)
        self._store.promise(id, self.judge.kinds(node), lambda: self._declare(node, claim))
        return Ref(id=id)

    def _declare(self, node: Node, claim: Claim) -> Declaration:
        """Return the declaration of a schema with a name."""
        peeled = self.composer.peel(node)
        if peeled.named and not self.families.is_child(node, peeled.node):
            chain: Sequence[Schema] = peeled.chain
            limited = self.limits_of(chain)
            if limited != NO_CONSTRAINTS:
                limited = self.constraints(node)
            type_ = self.use(peeled.node)
        else:
            whole = self.composer.gather(node)
            chain = [part for part in reversed(whole.parts) if _is_inside(part, node)]
            limited = self.limits_of(whole.parts)
            merged = whole if peeled.named else self.composer.gather(peeled.node)
            site = Site(node=node, context=(claim.text,), chain=chain, claim=claim)
            self._open.append(_key(node))
            type_ = self.shape(merged, site)
            self._open.pop()
        id = self._document.identity(node)
        made = self._store.made(id)
        if made is not None and type_ == Ref(id=id):
            return made
        return Alias(
            id=id,
            claim=claim,
            target=self._unringed(id, type_, node),
            doc=remarks.doc(chain, name=claim.text),
            deprecated=self.composer.read(node).flag("deprecated"),
            example=remarks.example(chain),
            constraints=limited,
            at=node,
        )

    def _unringed(self, id: TypeId, type_: TypeRef, node: Node) -> TypeRef:
        """Return `type_`, or anything when it is only another name for the declaration `id`."""
        seen = type_
        for _ in range(1000):
            if not isinstance(seen, Ref):
                return type_
            made = self._store.made(seen.id)
            if seen.id == id:
                break
            if not isinstance(made, Alias):
                return type_
            seen = made.target
        self.faults.lose(
            "schema-ring",
            at=node,
            what="the schema",
            reason="it is made of nothing but itself; it stands for anything",
            help="Give one of the schemas on the way a type.",
        )
        return Anything()

    def _components(self) -> Iterator[Node]:
        components = self._document.root.get("components")
        schemas = components.get("schemas") if components else None
        for _, node in schemas.items() if schemas else ():
            yield node


def _key(node: Node) -> int:
    return id(node.value)


def _is_inside(part: Schema, node: Node) -> bool:
    """Whether `part` is written inside the schema at `node`, and not in one it refers to."""
    at: Node | None = part.node
    while at is not None:
        if at.value is node.value:
            return True
        at = at.parent
    return False
