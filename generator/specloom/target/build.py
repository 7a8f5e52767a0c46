"""The whole package as views."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from specloom.config import Config
from specloom.ir.types import Doc
from specloom.target.build_client import build_clients, build_settings
from specloom.target.build_descriptors import Descriptors
from specloom.target.build_errors import base_error, build_errors
from specloom.target.build_inputs import build_inputs
from specloom.target.build_models import build_models, build_models_facade
from specloom.target.build_readme import build_readme
from specloom.target.build_resources import build_resource
from specloom.target.build_webhooks import build_webhooks
from specloom.target.code import Code
from specloom.target.imports import listed, order
from specloom.target.kit import Kit
from specloom.target.prose import Prose, prose
from specloom.target.reference import build_reference
from specloom.target.views import AuthorView, PackageView, ProjectView, ResourceImportView


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """What the templates of a target can print.

    `repeats` has, for each `{word}` that a path may hold, the texts that take its place, each
    with the view that the template finds under that word.
    """

    package: PackageView
    repeats: Mapping[str, Sequence[tuple[str, object]]] = field(default_factory=dict)


def build_views(kit: Kit, config: Config) -> Views:
    """Return everything that is printed about the API of `kit`."""
    models = build_models(kit)
    resources = [build_resource(kit, resource) for resource in kit.api.resources]
    webhooks = build_webhooks(kit)
    descriptors = Descriptors(kit, kit.outside(kit.imports(depth=0)))
    root = kit.names.root
    errors = build_errors(kit)
    own = [error.name for error in errors]
    base = base_error(kit, own)
    clients = (root.client, f"Async{root.client}")
    # A client that is called like something of the runtime goes before it.
    public = [name for name in kit.dialect.reserved["public"] if name not in (*clients, base)]
    offered = [
        name for name in kit.dialect.reserved["errors"] if name != kit.dialect.errors["base"]
    ]
    package = PackageView(
        name=Code(root.package),
        client=Code(root.client),
        async_client=Code(f"Async{root.client}"),
        client_names=tuple(Code(name) for name in sorted(clients, key=order)),
        base_error=base,
        runtime_base=Code(kit.dialect.errors["base"]),
        title=kit.api.title,
        project=_project(kit, config),
        doc=_package_doc(kit),
        settings=build_settings(kit, config.package.version, descriptors),
        clients=build_clients(kit),
        resources=tuple(
            sorted(
                (_imported(kit, resource.key) for resource in kit.api.resources),
                key=lambda view: view.module,
            )
        ),
        models=build_models_facade(kit, models),
        inputs=build_inputs(kit),
        errors=errors,
        runtime_errors=tuple(map(Code, sorted(kit.dialect.reserved["errors"], key=order))),
        all_errors=_sorted(offered, own, (base,)),
        runtime_names=tuple(map(Code, sorted(public, key=order))),
        all_names=_sorted(
            public,
            (*clients, base, "errors", "inputs", "models", "transports"),
            ("webhooks",) if webhooks is not None else (),
        ),
        has_webhooks=webhooks is not None,
        webhooks=webhooks,
        readme=build_readme(kit),
        groups=tuple(resources),
        modules=models,
    )
    return Views(
        package=package,
        repeats={
            "package": [(root.package, package)],
            "resource": [(view.name, view) for view in resources],
            "module": [(view.module, view) for view in models],
            "reference": [("reference", build_reference(kit))],
            "webhooks": [] if webhooks is None else [("webhooks", webhooks)],
            "license": [("LICENSE", package.project)] if config.package.license == "MIT" else [],
        },
    )


def _package_doc(kit: Kit) -> Prose:
    said = prose(kit.api.doc)
    return Prose(
        summary=f"A client for the {_title(kit)}.", paragraphs=(said.summary, *said.paragraphs)
    )


def _project(kit: Kit, config: Config) -> ProjectView:
    package = config.package
    description = package.description or f"A client for the {_title(kit)}."
    authors = tuple(map(_author, package.authors))
    return ProjectView(
        name=Code(kit.names.root.package),
        requirement=Code(kit.names.root.distribution),
        version=package.version,
        release=Code(re.sub(r"[^0-9A-Za-z.+!-]", "", package.version)),
        description=description,
        summary=prose(Doc(description=description)),
        license=package.license or "",
        authors=authors,
        holders=", ".join(author.name for author in authors) or "the authors",
        homepage=package.homepage or "",
        repository=package.repository or "",
        has_urls=bool(package.homepage or package.repository),
        source=f"src/{kit.names.root.package}",
    )


def _author(text: str) -> AuthorView:
    name, _, address = text.partition("<")
    return AuthorView(name=name.strip() or text, email=address.strip(" >"))


def _title(kit: Kit) -> str:
    title = kit.api.title or kit.names.root.client
    return title if title.lower().endswith(("api", "apis")) else f"{title} API"


def _imported(kit: Kit, key: str) -> ResourceImportView:
    name = kit.names.group(key)
    flavors = [flavor for flavor in kit.dialect.flavors if not flavor.raw]
    names = sorted((f"{flavor.prefix}{name}" for flavor in flavors), key=order)
    line = f"    from .resources.{kit.names.resource(key)} import {', '.join(names)}"
    if len(line) <= kit.dialect.width:
        return ResourceImportView(module=kit.names.resource(key), imported=Code(", ".join(names)))
    inner = "".join(f"\n        {name}," for name in names)
    return ResourceImportView(module=kit.names.resource(key), imported=Code(f"({inner}\n    )"))


def _sorted(*names: Iterable[str]) -> tuple[Code, ...]:
    return tuple(map(Code, sorted((name for group in names for name in group), key=listed)))
