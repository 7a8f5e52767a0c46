"""The text of a first `sdk.yaml`: what was found, what is done anyway, and what may be worth saying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from specloom.ir.api import (
    ApiKey,
    HttpAuth,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Operation,
    Paging,
    PagingStyle,
    Scheme,
)
from specloom.ir.types import Origin
from specloom.messages import printable
from specloom.starter.findings import Findings, seems_to_read
from specloom.starter.flow import Value, flow, scalar
from specloom.target.names import pin_key

_MOST = 60
_WIDTH = 118


def page(found: Findings, *, spec: str, schema: str, root: str | None = None,
         overlays: Iterable[str] = ()) -> str:  # fmt: skip
    """Return the text of an sdk.yaml for the description at `spec`, relative to the file.

    `schema` is where an editor finds the schema of the file.
    """
    listed = [*overlays]
    head = [
        f"# yaml-language-server: $schema={schema}",
        "#",
        f"# What OpenAPI cannot say about {_quoted(found.api.title or 'this API')}, and what you"
        " want to be called what.",
        "# Every line can be changed or left out. What is behind a # is either what specloom does"
        " anyway,",
        "# to be taken up and changed, or a proposal, and then says so.",
        "",
        "specloom: 1",
        f"spec: {scalar(spec)}",
        *([f"root: {scalar(root)}"] if root is not None else ()),
        *([f"overlays: {flow(listed)}"] if listed else ()),
        "output: generated",
        "targets: [python, docs]",
    ]
    sections = [_package(found), _calling(found), _answers(found), _names(found)]
    return "\n".join([*head, *(line for section in sections for line in ("", *section))]) + "\n"


def _package(found: Findings) -> Iterator[str]:
    root = found.names.root
    yield f"# pip install {root.distribution} · from {root.package} import {root.client}"
    yield "package:"
    yield f"  name: {scalar(root.package)}"
    yield f"  distribution: {scalar(root.distribution)}"
    yield f"  client: {scalar(root.client)}"
    yield "  version: 0.1.0                # of the SDK, not of the API"
    yield '  # description: ""             # one line for the package index'
    yield "  # license: MIT                # proposal; an SPDX expression"
    yield '  # authors: ["Name <address>"]'
    yield '  # repository: ""'


def _calling(found: Findings) -> Iterator[str]:
    yield _heading("Calling the API")
    yield ""
    yield from _servers(found)
    yield ""
    if found.secrets:
        yield "# What a caller hands over, and the environment variable that is read when it is left out."
        yield "auth:"
        yield "  schemes:"
        for secret in found.secrets:
            entry = flow({"argument": secret.argument, "env": secret.env})
            yield f"    {scalar(secret.scheme.key)}: {entry}  # {_kind(secret.scheme)}"
    else:
        yield "# The description names no security scheme: callers hand over no secret."
    yield ""
    yield from _rates(found)
    yield "# timeouts: {connect: 5, read: 30, total: 60}"
    yield "# retry: {attempts: 3}"


def _servers(found: Findings) -> Iterator[str]:
    if not found.api.servers:
        yield "# The description names no server: callers have to say `base_url=`."
        return
    yield "# Where the API lives; callers choose another place with `base_url=`."
    for server in found.api.servers[:8]:
        said = server.doc.description or server.doc.summary
        yield f"#   {printable(server.url, 90)}{f'  ({printable(said, 60)})' if said else ''}"


def _kind(scheme: Scheme) -> str:
    match scheme.kind:
        case ApiKey():
            whole = ", as a whole" if scheme.kind.wire.lower() == "authorization" else ""
            return f"the {scheme.kind.place.value} {printable(scheme.kind.wire, 60)}{whole}"
        case HttpAuth():
            return f"HTTP {printable(scheme.kind.scheme, 30)}"
        case OAuth2():
            grants = ", ".join(printable(flow.grant, 30) for flow in scheme.kind.flows)
            return f"OAuth 2{f' ({grants})' if grants else ''}: a token, or what obtains one"
        case OpenIdConnect():
            return "OpenID Connect: a token"
        case MutualTls():
            return "a client certificate"


def _rates(found: Findings) -> Iterator[str]:
    if found.rates:
        yield "# Proposal: the description speaks of these limits; the client can keep them by itself."
        yield "# rate_limit:"
        for rate in found.rates[:4]:
            entry = flow({"requests": rate.requests, "seconds": int(rate.seconds)})
            yield f"#   - {entry}"
    else:
        yield "# Limits that the client keeps by itself; the description speaks of none. An example:"
        yield "# rate_limit: [{requests: 10, seconds: 1}]"


def _answers(found: Findings) -> Iterator[str]:
    yield _heading("What comes back")
    yield ""
    wrapping = found.wrapping
    if wrapping is None:
        yield "# Answers are returned whole. Where all are wrapped in one object, name the member to return:"
        yield "# envelope: {data: data}"
    else:
        envelope = wrapping.envelope
        ok = {} if envelope.ok is None else {"ok": envelope.ok}
        yield (
            f"# {wrapping.wrapped} of {wrapping.answers} answers are wrapped in an object; calls"
            f" return what is under {_quoted(envelope.data)}"
        )
        yield "# (`client.<resource>.raw` still gives everything). Without this line they return the object."
        yield f"envelope: {flow({'data': envelope.data, **ok})}"
    paths: dict[str, Value] = {
        key: [".".join(path) for path in listed]
        for key, listed in (
            ("message", found.api.errors.message),
            ("code", found.api.errors.code),
            ("fields", found.api.errors.fields),
        )
        if listed
    }
    yield ""
    if paths:
        yield "# Where errors keep what a person wants to know; the first that is there counts."
        yield f"# errors: {flow(paths)}"
    else:
        yield "# Where errors keep what a person wants to know; the description does not show it."
        yield "# errors: {message: [error.message], code: [error.code]}"


def _names(found: Findings) -> Iterator[str]:
    yield _heading("Names and habits")
    yield ""
    tags = [
        (str(found.names.resource(resource.key)), resource.key)
        for resource in found.api.resources
        if resource.claim.origin is not Origin.CONTEXT
    ]
    if tags:
        yield "# What callers find under one name: client.<resource>.<method>(...)"
        yield "# resources:"
        for name, tag in tags[:_MOST]:
            yield f"#   {scalar(name)}: {flow({'tag': tag})}"
        yield from _more(len(tags))
        yield ""
    yield from _operations(found)
    if found.long_names:
        yield ""
        yield "# Types that are named after their place, at length: proposals to give them shorter names."
        yield "# types:"
        for declaration, name in found.long_names[:_MOST]:
            yield f"#   {scalar(pin_key(declaration.id))}: {flow({'name': name})}"
        yield from _more(len(found.long_names))


def _operations(found: Findings) -> Iterator[str]:
    exceptions = found.wrapping.exceptions if found.wrapping else ()
    if exceptions:
        yield "# Answers that look wrapped and hold more than that: returned whole."
        yield "operations:"
        for key in exceptions:
            yield f'  {scalar(key)}: {{result: {{path: ""}}}}'
        yield ""
    notable = [
        (resource, operation, entries)
        for resource, operation in found.operations
        if operation.key not in exceptions and (entries := [*_entries(found, resource, operation)])
    ]
    yield f"# Read in pages: {len(found.paged)}. Never sent a second time, unless nothing can have arrived:"
    yield f"# {len(found.risky)}; `specloom audit replay` lists them with the reasons."
    if not notable:
        return
    if not exceptions:
        yield "# operations:"
    mark = "  #" if exceptions else "#  "
    for _, operation, entries in notable[:_MOST]:
        yield f"{mark} {scalar(operation.key)}:"
        yield from (f"{mark}   {entry}" for entry in entries)
    yield from _more(len(notable))


def _entries(found: Findings, resource: str, operation: Operation) -> Iterator[str]:
    """Yield what may be said of an operation, if there is something beyond its name."""
    if operation.claim.origin is Origin.CONTEXT:
        yield f"name: {scalar(str(found.names.method(resource, operation.key)))}"
    if operation.paging is not None:
        written = paging_entry(operation.paging)
        if written is not None:
            yield f"paging: {flow(written)}"
    if seems_to_read(operation):
        reason = {"class": "safe", "reason": "It only reads."}
        yield f"replay: {flow(reason)}  # proposal: it may be repeated"


def paging_entry(paging: Paging) -> Mapping[str, Value] | None:
    """Return how sdk.yaml says `paging`; None for a name that a dotted path cannot hold."""
    paths = {
        "items": paging.items or None,
        "total": paging.total,
        "next": paging.next,
        "more": paging.more,
    }
    if any("." in step or not step for path in paths.values() if path for step in path):
        return None
    names = {"style": paging.style.value, "parameter": paging.parameter, "size": paging.size}
    entry: dict[str, Value] = {key: name for key, name in names.items() if name is not None}
    if paging.default_size is not None:
        entry["default_size"] = paging.default_size
    if paging.style is PagingStyle.PAGE and paging.first != 1:
        entry["first"] = paging.first
    for key, path in paths.items():
        if path is not None:
            entry[key] = ".".join(path)
    return entry


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"#   … and {count - _MOST} more; `specloom explain` tells about any of them."


def _heading(text: str) -> str:
    return f"# --- {text} {'-' * (_WIDTH - len(text) - 7)}"


def _quoted(text: str) -> str:
    return f"'{printable(text, 80)}'"
