"""Webhooks: what the API sends by itself, read into models."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from . import _core, models


def parse(body: bytes | str, *, strict: bool = False) -> models.RecordEvent:
    """A record was created, changed or deleted.

    Sent to the addresses in the webhook settings of the location about five seconds
    after the event. Nothing in it proves that the vendor sent it: put a secret of your
    own into the address. Events that your own calls cause are left out when the setting
    `self_sending` is 0.
    """
    event: models.RecordEvent = _core.read_event(
        body, models.RecordEvent, strict=strict
    )
    return event
