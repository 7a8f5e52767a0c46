"""Visits: say that a client came, or did not."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t
from collections.abc import Mapping, Sequence

from .. import _core, models

_UPDATE: _core.Operation[t.Any] = _core.Operation(
    name="visits.update",
    method="PUT",
    path="/visits/{visit_id}/{record_id}",
    parameters=(_core.Path("visit_id"), _core.Path("record_id")),
    body=_core.JsonFields(
        {
            "attendance": "attendance",
            "comment": "comment",
            "new_transactions": "new_transactions",
            "deleted_transaction_ids": "deleted_transaction_ids",
            "goods_transactions": "goods_transactions",
            "services": "services",
            "fast_payment": "fast_payment",
        },
        required=True,
    ),
    responses={"200": _core.Json(lambda: models.VisitEnvelope, unwrap=("data",))},
    errors={
        "400": _core.Json(lambda: models.ValidationErrorEnvelope),
        "401": _core.Json(lambda: models.ErrorEnvelope),
        "403": _core.Json(lambda: models.ErrorEnvelope),
        "404": _core.Json(lambda: models.ErrorEnvelope),
        "422": _core.Json(lambda: models.ValidationErrorEnvelope),
        "429": _core.Json(lambda: models.ErrorEnvelope),
        "default": _core.Json(lambda: models.ErrorEnvelope),
    },
    security=((("PartnerToken", ()), ("UserToken", ())),),
    replay="never",
    lookup="records.get",
    lookup_help="Read the record and compare its attendance, comment and payments.",
)


class Visits:
    """Visits: say that a client came, or did not.

    Reach it as `client.visits`.
    """

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> VisitsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return VisitsRaw(self._client)

    def update(
        self,
        visit_id: int,
        record_id: int,
        *,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2],
        comment: str,
        new_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        deleted_transaction_ids: Sequence[int] | None = None,
        goods_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        services: Sequence[Mapping[str, t.Any]] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> t.Any:
        """Change a visit, above all its attendance.

        The light way to say that a client came or did not: nothing else about the
        appointment has to be sent again. `visit_id` and the present `comment` are in
        the record. A time block has no visit.

        The call can add payments; a second one would add them again. After a failure
        that leaves it open whether the call took effect, `OutcomeUnknownError` names
        `records.get` as the way to find out.

        Args:
            visit_id: Identifier of the visit, as in the record. At least 1.
            record_id: Identifier of the record. At least 1.
            attendance: What became of the visit.
            comment: Note on the visit. It replaces the old one, so send that again to
                keep it.
            new_transactions: Payments to add. The shape of an item is not documented
                well enough to be typed.
            deleted_transaction_ids: Payments to remove.
            goods_transactions: Goods sold during the visit. The shape of an item is not
                documented well enough to be typed.
            services: Services of the visit. The shape of an item is not documented well
                enough to be typed.
            fast_payment: Pay for the whole visit in the same call. Absent means no
                payment.

        Returns:
            The visit is changed. What the body holds is not documented.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return self._client._call(
            _UPDATE,
            {
                "visit_id": visit_id,
                "record_id": record_id,
                "attendance": attendance,
                "comment": comment,
                "new_transactions": new_transactions,
                "deleted_transaction_ids": deleted_transaction_ids,
                "goods_transactions": goods_transactions,
                "services": services,
                "fast_payment": fast_payment,
            },
        )


class AsyncVisits:
    """Visits: say that a client came, or did not.

    Reach it as `client.visits`.
    """

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncVisitsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncVisitsRaw(self._client)

    async def update(
        self,
        visit_id: int,
        record_id: int,
        *,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2],
        comment: str,
        new_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        deleted_transaction_ids: Sequence[int] | None = None,
        goods_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        services: Sequence[Mapping[str, t.Any]] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> t.Any:
        """Change a visit, above all its attendance.

        The light way to say that a client came or did not: nothing else about the
        appointment has to be sent again. `visit_id` and the present `comment` are in
        the record. A time block has no visit.

        The call can add payments; a second one would add them again. After a failure
        that leaves it open whether the call took effect, `OutcomeUnknownError` names
        `records.get` as the way to find out.

        Args:
            visit_id: Identifier of the visit, as in the record. At least 1.
            record_id: Identifier of the record. At least 1.
            attendance: What became of the visit.
            comment: Note on the visit. It replaces the old one, so send that again to
                keep it.
            new_transactions: Payments to add. The shape of an item is not documented
                well enough to be typed.
            deleted_transaction_ids: Payments to remove.
            goods_transactions: Goods sold during the visit. The shape of an item is not
                documented well enough to be typed.
            services: Services of the visit. The shape of an item is not documented well
                enough to be typed.
            fast_payment: Pay for the whole visit in the same call. Absent means no
                payment.

        Returns:
            The visit is changed. What the body holds is not documented.

        Raises:
            BadRequest: The request cannot be processed: its form is wrong, a body
                stands where none belongs, or the appointment waits for an online
                payment.
            Unauthorized: No token, or one that is not known. A message about a missing
                partner identifier means that the partner token is unknown or that the
                application is not activated for the location; no parameter is missing.
            Forbidden: The user lacks the right to do this in this location or to this
                record.
            NotFound: There is no such location, record or visit. The vendor documents
                an empty `meta`; a message was seen as well.
            UnprocessableEntity: A field is missing or wrong. On an edit this is what
                leaving out a required field leads to, also when it should just stay as
                it is.
            RateLimited: More than 5 requests a second or 200 a minute from one address.
                Undocumented: clients that run against the API wait and try again; a
                `Retry-After` header was never seen.
        """
        return await self._client._call(
            _UPDATE,
            {
                "visit_id": visit_id,
                "record_id": record_id,
                "attendance": attendance,
                "comment": comment,
                "new_transactions": new_transactions,
                "deleted_transaction_ids": deleted_transaction_ids,
                "goods_transactions": goods_transactions,
                "services": services,
                "fast_payment": fast_payment,
            },
        )


class VisitsRaw:
    """`client.visits.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def update(
        self,
        visit_id: int,
        record_id: int,
        *,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2],
        comment: str,
        new_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        deleted_transaction_ids: Sequence[int] | None = None,
        goods_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        services: Sequence[Mapping[str, t.Any]] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[t.Any]:
        """As `update`, with the whole answer."""
        return self._client._raw(
            _UPDATE,
            {
                "visit_id": visit_id,
                "record_id": record_id,
                "attendance": attendance,
                "comment": comment,
                "new_transactions": new_transactions,
                "deleted_transaction_ids": deleted_transaction_ids,
                "goods_transactions": goods_transactions,
                "services": services,
                "fast_payment": fast_payment,
            },
        )


class AsyncVisitsRaw:
    """`client.visits.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def update(
        self,
        visit_id: int,
        record_id: int,
        *,
        attendance: models.Attendance | t.Literal[-1, 0, 1, 2],
        comment: str,
        new_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        deleted_transaction_ids: Sequence[int] | None = None,
        goods_transactions: Sequence[Mapping[str, t.Any]] | None = None,
        services: Sequence[Mapping[str, t.Any]] | None = None,
        fast_payment: models.FastPayment | t.Literal[1, 2, 129, 130] | None = None,
    ) -> _core.Response[t.Any]:
        """As `update`, with the whole answer."""
        return await self._client._raw(
            _UPDATE,
            {
                "visit_id": visit_id,
                "record_id": record_id,
                "attendance": attendance,
                "comment": comment,
                "new_transactions": new_transactions,
                "deleted_transaction_ids": deleted_transaction_ids,
                "goods_transactions": goods_transactions,
                "services": services,
                "fast_payment": fast_payment,
            },
        )
