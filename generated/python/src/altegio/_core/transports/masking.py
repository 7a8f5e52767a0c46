"""Keeps keys that travel in the address out of the logs of HTTP libraries, which print addresses."""

from __future__ import annotations

import logging
from contextvars import ContextVar

from ..headers import MASK

_secret: ContextVar[str] = ContextVar("secret", default="")
_covered: set[str] = set()


class _Mask(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        secret = _secret.get()
        if secret:
            message = record.getMessage()
            if secret in message:
                record.msg, record.args = message.replace(secret, MASK), None
        return True


def hide(secret: str, logger: str) -> None:
    """Mask `secret` in what `logger` says from now on in this thread or task."""
    if logger not in _covered:
        _covered.add(logger)
        logging.getLogger(logger).addFilter(_Mask())
    _secret.set(secret)
