"""Drift: what departs from the description, counted by place, without values."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from appointments import AppointmentList, answer
from sdk_under_test._core import drift as drift_module
from sdk_under_test._core.codec import decode
from sdk_under_test._core.drift import Drift, Once
from sdk_under_test._core.issues import Issue


def issues(count: int = 3) -> tuple[Issue, ...]:
    """The issues of a page on which every appointment has the same two misfits."""
    raw = answer(count)
    for item in raw["data"]:
        item["comment"] = None
        item["datetime"] = "2026-09-21 secret"
        item["prices"] = {"a": "1.5", "b": "2.5"}
    return decode(json.dumps(raw).encode(), AppointmentList).issues


def test_misfits_are_counted_by_place() -> None:
    drift = Drift()
    drift("records.list", issues(3))
    drift("records.list", issues(2))
    drift("records.get", issues(1))
    counted = {(f.operation, f.path, f.kind, f.got): f.count for f in drift.findings()}
    assert counted == {
        ("records.list", "$.data[].prices{}", "type", 'string "9.9"'): 10,
        ("records.list", "$.data[].comment", "null", "null"): 5,
        ("records.list", "$.data[].datetime", "format", 'string "9999-99-99 aaaaaa"'): 5,
        ("records.get", "$.data[].prices{}", "type", 'string "9.9"'): 2,
        ("records.get", "$.data[].comment", "null", "null"): 1,
        ("records.get", "$.data[].datetime", "format", 'string "9999-99-99 aaaaaa"'): 1,
    }
    assert all("secret" not in line for line in drift.lines())


def test_values_are_shown_only_when_asked_for() -> None:
    drift = Drift(values=True)
    drift("records.list", issues())
    lines = [json.loads(line) for line in drift.lines()]
    shown = {line["path"]: line["examples"] for line in lines}
    assert shown["$.data[].datetime"] == ['"2026-09-21 secret"']
    assert shown["$.data[].prices{}"] == ['"1.5"', '"2.5"']


def test_the_file_adds_up_over_runs(tmp_path: Path) -> None:
    file = tmp_path / "drift.jsonl"
    for _ in range(2):
        with Drift(file) as drift:
            drift("records.list", issues(3))
            drift.save()
    with Drift(file):
        pass
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["path"]: line["count"] for line in lines} == {
        "$.data[].comment": 6,
        "$.data[].datetime": 6,
        "$.data[].prices{}": 12,
    }
    assert list(tmp_path.iterdir()) == [file]


def test_a_line_of_somebody_else_in_the_file_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "drift.jsonl"
    file.write_bytes(b"not json\n\xff\n{}\n")
    with Drift(file) as drift:
        drift("records.list", issues(1))
    assert len(file.read_text().splitlines()) == 3


def test_many_kinds_of_texts_at_one_place_count_as_texts() -> None:
    drift = Drift()
    texts = ["a" * n + "1" * n for n in range(1, 20)]
    for text in texts:
        drift("x", decode(json.dumps(text).encode(), float).issues)
        drift("y", [Issue("$", "date", f'string "{text}"', "format", place="$")])
    by_operation = {f.operation for f in drift.findings()}
    assert by_operation == {"x", "y"}
    assert [f.got for f in drift.findings() if f.operation == "x"] == ["string"]
    assert len([f for f in drift.findings() if f.operation == "y"]) == 9


def test_the_collection_is_bounded() -> None:
    drift = Drift()
    for n in range(drift_module.MOST + 50):
        drift(f"o{n}", [Issue("$", "integer", "null", "null", place="$")])
    assert len(drift.findings()) == drift_module.MOST


def test_threads_lose_nothing() -> None:
    drift, found = Drift(), issues(1)

    def work() -> None:
        for _ in range(200):
            drift("records.list", found)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f.count for f in drift.findings()} == {800, 1600}


def test_each_place_is_worth_one_warning() -> None:
    once = Once()
    assert [issue.place for issue in once.fresh("records.list", issues(3))] == [
        "$.data[].datetime",
        "$.data[].comment",
        "$.data[].prices{}",
    ]
    assert once.fresh("records.list", issues(3)) == []
    assert len(once.fresh("records.get", issues(1))) == 3
