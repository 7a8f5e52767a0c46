"""A program that uses OpenTelemetry sees each call as a span, and nothing secret in it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from loopback import Loopback, answer, reset
from sdk_driver import PACKAGE, loopback, payload

PROGRAM = """
import asyncio, json, sys
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from altegio import Altegio, AsyncAltegio, errors

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
options = {"partner_token": "p-secret", "user_token": "u-secret", "base_url": sys.argv[1], "rate_limit": False}

def main():
    with trace.get_tracer("program").start_as_current_span("work"), Altegio(**options) as client:
        client.records.get(1, 2)
        try:
            client.records.get(1, 2)
        except errors.NotFound:
            pass

async def amain():
    async with AsyncAltegio(**options) as client:
        await client.records.get(1, 2)

main()
asyncio.run(amain())
print(json.dumps([json.loads(span.to_json()) for span in exporter.get_finished_spans()]))
"""


def test_calls_are_spans_of_the_program_s_own_trace() -> None:
    pytest.importorskip("opentelemetry.sdk", reason="opentelemetry-sdk is not installed")
    good = answer(200, payload("get_appointment.200.one"))
    missing = answer(404, {"success": False, "data": None, "meta": {"message": "Not found"}})
    with loopback() as server:
        server.play(reset, good, missing, good)
        spans = traced(server)
    repeated, refused, work, awaited = spans
    assert [span["name"] for span in spans] == ["records.get", "records.get", "work", "records.get"]
    assert repeated["kind"] == "SpanKind.CLIENT"
    assert repeated["parent_id"] == refused["parent_id"] == work["context"]["span_id"]
    assert repeated["attributes"] == {
        "http.request.method": "GET",
        "url.template": "/record/{location_id}/{record_id}",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
    }
    assert refused["status"]["status_code"] == "ERROR"
    assert refused["attributes"]["error.type"] == "NotFound"
    assert awaited["status"]["status_code"] == "UNSET"
    assert "secret" not in json.dumps(spans)


def traced(server: Loopback) -> list[dict[str, object]]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, server.url + "/api/v1"],
        env={"PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, object]] = json.loads(ran.stdout)
    return found
