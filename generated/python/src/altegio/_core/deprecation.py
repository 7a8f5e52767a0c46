"""Marks what is going away, for editors and at run time."""

from __future__ import annotations

import typing as t
import warnings

__all__ = ["deprecated", "warn_argument"]

if t.TYPE_CHECKING:
    from typing_extensions import deprecated
else:

    def deprecated(message):
        """Return a decorator: callers see the name struck through, and get a DeprecationWarning."""

        def mark(thing):
            if isinstance(thing, type):
                return _mark_class(thing, message)
            return _mark_function(thing, message)

        return mark


def _mark_function(function: t.Any, message: str) -> t.Any:
    import functools

    # In a log the message stands alone: it has to say what is deprecated.
    text = f"{function.__qualname__.rpartition('<locals>.')[2]}() is deprecated: {message}"

    @functools.wraps(function)
    def wrapper(*args: t.Any, **kwargs: t.Any) -> t.Any:
        # Written for an async function too: the warning belongs to the call, not to the await.
        warnings.warn(text, DeprecationWarning, stacklevel=2)
        return function(*args, **kwargs)

    # Where `inspect` and `asyncio` look to see whether a call has to be awaited.
    code = getattr(function, "__code__", None)
    if code is not None and code.co_flags & 0x80:
        import inspect

        mark = getattr(inspect, "markcoroutinefunction", None)
        if mark is not None:
            mark(wrapper)
    wrapper.__deprecated__ = message  # type: ignore[attr-defined]
    return wrapper


def _mark_class(thing: t.Any, message: str) -> t.Any:
    # The class itself is left as it is: a model that an answer holds is not the caller's doing.
    thing.__deprecated__ = message
    return thing


def warn_argument(operation: str, argument: str, message: str) -> None:
    """Warn that an argument is deprecated, at the line that called the operation's method."""
    warnings.warn(
        f"{operation}({argument}=...) is deprecated: {message}",
        DeprecationWarning,
        stacklevel=_outside(),
    )


def _outside() -> int:
    """Return how far up the stack the first caller is that does not belong to this package."""
    import sys

    package = __name__.rpartition("._core")[0] + "."
    level, frame = 2, sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and f"{frame.f_globals.get('__name__', '')}.".startswith(
        package
    ):
        level, frame = level + 1, frame.f_back
    return level
