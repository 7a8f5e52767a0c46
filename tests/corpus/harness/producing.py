"""Generates the package of one document and writes down what it came to: a program of its own.

    python -m harness.producing DOCUMENT OUT

`OUT/facts.json` tells the names that the generator published, and what it says was lost.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from specloom.diagnostics import Diagnostic, Report
from specloom.ir.api import Api
from specloom.pipeline import Inputs, build, choose, read
from specloom.target.lock import NamesLock


def produce(document: Path, out: Path) -> dict[str, Any]:
    """Generate in tolerant mode into `out` and return the facts."""
    report = Report()
    inputs = Inputs(spec=document)
    facts: dict[str, Any] = {"document": str(document)}
    project = read(inputs, report)
    if project is not None:
        choices = choose(project.config, inputs, out=out, targets=("python",))
        if isinstance(choices, str):
            raise SystemExit(choices)
        for name, tree in build(project, choices, report).items():
            for path, content in tree.files.items():
                target = out / name / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        if not report.failed:
            facts |= _facts(project.api, out)
    facts["findings"] = [_finding(found) for found in report]
    return facts


def _facts(api: Api, out: Path) -> dict[str, Any]:
    lock = NamesLock.read(out / "python")
    package = next(path.parent for path in (out / "python/src").glob("*/client.py"))
    return {
        "package": package.name,
        "types": len(api.types),
        "operations": list(_operations(api, lock)),
        "credentials": {
            scheme.key: lock.scope("client").get(f"scheme {scheme.key}")
            for scheme in api.auth.schemes
        },
        "losses": [
            {"at": loss.at.pointer, "what": loss.what, "reason": loss.reason} for loss in api.losses
        ],
    }


def _operations(api: Api, lock: NamesLock) -> Iterator[dict[str, Any]]:
    for resource in api.resources:
        for operation in resource.operations:
            yield {
                "method": operation.method,
                "path": operation.path,
                "resource": lock.scope("resources")[resource.key],
                "name": lock.scope(f"methods {resource.key}")[operation.key],
                "arguments": dict(lock.scope(f"arguments {operation.key}")),
            }


def _finding(found: Diagnostic) -> dict[str, Any]:
    span = found.at.span if found.at else None
    return {
        "severity": found.severity.value,
        "code": found.code,
        "text": found.text,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


def main(document: Path, out: Path) -> None:
    """Generate the package of `document` into `out`, with the facts."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "facts.json").write_text(json.dumps(produce(document, out)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
