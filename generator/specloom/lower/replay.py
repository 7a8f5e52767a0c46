"""Whether an operation may be sent twice."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.config import ReplayChoice
from specloom.ir.api import In, Parameter, Replay, ReplayClass

_BY_METHOD = {
    "GET": (ReplayClass.SAFE, "GET only reads."),
    "HEAD": (ReplayClass.SAFE, "HEAD only reads."),
    "OPTIONS": (ReplayClass.SAFE, "OPTIONS only reads."),
    "TRACE": (ReplayClass.SAFE, "TRACE only reads."),
    "QUERY": (ReplayClass.SAFE, "QUERY only reads."),
    "PUT": (ReplayClass.IDEMPOTENT, "Doing a PUT twice leaves the same state as once."),
    "DELETE": (ReplayClass.IDEMPOTENT, "Doing a DELETE twice leaves the same state as once."),
}
_KEY_HEADERS = frozenset({
    "idempotency-key", "x-idempotency-key", "idempotency-token", "x-idempotency-token",
    "idempotent-key", "x-idempotent-key", "idempotencykey",
})  # fmt: skip


def replay_of(method: str, parameters: Sequence[Parameter], wish: ReplayChoice | None) -> Replay:
    """Return how `method` behaves when it is repeated, the maintainer's word (`wish`) first.

    A declared Idempotency-Key makes a repetition harmless only where it is sent, so the class stays.
    """
    key = next((each.wire for each in parameters if _is_key(each)), None)
    kind, reason = _BY_METHOD.get(
        method, (ReplayClass.NEVER, f"A second {method} may act a second time.")
    )
    if wish is None:
        return Replay(kind=kind, reason=reason, key_header=key)
    chosen = ReplayClass(wish.kind)
    return Replay(
        kind=chosen,
        reason=wish.reason or (reason if chosen is kind else "The maintainers of this SDK say so."),
        key_header=wish.key_header or key,
        lookup=wish.lookup,
        lookup_help=wish.lookup_help,
    )


def _is_key(parameter: Parameter) -> bool:
    return parameter.place is In.HEADER and parameter.wire.lower() in _KEY_HEADERS
