"""Addresses: where the API lives, and whether two of them are the same place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urljoin, urlsplit

from .errors import InvalidArgumentError
from .settings import Server

PORTS = {"http": 80, "https": 443}


def base_of(servers: Sequence[Server], variables: Mapping[str, str | None]) -> str | None:
    """Return the address of the first server, its variables filled in; None if it has no host."""
    if not servers:
        return None
    server = servers[0]
    url = server.url
    for variable in server.variables:
        value = variables.get(variable.arg or variable.name)
        if value is None:
            value = variable.default
        elif variable.values and value not in variable.values:
            raise InvalidArgumentError(
                f"{variable.arg or variable.name}= must be one of {', '.join(variable.values)}"
            )
        else:
            _check_variable(server.url, variable.name, variable.arg or variable.name, value)
        url = url.replace("{" + variable.name + "}", value)
    return checked_base(url) if "://" in url else None


def _check_variable(url: str, name: str, arg: str, value: str) -> None:
    """Refuse a value that would move the rest of the address to another place."""
    host = url.partition("://")[2].partition("/")[0]
    bad = "/?#@\\" if "{" + name + "}" in host else "?#@\\"
    if any(char in bad or char <= " " or char == "\x7f" for char in value):
        raise InvalidArgumentError(f"{arg}= cannot be a part of an address: {value[:60]!r}")


def checked_base(url: str) -> str:
    """Return a base address without a slash at its end, or say what is wrong with it."""
    parts = urlsplit(url.strip())
    if parts.scheme not in PORTS or not parts.hostname:
        raise InvalidArgumentError(
            f"base_url must start with https:// and name a host: {url[:80]!r}"
        )
    if parts.username is not None or parts.password is not None:
        raise InvalidArgumentError("base_url must not hold credentials: pass them as arguments")
    if parts.query or parts.fragment:
        raise InvalidArgumentError("base_url must not have a query or a fragment")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme)


def resolved(base: str, reference: str) -> str | None:
    """Return what a reference from the server means; None if it is not an address to follow."""
    try:
        url = urljoin(base, reference.strip())
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port is None else f"{host}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    query = quote(parts.query, safe="%/?:@!$&'()*+,;=~-._[]")
    return f"{parts.scheme}://{netloc}{path}" + (f"?{query}" if query else "")
