"""An independent tester of APIs finds nothing wrong with the fake of the flagship."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import BOTH_TOKENS, FLAGSHIP, load

from specloom.mock.run import Choices, serving

pytest.importorskip("schemathesis", reason="schemathesis is not installed")


def test_no_check_in_any_phase_finds_a_violation(tmp_path: Path) -> None:
    with serving(load(FLAGSHIP), Choices(port=0, quiet=True), io.StringIO()) as server:
        result = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/_mock/openapi.json",
                "-H", f"Authorization: {BOTH_TOKENS['Authorization']}",
                "-H", "Accept: application/vnd.api.v2+json",
                "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful",
                "-n", "8", "--seed", "1", "--no-color",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
            env={**os.environ, "COLUMNS": "120"},
        )  # fmt: skip

    assert result.returncode == 0, result.stdout[-4_000:]
    assert "No issues found" in result.stdout
    for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
        assert f"✅ {phase}" in result.stdout.replace("✅  ", "✅ "), result.stdout[-4_000:]
