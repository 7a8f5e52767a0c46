"""Calls the client that OpenAPI Generator generated over urllib3."""

import json
import pathlib
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from oag_client import ApiClient, AppointmentsApi, Configuration
from oag_client.models import CreateAppointmentRequest, RecordList, StandardBooking
from timing import BASE, BODY, report, timed

BODY = BODY | {"datetime": "2030-01-15T18:30:00"}

with ApiClient(Configuration(host=BASE, access_token="p")) as client:
    api = AppointmentsApi(client)
    assert len(api.get_appointment_list(1).data) == 200
    with urllib.request.urlopen(f"{BASE}/records/1") as answer:
        content = answer.read()
    booking = StandardBooking.from_dict(BODY)
    report(
        {
            "one record": timed(lambda: api.get_appointment(1, 2)),
            "200 records": timed(lambda: api.get_appointment_list(1)),
            "a booking": timed(
                lambda: api.create_appointment(
                    1, CreateAppointmentRequest(StandardBooking.from_dict(BODY))
                )
            ),
            "read 200 records": timed(lambda: RecordList.from_dict(json.loads(content))),
            "write a booking": timed(lambda: json.dumps(booking.to_dict())),
        }
    )
