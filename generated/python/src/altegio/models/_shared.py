"""Types that several resources use."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class Attendance(_core.IntEnum):
    """What became of the visit.

    Some third-party clients have 1 and 2 the wrong way round: 2 is the earlier step.
    """

    NO_SHOW = -1
    """The client did not come."""
    WAITING = 0
    """The client is expected; nothing is known yet. The initial state."""
    ARRIVED = 1
    """The client came and the services were provided."""
    CONFIRMED = 2
    """The client confirmed that they will come."""


class ErrorEnvelope(_core.Model):
    """Why the call failed."""

    success: bool
    """Always false."""
    data: None = None
    """Null, or absent."""
    meta: _core.EmptyListNone[ErrorMeta] | None = None
    """The reason. A 404 may leave it empty, as `{}` or `[]`."""


class ErrorMeta(_core.Model):
    """The reason for a failure."""

    message: str | None = None
    """What went wrong, in the account's language. Example: `"Access denied."`."""


class ValidationErrorEnvelope(_core.Model):
    """Something in the request is wrong."""

    success: bool
    """Always false."""
    data: None = None
    """Null, or absent."""
    meta: _core.EmptyListNone[ValidationErrorMeta] | None = None
    """The reason, with the fields that are wrong."""


class ValidationErrorMeta(_core.Model):
    """The reason for the refusal and the fields concerned."""

    message: str | None = None
    """What went wrong, in the account's language. Example: `"An error has
    occurred."`.
    """
    errors: list[FieldErrors] | FieldErrors | None = None
    """What is wrong with which field. Documented both as a list of maps and, in newer
    parts of the API, as one map.
    """


class FastPayment(_core.IntEnum):
    """Pay for the whole visit in the same call."""

    CASH = 1
    """Cash."""
    CASHLESS = 2
    """Cashless."""
    CASH_AND_PRINT = 129
    """Cash, and print the bill."""
    CASHLESS_AND_PRINT = 130
    """Cashless, and print the bill."""


FieldErrors: t.TypeAlias = dict[str, str | list[str]]
"""Complaints by field. The key is a field, at times in brackets (`[title]`), with a
list of complaints; or it is `message` with one complaint about no field in particular.
"""
