"""Documents at addresses that were allowed by name, held to the digest they had the first time."""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from specloom.reading.limits import MAX_BYTES

LOCK_NAME = "refs.lock"
_TIMEOUT = 30.0


def is_allowed(url: str, allowed: str) -> bool:
    """Return whether `url` lies at or below the address `allowed`.

    Host and scheme must be the same, so that https://a.example does not allow
    https://a.example.org, and no step may lead upwards.
    """
    try:
        asked, given = urlsplit(url), urlsplit(allowed)
        same_host = asked.scheme in ("http", "https") and (
            (asked.scheme, asked.netloc.casefold()) == (given.scheme, given.netloc.casefold())
        )
    except ValueError:
        return False
    if not same_host or not asked.netloc or "@" in asked.netloc:
        return False
    if ".." in unquote(asked.path).replace("\\", "/").split("/"):
        return False
    base = given.path.rstrip("/")
    return asked.path == given.path or asked.path.startswith(f"{base}/") or not base


def fetcher(lock: Path, *, read: Callable[[str], bytes] | None = None) -> Callable[[str], bytes]:
    """Return a function that reads an address and holds it to its digest in `lock`.

    What is read for the first time is noted there; what has changed since is a ValueError.
    """
    read = read or _read

    def fetch(url: str) -> bytes:
        raw = read(url)
        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        locked = dict(_locked(lock))
        if url in locked and locked[url] != digest:
            raise ValueError(
                f"it is not what it was when it was locked; look at it, then remove it from {lock.name}"
            )
        if url not in locked:
            locked[url] = digest
            lock.write_text(json.dumps(dict(sorted(locked.items())), indent=2) + "\n", "utf-8")
        return raw

    return fetch


def _locked(lock: Path) -> Mapping[str, str]:
    if not lock.exists():
        return {}
    try:
        found = json.loads(lock.read_text("utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ValueError(f"{lock.name} is damaged; restore it or remove it")
    return found


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Whoever allowed one address did not allow another."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def _read(url: str) -> bytes:
    opener = urllib.request.build_opener(_NoRedirects)
    request = urllib.request.Request(url, headers={"Accept": "application/json, application/yaml"})
    try:
        with opener.open(request, timeout=_TIMEOUT) as answer:
            raw: bytes = answer.read(MAX_BYTES + 1)
            return raw
    except urllib.error.HTTPError as error:
        raise ValueError(f"the server answered {error.code}") from None
    except http.client.HTTPException:
        raise ValueError("the server did not answer in HTTP") from None
    except urllib.error.URLError as error:
        raise ValueError(f"the server cannot be reached: {error.reason}") from None
