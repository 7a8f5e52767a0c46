"""A day at a hairdresser's, told by the SDK to the fake: `make demo`.

The fake is a process of its own, as it would be for a program in any language. Nothing leaves this
machine.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from altegio import Altegio
from altegio.errors import Conflict, NotFound, OutcomeUnknownError
from altegio.models import BookedClient, BookedService, Record

HERE = Path(__file__).parent
SPEC = HERE.parent / "spec" / "altegio" / "openapi.yaml"
LOCATION, ANN, HAIRCUT = 4564, 3001, 5001
TEN = dt.datetime(2030, 5, 6, 10, 0)


@contextlib.contextmanager
def fake() -> Iterator[str]:
    """Run `specloom mock` beside this program; give the address of its API."""
    command = [sys.executable, "-m", "specloom", "mock", str(SPEC), "--port", "0", "--empty"]
    server = subprocess.Popen(
        [*command, "--chaos", str(HERE / "flaky.yaml"), "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        first = server.stdout.readline().strip()
        if not first:
            sys.exit("The fake did not start.")
        say("$ specloom mock spec/altegio/openapi.yaml", first)
        yield first.rpartition(" ")[2] + "/api/v1"
    finally:
        server.terminate()
        server.wait(10)


def say(step: str, *lines: str) -> None:
    print(f"\n{step}")
    for line in lines:
        print(f"    {line}")


def line(record: Record) -> str:
    """Return what a receptionist would want to read about an appointment."""
    name = record.client.name if record.client else "nobody"
    staff = record.staff.name if record.staff else "nobody"
    what = ", ".join(f"{one.title} {one.cost:g}" for one in record.services or ())
    state = record.attendance.name.lower() if record.attendance is not None else "?"
    return f"#{record.id}  {record.date:%d %b %H:%M}  {name} with {staff}: {what}  [{state}]"


def book(client: Altegio, name: str, phone: str, when: dt.datetime) -> Record:
    return client.records.create(
        LOCATION,
        staff_id=ANN,
        services=[BookedService(id=HAIRCUT, cost=1200)],
        client=BookedClient(name=name, phone=phone),
        datetime=when,
        seance_length=3600,
        save_if_busy=False,
    )


def show(client: Altegio, title: str) -> None:
    found = [line(record) for record in client.records.list(LOCATION, start_date=TEN.date())]
    say(title, *(found or ["nothing"]))


def tell(client: Altegio) -> None:
    made = book(client, "Ines", "+13155550175", TEN)
    say("Book an appointment", line(made))
    again = client.records.get(LOCATION, made.id)
    say("Read it", line(again), f"the same as was answered: {again == made}")
    show(client, "List the day")

    try:
        book(client, "Leo", "+13155550176", TEN + dt.timedelta(minutes=30))
    except Conflict as error:
        say("Book Ann while she is busy", str(error))

    change = made.to_update()
    change["datetime"] = TEN + dt.timedelta(hours=2)
    client.records.update(LOCATION, made.id, **change)
    say("Move it by two hours", line(client.records.get(LOCATION, made.id)))

    assert made.visit_id is not None
    client.visits.update(made.visit_id, made.id, attendance=1, comment="Came early")
    say("Mark the client as arrived", line(client.records.get(LOCATION, made.id)))

    say("The connection breaks after the server has booked (X-Fault: reset-after-commit)")
    hurt = client.with_options(headers={"X-Fault": "reset-after-commit"})
    try:
        book(hurt, "Mira", "+13155550177", TEN)
    except OutcomeUnknownError as error:
        print(
            f"    {type(error).__name__} after {error.attempts} attempt; to find out: {error.lookup}"
        )
    show(client, "Booked once, because a call that may double-book is never repeated")

    say("Delete it while the server is overloaded: deleting twice does no harm, so it is repeated")
    client.records.delete(LOCATION, made.id)
    print("    deleted")
    try:
        client.records.get(LOCATION, made.id)
    except NotFound as error:
        say("Read it once more", str(error))
    show(client, "List the day")


def main() -> None:
    with fake() as url:
        client = Altegio(
            partner_token="demo-partner",
            user_token="demo-user",
            base_url=url,
            on_retry=lambda event: print(f"    once more, after: {event.error}"),
        )
        with client:
            tell(client)


if __name__ == "__main__":
    main()
