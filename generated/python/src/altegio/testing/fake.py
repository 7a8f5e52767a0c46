"""The fake as a test sees it: what is in it, what was asked of it, and what is to go wrong."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import threading
import time
import typing as t
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

import msgspec

from .._core.operation import Operation
from .._core.settings import Settings
from ._engine.description import Description
from ._engine.engine import Engine, Options
from ._engine.faults import BadFaultError
from ._engine.messages import Call
from .transport import AsyncFakeTransport, FakeTransport

_PACKAGE = __name__.rpartition(".testing.")[0]

class Items:
    """What the fake remembers of one collection."""

    def __init__(self, engine: Engine, lock: threading.RLock, name: str) -> None:
        self._engine = engine
        self._lock = lock
        self._name = name

    def add(self, fields: t.Any = None, /, **more: t.Any) -> dict[str, t.Any]:
        """Store an item as if it had been created, with these fields; return all of it.

        Nothing is required: what is left out is filled as the API would. `fields` may be a model, a
        dict, or nothing; parameters of the path, such as an owner's id, count as fields.
        """
        given: dict[str, t.Any] = {} if fields is None else msgspec.to_builtins(fields)
        with self._lock:
            resource = self._engine.resource(self._name)
            return resource.add({**given, **msgspec.to_builtins(more)})

    def all(self, **scope: t.Any) -> list[dict[str, t.Any]]:
        """Return every item, or those with these parameters of the path."""
        with self._lock:
            return self._engine.resource(self._name).all(scope)

    def find(self, **fields: t.Any) -> list[dict[str, t.Any]]:
        """Return the items in which all of these fields have these values."""
        wanted: dict[str, t.Any] = msgspec.to_builtins(fields)
        return [
            item for item in self.all() if all(item.get(key) == one for key, one in wanted.items())
        ]

    def clear(self) -> None:
        """Forget every item, those of the description included."""
        with self._lock:
            self._engine.resource(self._name).clear()

    def __iter__(self) -> Iterator[dict[str, t.Any]]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self.all())

    def __repr__(self) -> str:
        return f"<{len(self)} items of {self._name}>"


class Fake:
    """A fake of the API. Collections are attributes: `fake.records.add(...)`, `fake.records.all()`.

    Args:
        seed: Made-up values follow it: the same seed, the same values.
        seeded: Start with the examples of the description instead of with nothing.
        strict: Refuse what is not described, too.
        quirks: Answer with the known lies of the real API: all, or those named.
        rate_limit: Enforce the limits of the real API, by the fake's clock.
        check_tokens: Know only the credentials that are declared; otherwise any will do, if it is there.
        clock: What time it is, in seconds since 1970; the real time if left out.
    """

    def __init__(
        self,
        *,
        seed: int = 1,
        seeded: bool = False,
        strict: bool = False,
        quirks: bool | tuple[str, ...] = False,
        rate_limit: bool = False,
        check_tokens: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        options = Options(
            seed=seed,
            seeded=seeded,
            strict=strict,
            quirks=quirks,
            rate_limit=rate_limit,
            clock=clock,
        )
        self.engine = Engine(_description(), options)
        if not check_tokens:
            self.engine.gate.accept_any()
        self._lock = threading.RLock()
        self.transport = FakeTransport(self.engine, self._lock)
        self.async_transport = AsyncFakeTransport(self.engine, self._lock)

    @property
    def calls(self) -> list[Call]:
        """Every request so far with its answer, the oldest first."""
        return self.engine.journal.all()

    def calls_of(self, operation: str) -> list[Call]:
        """Return the calls of one operation, named as in the client (`records.create`) or by its id."""
        key = self._key(operation)
        return [call for call in self.calls if call.operation == key]

    def fail(self, operation: str, *faults: str | int | None, times: int = 1) -> None:
        """Let the next calls of an operation fail, one fault for each, all of it `times` times.

        A fault is a status (`503`), None for a call that goes well, or a text: `reset-before`,
        `reset-after-commit`, `status=429;retry-after=1`, `status=500;after-commit`, `html-502`,
        `delay=2s`, `truncate`, `drip`, `drift=null:client` (also drop, type, extra, enum, empty).
        """
        try:
            with self._lock:
                self.engine.trouble.script(self._key(operation), list(faults) * times)
        except BadFaultError as error:
            raise ValueError(str(error)) from None

    def set_quirks(self, which: bool | tuple[str, ...]) -> None:
        """Answer with all known lies of the real API, with those named, or with none."""
        with self._lock:
            self.engine.set_quirks(which)

    def reset(self) -> None:
        """Forget what was stored, called and scripted."""
        with self._lock:
            self.engine.reset()

    def options(self, given: Mapping[str, t.Any], transport: t.Any) -> dict[str, t.Any]:
        """Return the options of a client that talks to this fake: with credentials, without waiting."""
        return {**_credentials(self.engine), "rate_limit": False, "transport": transport, **given}

    def __getattr__(self, name: str) -> Items:
        if name.startswith("_") or name == "engine":
            raise AttributeError(name)
        known = self._collections()
        if name not in known:
            some = ", ".join(known) or "none"
            raise AttributeError(f"the fake has no collection '{name}' (there is {some})")
        return Items(self.engine, self._lock, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._collections()]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(self._collections()) or 'no collections'}>"

    def __enter__(self) -> t.Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.reset()

    def _collections(self) -> list[str]:
        return [one.name for one in self.engine.description.collections]

    def _key(self, operation: str) -> str:
        if any(one.key == operation for one in self.engine.description.operations):
            return operation
        found = _operations().get(operation)
        if found is not None:
            for one in self.engine.description.operations:
                if (one.method, one.path) == found:
                    return one.key
        raise ValueError(f"there is no operation '{operation}'")


@functools.cache
def _description() -> Description:
    raw = files(__package__ or "").joinpath("_description.json").read_bytes()
    return msgspec.json.decode(raw, type=Description)


@functools.cache
def _operations() -> dict[str, tuple[str, str]]:
    """Return the method and path of every operation, by how the client calls it."""
    found: dict[str, tuple[str, str]] = {}
    package = importlib.import_module(f"{_PACKAGE}.resources")
    for module in pkgutil.iter_modules(package.__path__):
        names = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        for one in names.values():
            if isinstance(one, Operation):
                found[one.name] = (one.method, one.path.partition("?")[0])
    return found


def _credentials(engine: Engine) -> dict[str, t.Any]:
    """Return a credential for every scheme of the API, one that is known where some are."""
    settings: Settings = importlib.import_module(f"{_PACKAGE}.client")._SETTINGS
    found: dict[str, t.Any] = {}
    for name, scheme in settings.schemes.items():
        known = engine.description.tokens.get(name)
        kind = engine.description.schemes.get(name)
        if kind is not None and kind.kind == "tls":
            continue
        text = next(iter(known), "") if known else "fake"
        is_pair = kind is not None and kind.kind == "basic"
        found[scheme.argument] = "fake:fake" if is_pair and ":" not in text else text
    return found
