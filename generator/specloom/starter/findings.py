"""What a description shows of how its SDK should be: all of it found by the stages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.ir import words
from specloom.ir.api import (
    Api,
    ApiKey,
    HttpAuth,
    OAuth2,
    Operation,
    Rate,
    ReplayClass,
    Scheme,
)
from specloom.ir.types import Declaration, Origin
from specloom.lower.envelopes import Wrapping, infer_envelope
from specloom.lower.trails import answer
from specloom.pipeline import Named
from specloom.target.names import Names

_READS = frozenset("""
    aggregate calculate compare count estimate evaluate fetch filter find list lookup match preview
    query read retrieve search simulate suggest
""".split())  # fmt: skip # noqa: SIM905
_RATE = re.compile(
    r"\b(\d{1,3}(?:[,_]\d{3})+|\d{1,7})\s+(?:API\s+|HTTP\s+)?(?:requests|calls)\s*"
    r"(?:per|/|an?|every|each|in)\s*(\d{1,5})?[\s-]*(second|minute|hour|day|sec|min)s?\b",
    re.IGNORECASE,
)
_SECONDS = {"sec": 1, "second": 1, "min": 60, "minute": 60, "hour": 3600, "day": 86400}
_GENERIC = frozenset(
    [
        "auth",
        "authentication",
        "authorization",
        "bearer",
        "http",
        "header",
        "scheme",
        "security",
        "default",
        "oauth",
        "oauth2",
        "jwt",
        "api",
        "key",
        "apikey",
        "query",
        "cookie",
        "in",
        "x",
        "2",
        "0",
    ]
)
_LONGEST = 5
"""Words of a name that a person would still choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What a caller hands over for one security scheme."""

    scheme: Scheme
    argument: str
    env: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found; `operations` are in the order of the description, with their resource."""

    api: Api
    names: Names
    secrets: tuple[Secret, ...]
    wrapping: Wrapping | None
    operations: tuple[tuple[str, Operation], ...]
    rates: tuple[Rate, ...]
    long_names: tuple[tuple[Declaration, str], ...]

    @property
    def paged(self) -> tuple[Operation, ...]:
        """The operations that are read in pages."""
        return tuple(each for _, each in self.operations if each.paging is not None)

    @property
    def risky(self) -> tuple[Operation, ...]:
        """The operations that are never repeated unless the caller says so."""
        return tuple(each for _, each in self.operations if each.replay.kind is ReplayClass.NEVER)


def find(api: Api, named: Named) -> Findings:
    """Return what the API shows of itself, and what it is called."""
    names = named.names
    operations = tuple(
        (resource.key, operation) for resource in api.resources for operation in resource.operations
    )
    return Findings(
        api=api,
        names=names,
        secrets=tuple(_secrets(api, names)),
        wrapping=infer_envelope((operation for _, operation in operations), api.types),
        operations=operations,
        rates=tuple(dict.fromkeys(_rates(api))),
        long_names=tuple(_long_names(api, named)),
    )


def seems_to_read(operation: Operation) -> bool:
    """Whether an operation that could act a second time is called like one that only looks."""
    first = words.split(operation.claim.text)[:1]
    return (
        operation.replay.kind is ReplayClass.NEVER
        and operation.method == "POST"
        and bool(first and first[0] in _READS)
        and answer(operation) is not None
    )


def _secrets(api: Api, names: Names) -> Iterator[Secret]:
    short = _short_arguments(api, names)
    for scheme in api.auth.schemes:
        argument = short.get(scheme.key) or str(names.credential(scheme.key))
        env = f"{names.root.package}_{argument}".upper().strip("_")
        yield Secret(scheme=scheme, argument=argument, env=scheme.env or env)


def _short_arguments(api: Api, names: Names) -> Mapping[str, str]:
    """Return a usual name for each scheme that is the only one of its sort."""
    taken = {str(names.credential(scheme.key)) for scheme in api.auth.schemes}
    taken |= {str(names.variable(v.name)) for server in api.servers for v in server.variables}
    wanted: dict[str, list[str]] = {}
    for scheme in api.auth.schemes:
        usual = _usual(scheme)
        if usual:
            wanted.setdefault(usual, []).append(scheme.key)
    return {
        keys[0]: usual for usual, keys in wanted.items() if len(keys) == 1 and usual not in taken
    }


def _usual(scheme: Scheme) -> str | None:
    """Return a better name for a secret whose own name says only how it travels."""
    said = set(words.split(scheme.key))
    if said - _GENERIC:
        return None
    match scheme.kind:
        case HttpAuth(scheme="bearer") | OAuth2() if not said & {"key", "apikey"}:
            return "token"
        case ApiKey() if scheme.kind.wire.lower() != "authorization":
            return "api_key"
        case _:
            return None


def _rates(api: Api) -> Iterator[Rate]:
    for found in _RATE.finditer(api.doc.description):
        requests = int(re.sub(r"\D", "", found[1]))
        seconds = _SECONDS[found[3].lower()] * int(found[2] or 1)
        if requests and seconds:
            yield Rate(requests=requests, seconds=seconds)


def _long_names(api: Api, named: Named) -> Iterator[tuple[Declaration, str]]:
    """Yield the types whose name was made from their place and is longer than one would choose."""
    for id, declaration in api.types.items():
        if declaration.claim.origin is Origin.CONTEXT and id in named.api.types:
            name = str(named.names.type(id))
            if len(words.split(name)) > _LONGEST or name[-1:].isdigit():
                yield declaration, name
