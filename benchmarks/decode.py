"""What reading and writing cost, as ratios to msgspec alone on the same payload in the same run.

    python benchmarks/decode.py

Prints CPU time, the best of many runs. "As described" is the same models without the markers for
what msgspec cannot read; the standard library, orjson and pydantic are measured where installed.
"""

from __future__ import annotations

import argparse
import copy
import importlib
import json
import sys
import time
import typing as t
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests" / "runtime"
sys.path[:0] = [str(TESTS), str(TESTS / "codec")]
importlib.import_module("conftest")

import msgspec  # noqa: E402
from appointments import answer  # noqa: E402  (a made-up API: nested records, three kinds of dates)
from sdk_under_test._core.codec import decode, encode  # noqa: E402
from sdk_under_test._core.markers import EmptyListMap  # noqa: E402
from sdk_under_test._core.model import Model  # noqa: E402


class Service(Model):
    id: int
    title: str
    cost: float
    discount: float
    amount: int | None = None
    tags: list[str] | None = None


class Client(Model):
    id: int
    name: str
    phone: str
    email: str | None = None
    is_new: bool
    birthday: str | None = None
    custom_fields: EmptyListMap[str, t.Any]


class Document(Model):
    id: int
    type_id: int
    comment: str
    date_created: str
    is_printed: bool


class Record(Model, rename={"from_": "from"}):
    id: int
    services: list[Service]
    client: Client | None
    date: str
    datetime: str
    create_date: str
    comment: str
    attendance: int
    seance_length: int
    technical_break: int | None = None
    deleted: bool
    paid: int
    from_: str | None = None
    documents: list[Document]
    prices: dict[str, float] | None = None


class Page(Model):
    success: bool
    data: list[Record]


class PlainClient(msgspec.Struct, kw_only=True):
    id: int
    name: str
    phone: str
    email: str | None = None
    is_new: bool
    birthday: str | None = None
    custom_fields: dict[str, t.Any] | list[t.Any]


class PlainRecord(msgspec.Struct, kw_only=True, rename={"from_": "from"}):
    id: int
    services: list[Service]
    client: PlainClient | None
    date: str
    datetime: str
    create_date: str
    comment: str
    attendance: int
    seance_length: int
    technical_break: int | None = None
    deleted: bool
    paid: int
    from_: str | None = None
    documents: list[Document]
    prices: dict[str, float] | None = None


class PlainPage(msgspec.Struct, kw_only=True):
    success: bool
    data: list[PlainRecord]


def best(work: Callable[[], object], seconds: float) -> float:
    """Return the CPU time of the fastest run, in microseconds."""
    found, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.process_time_ns()
        work()
        found = min(found, (time.process_time_ns() - start) / 1000)
    return found


def damaged(page: dict[str, t.Any], every: int) -> bytes:
    """Return the page with a misfit in one of `every` records."""
    copied = copy.deepcopy(page)
    for record in copied["data"][::every]:
        record["deleted"] = 0
    return json.dumps(copied).encode()


def peers(data: bytes) -> dict[str, Callable[[], object]]:
    """Return other readers of the same bytes, as far as they are installed."""
    found: dict[str, Callable[[], object]] = {"json.loads (untyped)": lambda: json.loads(data)}
    try:
        orjson = importlib.import_module("orjson")
        found[f"orjson {orjson.__version__} (untyped)"] = lambda: orjson.loads(data)
    except ImportError:
        pass
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=1.0, help="for each line")
    seconds = arguments.parse_args().seconds
    page, one = answer(200), answer(1)
    data, single = json.dumps(page).encode(), json.dumps(one).encode()
    two_bad, all_bad = damaged(page, 100), damaged(page, 1)
    for record in page["data"]:
        record["unheard_of"] = 1
    extended = json.dumps(page).encode()
    bare = msgspec.json.Decoder(PlainPage)
    value = decode(data, Page).value
    bare_encoder = msgspec.json.Encoder()
    plain_value = bare.decode(data)
    groups: list[tuple[str, dict[str, Callable[[], object]]]] = [
        (
            f"read 200 records, {len(data) // 1024} KB",
            {
                "msgspec alone, as described": lambda: bare.decode(data),
                "clean": lambda: decode(data, Page),
                "two bad records": lambda: decode(two_bad, Page),
                "every record bad": lambda: decode(all_bad, Page),
                **peers(data),
            },
        ),
        (
            "read one record",
            {
                "msgspec alone, as described": lambda: bare.decode(single),
                "clean": lambda: decode(single, Page),
                **peers(single),
            },
        ),
        (
            "write 200 records",
            {
                "msgspec alone": lambda: bare_encoder.encode(plain_value),
                "encode": lambda: encode(value),
            },
        ),
        (
            # Last: from the first member that is kept, writing has to look for more of them.
            "read and write 200 records, unknown members kept",
            {
                "msgspec alone": lambda: bare.decode(data),
                "decode": lambda: decode(extended, Page, keep_unknown=True),
                "encode": lambda: encode(value),
            },
        ),
    ]
    for title, rows in groups:
        print(f"\n{title}")
        base = 0.0
        for name, work in rows.items():
            took = best(work, seconds)
            base = base or took
            print(f"  {name:34} {took:10.1f} us {took / base:7.2f} x")


if __name__ == "__main__":
    main()
