"""Run the SDK's behaviour tests on every other CPython of this machine.

    python tests/versions.py            all of them
    python tests/versions.py chaos      every fault, to the SDK and to the fake, on 3.11 as well

Each interpreter gets an environment of its own that holds the generated package as its users
install it. Interpreters are looked for on the path and among those of pyenv; what is not there is
named and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.12", "3.13")
SUITES = ("tests/sdk", "tests/behavior", "tests/runtime")
CHAOS = (
    "tests/behavior/test_fault_matrix.py",
    "tests/behavior/test_failing.py",
    "tests/behavior/test_connections.py",
    "tests/mock/test_over_http.py",
    "tests/mock/test_faults_on_demand.py",
)


def interpreter(version: str) -> str | None:
    """Return a Python of this version that really runs (a pyenv shim may not)."""
    candidates = [shutil.which(f"python{version}")]
    candidates += sorted(
        str(path) for path in Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    )
    for candidate in candidates:
        if candidate and _reports(candidate) == version:
            return candidate
    return None


def _reports(python: str) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    run = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return run.stdout.strip()


def run_suites(version: str, python: str, suites: Sequence[str]) -> int:
    """Install the SDK for `python` and return the exit code of its tests."""
    venv = ROOT / f".venv-{version}"
    own = venv / "bin/python"
    if not own.exists():
        subprocess.run([python, "-m", "venv", str(venv)], check=True)
    pip = [str(own), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = ROOT / "requirements/dev.txt"
    subprocess.run([*pip, "--require-hashes", "--requirement", str(pinned)], check=True)
    local = [str(ROOT / "generated/python"), *([str(ROOT)] if suites is CHAOS else [])]
    subprocess.run(
        [*pip, "--force-reinstall", "--no-deps", "--no-build-isolation", *local], check=True
    )
    found = [suite for suite in suites if (ROOT / suite).exists()]
    command = [str(own), "-m", "pytest", "-q", "-p", "no:cacheprovider", *found]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run every suite on every version; fail if one fails."""
    chaos = sys.argv[1:] == ["chaos"]
    suites, versions = (CHAOS, ("3.11", *VERSIONS)) if chaos else (SUITES, VERSIONS)
    failed = []
    for version in versions:
        python = interpreter(version)
        if python is None:
            print(f"CPython {version}: not on this machine, left out", flush=True)
            continue
        print(f"CPython {version}: {python}", flush=True)
        if run_suites(version, python, suites):
            failed.append(version)
    if failed:
        print(f"failed on CPython {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
