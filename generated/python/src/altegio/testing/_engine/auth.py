# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Who is calling: credentials taken from the request, compared with what is known."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping

from .description import Composed, Description, Operation, Scheme, Token
from .messages import Request
from .parameters import cookies, query_pairs

_HOLE = re.compile(r"\{([^{}]*)\}")
Refusal = tuple[int, str]


class Gate:
    """Lets a request through, or says with which status it is refused and why.

    Where the description of the fake names no credential for a scheme, any is good enough.
    """

    def __init__(self, description: Description) -> None:
        self._schemes = description.schemes
        self._tokens: dict[str, Mapping[str, Token]] = dict(description.tokens)
        self._composed = [(one, _pattern(one)) for one in description.composed]
        self._passed: dict[tuple[str, str], bool] = {}

    def accept(self, scheme: str, token: str) -> None:
        """Know one more credential."""
        self._tokens[scheme] = {**self._tokens.get(scheme, {}), token: Token()}
        self._passed.clear()

    def accept_any(self) -> None:
        """Be content with any credential, as long as there is one."""
        self._tokens.clear()
        self._passed.clear()

    def judge(
        self, operation: Operation, request: Request, path: Mapping[str, str]
    ) -> Refusal | None:
        """Return why `request` may not use `operation`, or None."""
        if not operation.security or any(not one for one in operation.security):
            return None
        # Most callers send the same header again and again: what was found once is remembered.
        key = (operation.key, request.headers.get("authorization", ""))
        if self._passed.get(key):
            return None
        refusals = []
        for alternative in operation.security:
            refusal = self._judge(tuple(alternative), request, path, key)
            if refusal is None:
                return None
            refusals.append(refusal)
        # 403 says that somebody was recognised: that is closer to being let in than 401.
        return max(refusals)

    def _judge(
        self,
        schemes: tuple[str, ...],
        request: Request,
        path: Mapping[str, str],
        key: tuple[str, str],
    ) -> Refusal | None:
        sent = self._composed_tokens(schemes, request)
        only_header = True
        for name in schemes:
            scheme = self._schemes.get(name)
            if scheme is None or scheme.kind == "tls":
                continue
            only_header = only_header and scheme.name.lower() == "authorization"
            token = sent[name] if name in sent else _token(scheme, request)
            if token is None or not token:
                return 401, f"{name} is missing: {self._where(name, schemes)}"
            known = self._tokens.get(name)
            if known is None:
                continue
            if token not in known:
                return 401, f"{name} is not known; this fake knows {_some(known)}"
            only_header = only_header and not known[token].only
            for parameter, values in known[token].only.items():
                if parameter in path and path[parameter] not in {str(one) for one in values}:
                    return 403, f"{name} may not touch {parameter} {path[parameter][:40]}"
        if only_header and len(key[1]) < 1_000 and len(self._passed) < 10_000:
            self._passed[key] = True
        return None

    def _where(self, name: str, schemes: tuple[str, ...]) -> str:
        """Return how the credential of a scheme is sent."""
        shared = [one for one, _ in self._composed if set(one.schemes) <= set(schemes)]
        if shared:
            longest = max(shared, key=lambda one: len(one.schemes))
            return f"send '{longest.header}: {longest.template}'"
        scheme = self._schemes[name]
        if scheme.kind == "key":
            return f"send it in the {scheme.place} '{scheme.name}'"
        return f"send 'Authorization: {(scheme.prefix or scheme.kind).capitalize()} ...'"

    def _composed_tokens(self, schemes: tuple[str, ...], request: Request) -> dict[str, str]:
        """Return the tokens of a header that holds several; empty ones if it has another form."""
        wanted = set(schemes)
        shared = [one for one in self._composed if wanted & set(one[0].schemes)]
        found: dict[str, str] = {}
        for composed, pattern in shared:
            match = pattern.fullmatch(request.headers.get(composed.header.lower(), ""))
            names = _HOLE.findall(composed.template)
            # Who sends more than is asked for is recognised all the same.
            if match is not None and len(names) > len(found):
                found = dict(zip(names, match.groups(), strict=True))
        known = {name for composed, _ in shared for name in composed.schemes}
        return {name: found.get(name, "") for name in known & wanted}


def _pattern(composed: Composed) -> re.Pattern[str]:
    parts = _HOLE.split(composed.template)
    text = "".join(
        re.escape(part) if at % 2 == 0 else r"([^\s,;]+)" for at, part in enumerate(parts)
    )
    # The names of authentication schemes are not case-sensitive, and spaces may be doubled.
    return re.compile(text.replace(r"\ ", r"\s+"), re.IGNORECASE)


def _token(scheme: Scheme, request: Request) -> str | None:
    find = _PLACES.get(scheme.place, _PLACES["header"])
    raw = find(request, scheme.name)
    if raw is None or scheme.kind == "key":
        return raw
    word, _, rest = raw.strip().partition(" ")
    if word.lower() != (scheme.prefix or scheme.kind).lower():
        return None
    token = rest.strip()
    return _decoded(token) if scheme.kind == "basic" else token


def _decoded(token: str) -> str | None:
    try:
        text = base64.b64decode(token, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return text if ":" in text else None


def _in_query(request: Request, name: str) -> str | None:
    return dict(query_pairs(request.query)).get(name)


_PLACES: Mapping[str, Callable[[Request, str], str | None]] = {
    "header": lambda request, name: request.headers.get(name.lower()),
    "query": _in_query,
    "cookie": lambda request, name: cookies(request.headers.get("cookie", "")).get(name),
}


def _some(known: Mapping[str, Token]) -> str:
    names = [f"'{name}'" for name in known]
    return " and ".join(names[:3]) if names else "none"
