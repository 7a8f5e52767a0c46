"""The fake of the flagship books as the real API does: conflicts, events, filters, quirks and all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fakes import BOTH_TOKENS, ask, book, flagship

from specloom.mock.drift import Drift
from specloom.mock.engine.engine import Engine


def _get(engine: Engine, target: str) -> Any:
    return ask(engine, "GET", target, headers=BOTH_TOKENS).json()


def test_a_booking_is_read_listed_moved_marked_and_deleted() -> None:
    engine = flagship()
    made = book(engine)
    record = made.json()["data"]
    path = f"/record/100200/{record['id']}"

    assert made.status == 201
    assert made.json()["meta"] == []
    assert (record["company_id"], record["date"]) == (100200, "2030-02-15 10:00:00")
    assert record["datetime"] == "2030-02-15T10:00:00+05:00"
    assert record["staff"]["name"] == "Ann"
    assert record["services"][0] | {"id": 0} == {
        "id": 0, "title": "Haircut", "cost_per_unit": 100, "amount": 1, "discount": 0,
        "first_cost": 100, "cost": 100, "cost_to_pay": 100, "manual_cost": 100,
    }  # fmt: skip
    assert _get(engine, path)["data"] == record
    assert record["id"] in [one["id"] for one in _get(engine, "/records/100200")["data"]]

    body = {
        "staff_id": 3001,
        "services": [{"id": 5001}],
        "client": {"phone": "+10000000009"},
        "datetime": "2030-02-15 12:00:00",
        "seance_length": 3600,
    }
    moved = ask(engine, "PUT", path, body, BOTH_TOKENS)
    assert moved.status == 201
    now = _get(engine, path)["data"]
    assert now["date"] == "2030-02-15 12:00:00"
    assert now["client"]["id"] == record["client"]["id"]

    visit = f"/visits/{record['visit_id']}/{record['id']}"
    assert (
        ask(engine, "PUT", visit, {"attendance": 1, "comment": "came"}, BOTH_TOKENS).status == 200
    )
    now = _get(engine, path)["data"]
    assert (now["attendance"], now["visit_attendance"], now["comment"]) == (1, 1, "came")

    assert ask(engine, "DELETE", path, headers=BOTH_TOKENS).status == 204
    assert ask(engine, "GET", path, headers=BOTH_TOKENS).status == 404
    listed = _get(engine, "/records/100200?with_deleted=1")["data"]
    assert [one["deleted"] for one in listed if one["id"] == record["id"]] == [True]


def test_a_busy_slot_is_a_conflict_unless_it_is_to_be_saved_all_the_same() -> None:
    engine = flagship()
    book(engine)
    busy = book(engine, datetime="2030-02-15T10:30:00")

    assert busy.status == 409
    assert busy.json() == {
        "success": False,
        "meta": {
            "message": "The master is busy or not working: 2030-02-15 10:30:00",
            "conflict": True,
        },
    }
    assert book(engine, datetime="2030-02-15T10:30:00", save_if_busy=True).status == 201
    assert book(engine, datetime="2030-02-15T11:30:00").status == 201
    assert book(engine, staff_id=3002).status == 201
    assert book(engine, location=100201).status == 201


def test_a_deleted_or_moved_booking_frees_its_slot() -> None:
    engine = flagship()
    key = book(engine).json()["data"]["id"]
    assert book(engine).status == 409
    ask(engine, "DELETE", f"/record/100200/{key}", headers=BOTH_TOKENS)

    assert book(engine).status == 201


def test_a_place_in_an_event_takes_who_when_and_how_long_from_the_event() -> None:
    engine = flagship()
    body = {"activity_id": 60001, "client": {"phone": "+1", "name": "Leo"}}
    record = ask(engine, "POST", "/records/100200", body, BOTH_TOKENS).json()["data"]

    assert (record["staff_id"], record["seance_length"]) == (3002, 3600)
    assert record["date"] == "2030-01-16 10:00:00"
    assert record["services"][0]["title"] == "Morning yoga"


def test_an_event_has_room_for_several_clients_and_for_nothing_else() -> None:
    engine = flagship()

    def join(phone: str) -> Any:
        body = {"activity_id": 60001, "client": {"phone": phone}}
        return ask(engine, "POST", "/records/100200", body, BOTH_TOKENS)

    assert [join("+1").status, join("+2").status] == [201, 201]
    busy = book(engine, staff_id=3002, datetime="2030-01-16T10:30:00")
    assert busy.status == 409

    assert book(engine, staff_id=3002, datetime="2030-01-16T11:30:00").status == 201
    other = {"activity_id": 60002, "client": {"phone": "+3"}}
    refused = ask(engine, "POST", "/records/100200", other, BOTH_TOKENS).json()
    assert refused["meta"]["message"] == "The master is busy or not working: 2030-01-16 10:00:00"


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ({}, {"staff_id", "services", "client", "datetime", "seance_length"}),
        ({"staff_id": 3001, "services": []}, {"client", "datetime", "seance_length"}),
        ({"activity_id": 60001}, {"client"}),
    ],
)
def test_each_of_the_two_bookings_demands_its_own_fields(
    body: dict[str, Any], missing: set[str]
) -> None:
    response = ask(flagship(), "POST", "/records/100200", body, BOTH_TOKENS)

    assert response.status == 422
    complaints = response.json()["meta"]["errors"]
    assert {key for one in complaints for key in one} == {f"[{name}]" for name in missing}


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Bearer demo-partner",
        "Bearer wrong, User demo-user",
        "Bearer demo-partner, User wrong",
        "Bearer demo-partner,demo-user",
        "User demo-user",
        "Bearer , User ",
    ],
)
def test_both_tokens_of_the_one_header_are_checked(header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = ask(flagship(), "GET", "/records/100200", headers=headers)

    assert response.status == 401
    assert response.json()["meta"]["message"] == "Authentication needed."
    assert response.json()["success"] is False


def test_signing_in_needs_the_partner_token_only() -> None:
    engine = flagship()
    body = {"login": "nora@example.test", "password": "x"}
    partner = {"Authorization": "Bearer demo-partner"}

    assert ask(engine, "POST", "/auth", body, partner).status == 201
    assert ask(engine, "POST", "/auth", body, BOTH_TOKENS).status == 201
    assert ask(engine, "POST", "/auth", body).status == 401
    assert (
        ask(engine, "POST", "/auth", body | {"password": "wrong-password"}, partner).status == 401
    )


def test_lists_are_filtered_by_day_person_and_page() -> None:
    engine = flagship(seeded=False)
    for day in (10, 11, 12):
        for staff in (3001, 3002):
            book(engine, datetime=f"2030-03-{day}T09:00:00", staff_id=staff)

    def days(query: str) -> list[str]:
        return [one["date"][8:10] for one in _get(engine, f"/records/100200?{query}")["data"]]

    assert days("") == ["12", "12", "11", "11", "10", "10"]
    assert days("start_date=2030-03-11&end_date=2030-03-11") == ["11", "11"]
    assert days("staff_id=3002") == ["12", "11", "10"]
    assert days("start_date=2030-03-11&staff_id=3001&count=1&page=2") == ["11"]
    assert _get(engine, "/records/100200?count=4&page=2")["meta"] == {"page": 2, "total_count": 6}
    assert days("changed_after=2001-01-01T00:00:00") == days("")
    assert days("changed_before=2001-01-01T00:00:00") == []


def test_what_is_only_sent_on_request_is_absent_otherwise() -> None:
    engine = flagship()
    key = book(engine).json()["data"]["id"]

    assert "consumables" not in _get(engine, f"/record/100200/{key}")["data"]
    assert _get(engine, f"/record/100200/{key}?include_consumables=1")["data"]["consumables"] == []


def test_a_client_with_the_same_phone_is_the_same_client() -> None:
    engine = flagship()
    one = book(engine, client={"phone": "+5"}).json()["data"]["client"]["id"]
    other = book(engine, client={"phone": "+6"}, staff_id=3002).json()["data"]["client"]["id"]
    again = book(engine, client={"phone": "+5"}, location=9).json()["data"]["client"]["id"]
    seeded = book(engine, client={"phone": "+10000000001"}, location=8).json()["data"]["client"][
        "id"
    ]

    assert one == again != other
    assert seeded == 8001


def test_a_time_block_has_no_client() -> None:
    assert book(flagship(), client={}, services=[]).json()["data"]["client"] is None


@pytest.mark.parametrize(("location", "status"), [(403, 403), (404, 404)])
def test_some_locations_are_there_to_be_refused(location: int, status: int) -> None:
    response = ask(flagship(), "GET", f"/records/{location}", headers=BOTH_TOKENS)

    assert response.status == status


@pytest.mark.parametrize("quirk", [one.name for one in flagship().description.quirks])
def test_every_quirk_changes_an_answer_and_nothing_that_is_stored(quirk: str) -> None:
    def answers(engine: Engine) -> list[Any]:
        book(engine, custom_fields={}, record_labels=["61"])
        partner = {"Authorization": "Bearer demo-partner"}
        return [
            book(engine, staff_id=3002).json(),
            _get(engine, "/records/100200"),
            _get(engine, "/record/100200/900000001"),
            ask(engine, "POST", "/auth", {"login": "a", "password": "b"}, partner).json(),
        ]

    clock = lambda: 1_900_000_000.0  # noqa: E731
    plain = flagship(clock=clock)
    odd = flagship(clock=clock, quirks=(quirk,))

    # As text: for Python, 1 equals True.
    assert json.dumps(answers(plain)) != json.dumps(answers(odd))
    odd.set_quirks(False)
    assert _get(plain, "/records/100200") == _get(odd, "/records/100200")


def test_a_quirk_that_is_not_declared_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no such quirk: made-up"):
        flagship(quirks=("made-up",))


def test_without_quirks_no_answer_departs_from_the_description() -> None:
    engine = flagship()
    drift = Drift(engine)
    book(engine)
    partner = {"Authorization": "Bearer demo-partner"}
    asked = [
        ("GET", "/records/100200?include_consumables=1", None, BOTH_TOKENS),
        ("GET", "/records/partner", None, BOTH_TOKENS),
        ("GET", "/record/100200/900000101", None, BOTH_TOKENS),
        ("POST", "/auth", {"login": "a", "password": "b"}, partner),
        ("POST", "/records/100200", {}, BOTH_TOKENS),
        ("GET", "/record/100200/1", None, BOTH_TOKENS),
        ("GET", "/records/x", None, BOTH_TOKENS),
        ("GET", "/records/1", None, {}),
    ]
    for method, target, body, headers in asked:
        response = ask(engine, method, target, body, headers)
        operation = engine.find(method, target.partition("?")[0])
        assert drift.judge(operation, target, response) == []


def test_the_limits_of_the_real_api_hold_for_each_address() -> None:
    now = [1_900_000_000.0]
    engine = flagship(rate_limit=True, clock=lambda: now[0])

    def status() -> int:
        return ask(engine, "GET", "/records/100200", headers=BOTH_TOKENS).status

    assert [status() for _ in range(6)] == [200] * 5 + [429]
    now[0] += 1
    assert status() == 200
