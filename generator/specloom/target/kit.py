"""What every builder of views works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from specloom.ir import walk
from specloom.ir.api import Api, Operation
from specloom.ir.roots import request_roots
from specloom.ir.types import Declaration, Enum, Nullable, Record, Ref, TypeId, TypeRef
from specloom.target.adapt import ANY_EVENT
from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.imports import Imports
from specloom.target.layout import Node, lay
from specloom.target.literals import Literals
from specloom.target.modules import Modules
from specloom.target.names import Names
from specloom.target.statuses import own_statuses
from specloom.target.types import Spelling, Vocabulary
from specloom.target.views import ImportsView


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How much of what the description says is in the package, or rightly is not."""

    percent: float
    total: int


@dataclass(frozen=True, kw_only=True)
class Kit:
    """The API in shapes that the target can decode, its names, and how the target writes."""

    api: Api
    names: Names
    dialect: Dialect
    literals: Literals
    modules: Modules
    covered: Covered | None = None

    @property
    def types(self) -> Mapping[TypeId, Declaration]:
        """Every declaration."""
        return self.api.types

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What all spellings share."""
        return Vocabulary(
            types=self.types, names=self.names, dialect=self.dialect, literals=self.literals
        )

    @cached_property
    def operations(self) -> Mapping[str, tuple[str, Operation]]:
        """Every operation by its key, with the key of its resource."""
        return {
            operation.key: (resource.key, operation)
            for resource in self.api.resources
            for operation in resource.operations
        }

    @cached_property
    def errors(self) -> Mapping[str, str]:
        """The name of the class for every status and family that is documented somewhere."""
        own = own_statuses(self.api, self.dialect)
        return {**self.dialect.errors, **{status: self.names.error(status) for status, _ in own}}

    @cached_property
    def requested(self) -> Mapping[TypeId, None]:
        """The types that a caller may send, in the order of the description."""
        roots = request_roots(operation for _, operation in self.operations.values())
        sent = walk.reach(self.types, roots)
        converted = (Ref(id=conversion.target) for conversion in self.api.conversions)
        sent |= walk.reach(self.types, converted)
        return {id: None for id in self.types if id in sent}

    def resolved(self, ref: TypeRef) -> TypeRef:
        """Return `ref` with aliases looked through, also below null."""
        found = walk.resolve(ref, self.types)
        if isinstance(found, Nullable):
            return Nullable(inner=self.resolved(found.inner))
        return found

    def events_type(self, ref: TypeRef) -> TypeRef:
        """Return the type that stands for any webhook."""
        return Ref(id=ANY_EVENT) if ANY_EVENT in self.types else ref

    def lay(self, node: Node, *, indent: int, before: int = 0, after: int = 0) -> Code:
        """Return `node` as it is printed at that place."""
        return lay(node, indent=indent, before=before, after=after, width=self.dialect.width)

    def imports(self, *, depth: int, members: Iterable[str] = ()) -> Imports:
        """Return an empty collection of imports for a module `depth` folders below the package."""
        return Imports(self.dialect, root="." * (depth + 1), members=members)

    def class_members(self, id: TypeId) -> frozenset[str]:
        """Return the names that hide others inside the class of a declaration."""
        found = self.types[id]
        match found:
            case Record():
                return frozenset(self.names.field(id, field.wire) for field in found.fields)
            case Enum():
                return frozenset(self.names.member(id, member) for member in found.members)
            case _:
                return frozenset()

    def outside(
        self, imports: Imports, *, shadows: Iterable[str] = (), binary: str | None = None
    ) -> Spelling:
        """Return the spelling for a module that is not among the models."""
        models = self.dialect.types.models

        def mention(id: TypeId) -> str:
            return f"{imports.use(models)}.{self.names.type(id)}"

        def accepts(name: str) -> str:
            return f"{imports.use(self.dialect.types.inputs)}.{name}"

        return Spelling(
            self.vocabulary,
            imports,
            shadows=shadows,
            mention=mention,
            accepts=accepts,
            binary=binary,
        )

    def inside(self, imports: Imports, module: str, *, shadows: Iterable[str] = ()) -> Spelling:
        """Return the spelling for the module of models called `module`."""

        def mention(id: TypeId) -> str:
            name = self.names.type(id)
            home = self.modules.of[id]
            if home != module:
                imports.sibling(home, name)
            return name

        return Spelling(
            self.vocabulary, imports, shadows=shadows, mention=mention, accepts=lambda name: name
        )


def imports_view(imports: Imports) -> ImportsView:
    """Return what was collected in `imports`, ready to print."""
    far, near = imports.lines(typing_only=True)
    typing = (*far, *near)
    guard = imports.spell(imports.type_checking) if typing else Code("")
    foreign, local = imports.lines()
    return ImportsView(foreign=foreign, local=local, typing=typing, type_checking=guard)
