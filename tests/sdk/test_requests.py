"""Every operation sends exactly the request that the API expects."""

from __future__ import annotations

import datetime as dt
import typing as t

import pytest
from sdk_driver import Sdk, payload

RECORD = payload("get_appointment.200.one")
BOOKING: dict[str, t.Any] = {
    "staff_id": 9,
    "services": [{"id": 331, "cost": 1200}],
    "client": {"phone": "+13155550175", "name": "Ann"},
    "datetime": dt.datetime(2026, 9, 21, 14, 0),
    "seance_length": 3600,
    "save_if_busy": False,
}


def headers_of(sdk: Sdk) -> dict[str, str | None]:
    names = ("Authorization", "Accept", "Content-Type", "Content-Length")
    return {name: sdk.arrived.header(name) for name in names}


def test_both_tokens_share_one_header_and_the_media_type_is_asked_for(sdk: Sdk) -> None:
    sdk.answers(200, RECORD)
    sdk.run(sdk.client.records.get(4564, 900000001))
    assert headers_of(sdk) == {
        "Authorization": "Bearer p-token, User u-token",
        "Accept": "application/vnd.api.v2+json",
        "Content-Type": None,
        "Content-Length": None,
    }


def test_a_list_is_plural_and_a_single_record_singular(sdk: Sdk) -> None:
    sdk.answers(200, payload("get_appointment_list.200.empty"))
    sdk.items(sdk.client.records.list(4564))
    assert sdk.arrived.target == "/api/v1/records/4564"
    sdk.answers(200, RECORD)
    sdk.run(sdk.client.records.get(4564, 900000001))
    assert sdk.arrived.target == "/api/v1/record/4564/900000001"


def test_a_list_says_dates_and_switches_in_the_api_s_own_way(sdk: Sdk) -> None:
    sdk.answers(200, payload("get_appointment_list.200.empty"))
    sdk.items(
        sdk.client.records.list(
            4564,
            page=2,
            count=50,
            staff_id=9,
            start_date=dt.date(2026, 9, 1),
            changed_after=dt.datetime(2026, 9, 1, 8, 30),
            with_deleted=True,
            include_consumables=False,
        )
    )
    assert sdk.arrived.method == "GET"
    assert sdk.arrived.target == (
        "/api/v1/records/4564?page=2&count=50&staff_id=9&start_date=2026-09-01"
        "&changed_after=2026-09-01T08%3A30%3A00&with_deleted=1&include_consumables=0"
    )


def test_a_partner_list_writes_dates_with_dots(sdk: Sdk) -> None:
    sdk.answers(200, payload("get_partner_appointment_list.200.example"))
    sdk.run(sdk.client.records.raw.list_partner(editable_length=50, start_date=dt.date(2026, 9, 1)))
    assert sdk.arrived.target == "/api/v1/records/partner?editable_length=50&start_date=01.09.2026"


def test_a_booking_sends_what_was_given_and_nothing_else(sdk: Sdk) -> None:
    sdk.answers(201, payload("create_appointment.201.one_record"))
    sdk.run(sdk.client.records.create(4564, **BOOKING))
    assert (sdk.arrived.method, sdk.arrived.target) == ("POST", "/api/v1/records/4564")
    assert sdk.arrived.header("Content-Type") == "application/json"
    assert sdk.arrived.json() == BOOKING | {"datetime": "2026-09-21T14:00:00"}


def test_null_is_sent_only_where_it_means_something(sdk: Sdk) -> None:
    sdk.answers(201, payload("create_appointment.201.one_record"))
    sdk.run(sdk.client.records.create(4564, **BOOKING, technical_break_duration=None, comment=None))
    body = t.cast("dict[str, t.Any]", sdk.arrived.json())
    assert body["technical_break_duration"] is None
    assert "comment" not in body


def test_models_and_dictionaries_go_out_alike(sdk: Sdk) -> None:
    import altegio

    sdk.answers(201, payload("create_appointment.201.one_record"))
    sdk.run(
        sdk.client.records.create(
            4564,
            **BOOKING
            | {
                "services": [altegio.models.BookedService(id=331, cost=1200)],
                "client": altegio.models.BookedClient(phone="+13155550175", name="Ann"),
                "attendance": altegio.models.Attendance.CONFIRMED,
            },
        )
    )
    expected = BOOKING | {"datetime": "2026-09-21T14:00:00", "attendance": 2}
    assert sdk.arrived.json() == expected


def test_a_place_in_a_group_event_needs_the_event_and_the_client(sdk: Sdk) -> None:
    sdk.answers(201, payload("create_appointment.201.list_of_one"))
    sdk.run(sdk.client.records.create(4564, activity_id=60001, client={"phone": "+1"}))
    assert sdk.arrived.json() == {"activity_id": 60001, "client": {"phone": "+1"}}


@pytest.mark.parametrize("missing", ["staff_id", "services", "datetime", "seance_length"])
def test_an_incomplete_booking_never_leaves_the_machine(sdk: Sdk, missing: str) -> None:
    incomplete = {name: value for name, value in BOOKING.items() if name != missing}
    with pytest.raises((TypeError, ValueError), match=missing):
        sdk.run(sdk.client.records.create(4564, **incomplete))
    assert sdk.server.requests == []


def test_an_edit_replaces_the_whole_record(sdk: Sdk) -> None:
    sdk.answers(201, payload("update_appointment.201.reduced"))
    sdk.run(sdk.client.records.update(4564, 900000001, **BOOKING))
    assert (sdk.arrived.method, sdk.arrived.target) == ("PUT", "/api/v1/record/4564/900000001")
    assert sdk.arrived.json() == BOOKING | {"datetime": "2026-09-21T14:00:00"}


def test_a_deletion_sends_no_body_and_gives_nothing(sdk: Sdk) -> None:
    sdk.answers(204)
    assert sdk.run(sdk.client.records.delete(4564, 900000001)) is None
    assert (sdk.arrived.method, sdk.arrived.target) == ("DELETE", "/api/v1/record/4564/900000001")
    assert sdk.arrived.body == b""
    assert sdk.arrived.header("Content-Type") is None


def test_attendance_is_changed_through_the_visit(sdk: Sdk) -> None:
    sdk.answers(200, payload("update_visit.200.anything"))
    sdk.run(sdk.client.visits.update(700001, 900000001, attendance=1, comment=""))
    assert (sdk.arrived.method, sdk.arrived.target) == ("PUT", "/api/v1/visits/700001/900000001")
    assert sdk.arrived.json() == {"attendance": 1, "comment": ""}


def test_a_login_needs_only_the_partner_token(sdk: Sdk) -> None:
    sdk.answers(201, payload("create_user_token.201.stray_key"))
    client = sdk.make(user_token=None)
    user = sdk.run(client.auth.login(login="ann@example.test", password="s3cret"))
    assert (sdk.arrived.method, sdk.arrived.target) == ("POST", "/api/v1/auth")
    assert sdk.arrived.header("Authorization") == "Bearer p-token"
    assert sdk.arrived.json() == {"login": "ann@example.test", "password": "s3cret"}
    assert user.user_token


def test_a_missing_token_is_named_before_anything_is_sent(
    sdk: Sdk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import altegio

    monkeypatch.delenv("ALTEGIO_USER_TOKEN", raising=False)
    client = sdk.make(user_token=None)
    with pytest.raises(altegio.errors.AltegioError, match="ALTEGIO_USER_TOKEN"):
        sdk.run(client.records.get(4564, 1))
    assert sdk.server.requests == []


def test_tokens_come_from_the_environment(sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTEGIO_PARTNER_TOKEN", "p-env")
    monkeypatch.setenv("ALTEGIO_USER_TOKEN", "u-env")
    sdk.answers(200, RECORD)
    sdk.run(sdk.make(partner_token=None, user_token=None).records.get(4564, 1))
    assert sdk.arrived.header("Authorization") == "Bearer p-env, User u-env"


@pytest.mark.parametrize("segment", ["", ".", "..", "%2e%2e"])
def test_a_path_value_is_one_segment(sdk: Sdk, segment: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        sdk.run(sdk.client.records.get(4564, t.cast("int", segment)))
    assert sdk.server.requests == []
