"""The generated SDK and the fake were made from the same facts: they agree on every operation."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import inspect
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FLAGSHIP, load

from specloom.mock.run import Choices, serving

try:
    import altegio
except ImportError:
    sys.path.insert(0, str(Path(__file__).parents[2] / "generated/python/src"))
    import altegio

from altegio import testing

LOCATION = 100200
TOKENS = {"partner_token": "demo-partner", "user_token": "demo-user"}
BOOKING: dict[str, Any] = {
    "staff_id": 3001,
    "services": [{"id": 5001, "cost": 1200}],
    "client": {"phone": "+13155550175"},
    "datetime": dt.datetime(2030, 2, 15, 10),
    "seance_length": 3600,
    "record_labels": ["61"],
    "api_id": "row-17",
}
KNOWN = {
    "visit_id": "number, sent as a text",
    "deleted": "boolean, sent as a number",
    "prepaid": "boolean, sent as a number",
    "prepaid_confirmed": "boolean, sent as a number",
    "api_id": "text, sent as a number when empty",
    "record_labels[].id": "number, sent as a text",
}
"""The lies that a typed client has to notice: the others are shapes that its models know."""


async def settled(answer: Any) -> Any:
    return await answer if inspect.isawaitable(answer) else answer


async def use_everything(client: Any) -> dict[str, Any]:
    """Call every operation of either client; return the whole answers by operation."""
    records = client.records.raw
    found = {"auth.login": await settled(client.auth.raw.login(login="+1", password="secret"))}
    found["records.create"] = await settled(records.create(LOCATION, **BOOKING))
    event = await settled(records.create(LOCATION, activity_id=60001, client={"phone": "+1"}))
    found["records.create of an event"] = event
    made = found["records.create"].parsed
    found["records.get"] = await settled(records.get(LOCATION, made.id, include_consumables=True))
    found["records.list"] = await settled(records.list(LOCATION, start_date=dt.date(2030, 1, 1)))
    found["records.list_partner"] = await settled(records.list_partner())
    found["records.update"] = await settled(records.update(LOCATION, made.id, **BOOKING))
    found["visits.update"] = await settled(
        client.visits.raw.update(made.visit_id, made.id, attendance=1, comment="Came early")
    )
    found["records.delete"] = await settled(records.delete(LOCATION, made.id))
    await settled(client.aclose() if hasattr(client, "aclose") else client.close())
    return found


@contextlib.contextmanager
def in_process(kind: type, quirks: bool) -> Iterator[Any]:
    with testing.FakeAltegio(seeded=True, quirks=quirks, clock=lambda: 1.8e9) as fake:
        yield fake.client() if kind is altegio.Altegio else fake.async_client()
        assert {call.operation for call in fake.calls} == {
            one.key for one in fake.engine.description.operations
        }


@contextlib.contextmanager
def over_http(kind: type, quirks: bool) -> Iterator[Any]:
    choices = Choices(port=0, quiet=True, quirks=quirks)
    with serving(load(FLAGSHIP), choices, io.StringIO()) as server:
        yield kind(base_url=f"{server.url}/api/v1", rate_limit=False, **TOKENS)


WAYS = {"in-process": in_process, "http": over_http}
KINDS = {"sync": altegio.Altegio, "async": altegio.AsyncAltegio}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_operation_is_answered_as_it_is_described(way: Any, kind: type) -> None:
    with way(kind, False) as client:
        answers = asyncio.run(use_everything(client))

    assert {name: one.issues for name, one in answers.items() if one.issues} == {}
    assert {name: one.status for name, one in answers.items()} == {
        "auth.login": 201, "records.create": 201, "records.create of an event": 201,
        "records.get": 200, "records.list": 200, "records.list_partner": 200,
        "records.update": 201, "visits.update": 200, "records.delete": 204,
    }  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_lies_of_the_api_are_noticed_and_each_is_repaired(way: Any, kind: type) -> None:
    with way(kind, True) as client:
        answers = asyncio.run(use_everything(client))

    issues = [issue for one in answers.values() for issue in one.issues]
    assert all(issue.repaired for issue in issues)
    fields = {issue.place.removeprefix("$.data").removeprefix("[]").lstrip(".") for issue in issues}
    assert fields == KNOWN.keys()


def test_what_is_read_is_the_same_with_and_without_the_lies() -> None:
    def read(quirks: bool) -> dict[str, Any]:
        with in_process(altegio.Altegio, quirks) as client:
            answers = asyncio.run(use_everything(client))
        return {name: answers[name].parsed for name in ("records.create", "records.get")}

    honest, lying = read(False), read(True)

    for name, record in honest.items():
        # A colour is a text: the mark before it is no shape that a client could tell from a value.
        lying[name].custom_font_color = lying[name].custom_font_color.removeprefix("#")
        for label in lying[name].record_labels:
            label.color = label.color.removeprefix("#")
        assert lying[name] == record
