"""The conduct of a call as a sequence of steps, written once and performed by either client.

A generator yields what has to be done; whoever drives it does that, waiting or awaiting, and sends back
the result or throws in the error.
"""

from __future__ import annotations

import builtins
import threading
import time
import typing as t
from collections.abc import Callable, Generator

import msgspec

from .errors import InvalidArgumentError, TimeoutError

if t.TYPE_CHECKING:
    import asyncio

    from .transport import AsyncReply, AsyncTransport, Reply, Request, Transport

T = t.TypeVar("T")


class Send(msgspec.Struct, frozen=True):
    """Send a request; the result is a reply whose body is still on the way."""

    request: Request
    deadline: float | None = None


class Read(msgspec.Struct, frozen=True):
    """Read the body of a reply; the result is bytes."""

    reply: t.Any
    limit: int
    deadline: float | None = None


class Close(msgspec.Struct, frozen=True):
    """Let go of a reply."""

    reply: t.Any


class Sleep(msgspec.Struct, frozen=True):
    """Wait."""

    seconds: float


class Ask(msgspec.Struct, frozen=True):
    """Call a function of the user's; the result is what it returns, awaited if need be."""

    function: Callable[..., t.Any]
    arguments: tuple[t.Any, ...] = ()


class Exclusive(msgspec.Struct, frozen=True):
    """Take other steps while nobody else does; the result is theirs."""

    lock: Lock
    steps: Callable[[], Steps[t.Any]]


Step: t.TypeAlias = Send | Read | Close | Sleep | Ask | Exclusive
Steps: t.TypeAlias = Generator[Step, t.Any, T]


class Lock:
    """A lock for threads and for tasks, each among their own kind."""

    def __init__(self) -> None:
        self.threads = threading.Lock()
        self._tasks: tuple[object, asyncio.Lock] | None = None

    def tasks(self) -> asyncio.Lock:
        """Return the lock for the running event loop."""
        import asyncio

        loop = asyncio.get_running_loop()
        if self._tasks is None or self._tasks[0] is not loop:
            self._tasks = (loop, asyncio.Lock())
        return self._tasks[1]


def run(steps: Steps[T], transport: Transport, sleep: Callable[[float], None] = time.sleep) -> T:
    """Perform steps in this thread and return their result."""
    reply: Reply | None = None
    try:
        step = next(steps)
        while True:
            try:
                result = _perform(step, transport, sleep)
            except Exception as error:  # noqa: BLE001  (whoever conducts the call decides)
                step = steps.throw(error)
            else:
                reply = result if isinstance(step, Send) else reply
                step = steps.send(result)
    except StopIteration as stop:
        return t.cast("T", stop.value)
    except BaseException:
        # Ctrl-C, or a hook that failed: nobody will read what is still on the way.
        if reply is not None:
            reply.close()
        raise
    finally:
        steps.close()


def _perform(step: Step, transport: Transport, sleep: Callable[[float], None]) -> t.Any:
    match step:
        case Send():
            return transport.send(step.request)
        case Read():
            reply: Reply = step.reply
            return reply.read(step.limit)
        case Sleep():
            return sleep(step.seconds)
        case Close():
            return step.reply.close()
        case Ask():
            result = step.function(*step.arguments)
            if hasattr(result, "__await__"):
                if hasattr(result, "close"):
                    result.close()
                raise InvalidArgumentError("a coroutine function needs the asynchronous client")
            return result
        case Exclusive():
            with step.lock.threads:
                return run(step.steps(), transport, sleep)


async def arun(
    steps: Steps[T],
    transport: AsyncTransport,
    sleep: Callable[[float], t.Awaitable[None]] | None = None,
) -> T:
    """Perform steps in this task and return their result."""
    reply: AsyncReply | None = None
    try:
        step = next(steps)
        while True:
            try:
                result = await _aperform(step, transport, sleep)
            except Exception as error:  # noqa: BLE001  (whoever conducts the call decides)
                step = steps.throw(error)
            else:
                reply = result if isinstance(step, Send) else reply
                step = steps.send(result)
    except StopIteration as stop:
        return t.cast("T", stop.value)
    except BaseException:
        # Cancelled, or a hook that failed: nobody will read what is still on the way.
        if reply is not None:
            await reply.aclose()
        raise
    finally:
        steps.close()


async def _aperform(
    step: Step,
    transport: AsyncTransport,
    sleep: Callable[[float], t.Awaitable[None]] | None,
) -> t.Any:
    match step:
        case Send():
            return await before(transport.send(step.request), step.deadline)
        case Read():
            reply: AsyncReply = step.reply
            return await before(reply.read(step.limit), step.deadline)
        case Sleep():
            if sleep is not None:
                return await sleep(step.seconds)
            import asyncio

            return await asyncio.sleep(step.seconds)
        case Close():
            return await step.reply.aclose()
        case Ask():
            result = step.function(*step.arguments)
            return await result if hasattr(result, "__await__") else result
        case Exclusive():
            async with step.lock.tasks():
                return await arun(step.steps(), transport, sleep)


async def before(work: t.Awaitable[T], deadline: float | None) -> T:
    """Await work, but not beyond a time of `time.monotonic()`."""
    if deadline is None:
        return await work
    import asyncio

    limit = asyncio.timeout(deadline - time.monotonic())
    try:
        async with limit:
            return await work
    except builtins.TimeoutError as error:
        if not limit.expired():
            raise
        raise TimeoutError("the whole call took too long", phase="total") from error
