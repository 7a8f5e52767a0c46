"""No command connects anywhere unless it is told to: watched by the system, call by call."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMANDS = {
    "init": ("init", "SPEC", "--out", "sdk.yaml"),
    "generate": ("generate", "SPEC", "--out", "out"),
    "check": ("check", "SPEC", "--out", "out"),
    "lint": ("lint", "SPEC"),
    "coverage": ("coverage", "SPEC"),
    "audit replay": ("audit", "replay", "SPEC"),
    "mock": ("mock", "SPEC", "--port", "0"),
    "drift": ("drift", "drift.jsonl", "--spec", "SPEC"),
    "ir": ("ir", "SPEC"),
    "explain": ("explain", "Thing", "--spec", "SPEC"),
}

# Everything in it that looks like an address leads to a port where nobody listens.
SPEC = """
openapi: 3.1.0
info:
  {title: T, version: "1", termsOfService: http://127.0.0.1:9/, license: {name: MIT, url: http://127.0.0.1:9/}}
servers: [{url: http://127.0.0.1:9/}]
externalDocs: {url: http://127.0.0.1:9/}
paths:
  /things:
    get:
      operationId: list
      responses:
        "200":
          description: "![x](http://127.0.0.1:9/x.png)"
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    Thing: {$id: http://127.0.0.1:9/thing, type: object, properties: {a: {type: string, format: uri}}}
    Far: {$ref: http://127.0.0.1:9/far.yaml}
"""
REMOTE = "    Far: {$ref: http://127.0.0.1:9/far.yaml}\n"


def watched(folder: Path, *command: str) -> list[str]:
    """Run a command under strace and return where it tried to connect."""
    log = folder / "log"
    process = subprocess.Popen(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto", "-o", str(log),
         sys.executable, "-m", "specloom", *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    if command[0] == "mock":
        while b"http://" not in process.stdout.readline():
            assert process.poll() is None
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
    output = process.communicate(timeout=120)[0].decode()
    assert "has a bug" not in output, output
    return re.findall(r"sa_family=AF_INET.*", log.read_text())


@pytest.fixture(autouse=True)
def _strace() -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    trial = subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True)
    if trial.returncode:
        pytest.skip("this system lets nobody trace a process")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_connects_nowhere(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("hostile connections", 1)
    # With a reference that leads away most commands end early: those who may try get both.
    for text in (SPEC.replace(REMOTE, ""), SPEC)[: 2 if name in ("generate", "lint") else 1]:
        (tmp_path / "openapi.yaml").write_text(text)
        (tmp_path / "drift.jsonl").write_text('{"url": "http://127.0.0.1:9/"}\n')
        command = (part.replace("SPEC", "openapi.yaml") for part in COMMANDS[name])
        assert watched(tmp_path, *command) == []


def test_the_watching_itself_works(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    allowed = ("lint", "openapi.yaml", "--allow-url", "http://127.0.0.1:9/")
    assert len(watched(tmp_path, *allowed)) >= 1
