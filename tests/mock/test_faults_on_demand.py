"""Failures that are asked for: by a header, scripted, by a profile, and never by themselves."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from fakes import BOTH_TOKENS, PETS, ask, book, fake, flagship
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.mock.engine.faults import BadFaultError, Chaos, Rule, parse
from specloom.mock.engine.messages import Delivery


def _fault(text: str, method: str = "GET", target: str = "/pets", **options: Any) -> Any:
    return ask(fake(PETS, **options), method, target, headers={"X-Fault": text})


def test_a_status_is_answered_in_the_api_s_own_words() -> None:
    engine = flagship()
    headers = {**BOTH_TOKENS, "X-Fault": "status=429;retry-after=1"}
    response = ask(engine, "GET", "/records/100200", headers=headers)

    assert response.status == 429
    assert response.header("Retry-After") == "1"
    assert response.header("X-Mock-Fault") == "status=429;retry-after=1"
    assert response.json() == {
        "success": False,
        "data": None,
        "meta": {"message": "Too many requests."},
    }


def test_a_proxy_s_page_is_html() -> None:
    response = _fault("html-502")

    assert response.status == 502
    assert response.header("Content-Type") == "text/html"
    assert b"502 Bad Gateway" in response.body


@pytest.mark.parametrize(
    ("text", "delivery"),
    [
        ("delay=2s", Delivery(delay=2)),
        ("delay=150ms", Delivery(delay=0.15)),
        ("truncate", Delivery(truncate=True)),
        ("drip", Delivery(drip=True)),
        ("delay=1, truncate", Delivery(delay=1, truncate=True)),
        ("reset-before", Delivery(reset=True)),
        ("reset-after-commit", Delivery(reset=True)),
    ],
)
def test_what_goes_wrong_on_the_way_is_told_to_the_front(text: str, delivery: Delivery) -> None:
    assert _fault(text).delivery == delivery


@pytest.mark.parametrize(
    ("text", "is_stored"),
    [("reset-before", False), ("reset-after-commit", True), ("status=500", False),
     ("status=500;after-commit", True)],
)  # fmt: skip
def test_a_failure_before_or_after_the_request_took_effect(text: str, is_stored: bool) -> None:
    engine = fake(PETS, seeded=False)
    ask(engine, "POST", "/pets", {"name": "Rex"}, {"X-Fault": text})

    assert ask(engine, "GET", "/pets").json()["total"] == int(is_stored)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("drift=null:client", lambda data: data["client"] is None),
        ("drift=drop:staff", lambda data: "staff" not in data),
        ("drift=type:seance_length", lambda data: isinstance(data["seance_length"], str)),
        ("drift=enum:attendance", lambda data: data["attendance"] == 999_999),
        ("drift=extra:novelty", lambda data: "novelty" in data),
        ("drift=empty:services", lambda data: data["services"] == []),
        ("drift=null:client.phone", lambda data: data["client"]["phone"] is None),
    ],
)
def test_an_answer_drifts_where_it_is_told_to(text: str, changed: Any) -> None:
    engine = flagship()
    key = book(engine).json()["data"]["id"]
    path = f"/record/100200/{key}"
    drifted = ask(engine, "GET", path, headers={**BOTH_TOKENS, "X-Fault": text}).json()["data"]

    assert changed(drifted)
    assert not changed(ask(engine, "GET", path, headers=BOTH_TOKENS).json()["data"])


@pytest.mark.parametrize(
    "text", ["explode", "delay=soon", "delay=-1", "delay=99999", "status=99", "status=abc",
             "drift=sideways:x", "html-200", "delay=nan"]
)  # fmt: skip
def test_a_fault_that_does_not_exist_is_refused_by_name(text: str) -> None:
    response = _fault(text)

    assert response.status == 400
    assert text.partition("=")[2][:5] in (response.header("X-Mock-Reason") or "")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_text_is_a_fault_or_a_mistake(text: str) -> None:
    with contextlib.suppress(BadFaultError):
        assert parse(text).delivery is None or text


@pytest.mark.parametrize(
    ("prefer", "status", "body"),
    [
        ("code=404", 404, b"asked for"),
        ("code=503", 503, b"asked for"),
        ("code=201", 201, b""),
        ("respond-async, wait=10", 200, b"items"),
        ("code=abc", 400, b"abc"),
        ("code=999", 400, b"999"),
    ],
)
def test_a_status_can_be_preferred(prefer: str, status: int, body: bytes) -> None:
    response = ask(fake(PETS), "GET", "/pets", headers={"Prefer": prefer})

    assert response.status == status
    assert body in response.body


def test_an_example_can_be_preferred_by_name_whatever_its_status() -> None:
    engine = flagship()

    def answer(name: str) -> Any:
        headers = {**BOTH_TOKENS, "Prefer": f"example={name}"}
        return ask(engine, "GET", "/record/100200/900000001", headers=headers)

    assert answer("group_event").json()["data"]["activity_id"] == 60001
    assert answer("access_denied").status == 403
    assert answer("group_event").header("Preference-Applied") == "example=group_event"
    assert answer("typo").status == 400
    assert "appointment, group_event" in (answer("typo").header("X-Mock-Reason") or "")


def test_made_up_values_can_be_preferred_and_follow_a_seed() -> None:
    engine = fake(PETS)

    def body(prefer: str) -> bytes:
        return ask(engine, "GET", "/pets", headers={"Prefer": prefer}).body

    assert body("dynamic=true, seed=1") == body("dynamic=true, seed=1")
    assert body("dynamic=true, seed=1") != body("dynamic=true, seed=2")


def test_a_script_fails_call_after_call_and_then_is_over() -> None:
    engine = fake(PETS)
    engine.trouble.script("list_pets", [503, None, "status=429;retry-after=2"])

    assert [ask(engine, "GET", "/pets").status for _ in range(5)] == [503, 200, 429, 200, 200]


def test_a_profile_is_the_same_for_the_same_seed_and_only_where_it_is_meant() -> None:
    rules = (
        Rule(fault="status=503", operations=("list_*",), probability=0.5),
        Rule(fault="status=500", operations=("POST /pets",), every=3),
        Rule(fault="status=429", operations=("get_pet",), first=2),
    )

    def run() -> list[list[int]]:
        engine = fake(PETS, chaos=Chaos(rules=rules, seed=5))
        return [
            [ask(engine, "GET", "/pets").status for _ in range(40)],
            [ask(engine, "POST", "/pets", {"name": "Rex"}).status for _ in range(6)],
            [ask(engine, "GET", "/pets/1").status for _ in range(3)],
        ]

    listed, created, read = run()
    assert run() == [listed, created, read]
    assert 5 < listed.count(503) < 35
    assert created == [201, 201, 500, 201, 201, 500]
    assert read[:2] == [429, 429]
    assert read[2] != 429


def test_nothing_fails_by_itself() -> None:
    engine = fake(PETS)

    assert {ask(engine, "GET", "/pets").status for _ in range(50)} == {200}
    assert ask(engine, "GET", "/pets").header("X-Mock-Fault") is None


def test_every_call_is_remembered_within_a_bound() -> None:
    engine = fake(PETS)
    for _ in range(1_200):
        ask(engine, "GET", "/pets")
    ask(engine, "POST", "/pets", {"name": "x" * 3_000_000})
    calls = engine.journal.all()

    assert len(calls) <= 1_000
    assert calls[-1].operation == "create_pet"
    assert sum(len(call.request.body) + len(call.response.body) for call in calls) < 5_000_000
