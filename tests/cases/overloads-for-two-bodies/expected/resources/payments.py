"""The operations of `payments`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core

_CREATE: _core.Operation[None] = _core.Operation(
    name="payments.create",
    method="POST",
    path="/payments",
    body=_core.BodyChoice(
        (
            _core.JsonFields({"iban": "iban", "note": "note"}, required=True),
            _core.JsonFields({"card": "card", "note": "note"}, required=True),
        ),
        required=True,
    ),
    responses={"204": _core.Empty()},
    replay="never",
    rules=(_core.Rule(any_of=(("iban",), ("card",))),),
)


class Payments:
    """Reach it as `client.payments`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PaymentsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PaymentsRaw(self._client)

    @t.overload
    def create(
        self,
        *,
        iban: str,
        note: str | None = None,
    ) -> None: ...

    @t.overload
    def create(
        self,
        *,
        card: str,
        note: str | None = None,
    ) -> None: ...

    def create(
        self,
        *,
        iban: str | None = None,
        note: str | None = None,
        card: str | None = None,
    ) -> None:
        """`POST /payments`

        Returns:
            Paid.
        """
        return self._client._call(_CREATE, {"iban": iban, "note": note, "card": card})


class AsyncPayments:
    """Reach it as `client.payments`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPaymentsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPaymentsRaw(self._client)

    @t.overload
    async def create(
        self,
        *,
        iban: str,
        note: str | None = None,
    ) -> None: ...

    @t.overload
    async def create(
        self,
        *,
        card: str,
        note: str | None = None,
    ) -> None: ...

    async def create(
        self,
        *,
        iban: str | None = None,
        note: str | None = None,
        card: str | None = None,
    ) -> None:
        """`POST /payments`

        Returns:
            Paid.
        """
        return await self._client._call(
            _CREATE,
            {"iban": iban, "note": note, "card": card},
        )


class PaymentsRaw:
    """`client.payments.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @t.overload
    def create(
        self,
        *,
        iban: str,
        note: str | None = None,
    ) -> _core.Response[None]: ...

    @t.overload
    def create(
        self,
        *,
        card: str,
        note: str | None = None,
    ) -> _core.Response[None]: ...

    def create(
        self,
        *,
        iban: str | None = None,
        note: str | None = None,
        card: str | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return self._client._raw(_CREATE, {"iban": iban, "note": note, "card": card})


class AsyncPaymentsRaw:
    """`client.payments.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @t.overload
    async def create(
        self,
        *,
        iban: str,
        note: str | None = None,
    ) -> _core.Response[None]: ...

    @t.overload
    async def create(
        self,
        *,
        card: str,
        note: str | None = None,
    ) -> _core.Response[None]: ...

    async def create(
        self,
        *,
        iban: str | None = None,
        note: str | None = None,
        card: str | None = None,
    ) -> _core.Response[None]:
        """As `create`, with the whole answer."""
        return await self._client._raw(
            _CREATE,
            {"iban": iban, "note": note, "card": card},
        )
