"""Run the SDK's behaviour tests on every other CPython of this machine.

Each interpreter gets an environment of its own that holds the generated package as its users
install it. Interpreters are looked for on the path and among those of pyenv; what is not there is
named and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.12", "3.13")
SUITES = ("tests/sdk", "tests/behavior", "tests/runtime")


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


def run_suites(version: str, python: str) -> int:
    """Install the SDK for `python` and return the exit code of its tests."""
    venv = ROOT / f".venv-{version}"
    own = venv / "bin/python"
    if not own.exists():
        subprocess.run([python, "-m", "venv", str(venv)], check=True)
    pip = [str(own), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
    sdk = f"{ROOT / 'generated/python'}[async,httpx2,fast,testing]"
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(ROOT / "generated/python")], check=True)
    subprocess.run([*pip, sdk, "pytest", "hypothesis"], check=True)
    suites = [suite for suite in SUITES if (ROOT / suite).is_dir()]
    command = [str(own), "-m", "pytest", "-q", "-p", "no:cacheprovider", *suites]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run every suite on every version; fail if one fails."""
    failed = []
    for version in VERSIONS:
        python = interpreter(version)
        if python is None:
            print(f"CPython {version}: not on this machine, left out", flush=True)
            continue
        print(f"CPython {version}: {python}", flush=True)
        if run_suites(version, python):
            failed.append(version)
    if failed:
        print(f"failed on CPython {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
