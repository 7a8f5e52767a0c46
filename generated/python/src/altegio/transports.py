"""What carries the requests: the protocols of a transport, adapters for HTTP libraries, and mocks.

Each adapter needs its library; it is imported when the adapter is first asked for.
"""

# pyright: reportPrivateUsage=false

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._core.headers import Headers
    from ._core.transport import (
        AsyncReply,
        AsyncTransport,
        AsyncTransportLike,
        Reply,
        Request,
        Transport,
        TransportLike,
    )
    from ._core.transports.aiohttp import AiohttpTransport
    from ._core.transports.httpx2 import AsyncHttpx2Transport, Httpx2Transport
    from ._core.transports.mock import Answer, AsyncMockTransport, MockTransport
    from ._core.transports.pyreqwest import AsyncPyreqwestTransport, PyreqwestTransport
    from ._core.transports.urllib3 import Urllib3Transport

__all__ = [
    "AiohttpTransport",
    "Answer",
    "AsyncHttpx2Transport",
    "AsyncMockTransport",
    "AsyncPyreqwestTransport",
    "AsyncReply",
    "AsyncTransport",
    "AsyncTransportLike",
    "Headers",
    "Httpx2Transport",
    "MockTransport",
    "PyreqwestTransport",
    "Reply",
    "Request",
    "Transport",
    "TransportLike",
    "Urllib3Transport",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        """Load what is asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import _core

        value = globals()[name] = getattr(_core, name)
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
