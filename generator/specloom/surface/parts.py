"""Everything that a program can mention of an SDK: methods, arguments, types, fields, secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.api import Api, Operation
from specloom.ir.types import Alias, Declaration, Enum, Record, Union
from specloom.pipeline import Named
from specloom.surface.spelled import alternatives
from specloom.target.names import Names
from specloom.target.results import result_of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that a program can mention.

    `key` says what it is in the description, `name` what programs call it; the first two steps of
    the key are those of the method or type that it belongs to. `types` are what its value may be;
    `sent` and `read` say in which directions it travels.
    """

    key: Key
    name: str
    what: str
    types: frozenset[str] = frozenset()
    required: bool = False
    deprecated: bool = False
    sent: bool = False
    read: bool = False
    alike: str = ""
    """What it still has in common with itself under another key."""

    @property
    def owner(self) -> Key:
        """The key of the method or type around it, or its own."""
        return self.key[:2]


def surface(named: Named) -> Mapping[Key, Part]:
    """Return what the SDK of an API offers, by what it is in the description."""
    api, names = named.api, named.names
    parts = [*_client(api, names)]
    for resource in api.resources:
        for operation in resource.operations:
            parts += _method(names.where(resource.key, operation.key), operation, named)
    for id, declaration in api.types.items():
        parts += _type(id, declaration, names)
    for webhook in api.webhooks:
        name = f"webhooks.{names.webhook(webhook.key)}"
        parts.append(Part(key=("webhook", webhook.key), name=name, what="webhook", alike=name))
    return {part.key: part for part in parts}


def _client(api: Api, names: Names) -> Iterator[Part]:
    root = names.root
    yield Part(key=("package", ""), name=root.package, what="package")
    yield Part(key=("client", ""), name=root.client, what="client")
    for scheme in api.auth.schemes:
        argument = str(names.credential(scheme.key))
        name = f"{root.client}({argument}=)"
        yield Part(key=("secret", scheme.key), name=name, what="secret", alike=name)


def _method(name: str, operation: Operation, named: Named) -> Iterator[Part]:
    names = named.names
    key = ("method", operation.key)
    request = f"{operation.method} {operation.path}"
    yield Part(
        key=key,
        name=f"{name}()",
        what="method",
        alike=request,
        deprecated=operation.deprecated,
    )
    for slot in names.calls[operation.key].slots:
        argument = names.argument(operation.key, slot.key)
        yield Part(
            key=(*key, str(slot.key)),
            name=f"{name}({argument}=)",
            what="argument",
            types=alternatives(slot.type, names),
            required=slot.required,
            deprecated=slot.deprecated,
            sent=True,
        )
    result = result_of(operation, named.api.types)
    types = alternatives(result.type, names)
    manner = result.manner.value
    if manner != "value":
        types = frozenset(f"{manner} of {each}" for each in types)
    yield Part(key=(*key, "->"), name=f"{name}()", what="result", types=types, read=True)


def _type(id: str, declaration: Declaration, names: Names) -> Iterator[Part]:
    name = str(names.type(id))
    key = ("type", id)
    sent, read = declaration.use.request, declaration.use.response
    types: frozenset[str] = frozenset()
    inner: list[Part] = []
    match declaration:
        case Record():
            inner = [
                Part(
                    key=(*key, field.wire),
                    name=f"{name}.{names.field(id, field.wire)}",
                    what="field",
                    types=alternatives(field.type, names),
                    required=field.required,
                    deprecated=field.deprecated,
                    sent=sent and not field.read_only,
                    read=read and not field.write_only,
                )
                for field in declaration.fields
            ]
        case Enum():
            inner = [
                Part(
                    key=(*key, json.dumps(member.value)),
                    name=f"{name}.{names.member(id, member)}",
                    what="member",
                )
                for member in declaration.members
            ]
        case Union():
            variants = [alternatives(variant.type, names) for variant in declaration.variants]
            types = frozenset().union(*variants)
        case Alias():
            types = alternatives(declaration.target, names)
        case _:
            assert_never(declaration)
    kind = type(declaration).__name__
    alike = json.dumps([kind, *sorted(part.key[-1] for part in inner)]) if inner else ""
    yield Part(
        key=key,
        name=name,
        what="type",
        types=types,
        deprecated=declaration.deprecated,
        sent=sent,
        read=read,
        alike=alike,
    )
    yield from inner
