"""What the package itself is called, where the maintainer did not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.config import Config
from specloom.ir import words
from specloom.ir.api import Api
from specloom.target.casing import DEVICES
from specloom.target.dialect import Dialect
from specloom.target.names import Root

_NOISE = frozenset(
    [
        "api",
        "apis",
        "rest",
        "http",
        "openapi",
        "swagger",
        "spec",
        "specification",
        "the",
        "public",
        "v",
        "v1",
        "v2",
        "v3",
        "v4",
    ]
)
_LONGEST = 40


def root_of(api: Api, config: Config, dialect: Dialect) -> Root:
    """Return the names of the package: as sdk.yaml says, else after the API's title."""
    chosen = config.package
    parts = [
        word for word in words.split(api.title) if word not in _NOISE and not _is_version(word)
    ]
    while len("_".join(parts)) > _LONGEST and len(parts) > 1:
        parts.pop()
    parts = [part[:_LONGEST] for part in parts] or ["api", "client"]
    if parts[0][0].isdigit():
        parts.insert(0, "api")
    snake = "_".join(parts)
    if (
        snake in dialect.reserved["keywords"]
        or snake in dialect.reserved["packages"]
        or snake in DEVICES
    ):
        snake = f"{snake}_api"
        parts.append("api")
    package = _valid(chosen.name, r"[a-z_][a-z0-9_]*") or snake
    distribution = _valid(chosen.distribution, r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
    client = _valid(chosen.client, r"[A-Z][A-Za-z0-9]*")
    if client is None:
        client = _spelled(parts, api.title)
        taken = {
            name
            for key in ("keywords", "public", "client_module")
            for name in dialect.reserved[key]
        }
        if not taken.isdisjoint((client, f"Async{client}")):
            client = f"{client}Api"
    return Root(
        package=package,
        distribution=distribution or package.replace("_", "-"),
        client=client,
    )


def _spelled(parts: Sequence[str], title: str) -> str:
    """Return `parts` as one name, with the capitals that a brand has inside (OpenAI, WorkOS)."""
    name = "".join(part[:1].upper() + part[1:] for part in parts)
    for brand in re.findall(r"[A-Za-z0-9]+", title):
        capitals = sum(letter.isupper() for letter in brand[1:])
        if capitals and not brand.isupper():
            own = "".join(part[:1].upper() + part[1:] for part in words.split(brand))
            name = name.replace(own, brand[:1].upper() + brand[1:])
    return name


def _valid(name: str | None, pattern: str) -> str | None:
    return name if name and re.fullmatch(pattern, name) else None


def _is_version(word: str) -> bool:
    return word.isdigit()
