"""The TLS context that every connection of the process shares."""

from __future__ import annotations

import os
import threading
import typing as t

if t.TYPE_CHECKING:
    import ssl

_shared: ssl.SSLContext | None = None
_lock = threading.Lock()


def shared_context() -> ssl.SSLContext:
    """Return a context that verifies certificates and host names, built at the first call.

    Reading a bundle of authorities takes 20 ms and more; libraries that do it for every connection pay
    it every time. Nothing in the environment switches verification off.
    """
    global _shared
    if _shared is None:
        with _lock:
            if _shared is None:
                _shared = new_context()
    return _shared


def new_context(certificate: str | tuple[str, str] | None = None) -> ssl.SSLContext:
    """Return a fresh context, with a client certificate if one is given."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    _trust(context)
    if certificate is not None:
        if isinstance(certificate, str):
            context.load_cert_chain(certificate)
        else:
            context.load_cert_chain(*certificate)
    return context


def _trust(context: ssl.SSLContext) -> None:
    import ssl

    paths = ssl.get_default_verify_paths()
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file or folder:
        context.load_verify_locations(file or None, folder or None)
    elif paths.capath and _is_hashed(paths.capath):
        # Certificates are looked up one by one when needed: nothing is parsed now.
        context.load_verify_locations(capath=paths.capath)
    else:
        context.load_default_certs()
        if not context.cert_store_stats()["x509_ca"]:
            _trust_certifi(context)


def _is_hashed(folder: str) -> bool:
    with os.scandir(folder) as entries:
        return any(len(name := entry.name) == 10 and name.endswith(".0") for entry in entries)


def _trust_certifi(context: ssl.SSLContext) -> None:
    import importlib

    try:
        bundle: str = importlib.import_module("certifi").where()
    except ImportError:
        return
    context.load_verify_locations(bundle)
