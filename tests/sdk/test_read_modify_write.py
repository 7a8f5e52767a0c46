"""A PUT replaces the whole record: what was read goes back unchanged, but for what the caller changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from altegio.testing import FakeAltegio
from sdk_driver import Sdk, payload

CARRIED = (
    "staff_id", "seance_length", "comment", "attendance", "api_id", "custom_color",
    "technical_break_duration", "sms_remain_hours", "email_remain_hours",
)  # fmt: skip


def test_what_was_read_goes_back_in_the_api_s_own_shape(sdk: Sdk) -> None:
    raw = payload("get_appointment_list.200.everything")["data"][0]
    raw["custom_fields"] = {"note": "left-handed", "size": 3, "tags": ["a", "b"]}
    sdk.answers(200, {"success": True, "data": raw, "meta": []})
    record = sdk.run(sdk.client.records.get(1, 2))
    sdk.server.play()
    sdk.answers(201, {"success": True, "data": raw, "meta": []})
    sdk.run(sdk.client.records.update(1, 2, **(record.to_update() | {"comment": "by the window"})))
    sent = sdk.arrived.json()
    for name in CARRIED:
        assert sent[name] == ("by the window" if name == "comment" else raw[name]), name
    assert sent["datetime"] == raw["date"].replace(" ", "T")
    assert sent["record_labels"] == [str(label["id"]) for label in raw["record_labels"]]
    assert sent["custom_fields"] == raw["custom_fields"]
    for name, value in sent["client"].items():
        assert value == raw["client"][name]
    for mine, theirs in zip(sent["services"], raw["services"], strict=True):
        assert mine["id"] == theirs["id"]
        assert mine == {key: theirs[key] for key in mine}


def test_an_edit_of_nothing_changes_nothing() -> None:
    def stable(record: Any) -> dict[str, Any]:
        return {key: value for key, value in record.items() if key != "last_change_date"}

    with FakeAltegio() as fake:
        client = fake.client()
        booked = client.records.create(
            100200,
            staff_id=3001,
            services=[{"id": 5001, "cost": 150}],
            client={"phone": "+10000000009", "name": "Mira"},
            datetime=dt.datetime(2030, 2, 15, 10, 0),
            seance_length=3600,
            record_labels=["61"],
            custom_fields={"note": "left-handed"},
        )
        before = client.records.raw.get(100200, booked.id)
        client.records.update(100200, booked.id, **before.parsed.to_update(), save_if_busy=True)
        after = client.records.raw.get(100200, booked.id)
    assert stable(after.json()["data"]) == stable(before.json()["data"])
