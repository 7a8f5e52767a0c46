"""Facts flow one way: a module imports its own layer and lower ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "generator/specloom"

LAYERS = {
    "__init__": 0,
    "diagnostics": 0,
    "reading": 1,
    "source": 1,
    "positions": 1,
    "messages": 1,
    "spelling": 1,
    "binding": 1,
    "config": 1,
    "config_schema": 1,
    "references": 2,
    "remote": 2,
    "library": 2,
    "path_templates": 2,
    "findings": 1,
    "editing": 2,
    "jsonpath": 2,
    "jsonpath_reader": 2,
    "document": 2,
    "dynamic": 2,
    "overlay": 2,
    "grammar": 3,
    "metaschema": 3,
    "conformance": 3,
    "validate": 3,
    "rules": 3,
    "ir": 4,
    "lower": 5,
    "target": 6,
    "emit": 7,
    "pipeline": 8,
    "surface": 8,
    "coverage": 8,
    "starter": 8,
    "drift": 8,
    "mock": 8,
    "cli": 9,
    "__main__": 9,
}


def modules() -> list[Path]:
    return sorted(ENGINE.rglob("*.py"))


def layer(name: str) -> int:
    assert name in LAYERS, f"'{name}' has no layer yet: decide where it belongs"
    return LAYERS[name]


def imports(path: Path) -> Iterator[str]:
    """Yield the top name below `specloom` of every import, also of those inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = (
                [f"specloom.{alias.name}" for alias in node.names]
                if node.module == "specloom"
                else [node.module]
            )
        for name in names:
            parts = name.split(".")
            if parts[0] == "specloom" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_imports_only_its_own_layer_and_lower_ones(path: Path) -> None:
    here = path.relative_to(ENGINE).parts[0].removesuffix(".py")
    above = {name for name in imports(path) if layer(name) > layer(here)}
    assert not above, f"{here} (layer {layer(here)}) must not know {sorted(above)}"


def test_only_the_command_line_prints_or_exits() -> None:
    for path in modules():
        if path.name in ("cli.py", "__main__.py") or "cli" in path.parts or "mock" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit"), f"{path}:{node.lineno}"


TOLD_WHOLE = {"target/adapt.py", "target/build_descriptors.py"}
"""Longer than others and still one story: taking them apart would only spread it."""


def test_no_module_tells_more_than_one_story() -> None:
    long = {
        str(path.relative_to(ENGINE))
        for path in modules()
        if len(path.read_text().splitlines()) > 400
    }
    assert long <= TOLD_WHOLE, f"above 400 lines: {long - TOLD_WHOLE}"


def test_the_engine_and_its_templates_know_no_api_of_ours() -> None:
    root = ENGINE.parents[1]
    own = {path.name for path in (root / "spec").iterdir() if path.is_dir()}
    assert own
    for folder in (root / "generator", root / "templates"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                text = path.read_text(errors="replace").lower()
                assert not [name for name in own if name in text], path
