"""Calls the client that openapi-python-client generated."""

import asyncio
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import httpx
from opc_client.api.appointments import create_appointment, get_appointment, get_appointment_list
from opc_client.client import AuthenticatedClient
from opc_client.models import RecordList, StandardBooking
from timing import BASE, BODY, awaited, report, timed

BODY = BODY | {"datetime": "2030-01-15T18:30:00"}


def client() -> AuthenticatedClient:
    return AuthenticatedClient(base_url=BASE, token="p, User u", raise_on_unexpected_status=True)


def sync() -> dict[str, float]:
    with client() as one:
        many = get_appointment_list.sync(1, client=one)
        assert len(many.data) == 200
        booking = StandardBooking.from_dict(dict(BODY))
        content = httpx.get(f"{BASE}/records/1").content
        return {
            "one record": timed(lambda: get_appointment.sync(1, 2, client=one)),
            "200 records": timed(lambda: get_appointment_list.sync(1, client=one)),
            "a booking": timed(
                lambda: create_appointment.sync(
                    1, client=one, body=StandardBooking.from_dict(dict(BODY))
                )
            ),
            "read 200 records": timed(lambda: RecordList.from_dict(json.loads(content))),
            "write a booking": timed(lambda: json.dumps(booking.to_dict())),
        }


async def asynchronous() -> dict[str, float]:
    async with client() as one:
        return {
            "one record, async": await awaited(lambda: get_appointment.asyncio(1, 2, client=one)),
            "200 records, async": await awaited(
                lambda: get_appointment_list.asyncio(1, client=one)
            ),
        }


report({**sync(), **asyncio.run(asynchronous())})
