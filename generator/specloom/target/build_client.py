"""The client: who is calling, where the API lives, and its resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from specloom.ir.api import (
    ApiKey,
    HttpAuth,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Scheme,
    ServerVariable,
)
from specloom.target.build_descriptors import Descriptors
from specloom.target.code import Code
from specloom.target.dialect import Flavor
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, Pair, explode
from specloom.target.prose import Item, Prose, Section, plain, prose
from specloom.target.statuses import own_statuses
from specloom.target.views import ArgumentView, AttributeView, ClientView

_SECRETS = {"Basic": "BasicSecret", "OAuth2": "OAuthSecret", "MutualTls": "ClientCertificate"}


def build_clients(kit: Kit) -> tuple[ClientView, ...]:
    """Return the client in every flavor that is not only another view of one."""
    return tuple(_client(kit, flavor) for flavor in kit.dialect.flavors if not flavor.raw)


def build_settings(kit: Kit, version: str, descriptors: Descriptors) -> Code:
    """Return everything that a client has to know of the API, as an expression."""
    api, literals = kit.api, kit.literals
    named: dict[str, object] = {
        "name": kit.names.root.package,
        "title": api.title,
        "version": version,
    }
    if api.servers:
        named["servers"] = literals.tuple_of([descriptors.server(s) for s in api.servers])
    if api.auth.schemes:
        named["schemes"] = literals.map_of(
            [(literals.text(s.key), _scheme(kit, s)) for s in api.auth.schemes]
        )
    if api.auth.composed:
        named["composed"] = literals.tuple_of(
            [
                literals.make(
                    "Composed",
                    header=composed.header,
                    template=composed.template,
                    schemes=composed.schemes,
                )
                for composed in api.auth.composed
            ]
        )
    if api.behavior.headers:
        named["headers"] = dict(api.behavior.headers)
    if api.envelope is not None:
        ok = {} if api.envelope.ok is None else {"ok": api.envelope.ok}
        named["envelope"] = literals.make("Envelope", data=api.envelope.data, **ok)
    paths = {
        key: value
        for key, value in (
            ("message", api.errors.message),
            ("code", api.errors.code),
            ("fields", api.errors.fields),
        )
        if value
    }
    if paths:
        named["error_paths"] = literals.make("ErrorPaths", **paths)
    if own_statuses(api, kit.dialect):
        named["errors"] = literals.deferred(Code(kit.dialect.types.own_errors))
    named |= _behavior(kit)
    return explode(literals.make("Settings", **named), indent=0, width=kit.dialect.width)


def _behavior(kit: Kit) -> dict[str, object]:
    behavior, make = kit.api.behavior, kit.literals.make
    named: dict[str, object] = {}
    if behavior.rates:
        named["rates"] = kit.literals.tuple_of(
            [make("Rate", rate.requests, float(rate.seconds)) for rate in behavior.rates]
        )
    times = (behavior.connect_timeout, behavior.read_timeout, behavior.total_timeout)
    if times != (5.0, 30.0, 60.0):
        connect, read, total = map(float, times)
        named["timeouts"] = make("Timeout", connect=connect, read=read, total=total)
    if behavior.attempts != 3:
        named["attempts"] = behavior.attempts
    return named


def _scheme(kit: Kit, scheme: Scheme) -> Node:
    kind = scheme_class(scheme)
    named: dict[str, object] = {}
    match scheme.kind:
        case ApiKey():
            named = {"place": scheme.kind.place.value, "name": scheme.kind.wire}
        case HttpAuth():
            if kind == "HttpScheme":
                named = {"scheme": scheme.kind.scheme}
        case OAuth2():
            flows = [flow for flow in scheme.kind.flows if flow.token_url] or scheme.kind.flows
            for flow in flows[:1]:
                urls = {"token_url": flow.token_url, "refresh_url": flow.refresh_url}
                named = {key: url for key, url in urls.items() if url}
        case OpenIdConnect():
            named = {"url": scheme.kind.url}
        case MutualTls():
            pass
        case _:
            assert_never(scheme.kind)
    named["argument"] = str(kit.names.credential(scheme.key))
    if scheme.env:
        named["env"] = scheme.env
    return kit.literals.make(kind, **named)


def scheme_class(scheme: Scheme) -> str:
    """Return the runtime's word for a way to prove who is calling."""
    match scheme.kind:
        case ApiKey():
            return "ApiKey"
        case HttpAuth():
            return {"bearer": "Bearer", "basic": "Basic"}.get(
                scheme.kind.scheme.lower(), "HttpScheme"
            )
        case OAuth2():
            return "OAuth2"
        case OpenIdConnect():
            return "OpenIdConnect"
        case MutualTls():
            return "MutualTls"
        case _:
            assert_never(scheme.kind)


def _client(kit: Kit, flavor: Flavor) -> ClientView:
    runtime = kit.dialect.runtime
    credentials = [(scheme, kit.names.credential(scheme.key)) for scheme in kit.api.auth.schemes]
    variables = unique_variables(kit)
    arguments = [
        ArgumentView(
            name=name,
            type=Code(f"{runtime}.{_secret(scheme, flavor)} | {kit.dialect.types.null}"),
            default=Code(f" = {kit.dialect.types.null}"),
        )
        for scheme, name in credentials
    ]
    arguments.extend(_variable(kit, variable) for variable in variables)
    literals = kit.literals
    return ClientView(
        name=Code(f"{flavor.prefix}{kit.names.root.client}"),
        base=Code(f"{runtime}.{flavor.client}"),
        doc=_doc(kit, flavor, credentials, variables),
        arguments=tuple(arguments),
        credentials=_map(kit, [(literals.text(scheme.key), name) for scheme, name in credentials]),
        variables=_map(
            kit,
            [
                (
                    literals.text(kit.names.variable(variable.name)),
                    kit.names.variable(variable.name),
                )
                for variable in variables
            ],
        ),
        attributes=tuple(_attributes(kit, flavor)),
        transport=Code(f"{runtime}.{flavor.prefix}TransportLike"),
    )


def _map(kit: Kit, pairs: list[tuple[Code, Code]]) -> Code:
    """Return a map for the constructor's call, empty if there is nothing in it."""
    if not pairs:
        return Code("")
    items = tuple(Pair(head=f"{key}: ", value=value) for key, value in pairs)
    opening, closing = kit.dialect.literals.map_brackets
    return kit.lay(Group(open=opening, close=closing, items=items), indent=12, before=12, after=1)


def _secret(scheme: Scheme, flavor: Flavor) -> str:
    name = _SECRETS.get(scheme_class(scheme), "Secret")
    return name if name == "ClientCertificate" else f"{flavor.prefix}{name}"


def _variable(kit: Kit, variable: ServerVariable) -> ArgumentView:
    spelling = kit.outside(kit.imports(depth=0))
    node: Node = spelling.name(kit.dialect.types.scalars["string"])
    if variable.values:
        node = kit.vocabulary.constants(variable.values, spelling.name(kit.dialect.types.literal))
    node = spelling.optional(node)
    name = kit.names.variable(variable.name)
    return ArgumentView(
        name=name,
        type=kit.lay(node, indent=8, before=len(name) + 2, after=8),
        default=Code(f" = {kit.dialect.types.null}"),
    )


def unique_variables(kit: Kit) -> tuple[ServerVariable, ...]:
    """Return the parts of the API's address that a caller may choose."""
    found: dict[str, ServerVariable] = {}
    for server in kit.api.servers[:1]:
        for variable in server.variables:
            found.setdefault(variable.name, variable)
    return tuple(found.values())


def _attributes(kit: Kit, flavor: Flavor) -> Iterator[AttributeView]:
    for resource in kit.api.resources:
        name = kit.names.resource(resource.key)
        type_ = Code(f"{flavor.prefix}{kit.names.group(resource.key)}")
        head = Group(open=f"def {name}(", close=")", items=(Code("self"),))
        load = Group(open="(", close=")", items=(type_,))
        start = f"from .resources.{name} import "
        fits = 8 + len(start) + len(type_) <= kit.dialect.width
        laid = type_ if fits else explode(load, indent=8, width=kit.dialect.width)
        yield AttributeView(
            head=Code(f"{kit.lay(head, indent=4, after=len(f' -> {type_}:'))} -> {type_}"),
            load=Code(f"{start}{laid}"),
            type=type_,
            doc=Prose(summary=prose(resource.doc, split=True).summary),
        )


def _doc(
    kit: Kit,
    flavor: Flavor,
    credentials: list[tuple[Scheme, Code]],
    variables: tuple[ServerVariable, ...],
) -> Prose:
    items = []
    for scheme, name in credentials:
        said = plain(scheme.doc)
        env = f"Read from the environment variable `{scheme.env}` if omitted." if scheme.env else ""
        items.append(Item(name=name, text=" ".join(t for t in (said, env) if t)))
    for variable in variables:
        default = f"`{variable.default}` if omitted." if variable.default else ""
        text = " ".join(t for t in (plain(variable.doc), default) if t)
        items.append(Item(name=kit.names.variable(variable.name), text=text))
    items += [Item(name=name, text=text) for name, text in kit.dialect.client_arguments.items()]
    title = kit.api.title or "API"
    kind = "asynchronous client" if flavor.awaits else "client"
    return Prose(
        summary=f"The {kind} of the {title}{'' if title.lower().endswith('api') else ' API'}.",
        sections=(Section(title="Args", items=tuple(item for item in items if item.text)),),
    )
