"""What is imported when: nothing heavy before the first call, and nothing at all after preloading."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sdk_under_test
from loopback import Loopback, answer

HEAVY = {"urllib3", "aiohttp", "httpx2", "pyreqwest", "ssl", "asyncio", "logging", "email", "http"}
CORE = Path(sdk_under_test.__file__).parent / "_core"


def loaded(code: str, *arguments: str) -> set[str]:
    """Return the top-level modules that are there after running `code` in a new interpreter."""
    return set(printed(code + "\nprint(*{n.partition('.')[0] for n in sys.modules})", *arguments))


def printed(code: str, *arguments: str) -> list[str]:
    program = f"import sys\nsys.path.insert(0, {str(CORE.parents[1])!r})\n" + textwrap.dedent(code)
    run = subprocess.run(
        [sys.executable, "-I", "-c", program, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_importing_the_facade_imports_nothing_else() -> None:
    before = loaded("pass")
    after = loaded("import sdk_under_test._core")
    assert after - before <= {"sdk_under_test"}


def test_making_a_client_imports_no_http_library() -> None:
    code = """
    from sdk_under_test import _core
    client = _core.SyncClient(_core.Settings(name="x", servers=(_core.Server("https://a.example"),)))
    client.with_options(timeout=3).close()
    """
    assert not loaded(textwrap.dedent(code)) & (HEAVY - {"http"})


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_after_preloading_a_first_call_imports_nothing(kind: str, server: Loopback) -> None:
    server.play(
        answer(200, {"id": 1}),
        answer(404, {"message": "no"}),
        answer(500),
        answer(200, {"id": "1"}),
    )
    code = f"""
    import asyncio
    from sdk_under_test import _core

    class Thing(_core.Model):
        id: int

    OPERATION = _core.Operation(
        name="get", method="GET", path="/", responses={{"200": _core.Json(lambda: Thing)}},
        replay="safe",
    )
    SETTINGS = _core.Settings(name="sdk_under_test", servers=(_core.Server(sys.argv[1]),))

    def sync():
        _core.preload()
        client = _core.SyncClient(SETTINGS)
        client._shared.chance = lambda: 0.0
        before = set(sys.modules)
        client._call(OPERATION, {{}})
        try:
            client._call(OPERATION, {{}})
        except _core.NotFound:
            pass
        client._call(OPERATION, {{}})
        client.close()
        return before

    async def main():
        await _core.apreload()
        client = _core.AsyncClient(SETTINGS)
        client._shared.chance = lambda: 0.0
        before = set(sys.modules)
        await client._call(OPERATION, {{}})
        try:
            await client._call(OPERATION, {{}})
        except _core.NotFound:
            pass
        await client._call(OPERATION, {{}})
        await client.aclose()
        return before

    before = sync() if {kind!r} == "sync" else asyncio.run(main())
    print(*(set(sys.modules) - before))
    """
    assert printed(code, server.url) == []
    assert len(server.requests) == 4


def test_every_name_of_the_facade_can_be_loaded_and_is_known_to_type_checkers() -> None:
    from sdk_under_test import _core

    tree = ast.parse((CORE / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    listed = {(module, name) for name, module in _core._WHERE.items()}
    assert typed == listed
    for _, name in listed:
        assert getattr(_core, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = _core.nothing_of_this_name
    assert "Model" in dir(_core)


def test_the_runtime_needs_only_msgspec_and_the_standard_library() -> None:
    allowed = set(sys.stdlib_module_names) | {"msgspec", "typing_extensions"}
    for file in CORE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                assert name.partition(".")[0] in allowed, f"{file.name} imports {name}"
