"""Which proxy the environment asks for."""

from __future__ import annotations


def proxy_for(url: str) -> str | None:
    """Return the proxy that `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name for a URL."""
    import urllib.request
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    found = urllib.request.getproxies()
    proxy = found.get(parts.scheme) or found.get("all")
    if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
