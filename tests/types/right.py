"""Calls that a type checker must accept."""

import asyncio
import datetime as dt
from typing import assert_type

import altegio
import urllib3
from altegio import Altegio, AltegioError, AsyncAltegio, Drift, errors, inputs, models, transports

WHEN = dt.datetime(2026, 9, 21, 14, 0)


def book(client: Altegio) -> models.Record:
    record = client.records.create(
        4564,
        staff_id=9,
        services=[{"id": 331, "cost": 1200}, models.BookedService(id=332)],
        client={"phone": "+13155550175"},
        datetime=WHEN,
        seance_length=3600,
        attendance=1,
        technical_break_duration=None,
        save_if_busy=False,
    )
    assert_type(record, models.Record)
    return record


def join_event(client: Altegio) -> models.Record:
    visitor: inputs.BookedClientDict = {"phone": "+13155550175"}
    return client.records.create(
        location_id=4564,
        activity_id=60001,
        client=visitor,
        attendance=models.Attendance.CONFIRMED,
    )


def read(client: Altegio) -> None:
    for record in client.records.list(4564, start_date=dt.date(2026, 9, 1), with_deleted=True):
        assert_type(record, models.Record)
        assert_type(record.date, dt.datetime)
        if record.client:
            assert_type(record.client, models.Client)
    response = client.records.raw.get(4564, 1)
    assert_type(response.parsed, models.Record)
    assert_type(response.status, int)
    assert_type(client.records.delete(4564, 1), None)


async def read_async(client: AsyncAltegio) -> None:
    async for record in client.records.list(4564):
        assert_type(record, models.Record)
    assert_type(await client.records.get(4564, 1), models.Record)


def receive(body: bytes) -> int:
    event = altegio.webhooks.parse(body)
    assert_type(event, models.RecordEvent)
    return event.resource_id


class Wire:
    """A transport of one's own, which derives from nothing."""

    def send(self, request: transports.Request) -> transports.Reply:
        return transports.Reply(204, transports.Headers([]), iter(()), self.close)

    def close(self) -> None:
        pass


def carry() -> None:
    for carrier in (Wire(), urllib3.PoolManager(), transports.Httpx2Transport()):
        with Altegio(transport=carrier, on_drift=Drift("drift.jsonl")) as client:
            try:
                client.records.delete(4564, 1)
            except errors.NotFound as error:
                assert_type(error.status, int)
            except AltegioError as error:
                assert_type(error.attempts, int)


async def main() -> None:
    async with AsyncAltegio(partner_token="p", user_token=lambda: "u") as client:
        await read_async(client)
    with Altegio(partner_token="p", user_token="u").with_options(timeout=5) as other:
        assert_type(other, Altegio)
        read(other)


if __name__ == "__main__":
    asyncio.run(main())
