# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The `Prefer` header (RFC 7240): how a request would like to be answered."""

from __future__ import annotations

import msgspec

from .answers import NO_WISH, Wish
from .refusals import RefusedError


class Preference(msgspec.Struct, frozen=True, kw_only=True):
    """What a request wishes. `faults` is the text of faults, `applied` what was understood."""

    wish: Wish = NO_WISH
    faults: str = ""
    applied: tuple[str, ...] = ()


def read(header: str) -> Preference:
    """Return what a `Prefer` header asks for; what is meant for others is left alone."""
    if not header:
        return Preference()
    wishes: dict[str, str] = {}
    for part in header[:2_000].replace(";", ",").split(","):
        name, _, value = part.strip().partition("=")
        wishes[name.strip().lower()] = value.strip().strip('"')
    code = wishes.get("code", wishes.get("status"))
    if code is not None and not (code.isascii() and code.isdigit() and 200 <= int(code[:4]) <= 599):
        raise RefusedError(400, f"Prefer: code={code[:20]} is no status that can be answered")
    known = [
        name for name in ("code", "status", "example", "dynamic", "seed", "delay") if name in wishes
    ]
    wish = Wish(
        code=None if code is None else int(code),
        example=wishes.get("example"),
        dynamic=wishes.get("dynamic", "false").lower() in {"true", "1", ""},
        salt=wishes.get("seed", "")[:40],
    )
    faults = f"delay={wishes['delay']}" if "delay" in wishes else ""
    applied = tuple(f"{name}={_safe(wishes[name])}" for name in known)
    # Who asks for nothing special gets what everybody gets: the answer that remembers.
    return Preference(wish=NO_WISH if wish == NO_WISH else wish, faults=faults, applied=applied)


def _safe(text: str) -> str:
    return "".join(char if " " < char <= "~" else "?" for char in text)[:100]
