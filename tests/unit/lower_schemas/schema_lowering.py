"""Small descriptions, lowered and easy to ask about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

from specloom.config import Config
from specloom.diagnostics import Diagnostic, Report
from specloom.document import Document, resolve
from specloom.ir.api import Loss
from specloom.ir.types import Alias, Declaration, Enum, Field, Record, Ref, TypeId, TypeRef, Union
from specloom.lower.schemas import Schemas
from specloom.lower.usage import Uses

HOME = "#/components/schemas/"


@dataclass(frozen=True, kw_only=True)
class Lowered:
    """The declarations of a description, and everything that was said about it."""

    document: Document
    schemas: Schemas
    types: Mapping[TypeId, Declaration]
    report: Report

    @property
    def losses(self) -> list[Loss]:
        return self.schemas.losses

    def id(self, name: str) -> TypeId:
        return name if "#/" in name else HOME + name

    def record(self, name: str) -> Record:
        found = self.types[self.id(name)]
        assert isinstance(found, Record), found
        return found

    def enum(self, name: str) -> Enum:
        found = self.types[self.id(name)]
        assert isinstance(found, Enum), found
        return found

    def union(self, name: str) -> Union:
        found = self.types[self.id(name)]
        assert isinstance(found, Union), found
        return found

    def alias(self, name: str) -> Alias:
        found = self.types[self.id(name)]
        assert isinstance(found, Alias), found
        return found

    def field(self, record: str, wire: str) -> Field:
        return next(each for each in self.record(record).fields if each.wire == wire)

    def type(self, record: str, wire: str) -> TypeRef:
        return self.field(record, wire).type

    def target(self, type_: TypeRef) -> Declaration:
        assert isinstance(type_, Ref), type_
        return self.types[type_.id]

    def found(self, code: str) -> list[Diagnostic]:
        return [each for each in self.report if each.code == code]


Lower = Callable[..., Lowered]


def lower_schemas(
    folder: Path,
    schemas: str,
    *,
    version: str = "3.1.0",
    config: Config | None = None,
    sent: tuple[str, ...] = (),
    received: tuple[str, ...] = (),
    files: Mapping[str, str] | None = None,
) -> Lowered:
    """Return the component `schemas`, a piece of YAML, as types; `files` may be referred to."""
    entry = folder / "openapi.yaml"
    head = f"openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n"
    body = indent(dedent(schemas), "    ")
    entry.write_text(f"{head}components:\n  schemas:\n{body}", encoding="utf-8")
    for name, text in (files or {}).items():
        (folder / name).write_text(dedent(text), encoding="utf-8")
    report = Report()
    document = resolve(entry, report=report)
    assert document is not None, list(report)
    found = Schemas(document, config or Config(), report)
    uses = Uses(
        sent=tuple(Ref(id=HOME + name) for name in sent),
        received=tuple(Ref(id=HOME + name) for name in received),
    )
    return Lowered(document=document, schemas=found, types=found.finish(uses), report=report)
