"""The page that people read first: install, one call, every call, and what to know beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specloom.ir.types import Null
from specloom.target.build_methods import Method
from specloom.target.build_resources import all_methods
from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, Pair
from specloom.target.prose import Prose, prose
from specloom.target.results import Manner
from specloom.target.samples import Samples
from specloom.target.views import (
    BadgeView,
    FirstCallView,
    ReadmeView,
    SampleGroupView,
    SampleView,
    SecretView,
)

_FULL = 60
"""A package with more operations than this shows no call of each."""


def build_readme(kit: Kit) -> ReadmeView:
    """Return what the README says of the package."""
    methods = list(all_methods(kit, kit.api))
    first = _first(methods)
    paged = _find(methods, Manner.PAGES)
    download = _find(methods, Manner.DOWNLOAD)
    stream = _find(methods, Manner.EVENTS, Manner.LINES)
    risky = [m for m in methods if m.operation.replay.lookup and m.result.manner is Manner.VALUE]
    return ReadmeView(
        badge=None if kit.covered is None else _badge(kit.covered.percent),
        first=_first_call(kit, first, is_async=False),
        first_async=_first_call(kit, first, is_async=True),
        operation=_name(kit, first) if first else None,
        secrets=tuple(_secrets(kit)),
        groups=tuple(_groups(kit, methods)),
        is_full=len(methods) <= _FULL,
        count=Code(str(len(methods))),
        pages=_call(kit, paged, before=12, after=9) if paged else None,
        download=_call(kit, download, before=5, after=13) if download else None,
        stream=_call(kit, stream, before=5, after=11) if stream else None,
        raw=_call(kit, first, before=11, through=".raw") if first else None,
        risky=_where(kit, risky[0]) if risky else None,
        conversions=tuple(
            Code(f"{kit.names.type(one.source)}.{kit.names.conversion(one)}()")
            for one in kit.api.conversions
        ),
    )


def _badge(percent: float) -> BadgeView:
    colors = ((100, "brightgreen"), (99, "green"), (95, "yellow"), (0, "orange"))
    return BadgeView(
        percent=Code(f"{percent:g} %"),
        quoted=Code(f"{percent:g}%25"),
        color=Code(next(color for least, color in colors if percent >= least)),
    )


def _find(methods: Sequence[Method], *manners: Manner) -> Method | None:
    return next((method for method in methods if method.result.manner in manners), None)


def _where(kit: Kit, method: Method) -> Code:
    return Code(f"client.{_name(kit, method)}")


def _name(kit: Kit, method: Method) -> Code:
    return Code(f"{kit.names.resource(method.resource)}.{method.name}")


def _secrets(kit: Kit) -> Iterator[SecretView]:
    for scheme in kit.api.auth.schemes:
        if scheme.env:
            yield SecretView(argument=kit.names.credential(scheme.key), env=scheme.env)


def _client(kit: Kit, prefix: str, before: int) -> Code:
    items: list[Node] = []
    for scheme in kit.api.auth.schemes[:2]:
        name = kit.names.credential(scheme.key)
        items.append(Pair(head=f"{name}=", value=Code(kit.dialect.types.secret_sample)))
    if not any(server.url.startswith("http") for server in kit.api.servers):
        items.append(Pair(head="base_url=", value=kit.literals.text("https://api.example.com")))
    group = Group(open=f"{prefix}{kit.names.root.client}(", close=")", items=tuple(items))
    return kit.lay(group, indent=0, before=before, after=len(" as client:"))


def _first(methods: Sequence[Method]) -> Method | None:
    """Return the method that shows the package best: a list, else what reads with least effort."""
    usual = [m for m in methods if m.result.manner in (Manner.PAGES, Manner.VALUE)]
    usual = [m for m in usual if not m.operation.deprecated] or usual

    def rank(method: Method) -> tuple[bool, bool]:
        return (method.operation.method != "GET", method.result.manner is Manner.VALUE)

    return min(usual, key=rank, default=methods[0] if methods else None)


def _first_call(kit: Kit, method: Method | None, *, is_async: bool) -> FirstCallView:
    """Return the call and what is done with the result, as they stand inside the client's `with`."""
    samples = Samples(kit)
    indent = 8 if is_async else 4
    wait = "await " if is_async else ""
    lines: list[str] = []
    if method is None:
        lines = ["..."]
    elif method.result.manner is Manner.PAGES:
        head = f"{'async for' if is_async else 'for'} item in "
        call = kit.lay(samples.call(method), indent=indent, before=len(head), after=1)
        lines = [f"{head}{call}:", "    print(item)"]
    elif method.result.manner is Manner.VALUE:
        head = f"result = {wait}"
        call = kit.lay(samples.call(method), indent=indent, before=len(head))
        lines = [f"{head}{call}", "print(result)"]
    else:
        lines = [f"{wait}{kit.lay(samples.call(method), indent=indent, before=len(wait))}"]
    return FirstCallView(
        imports=_imports(kit, samples),
        client=_client(kit, "Async" if is_async else "", 15 if is_async else 5),
        lines=tuple(map(Code, lines)),
    )


def _imports(kit: Kit, samples: Samples) -> tuple[Code, ...]:
    imports = kit.imports(depth=0)
    for name in samples.used & kit.dialect.imports.keys():
        imports.use(name)
    return imports.lines()[0]


def _call(kit: Kit, method: Method, *, before: int, after: int = 0, through: str = "") -> Code:
    call = Samples(kit).call(method, through=through)
    return kit.lay(call, indent=0, before=before, after=after)


def _groups(kit: Kit, methods: Sequence[Method]) -> Iterator[SampleGroupView]:
    for resource in kit.api.resources:
        own = [method for method in methods if method.resource == resource.key]
        if own:
            yield SampleGroupView(
                name=kit.names.resource(resource.key),
                doc=Prose(summary=prose(resource.doc, split=True).summary),
                samples=tuple(_sample(kit, method) for method in own),
            )


def _sample(kit: Kit, method: Method) -> SampleView:
    before, after = _around(method)
    first, _, rest = after.partition("\n")
    samples = Samples(kit)
    call = kit.lay(samples.call(method), indent=0, before=len(before), after=len(first))
    return SampleView(
        imports=_imports(kit, samples),
        where=_where(kit, method),
        doc=Prose(summary=prose(method.operation.doc, split=True).summary),
        code=Code(f"{before}{call}{first}\n{rest}".rstrip("\n")),
        request=f"{method.operation.method} {method.operation.path}",
    )


def _around(method: Method) -> tuple[str, str]:
    match method.result.manner:
        case Manner.PAGES:
            return "for item in ", ":\n    print(item)"
        case Manner.DOWNLOAD:
            return "with ", ' as download:\n    download.save("file")'
        case Manner.EVENTS | Manner.LINES:
            return "with ", " as stream:\n    for item in stream:\n        print(item)"
        case Manner.VALUE:
            return ("" if isinstance(method.result.type, Null) else "result = "), ""
