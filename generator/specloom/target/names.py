"""Where identifiers are born: every thing of an API that needs a name gets it here, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

import msgspec

from specloom.diagnostics import Report
from specloom.ir.api import Api, Conversion, Operation, Resource
from specloom.ir.types import (
    Alias,
    Claim,
    Enum,
    Field,
    Member,
    Origin,
    Record,
    TypeId,
    Union,
)
from specloom.target.calls import Call, Slot, SlotKey, plan_call
from specloom.target.casing import Speller
from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.lock import NamesLock
from specloom.target.published import Keys, keys_of, owned
from specloom.target.results import stream_of
from specloom.target.scope import Wish, settle_scope

_OF_TYPES = ("fields", "members")


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The names that the maintainer chose for the package itself."""

    package: str
    distribution: str
    client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every settled name, by what it names."""

    root: Root
    calls: Mapping[str, Call]
    _scopes: Mapping[str, Mapping[str, str]]
    _keys: Keys

    def _get(self, scope: str, id: str) -> Code:
        return Code(self._scopes[scope][id])

    def type(self, id: TypeId) -> Code:
        """The name of a declaration."""
        return self._get("types", id)

    def field(self, record: TypeId, wire: str) -> Code:
        """The name of a record's field."""
        return self._get(f"fields {record}", wire)

    def conversion(self, conversion: Conversion) -> Code:
        """The method that turns a record into what a request takes."""
        return self._get(f"fields {conversion.source}", f"() {conversion.name}")

    def member(self, enum: TypeId, member: Member) -> Code:
        """The name of a value of an enumeration."""
        return self._get(f"members {enum}", _text(member.value))

    def resource(self, key: str) -> Code:
        """The attribute of the client, and the module, of a resource."""
        return self._get("resources", key)

    def group(self, key: str) -> Code:
        """The class of a resource, without the marks of its flavors."""
        return self._get("groups", key)

    def method(self, resource: str, operation: str) -> Code:
        """The method of an operation."""
        return self._get(f"methods {resource}", operation)

    def stream(self, resource: str, operation: str) -> Code:
        """The method that streams what the plain method of an operation gives at once."""
        return self._get(f"methods {resource}", f"stream {operation}")

    def argument(self, operation: str, key: SlotKey) -> Code:
        """The argument that fills a slot."""
        return self._get(f"arguments {operation}", str(key))

    def parameters(self, operation: str) -> Code:
        """The name for all arguments of an operation together."""
        return self._get("parameters", operation)

    def credential(self, scheme: str) -> Code:
        """The argument of the client that takes a secret."""
        return self._get("client", f"scheme {scheme}")

    def variable(self, name: str) -> Code:
        """The argument of the client that chooses a part of the server's address."""
        return self._get("client", f"variable {name}")

    def error(self, status: str) -> Code:
        """The class of errors with a status that the runtime has no class for."""
        return self._get("errors", status)

    def webhook(self, key: str) -> Code:
        """The function that reads one webhook."""
        return self._get("webhooks", key)

    def where(self, resource: str, operation: str) -> str:
        """How a caller reaches an operation: `records.create`."""
        return f"{self.resource(resource)}.{self.method(resource, operation)}"

    def lock(self) -> NamesLock:
        """Return what must be remembered so that the next run gives the same names."""
        kept: dict[str, Mapping[str, str]] = {}
        for scope, names in self._scopes.items():
            kind, _, id = scope.partition(" ")
            if scope == "types":
                names = {key: name for id, name in names.items() for key in self._keys[id]}
            keys = self._keys.get(id, ()) if kind in _OF_TYPES else ()
            kept |= dict.fromkeys([f"{kind} {key}" for key in keys] or [scope], names)
        return NamesLock(names={scope: names for scope, names in kept.items() if names})


def settle(
    api: Api,
    root: Root,
    dialect: Dialect,
    lock: NamesLock,
    report: Report,
    errors: Iterable[tuple[str, str]] = (),
) -> Names:
    """Name everything in `api` in the manner of `dialect`.

    Names in `lock` keep their owners. `errors` pairs the statuses that want a class of their own
    with what the class should be called.
    """
    settler = _Settler(dialect, lock, report)
    settler.resources(api, root)
    settler.types(api)
    calls = {}
    for resource in api.resources:
        for operation in resource.operations:
            calls[operation.key] = plan_call(operation, api)
            settler.arguments(operation, calls[operation.key])
    settler.client(api)
    settler.plain("errors", "error", errors)
    settler.scope(
        "webhooks",
        "webhook",
        (Wish(id=webhook.key, claim=webhook.claim, at=webhook.at) for webhook in api.webhooks),
    )
    return Names(root=root, calls=calls, _scopes=settler.scopes, _keys=settler.keys)


class _Settler:
    def __init__(self, dialect: Dialect, lock: NamesLock, report: Report) -> None:
        self._speller = Speller(dialect)
        self._lock = lock
        self._report = report
        self.scopes: dict[str, Mapping[str, str]] = {}
        self.keys: Keys = {}

    def scope(
        self,
        key: str,
        sort: str,
        wishes: Iterable[Wish],
        taken: Iterable[str] = (),
        locked: Mapping[str, str] | None = None,
    ) -> Mapping[str, str]:
        names = settle_scope(
            wishes,
            sort=sort,
            speller=self._speller,
            locked=self._lock.scope(key) if locked is None else locked,
            report=self._report,
            taken=taken,
        )
        self.scopes[key] = names
        return names

    def plain(self, key: str, sort: str, wanted: Iterable[tuple[str, str]]) -> None:
        self.scope(
            key,
            sort,
            (
                Wish(id=id, claim=Claim(text=text, origin=Origin.COMPONENT, context=(id,)))
                for id, text in wanted
            ),
        )

    def resources(self, api: Api, root: Root) -> None:
        resources = api.resources
        attributes = self.scope(
            "resources",
            "resource",
            (
                Wish(
                    id=resource.key,
                    claim=resource.claim,
                    pin=f"resources: {{<name>: {{tag: {_yaml(resource.key)}}}}}",
                )
                for resource in resources
            ),
        )
        self.scope(
            "groups",
            "group",
            (
                Wish(id=key, claim=Claim(text=name, origin=Origin.COMPONENT))
                for key, name in attributes.items()
            ),
            taken=(root.client, f"Async{root.client}"),
        )
        for resource in resources:
            self.scope(f"methods {resource.key}", "method", self._methods(resource))
        self.scope(
            "parameters",
            "arguments",
            (
                Wish(
                    id=operation.key,
                    claim=Claim(
                        text=f"{attributes[resource.key]} {operation.claim.text} params",
                        origin=Origin.CONTEXT,
                    ),
                )
                for resource in resources
                for operation in resource.operations
            ),
        )

    def _methods(self, resource: Resource) -> Iterator[Wish]:
        for operation in resource.operations:
            yield Wish(
                id=operation.key,
                claim=operation.claim,
                at=operation.at,
                pin=f"operations: {{{_yaml(operation.key)}: {{name: <name>}}}}",
            )
            if stream_of(operation) is not None:
                text = f"{operation.claim.text} stream"
                claim = Claim(text=text, origin=Origin.CONTEXT, context=operation.claim.context)
                yield Wish(id=f"stream {operation.key}", claim=claim, at=operation.at)

    def types(self, api: Api) -> None:
        types = api.types
        self.keys = keys_of(api)
        self.scope(
            "types",
            "type",
            (
                Wish(
                    id=id,
                    claim=found.claim,
                    at=found.at,
                    pin=f"types: {{{_yaml(pin_key(id))}: {{name: <name>}}}}",
                )
                for id, found in types.items()
            ),
            locked=owned(self.keys, self._lock.scope("types")),
        )
        for id, found in types.items():
            match found:
                case Record():
                    self.scope(
                        f"fields {id}",
                        "field",
                        (
                            *(self._field(id, field) for field in found.fields),
                            *(_method(c) for c in api.conversions if c.source == id),
                        ),
                        locked=self._locked("fields", id),
                    )
                case Enum():
                    self.scope(
                        f"members {id}",
                        "member",
                        (self._member(found, member) for member in found.members),
                        locked=self._locked("members", id),
                    )
                case Union() | Alias():
                    pass
                case _:
                    assert_never(found)

    def _locked(self, kind: str, id: TypeId) -> Mapping[str, str]:
        scopes = (self._lock.scope(f"{kind} {key}") for key in self.keys[id])
        return next(filter(None, scopes), {})

    def _field(self, record: TypeId, field: Field) -> Wish:
        pin = f"types: {{{_yaml(pin_key(record))}: {{fields: {{{_yaml(field.wire)}: <name>}}}}}}"
        return Wish(id=field.wire, claim=field.claim, at=field.at, pin=pin)

    def _member(self, enum: Enum, member: Member) -> Wish:
        value = _yaml(str(member.value))
        pin = f"types: {{{_yaml(pin_key(enum.id))}: {{members: {{{value}: <name>}}}}}}"
        return Wish(id=_text(member.value), claim=member.claim, at=enum.at, pin=pin)

    def arguments(self, operation: Operation, call: Call) -> None:
        self.scope(
            f"arguments {operation.key}",
            "argument",
            (self._argument(operation, slot) for slot in call.slots),
        )

    def _argument(self, operation: Operation, slot: Slot) -> Wish:
        place = slot.key.place
        claim = Claim(
            text=slot.claim.text,
            origin=slot.claim.origin,
            context=slot.claim.context or (place,),
        )
        pin = f"operations: {{{_yaml(operation.key)}: {{arguments: {{{_yaml(slot.key.wire)}: <name>}}}}}}"
        # Only the path goes first: for all other places the context says which is which.
        first = 0 if place == "path" else 1
        return Wish(id=str(slot.key), claim=claim, first=first, at=operation.at, pin=pin)

    def client(self, api: Api) -> None:
        schemes = [
            Wish(id=f"scheme {scheme.key}", claim=scheme.claim, at=scheme.at)
            for scheme in api.auth.schemes
        ]
        variables = {
            variable.name: Wish(
                id=f"variable {variable.name}",
                claim=Claim(text=variable.name, origin=Origin.COMPONENT, context=("server",)),
                first=1,
            )
            for server in api.servers
            for variable in server.variables
        }
        self.scope("client", "credential", (*schemes, *variables.values()))


def _method(conversion: Conversion) -> Wish:
    claim = Claim(text=conversion.name, origin=Origin.PINNED)
    return Wish(id=f"() {conversion.name}", claim=claim)


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def pin_key(id: TypeId) -> str:
    """Return what sdk.yaml calls a type: its key if it is a component, else its pointer."""
    _, found, name = id.partition("#/components/schemas/")
    return name if found and "/" not in name else id


def _yaml(text: str) -> str:
    """Return `text` so that YAML reads it as this text."""
    return text if text.replace("_", "").isalnum() and not text[0].isdigit() else repr(text)
