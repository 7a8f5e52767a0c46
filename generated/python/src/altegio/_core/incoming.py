"""Reads what an API sends by itself."""

from __future__ import annotations

import typing as t

from .codec import Undecodable, decode
from .reading import undecodable


def read_event(body: bytes | str, kind: t.Any, *, strict: bool = False) -> t.Any:
    """Return the body of a webhook as `kind`, read with the same mercy as an answer.

    Raises DecodeError for what is not JSON at all, and with `strict` for what departs from its
    description.
    """
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    try:
        return decode(data, kind, strict=strict).value
    except Undecodable as error:
        raise undecodable(error, None) from error
