"""A client for the Altegio records API.

Appointments in Altegio - book, read, change and delete them, and hear about changes.

The part of Altegio's B2B V1 API that deals with records, which is what the API calls
appointments. This is an independent description, made from the vendor's public
documentation and from what the API was seen to send. Where the two differ, it follows
what was seen and says so.

**Names.** Altegio has renamed its concepts, the data have not: a *location* is
`company_id` (older still: `salon_id`), a *team member* `staff_id` (`master_id`), an
*appointment* a record, an *event* `activity_id`, a *session* a seance. Requests accept
the newer names for most of them, answers keep the older ones. This description uses the
older ones throughout, because they work in both directions.

**Answers** are wrapped: `success`, `data` and `meta`. An object or map without content
may be sent as `[]`.

**Time.** Everything happens on the clock of the location. Dates come in three shapes:
with a space and no offset, with an offset such as `+05:00`, and with one such as
`+0500`. Lengths are in seconds, reminders in hours.

**Money** is a plain number in the currency of the location.

**Limits.** 200 requests a minute and 5 a second for each address that calls.

**Versions.** The vendor means to retire V1 in favour of V2, without a date so far. V2
cannot book a standard appointment.
"""

# pyright: reportPrivateUsage=false

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import errors, inputs, models, transports, webhooks
    from ._core import (
        OMIT,
        ApiError,
        AsyncDownload,
        AsyncEventStream,
        AsyncLineStream,
        AsyncPages,
        ClientCredentials,
        DecodeError,
        Download,
        Drift,
        Event,
        EventStream,
        Issue,
        LineStream,
        Omit,
        OutcomeUnknownError,
        Page,
        Pages,
        RefreshToken,
        RequestEvent,
        Response,
        ResponseEvent,
        RetryEvent,
        SecretStr,
        Timeout,
        Upload,
        apreload,
        extra,
        is_known,
        preload,
        to_dict,
    )
    from .client import (
        Altegio,
        AsyncAltegio,
    )
    from .errors import AltegioError

__version__ = "0.1.0"

_MODULES = frozenset({"errors", "inputs", "models", "transports", "webhooks"})
_HOMES = {
    "Altegio": "client",
    "AsyncAltegio": "client",
    "AltegioError": "errors",
}

__all__ = [
    "OMIT",
    "Altegio",
    "AltegioError",
    "ApiError",
    "AsyncAltegio",
    "AsyncDownload",
    "AsyncEventStream",
    "AsyncLineStream",
    "AsyncPages",
    "ClientCredentials",
    "DecodeError",
    "Download",
    "Drift",
    "Event",
    "EventStream",
    "Issue",
    "LineStream",
    "Omit",
    "OutcomeUnknownError",
    "Page",
    "Pages",
    "RefreshToken",
    "RequestEvent",
    "Response",
    "ResponseEvent",
    "RetryEvent",
    "SecretStr",
    "Timeout",
    "Upload",
    "apreload",
    "errors",
    "extra",
    "inputs",
    "is_known",
    "models",
    "preload",
    "to_dict",
    "transports",
    "webhooks",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        """Load what is asked for; importing this package alone loads nothing."""
        from importlib import import_module

        if name in _MODULES:
            value = import_module(f".{name}", __name__)
        elif name in __all__:
            home = import_module(f".{_HOMES.get(name, '_core')}", __name__)
            value = getattr(home, name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
