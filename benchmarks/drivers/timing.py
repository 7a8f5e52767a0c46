"""How each driver measures: CPU time of its own process, the median of many calls."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import median

BASE = f"http://127.0.0.1:{sys.argv[1]}/api/v1" if len(sys.argv) > 1 else ""
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
BODY = {
    "staff_id": 3001,
    "services": [{"id": 5001, "first_cost": 200, "discount": 0, "cost": 200}],
    "client": {"phone": "+10000000001", "name": "Mira", "email": "mira@example.test"},
    "seance_length": 3600,
    "save_if_busy": False,
}

clock = time.process_time_ns


def timed(work: Callable[[], object]) -> float:
    """Return the median CPU time of a call, in microseconds."""
    for _ in range(20):
        work()
    found, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(found) < 20:
        start = clock()
        work()
        found.append(clock() - start)
    return median(found) / 1000


async def awaited(work: Callable[[], Awaitable[object]]) -> float:
    """Return the same for what is awaited."""
    for _ in range(20):
        await work()
    found, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(found) < 20:
        start = clock()
        await work()
        found.append(clock() - start)
    return median(found) / 1000


def report(results: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(results))
