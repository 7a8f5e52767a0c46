"""Calls the SDK that specloom generated."""

import asyncio
import datetime as dt
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from altegio import Altegio, AsyncAltegio, models
from altegio._core import decode, encode
from timing import BASE, BODY, awaited, report, timed

WHEN = dt.datetime(2030, 1, 15, 18, 30)
WHO = {"partner_token": "p", "user_token": "u", "base_url": BASE, "rate_limit": False}


def sync() -> dict[str, float]:
    with Altegio(**WHO) as client:
        many = client.records.raw.list(1)
        assert len(many.parsed.data) == 200
        assert not many.issues
        assert not client.records.raw.get(1, 2).issues
        content, page = many.content, type(many.parsed)
        booking = models.StandardBooking(datetime=WHEN, **BODY)
        return {
            "one record": timed(lambda: client.records.get(1, 2)),
            "200 records": timed(lambda: client.records.raw.list(1)),
            "a booking": timed(lambda: client.records.create(1, datetime=WHEN, **BODY)),
            "read 200 records": timed(lambda: decode(content, page)),
            "write a booking": timed(lambda: encode(booking)),
        }


async def asynchronous() -> dict[str, float]:
    async with AsyncAltegio(**WHO) as client:
        return {
            "one record, async": await awaited(lambda: client.records.get(1, 2)),
            "200 records, async": await awaited(lambda: client.records.raw.list(1)),
        }


report({**sync(), **asyncio.run(asynchronous())})
