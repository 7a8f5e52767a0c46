"""The `mock` section of sdk.yaml: what maintainers say about the fake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.mock.engine.description import Collection, Quirk, Refusal, Token

_T = TypeVar("_T")


class CollectionChoice(Collection, frozen=True, kw_only=True):
    """What is said of a collection. What is left out is derived from the description."""

    name: str = ""
    operations: Mapping[str, str] = {}


class KnownToken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A credential with limits: by path parameter, the values that it may touch."""

    token: str
    only: Mapping[str, tuple[Any, ...]] = {}


class MockChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section as a whole; a collection that is false is none."""

    credentials: Mapping[str, tuple[str | KnownToken, ...]] = {}
    time_zone: str = "+00:00"
    catalogues: Mapping[str, tuple[Mapping[str, Any], ...]] = {}
    collections: Mapping[str, Any] = {}
    refuse: tuple[Refusal, ...] = ()
    errors: Mapping[str, Any] = {}
    field_error: Any = None
    messages: Mapping[str, str] = {}
    rate_limit: Literal["declared", "none"] = "declared"
    quirks: tuple[Quirk, ...] = ()

    def tokens(self) -> dict[str, dict[str, Token]]:
        """Return the known credentials by scheme."""
        return {
            scheme: {
                one if isinstance(one, str) else one.token: (
                    Token() if isinstance(one, str) else Token(only=one.only)
                )
                for one in known
            }
            for scheme, known in self.credentials.items()
        }


def read(config: Config, report: Report) -> tuple[MockChoice, dict[str, CollectionChoice | None]]:
    """Return the section and its collections by name; mistakes are reported and left out."""
    section = _bound(dict(config.mock), MockChoice, config, report, "mock")
    choice = section or MockChoice()
    collections: dict[str, CollectionChoice | None] = {}
    for name, facts in choice.collections.items():
        if facts is False or facts is None:
            collections[name] = None
            continue
        found = _bound(facts, CollectionChoice, config, report, "mock", "collections", name)
        if found is not None:
            collections[name] = msgspec.structs.replace(found, name=name)
    return choice, collections


def _bound(value: Any, kind: type[_T], config: Config, report: Report, *path: str) -> _T | None:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        inside = where.strip("`").removeprefix("$").lstrip(".")
        steps = [*path, *[step for step in inside.split(".") if step.isidentifier()]]
        report.error(
            "bad-mock-section",
            text=f"{'.'.join(path)}: {what.replace('`', chr(39))}"
            + (f", at '{inside}'" if inside else ""),
            at=config.place(*steps),
            help="The words that are known are those of the section in the documentation of the fake.",
        )
        return None
