"""Paths as OpenAPI writes them, where a description writes URI templates (RFC 6570) instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_MARKED: Final = re.compile(r"\{(?P<mark>[.;+]?)(?P<name>[^{}]*?)(?P<explode>\*?)\}")
_STYLES: Final = {".": "label", ";": "matrix"}


def address(path: str) -> str:
    """Return `path` as a method sends it: a slash in front, and plain names between braces."""
    return plain(path if path.startswith("/") else f"/{path}")


def plain(path: str) -> str:
    """Return `path` with nothing but names between its braces: `/{.a}/{;b*}` is `/{a}/{b}`."""
    return _MARKED.sub(lambda found: f"{{{found['name']}}}" if found["name"] else found[0], path)


def marks(path: str) -> Mapping[str, Mapping[str, str | bool]]:
    """Return what the marks in `path` say of each name, as a parameter would say it."""
    said: dict[str, dict[str, str | bool]] = {}
    for found in _MARKED.finditer(path):
        marked = said.setdefault(found["name"], {})
        if found["mark"] in _STYLES:
            marked["style"] = _STYLES[found["mark"]]
        if found["explode"]:
            marked["explode"] = True
    return said
