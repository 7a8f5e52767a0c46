"""Calls every operation of a generated package and judges what happens: a program of its own.

    python -m harness.calling FOLDER

`FOLDER` holds `facts.json` and the package; the verdict is written to `FOLDER/calls.json`.
"""

from __future__ import annotations

import asyncio
import base64
import importlib
import inspect
import json
import pkgutil
import sys
import traceback
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import arrival
from .arguments import Converter
from .fitting import Fitting, unknown_members
from .media import Said
from .operations import Operation, operations
from .planning import ROUNDS, Plan, Planner, Style
from .reading import Description
from .sameness import same_json
from .server import Answer, Arrived, Server


class Caller:
    """Calls the operations of one package against a server on the loopback."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.facts = json.loads((folder / "facts.json").read_text())
        sys.path.insert(0, str(folder / "python/src"))
        self.package = importlib.import_module(self.facts["package"])
        self._server = server
        self.description = Description(Path(self.facts["document"]))
        self._planner = Planner(self.description)
        self._core: Any = importlib.import_module(f"{self.package.__name__}._core")
        self._converters = {
            as_models: Converter(self.package, as_models=as_models) for as_models in (True, False)
        }
        self._names = {(one["method"], one["path"]): one for one in self.facts["operations"]}
        self._secrets = self._make_secrets(folder)
        self._drift: list[str] = []
        self._said: Said | None = None
        self.failures: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.failed: set[tuple[str, str]] = set()
        self.calls = 0
        self.unjudged = 0

    def _make_secrets(self, folder: Path) -> dict[str, str]:
        schemes = self.description.root.get("components", {}).get("securitySchemes") or {}
        made = {}
        for number, (name, scheme) in enumerate(schemes.items()):
            found = self.description.follow(scheme)
            basic = str(found.get("scheme", "")).lower() == "basic"
            made[name] = f"ann:secret-{number}" if basic else f"secret-{number}-token"
            if found.get("type") == "mutualTLS":
                made[name] = str(folder / "facts.json")
        return made

    def client(self, *, is_async: bool) -> Any:
        """Return a client of the package that talks to the server."""
        module = importlib.import_module(f"{self.package.__name__}.client")
        base = self._core.AsyncClient if is_async else self._core.SyncClient
        found = next(
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, base) and one.__module__ == module.__name__
        )
        credentials = {
            argument: self._secrets[scheme]
            for scheme, argument in self.facts["credentials"].items()
            if argument and scheme in self._secrets
        }
        return found(
            base_url=self._server.url,
            timeout=20,
            max_retries=0,
            rate_limit=False,
            on_drift=lambda name, issues: self._drift.extend(map(str, issues)),
            **credentials,
        )

    def fail(self, operation: Operation, style: Style | None, kind: str, text: str) -> None:
        """Note that a call went wrong."""
        self.failed.add(operation.address)
        turn = style.turn if style else None
        self.failures.append(
            {"kind": kind, "operation": " ".join(operation.address), "turn": turn, "text": text[:600]}
        )

    def plans(self, is_async: bool) -> Iterator[tuple[Plan, Style, Mapping[str, Any]]]:
        """Yield every call that is to be made, and tell the server what to say to it."""
        for operation in operations(self.description):
            names = self._names.get(operation.address)
            if names is None:
                if not is_async:
                    self.fail(operation, None, "unreachable", "there is no method for it")
                continue
            for style in ROUNDS:
                if style.is_async is is_async:
                    plan = self._planner.plan(operation, names["arguments"], style)
                    for problem in plan.problems:
                        if not self._is_lost(problem):
                            self.fail(operation, style, "argument", problem)
                    yield plan, style, names

    def _is_lost(self, problem: str) -> bool:
        quoted = problem.partition("'")[2].rpartition("'")[0]
        return bool(quoted) and any(f"'{quoted}'" in one["what"] for one in self.facts["losses"])

    def prepare(self, plan: Plan, style: Style) -> None:
        """Tell the server what to answer, and forget what was."""

        def respond(arrived: Arrived) -> Answer:
            status, said = self._planner.answer(plan, style, arrived.header("accept") or "")
            self._said = said
            if said is None:
                return Answer(status=status)
            return Answer(status=status, headers={"Content-Type": said.media}, body=said.body)

        self._said = None
        self._server.arrived.clear()
        self._drift.clear()
        self._server.respond = respond

    def method(self, client: Any, style: Style, names: Mapping[str, Any]) -> Any:
        """Return the method to call."""
        resource = getattr(client, names["resource"])
        return getattr(resource.raw if style.is_raw else resource, names["name"])

    def arguments(self, method: Any, plan: Plan, style: Style) -> dict[str, Any]:
        """Return what to pass, as the method's own types want it."""
        # Files are bytes, which a model made from JSON cannot hold.
        has_files = plan.body is not None and plan.body[0].media.startswith("multipart/")
        converter = self._converters[style.as_models and not has_files]
        hints = converter.hints(method)
        fitting = Fitting(converter, self._planner.sent.free)
        made = {}
        for name, value in plan.arguments.items():
            hint = hints.get(name, Any)
            made[name] = value if isinstance(value, bytes) else converter.convert(value, hint)
            misfit = fitting.misfit(made[name], hint) if plan.judged else None
            if misfit:
                self.fail(plan.operation, style, "argument type", f"{name}/{misfit}")
        return made

    def judge(self, plan: Plan, style: Style, result: Any) -> None:
        """Note what was wrong with the request that arrived, or with how the answer was read."""
        self.calls += 1
        said = self._said
        if not plan.judged or (said and not said.judged):
            self.unjudged += 1
        if len(self._server.arrived) != 1:
            self.fail(plan.operation, style, "request", f"{len(self._server.arrived)} requests")
            return
        self._keep(plan, style, self._server.arrived[0])
        for complaint in arrival.complaints(
            self.description,
            self._planner.judge,
            plan.operation,
            plan.given,
            plan.body,
            self._secrets,
            self._server.arrived[0],
        ):
            self.fail(plan.operation, style, "request", complaint)
        issues = [*map(str, getattr(result, "issues", ()) if style.is_raw else self._drift)]
        if issues and said and said.judged:
            self.fail(plan.operation, style, "issues", f"{len(issues)}: {issues[0]}")
        if style.is_raw and said and said.is_json and not issues and result.content:
            written = json.loads(self._core.encode(result.parsed))
            difference = same_json(said.value, written, forgive=True)
            if difference:
                self.fail(plan.operation, style, "kept", difference)
            if said.judged:
                for unknown in unknown_members(result.parsed, self._core, self._planner.heard.free):
                    self.fail(plan.operation, style, "kept", unknown)

    def _keep(self, plan: Plan, style: Style, arrived: Arrived) -> None:
        """Keep a request for other judges, if its values fit what is described."""
        if plan.judged:
            kept = {
                "operation": " ".join(plan.operation.address),
                "turn": style.turn,
                "method": arrived.method,
                "target": arrived.target,
                "headers": arrived.headers,
                "body": base64.b64encode(arrived.body).decode(),
            }
            self.requests.append(json.dumps(kept))

    def broke(self, plan: Plan, style: Style, error: Exception) -> None:
        """Note that a call raised."""
        self.calls += 1
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        self.fail(plan.operation, style, "raised", f"{type(error).__name__}: {error} ({where})")


def call_sync(caller: Caller) -> None:
    """Call every operation with the client that waits."""
    with caller.client(is_async=False) as client:
        for plan, style, names in caller.plans(is_async=False):
            caller.prepare(plan, style)
            try:
                method = caller.method(client, style, names)
                result = method(**caller.arguments(method, plan, style))
                if hasattr(result, "first") and hasattr(result, "pages"):
                    result.first()
                elif hasattr(result, "__enter__") and not style.is_raw:
                    with result:
                        _drain(result)
            except Exception as error:
                caller.broke(plan, style, error)
            else:
                caller.judge(plan, style, result)


def _drain(stream: Any) -> None:
    if hasattr(stream, "read"):
        stream.read()
    else:
        for _ in stream:
            pass


async def call_async(caller: Caller) -> None:
    """Call every operation with the client that is awaited."""
    async with caller.client(is_async=True) as client:
        for plan, style, names in caller.plans(is_async=True):
            caller.prepare(plan, style)
            try:
                method = caller.method(client, style, names)
                result = method(**caller.arguments(method, plan, style))
                if inspect.isawaitable(result):
                    result = await result
                if hasattr(result, "first") and hasattr(result, "pages"):
                    await result.first()
                elif hasattr(result, "__aenter__") and not style.is_raw:
                    async with result:
                        await _adrain(result)
            except Exception as error:
                caller.broke(plan, style, error)
            else:
                caller.judge(plan, style, result)


async def _adrain(stream: Any) -> None:
    if hasattr(stream, "read"):
        await stream.read()
    else:
        async for _ in stream:
            pass


def import_all(package: types.ModuleType) -> list[str]:
    """Import every module of a package and return what went wrong."""
    wrong = []
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        try:
            importlib.import_module(found.name)
        except Exception as error:
            wrong.append(f"{found.name}: {type(error).__name__}: {error}")
    return wrong


def main(folder: Path) -> None:
    """Judge the package in `folder`."""
    with Server() as server:
        caller = Caller(folder, server)
        broken = import_all(caller.package)
        call_sync(caller)
        asyncio.run(call_async(caller))
        known = [one.address for one in operations(caller.description)]
    verdict = {
        "operations": len(known),
        "called": len([one for one in known if one not in caller.failed]),
        "calls": caller.calls,
        "unjudged": caller.unjudged,
        "imports": broken,
        "failures": caller.failures,
    }
    (folder / "requests.jsonl").write_text("\n".join(caller.requests))
    (folder / "calls.json").write_text(json.dumps(verdict, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
