"""Calls the client that OpenAPI Generator generated over aiohttp."""

import asyncio
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from oaga_client import ApiClient, AppointmentsApi, Configuration
from timing import BASE, awaited, report


async def asynchronous() -> dict[str, float]:
    async with ApiClient(Configuration(host=BASE, access_token="p")) as client:
        api = AppointmentsApi(client)
        assert len((await api.get_appointment_list(1)).data) == 200
        return {
            "one record, async": await awaited(lambda: api.get_appointment(1, 2)),
            "200 records, async": await awaited(lambda: api.get_appointment_list(1)),
        }


report(asyncio.run(asynchronous()))
