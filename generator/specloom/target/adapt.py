"""Bring the types of an API into shapes that the decoder of the target can tell apart."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeAlias, assert_never

from specloom.ir.api import (
    Api,
    Operation,
    Resource,
    Webhook,
)
from specloom.ir.types import (
    Alias,
    Anything,
    Claim,
    Const,
    Declaration,
    Doc,
    Enum,
    Kind,
    List,
    Map,
    Member,
    Nothing,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Origin,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeId,
    TypeRef,
    Union,
    Use,
    Variant,
)
from specloom.target.dialect import Unions
from specloom.target.kinds import is_native
from specloom.target.one_name import one_name_each
from specloom.target.retyping import retyped_body, retyped_response

Owner: TypeAlias = Declaration | Operation | Webhook

_BOTH = Use(request=True, response=True)

ANY_EVENT = "#webhooks"
"""The identity of the union of all webhooks, where there are several."""

_LONGEST_NAME = 3
"""A union of more members than this is named by its place, not by its members."""


def adapt(api: Api, unions: Unions) -> Api:
    """Return `api` with every union that needs a decoder of its own declared under a name.

    Enumerations with values that cannot be constants become plain integers, and a list with some
    typed places and a rest becomes a list of either, because only whole tuples can be decoded.
    """
    return _Adapter(one_name_each(api), unions).run()


def with_events(api: Api) -> Api:
    """Return `api` with the union of everything that webhooks bring, if they bring several things."""
    types = {id: found for id, found in api.types.items() if id != ANY_EVENT}
    told = [(w, c.type) for w in api.webhooks if w.body for c in w.body.contents[:1]]
    refs = tuple(dict.fromkeys(ref for _, ref in told))
    if len(refs) > 1:
        types[ANY_EVENT] = Union(
            id=ANY_EVENT,
            claim=Claim(text="webhook event", origin=Origin.CONTEXT, context=("any",)),
            variants=tuple(Variant(type=ref) for ref in refs),
            doc=Doc(description="What any of the webhooks brings."),
            use=Use(response=True),
            at=told[0][0].at,
        )
    return replace(api, types=types)


class _Adapter:
    def __init__(self, api: Api, unions: Unions) -> None:
        self._api = api
        self._unions = unions
        self._types: dict[TypeId, Declaration] = dict(api.types)
        self._declared: dict[TypeId, Declaration] = {}
        self._written = {
            found.target: id
            for id, found in reversed(list(api.types.items()))
            if isinstance(found, Alias) and _is_written(found.target)
        }

    def run(self) -> Api:
        for id, declaration in self._types.items():
            if isinstance(declaration, Enum):
                self._types[id] = self._enum(declaration)
        adapted = {id: self._declaration(found) for id, found in list(self._types.items())}
        resources = tuple(self._resource(resource) for resource in self._api.resources)
        webhooks = tuple(self._webhook(webhook) for webhook in self._api.webhooks)
        return with_events(
            replace(
                self._api,
                types={**adapted, **self._declared},
                resources=resources,
                webhooks=webhooks,
            )
        )

    def _enum(self, enum: Enum) -> Enum | Alias:
        if all(self._is_constant(member) for member in enum.members):
            return enum
        return Alias(
            id=enum.id,
            claim=enum.claim,
            target=Scalar(kind=enum.kind),
            doc=enum.doc,
            deprecated=enum.deprecated,
            use=enum.use,
            at=enum.at,
        )

    def _is_constant(self, member: Member) -> bool:
        return not isinstance(member.value, int) or abs(member.value) <= self._unions.largest

    def _declaration(self, declaration: Declaration) -> Declaration:
        match declaration:
            case Record():
                owner = declaration.claim.text
                fields = tuple(
                    replace(
                        field,
                        type=self._type(field.type, f"{owner} {field.claim.text}", declaration),
                    )
                    for field in declaration.fields
                )
                extra = declaration.extra
                if extra is not None:
                    extra = self._type(extra, f"{owner} value", declaration)
                return replace(declaration, fields=fields, extra=extra)
            case Union():
                owner = declaration.claim.text
                variants = tuple(
                    replace(variant, type=self._type(variant.type, f"{owner} variant", declaration))
                    for variant in declaration.variants
                )
                return replace(declaration, variants=variants)
            case Alias():
                return self._alias(declaration)
            case Enum():
                return declaration
            case _:
                assert_never(declaration)

    def _alias(self, alias: Alias) -> Declaration:
        """Return the alias, or a union of the same name where it stands for one that needs a name."""
        target = alias.target
        if isinstance(target, OneOf) and not is_native(target.members, self._types, self._unions):
            variants = tuple(
                Variant(type=self._type(member, f"{alias.claim.text} item", alias))
                for member in target.members
            )
            return Union(
                id=alias.id,
                claim=alias.claim,
                variants=variants,
                doc=alias.doc,
                deprecated=alias.deprecated,
                example=alias.example,
                use=alias.use,
                at=alias.at,
            )
        if _is_written(target):
            return alias
        return replace(alias, target=self._type(target, f"{alias.claim.text} item", alias))

    def _type(self, ref: TypeRef, place: str, owner: Owner) -> TypeRef:
        match ref:
            case OneOf():
                members = tuple(self._type(member, place, owner) for member in ref.members)
                union = OneOf(members=members)
                if any(isinstance(member, Anything) for member in members):
                    return Anything()
                if is_native(members, self._types, self._unions):
                    return union
                return self._declare_union(union, place, owner)
            case Scalar() if ref.pattern is not None:
                return self._declare_alias(ref, ref.format or f"{place} text", place, owner)
            case Tuple() if ref.rest is not None:
                items = tuple(self._type(item, f"{place} item", owner) for item in ref.items)
                rest = self._type(ref.rest, f"{place} item", owner)
                whole = Tuple(items=items, rest=rest)
                return self._declare_alias(whole, f"{place} items", place, owner)
            case Const():
                return self._const(ref)
            case List():
                return replace(ref, item=self._type(ref.item, f"{place} item", owner))
            case Map():
                return replace(ref, value=self._type(ref.value, f"{place} value", owner))
            case Tuple():
                places = tuple(self._type(item, f"{place} item", owner) for item in ref.items)
                return replace(ref, items=places)
            case Nullable() | OrEmptyList():
                inner = self._type(ref.inner, place, owner)
                if isinstance(inner, (Nullable, Anything, Null)):
                    return inner
                return replace(ref, inner=inner)
            case Scalar() | Ref() | Anything() | Nothing() | Null():
                return ref
            case _:
                assert_never(ref)

    def _const(self, ref: Const) -> TypeRef:
        integers = [value for value in ref.values if isinstance(value, int)]
        if any(abs(value) > self._unions.largest for value in integers):
            return Scalar(kind=Kind.INTEGER) if len(integers) == len(ref.values) else Anything()
        return ref

    def _declare_union(self, union: OneOf, place: str, owner: Owner) -> Ref:
        """Return a reference to the one declaration that stands for all unions of these members."""
        id = _identity("union", union)
        if id not in self._declared:
            self._declared[id] = Union(
                id=id,
                claim=Claim(
                    text=self._named(union) or place, origin=Origin.CONTEXT, context=(place,)
                ),
                variants=tuple(Variant(type=member) for member in union.members),
                use=_BOTH,
                at=owner.at,
            )
        return Ref(id=id)

    def _declare_alias(self, ref: Scalar | Tuple, name: str, place: str, owner: Owner) -> Ref:
        """Return a reference to the one declaration for values that are written like `ref`."""
        id = self._written.get(ref) or _identity("written", ref)
        if id not in self._declared and id not in self._types:
            self._declared[id] = Alias(
                id=id,
                claim=Claim(text=name, origin=Origin.CONTEXT, context=(place,)),
                target=ref,
                use=_BOTH,
                at=owner.at,
            )
        return Ref(id=id)

    def _named(self, union: OneOf) -> str:
        """Return what a person would call the union after its members, if that is short."""
        names = [self._words(member) for member in union.members]
        return " or ".join(names) if len(names) <= _LONGEST_NAME and all(names) else ""

    def _words(self, ref: TypeRef) -> str:
        match ref:
            case Scalar():
                return "text" if ref.kind is Kind.STRING else ref.kind.value
            case Ref():
                declaration = self._types.get(ref.id) or self._declared.get(ref.id)
                return declaration.claim.text if declaration else ""
            case List():
                item = self._words(ref.item)
                return f"{item} list" if item else ""
            case Map():
                return "map"
            case _:
                return ""

    def _resource(self, resource: Resource) -> Resource:
        return replace(
            resource, operations=tuple(self._operation(found) for found in resource.operations)
        )

    def _operation(self, operation: Operation) -> Operation:
        def typed(ref: TypeRef) -> TypeRef:
            return self._type(ref, f"{operation.claim.text} result", operation)

        # What is sent is only ever checked by a type checker, which tells any members apart.
        return replace(
            operation,
            responses=tuple(retyped_response(response, typed) for response in operation.responses),
            callbacks=tuple(self._webhook(webhook) for webhook in operation.callbacks),
        )

    def _webhook(self, webhook: Webhook) -> Webhook:
        body = retyped_body(
            webhook.body, lambda ref: self._type(ref, f"{webhook.claim.text} event", webhook)
        )
        return replace(webhook, body=body)


def _is_written(ref: TypeRef) -> bool:
    """Whether `ref` needs a declaration of its own to be decoded."""
    return (isinstance(ref, Scalar) and ref.pattern is not None) or (
        isinstance(ref, Tuple) and ref.rest is not None
    )


def _identity(kind: str, ref: TypeRef) -> TypeId:
    digest = hashlib.blake2b(repr(ref).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"#{kind}:{digest.hexdigest()}"
