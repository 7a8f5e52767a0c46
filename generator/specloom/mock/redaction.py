"""Exchanges without their secrets, for files that people pass on."""

from __future__ import annotations

from specloom.mock.engine.description import Description

HIDDEN = "***"
_ALWAYS = frozenset(("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"))


class Redaction:
    """Knows which headers and query parameters hold secrets."""

    def __init__(self, description: Description) -> None:
        named = [one for one in description.schemes.values() if one.kind == "key"]
        self._headers = _ALWAYS | {one.name.lower() for one in named if one.place == "header"}
        self._headers |= {one.header.lower() for one in description.composed}
        self._query = {one.name for one in named if one.place == "query"} | {"access_token"}

    def header(self, name: str, value: str) -> str:
        """Return the value of a header, or stars."""
        return HIDDEN if name.lower() in self._headers else value

    def query(self, text: str) -> str:
        """Return a query without the values of secret parameters."""
        parts = []
        for part in text.split("&"):
            name, mark, _ = part.partition("=")
            parts.append(f"{name}={HIDDEN}" if mark and name in self._query else part)
        return "&".join(parts)
