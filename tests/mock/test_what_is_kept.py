"""What the fake keeps and reports: a state file, a recording, a profile of faults, and drift."""

from __future__ import annotations

import io
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from fakes import BOTH_TOKENS, FLAGSHIP, PETS, ask, book, load, prepared

from specloom.diagnostics import Report
from specloom.mock.compile import describe, dumped
from specloom.mock.engine.description import Description
from specloom.mock.engine.engine import Engine
from specloom.mock.prepare import prepare
from specloom.mock.run import Choices, Serving, UsageError, chaos, serving
from specloom.mock.state_file import StateFile


def _engine(path: Path) -> tuple[Engine, StateFile]:
    found = load(FLAGSHIP).description
    file = StateFile(path, found.title)
    engine = Engine(found, listener=file)
    file.restore(engine.store)
    return engine, file


def test_a_state_file_remembers_items_deletions_numbers_and_clients(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    engine, file = _engine(path)
    kept = book(engine, client={"phone": "+5"}).json()["data"]
    gone = book(engine, staff_id=3002).json()["data"]["id"]
    ask(engine, "DELETE", f"/record/100200/{gone}", headers=BOTH_TOKENS)
    file.close()

    later, file = _engine(path)
    read = ask(later, "GET", f"/record/100200/{kept['id']}", headers=BOTH_TOKENS)
    again = book(later, client={"phone": "+5"}, location=7).json()["data"]
    file.close()

    assert read.json()["data"] == kept
    assert ask(later, "GET", f"/record/100200/{gone}", headers=BOTH_TOKENS).status == 404
    assert again["id"] > gone
    assert again["client"]["id"] == kept["client"]["id"]


def _refusal(**choices: Any) -> str:
    with pytest.raises(UsageError) as found:
        Serving(load(FLAGSHIP), Choices(port=0, **choices), io.StringIO())
    return str(found.value)


def test_a_file_that_holds_no_state_is_refused_in_words(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    StateFile(other, "Another API").close()
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to look at" * 20)

    assert "holds the state of another API" in _refusal(state=other)
    assert "cannot hold the state" in _refusal(state=text)
    assert "cannot hold the state" in _refusal(state=tmp_path / "no" / "folder.sqlite")


@pytest.mark.parametrize(
    "text", ["rules: [{fault: explode}]", "rules: 3", "colour: red", ": :", "rules: [{fault: drip, often: 2}]"]
)  # fmt: skip
def test_a_profile_with_a_mistake_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "flaky.yaml"
    path.write_text(text)

    assert str(path) in _refusal(chaos=path)


def test_a_profile_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "flaky.yaml"
    path.write_text("seed: 7\nrules:\n  - {operations: [get_*], every: 2, fault: status=503}\n")

    assert chaos(path).rules[0].every == 2


def _fetch(url: str, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        return dict(answer.headers), answer.read()


def test_a_recording_is_a_whole_har_file_without_secrets(tmp_path: Path) -> None:
    path = tmp_path / "calls.har"
    choices = Choices(port=0, quiet=True, record=path)
    with serving(load(FLAGSHIP), choices, io.StringIO()) as server:
        for _ in range(3):
            _fetch(f"{server.url}/records/100200?count=1&access_token=SECRET", BOTH_TOKENS)
            entries = json.loads(path.read_bytes())["log"]["entries"]

    assert len(entries) == 3
    assert entries[0]["request"]["method"] == "GET"
    assert entries[0]["response"]["status"] == 200
    assert json.loads(entries[0]["response"]["content"]["text"])["success"] is True
    text = path.read_text()
    assert "demo-partner" not in text
    assert "SECRET" not in text


def test_a_proxy_passes_on_and_reports_what_departs_without_values(tmp_path: Path) -> None:
    report = tmp_path / "drift.jsonl"
    real = Choices(port=0, quiet=True, quirks=True)
    with serving(load(FLAGSHIP), real, io.StringIO()) as upstream:
        choices = Choices(port=0, quiet=True, proxy=f"{upstream.url}/api/v1", report=report)
        with serving(load(FLAGSHIP), choices, io.StringIO()) as server:
            headers, body = _fetch(f"{server.url}/record/100200/900000001", BOTH_TOKENS)

    assert int(headers["x-mock-drift"]) > 0
    assert json.loads(body)["data"]["deleted"] == 0
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert {"operation", "status", "place", "kind", "expected", "got", "count"} == lines[0].keys()
    assert "$.data.deleted" in {line["place"] for line in lines}
    assert "+10000000001" not in report.read_text()


def test_a_proxy_without_a_server_answers_502_and_a_bad_address_is_refused() -> None:
    choices = Choices(port=0, quiet=True, proxy="http://127.0.0.1:9")
    with serving(prepared(PETS), choices, io.StringIO()) as server:
        with pytest.raises(urllib.error.HTTPError) as found:
            _fetch(f"{server.url}/pets", {})
        assert found.value.code == 502
    assert "no address" in _refusal(proxy="ftp://example.com")


def test_a_portable_description_is_the_same_fake() -> None:
    import msgspec

    here = load(FLAGSHIP)
    raw = dumped(here.description)
    there = msgspec.json.decode(raw, type=Description)

    def answers(description: Description) -> list[bytes]:
        engine = Engine(description)
        return [
            ask(engine, "GET", "/records/100200", headers=BOTH_TOKENS).body,
            ask(engine, "POST", "/records/100200", {}, BOTH_TOKENS).body,
        ]

    assert answers(there) == answers(here.description)
    assert dumped(there) == raw


def test_a_mistake_in_the_mock_section_has_a_place_and_a_reason(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(PETS)
    (tmp_path / "sdk.yaml").write_text(
        "specloom: 1\nmock:\n  collections:\n    pets: {colour: red}\n"
        "  refuse: [{operation: nobody, when: {}, status: 404}]\n"
    )
    report = Report()
    prepare(tmp_path / "openapi.yaml", None, report)
    found = {one.code: one for one in report}

    assert "unknown field 'colour'" in found["bad-mock-section"].text
    assert found["bad-mock-section"].at is not None
    assert found["bad-mock-section"].at.span.line == 4
    assert "'nobody'" in found["unknown-mock-operation"].text


def test_a_description_of_several_files_needs_none_of_them_once_it_is_dumped() -> None:
    found = load(FLAGSHIP)
    raw = dumped(describe_again(found.document))

    assert b".yaml#/../" not in raw
    assert len(json.loads(raw)["schemas"]) > 30


def describe_again(document: Any) -> Description:
    from specloom.config import Config

    return describe(document, Config(), Report(), portable=True)
