"""Every payload that was seen is read, typed, and without a complaint."""

from __future__ import annotations

import datetime as dt
import json
import typing as t

import altegio
import pytest
from altegio import errors, models
from sdk_driver import PAYLOADS, Sdk, payload

CALLS: dict[str, t.Callable[[t.Any], t.Any]] = {
    "get_appointment_list": lambda raw: raw.records.raw.list(1),
    "create_appointment": lambda raw: raw.records.raw.create(1, activity_id=5, client={}),
    "get_appointment": lambda raw: raw.records.raw.get(1, 2),
    "update_appointment": lambda raw: raw.records.raw.update(1, 2, activity_id=5, client={}),
    "delete_appointment": lambda raw: raw.records.raw.delete(1, 2),
    "get_partner_appointment_list": lambda raw: raw.records.raw.list_partner(),
    "create_user_token": lambda raw: raw.auth.raw.login(login="l", password="p"),
    "update_visit": lambda raw: raw.visits.raw.update(1, 2, attendance=1, comment=""),
}


def captured(*, success: bool) -> list[str]:
    names = [path.stem for path in sorted(PAYLOADS.glob("*.json")) if "request" not in path.stem]
    return [name for name in names if (name.split(".")[1] < "300") is success]


@pytest.mark.parametrize("name", captured(success=True))
def test_a_payload_that_was_seen_is_read_without_a_complaint(sdk: Sdk, name: str) -> None:
    operation, status, _ = name.split(".")
    sdk.answers(int(status), payload(name))
    response = sdk.run(CALLS[operation](sdk.client))
    assert response.issues == ()
    assert response.status == int(status)
    assert response.parsed is not None
    assert json.loads(response.content) == payload(name)


@pytest.mark.parametrize("name", captured(success=False))
def test_a_refusal_that_was_seen_says_what_the_api_said(sdk: Sdk, name: str) -> None:
    operation, status, _ = name.split(".")
    body = payload(name)
    sdk.answers(int(status), body)
    with pytest.raises(errors.ApiError) as caught:
        sdk.run(CALLS[operation](sdk.client))
    assert caught.value.status == int(status)
    message = body["meta"].get("message") if isinstance(body["meta"], dict) else None
    if message:
        assert message in str(caught.value)
    assert "token" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAYLOADS.glob("*request*.json")))
def test_a_webhook_that_was_seen_is_read(name: str) -> None:
    body = (PAYLOADS / f"{name}.json").read_bytes()
    event = altegio.webhooks.parse(body, strict=True)
    assert event.status == name.rsplit(".", 1)[-1]
    assert event.resource_id == json.loads(body)["resource_id"]
    assert event.data.id == event.resource_id


def test_a_record_has_the_types_that_it_promises(sdk: Sdk) -> None:
    sdk.answers(200, payload("get_appointment_list.200.everything"))
    [record] = sdk.items(sdk.client.records.list(100200, count=50))
    assert record.date == dt.datetime(2030, 1, 15, 18, 30)
    assert record.date.tzinfo is None
    assert record.datetime.utcoffset() == dt.timedelta(hours=5)
    assert record.create_date.utcoffset() == dt.timedelta(hours=5)
    assert record.attendance is models.Attendance.ARRIVED
    assert record.custom_fields == {}
    assert record.client.phone == "+10000000001"
    assert record.staff.position.title == "Stylist"
    assert [document.comment for document in record.documents] == ["", None]
    assert (
        record.finance_transactions[0].master is None or not record.finance_transactions[0].master
    )


def test_a_time_block_has_no_client(sdk: Sdk) -> None:
    sdk.answers(200, payload("get_appointment_list.200.time_block"))
    [record] = sdk.items(sdk.client.records.list(100200, count=50))
    assert record.client is None
    assert record.services == []
    assert record.sms_remain_hours is None


@pytest.mark.parametrize("name", ["one_record", "list_of_one"])
def test_a_booking_gives_one_record_however_it_is_wrapped(sdk: Sdk, name: str) -> None:
    sdk.answers(201, payload(f"create_appointment.201.{name}"))
    record = sdk.run(sdk.client.records.create(1, activity_id=5, client={}))
    assert isinstance(record, models.Record)


def test_a_success_that_says_no_is_an_error(sdk: Sdk) -> None:
    sdk.answers(200, {"success": False, "data": None, "meta": {"message": "Not enough rights"}})
    with pytest.raises(errors.ApiError, match="Not enough rights"):
        sdk.run(sdk.client.records.get(1, 2))


def test_a_new_attendance_is_kept_as_it_came(sdk: Sdk) -> None:
    body = payload("get_appointment.200.one")
    body["data"]["attendance"] = 7
    sdk.answers(200, body)
    record = sdk.run(sdk.client.records.get(1, 2))
    assert record.attendance == 7
    assert isinstance(record.attendance, models.Attendance)


def test_one_bad_field_costs_one_field(sdk: Sdk) -> None:
    body = payload("get_appointment_list.200.everything")
    body["data"][0]["seance_length"] = "an hour"
    sdk.answers(200, body)
    response = sdk.run(sdk.client.records.raw.list(1))
    [issue] = response.issues
    assert issue.path == "$.data[0].seance_length"
    assert response.parsed.data[0].id == body["data"][0]["id"]
    assert response.parsed.data[0].date == dt.datetime(2030, 1, 15, 18, 30)
    with pytest.raises(errors.DecodeError, match="seance_length"):
        sdk.run(sdk.make(strict=True).records.raw.list(1))


def test_pages_are_fetched_until_one_is_short(sdk: Sdk) -> None:
    from loopback import answer

    record = payload("get_appointment.200.one")["data"]
    pages = [
        {
            "success": True,
            "data": [record | {"id": 10 * page + n} for n in range(size)],
            "meta": {"page": page, "total_count": 5},
        }
        for page, size in ((1, 2), (2, 2), (3, 1))
    ]
    sdk.server.play(*(answer(200, page) for page in pages))
    ids = [record.id for record in sdk.items(sdk.client.records.list(1, count=2))]
    assert ids == [10, 11, 20, 21, 30]
    assert [request.target.partition("page=")[2] for request in sdk.server.requests][1:] == [
        "2&count=2" if "page=2&" in sdk.server.requests[1].target else "2",
        "3&count=2" if "page=3&" in sdk.server.requests[2].target else "3",
    ]


def test_no_secret_shows(sdk: Sdk) -> None:
    assert "token" not in repr(sdk.client).replace("partner_token", "").replace("user_token", "")
    sdk.answers(500, {"success": False, "meta": {"message": "p-token u-token"}})
    with pytest.raises(errors.ApiError) as caught:
        sdk.run(sdk.make(max_retries=0).records.get(1, 2))
    assert caught.value.status == 500
    assert "Bearer" not in repr(caught.value)


def test_a_booking_that_is_cut_off_is_sent_once(sdk: Sdk) -> None:
    from loopback import reset

    sdk.server.play(reset)
    with pytest.raises(errors.OutcomeUnknownError, match=r"records\.list"):
        sdk.run(sdk.client.records.create(1, activity_id=5, client={}))
    assert sdk.server.methods == ["POST"]
