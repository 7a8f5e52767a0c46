"""Loads everything at once, for servers that must not stop to import during their first request."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import sys

PACKAGE = __name__.rpartition("._core")[0]

# What a first call would load from the standard library, some of it only when things go wrong.
_LATE = (
    "email.message",
    "email.utils",
    "encodings.idna",
    "hmac",
    "http",
    "json",
    "logging",
    "random",
    "stringprep",
    "urllib.request",
    "zlib",
)


def preload(*, asynchronous: bool = False) -> None:
    """Import all modules of this package and of its HTTP library, and read the TLS certificates."""
    for name in _LATE:
        importlib.import_module(name)
    transport = "aiohttp" if asynchronous else "urllib3"
    importlib.import_module(f"{PACKAGE}._core.transports.{transport}")
    for name in _modules(PACKAGE):
        with contextlib.suppress(ImportError):  # an extra that is not installed
            importlib.import_module(name)
    from .tls import shared_context

    shared_context()


async def apreload() -> None:
    """Do the same for the asynchronous client, without blocking the event loop."""
    import asyncio

    await asyncio.to_thread(preload, asynchronous=True)


def _modules(package: str) -> list[str]:
    """Return the names of a package's modules, without tests and further HTTP libraries."""
    names: list[str] = []
    for found in pkgutil.iter_modules(sys.modules[package].__path__, f"{package}."):
        if found.name.endswith((".transports", ".testing", ".__main__")):
            continue
        names.append(found.name)
        if found.ispkg:
            importlib.import_module(found.name)
            names.extend(_modules(found.name))
    return names
