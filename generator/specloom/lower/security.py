"""How callers prove who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.ir import words
from specloom.ir.api import (
    ApiKey,
    HttpAuth,
    In,
    MutualTls,
    Need,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    Parameter,
    Requirement,
    Scheme,
    SchemeKind,
)
from specloom.ir.types import Claim, Doc, Origin
from specloom.lower.desk import Desk
from specloom.source import Node

_BEARER = [("bearer", "auth"), ("bearer", "authentication"), ("http", "bearer")]
_WAYS = frozenset({"auth", "authentication", "authorization", "scheme", "security"})


def lower_schemes(desk: Desk, node: Node | None) -> Mapping[str, Scheme]:
    """Return every scheme under `components.securitySchemes` by its key."""
    return {scheme.key: scheme for scheme in _schemes(desk, node)}


def eased(
    parameters: tuple[Parameter, ...],
    security: tuple[Requirement, ...],
    schemes: Mapping[str, Scheme],
) -> tuple[Parameter, ...]:
    """Return `parameters`, none of them required that the credentials of every alternative send."""
    proven = [{_sent_as(schemes[need.scheme]) for need in needs} for needs in security]
    always = set.intersection(*proven) if proven else set()
    return tuple(
        replace(one, required=False) if (one.place, one.wire) in always else one
        for one in parameters
    )


def _sent_as(scheme: Scheme) -> tuple[In, str] | None:
    return (scheme.kind.place, scheme.kind.wire) if isinstance(scheme.kind, ApiKey) else None


def lower_security(
    desk: Desk, node: Node | None, schemes: Mapping[str, Scheme]
) -> tuple[Requirement, ...]:
    """Return the alternatives in `node`; an empty one means that no credentials are needed.

    An alternative that needs a scheme which nobody describes is left out as a whole: half of it
    would be refused by the server.
    """
    return tuple(_requirements(desk, node, schemes))


def _schemes(desk: Desk, node: Node | None) -> Iterator[Scheme]:
    pinned = desk.config.auth.schemes
    for key, member in desk.members(node, "the security schemes"):
        target = desk.follow(member, f"the security scheme '{key}'")
        kind = _kind(desk, key, target, member) if target else None
        if target is None or kind is None:
            continue
        wish = pinned.get(key)
        argument = wish.argument if wish else None
        yield Scheme(
            key=key,
            claim=Claim(
                text=argument or _secret(key, kind),
                origin=Origin.PINNED if argument else Origin.COMPONENT,
                context=("auth",),
            ),
            kind=kind,
            env=wish.env if wish else None,
            doc=Doc(description=desk.doc(member, target).description),
            at=member,
        )


def _secret(key: str, kind: SchemeKind) -> str:
    """Return what a caller would call the secret of a scheme: an API key is no "API key auth"."""
    said = words.split(key)
    if isinstance(kind, ApiKey) and len(said) > 1 and said[-1] in _WAYS:
        return words.join(said[:-1])
    if isinstance(kind, HttpAuth) and kind.scheme.lower() == "bearer" and said in _BEARER:
        return "bearer_token"
    return key


def _kind(desk: Desk, key: str, node: Node, at: Node) -> SchemeKind | None:
    what = f"the security scheme '{key}'"
    match node.text("type"):
        case "apiKey":
            return _api_key(desk, what, node, at)
        case "http":
            scheme = node.text("scheme").strip().lower()
            if scheme:
                return HttpAuth(scheme=scheme, format=node.text("bearerFormat") or None)
            desk.lose(at, what, "it names no HTTP scheme", code="bad-security-scheme")
            return None
        case "oauth2":
            return OAuth2(flows=tuple(_flows(desk, node.get("flows"))))
        case "openIdConnect":
            return OpenIdConnect(url=node.text("openIdConnectUrl"))
        case "mutualTLS":
            return MutualTls()
        case other:
            reason = f"'{other}' is not a type of security scheme"
            help = "Use apiKey, http, oauth2, openIdConnect or mutualTLS."
            desk.lose(at, what, reason, code="bad-security-scheme", help=help)
            return None


def _api_key(desk: Desk, what: str, node: Node, at: Node) -> ApiKey | None:
    wire = node.text("name")
    place = node.text("in").lower()
    for known in (In.HEADER, In.QUERY, In.COOKIE):
        if known.value == place and wire:
            return ApiKey(place=known, wire=wire)
    reason = "it must say 'name', and 'in' as header, query or cookie"
    desk.lose(at, what, reason, code="bad-security-scheme")
    return None


def _flows(desk: Desk, node: Node | None) -> Iterator[OAuthFlow]:
    for grant, member in desk.members(node, "the OAuth flows"):
        if not member.is_map:
            desk.lose(member, f"the flow '{grant}'", "it is not an object", code="not-an-object")
            continue
        authorization = member.text("authorizationUrl") or member.text("deviceAuthorizationUrl")
        yield OAuthFlow(
            grant=grant,
            token_url=member.text("tokenUrl") or None,
            authorization_url=authorization or None,
            refresh_url=member.text("refreshUrl") or None,
            scopes=tuple(
                (scope, text.value if isinstance(text.value, str) else "")
                for scope, text in desk.members(member.get("scopes"), "the scopes")
            ),
        )


def _requirements(
    desk: Desk, node: Node | None, schemes: Mapping[str, Scheme]
) -> Iterator[Requirement]:
    for member in desk.elements(node, "the security"):
        needs = list(_needs(desk, member, schemes))
        if all(need is not None for need in needs):
            yield tuple(need for need in needs if need is not None)


def _needs(desk: Desk, node: Node, schemes: Mapping[str, Scheme]) -> Iterator[Need | None]:
    if not node.is_map:
        desk.lose(node, "a security requirement", "it is not an object", code="not-an-object")
        yield None
        return
    for key, scopes in node.items():
        if key in schemes:
            listed = desk.elements(scopes, f"the scopes of '{key}'")
            yield Need(scheme=key, scopes=tuple(str(scope.value) for scope in listed))
        else:
            reason = f"no usable security scheme is called '{key}'"
            help = "Describe it under 'components.securitySchemes'."
            what = "a security requirement"
            desk.lose(node, what, reason, code="unknown-security-scheme", help=help)
            yield None
