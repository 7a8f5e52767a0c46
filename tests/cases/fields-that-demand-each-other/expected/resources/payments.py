"""The operations of `payments`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core, models

_PAY: _core.Operation[models.Receipt] = _core.Operation(
    name="payments.pay",
    method="POST",
    path="/payments",
    body=_core.JsonFields(
        {
            "kind": "kind",
            "card": "card",
            "account": "account",
            "note": "note",
            "class_": "class",
        },
        required=True,
    ),
    responses={"201": _core.Json(lambda: models.Receipt)},
    replay="never",
    rules=(_core.Rule(when="note", needs=("kind", "class_")),),
)


class Payments:
    """Reach it as `client.payments`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> PaymentsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return PaymentsRaw(self._client)

    def pay(
        self,
        *,
        kind: models.PaymentKind | t.Literal["card", "transfer"] | None = None,
        card: str | None = None,
        account: str | None = None,
        note: str | None = None,
        class_: str | None = None,
    ) -> models.Receipt:
        """`POST /payments`

        With `note`, `kind` and `class_` are needed. Where `kind` is `"card"`, `card` is
        needed; otherwise `account` is needed. Never `card` with `account`.

        Returns:
            What was paid.
        """
        return self._client._call(
            _PAY,
            {
                "kind": kind,
                "card": card,
                "account": account,
                "note": note,
                "class_": class_,
            },
        )


class AsyncPayments:
    """Reach it as `client.payments`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncPaymentsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncPaymentsRaw(self._client)

    async def pay(
        self,
        *,
        kind: models.PaymentKind | t.Literal["card", "transfer"] | None = None,
        card: str | None = None,
        account: str | None = None,
        note: str | None = None,
        class_: str | None = None,
    ) -> models.Receipt:
        """`POST /payments`

        With `note`, `kind` and `class_` are needed. Where `kind` is `"card"`, `card` is
        needed; otherwise `account` is needed. Never `card` with `account`.

        Returns:
            What was paid.
        """
        return await self._client._call(
            _PAY,
            {
                "kind": kind,
                "card": card,
                "account": account,
                "note": note,
                "class_": class_,
            },
        )


class PaymentsRaw:
    """`client.payments.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def pay(
        self,
        *,
        kind: models.PaymentKind | t.Literal["card", "transfer"] | None = None,
        card: str | None = None,
        account: str | None = None,
        note: str | None = None,
        class_: str | None = None,
    ) -> _core.Response[models.Receipt]:
        """As `pay`, with the whole answer."""
        return self._client._raw(
            _PAY,
            {
                "kind": kind,
                "card": card,
                "account": account,
                "note": note,
                "class_": class_,
            },
        )


class AsyncPaymentsRaw:
    """`client.payments.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def pay(
        self,
        *,
        kind: models.PaymentKind | t.Literal["card", "transfer"] | None = None,
        card: str | None = None,
        account: str | None = None,
        note: str | None = None,
        class_: str | None = None,
    ) -> _core.Response[models.Receipt]:
        """As `pay`, with the whole answer."""
        return await self._client._raw(
            _PAY,
            {
                "kind": kind,
                "card": card,
                "account": account,
                "note": note,
                "class_": class_,
            },
        )
