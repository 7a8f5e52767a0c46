"""The generated package brings pytest a fixture, as its users have it: declared, fresh, with options."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "generated/python"

TESTS = '''
import datetime as dt

import pytest
from altegio import Altegio
from altegio.errors import OutcomeUnknownError
from altegio.testing import FakeAltegio


def phones(client: Altegio, day: dt.date) -> list[str | None]:
    found = client.records.list(7, start_date=day, end_date=day)
    return [record.client.phone for record in found if record.client]


def test_what_is_added_is_listed(fake_altegio: FakeAltegio) -> None:
    add = fake_altegio.records.add
    add(company_id=7, staff_id=3001, datetime="2030-01-15T10:00:00", client={"phone": "+1"})
    add(company_id=7, staff_id=3001, datetime="2030-01-16T10:00:00", client={"phone": "+2"})

    assert phones(fake_altegio.client(), dt.date(2030, 1, 15)) == ["+1"]
    assert fake_altegio.calls[0].operation == "get_appointment_list"
    assert "start_date=2030-01-15" in fake_altegio.calls[0].query


def test_every_test_starts_with_nothing_and_a_lost_answer_is_one_booking(
    fake_altegio: FakeAltegio,
) -> None:
    assert len(fake_altegio.records) == 0
    fake_altegio.fail("records.create", "reset-after-commit")
    with pytest.raises(OutcomeUnknownError):
        fake_altegio.client().records.create(7, activity_id=60001, client={"phone": "+1"})

    assert len(fake_altegio.records) == len(fake_altegio.calls_of("records.create")) == 1


@pytest.mark.fake_altegio(quirks=True, seeded=True)
def test_a_marker_sets_options(fake_altegio: FakeAltegio) -> None:
    assert fake_altegio.client().records.raw.get(100200, 900000001).issues
    assert repr(fake_altegio) == "<FakeAltegio of records>"
'''


def test_a_user_s_tests_find_the_fixture_and_pass(tmp_path: Path) -> None:
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text())
    (plugin,) = project["project"]["entry-points"]["pytest11"].values()
    (tmp_path / "test_mine.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--strict-markers", "-p", plugin, "-p", "no:cacheprovider"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGE / "src")},
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
