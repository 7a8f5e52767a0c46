"""The types of the Altegio records."""

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._events import (
        EventStatus,
        RecordEvent,
    )
    from ._others import (
        BookingOptions,
        ClientCustomFields,
    )
    from ._shared import (
        Attendance,
        ErrorEnvelope,
        ErrorMeta,
        FastPayment,
        FieldErrors,
        ValidationErrorEnvelope,
        ValidationErrorMeta,
    )
    from .auth import (
        AuthenticatedUser,
        Credentials,
        LoginEnvelope,
    )
    from .records import (
        BookedClient,
        BookedService,
        BookingChannel,
        Client,
        ClientTag,
        CompanyServiceLink,
        ConflictEnvelope,
        ConflictMeta,
        Consumable,
        CreatedRecordEnvelope,
        CustomFields,
        CustomFieldValue,
        DocumentType,
        DottedDate,
        FinanceAccount,
        FinanceClient,
        FinanceExpense,
        FinanceTransaction,
        GoodsTransaction,
        GroupEventBooking,
        GroupEventBookingUpdate,
        ListMeta,
        LocalDateTime,
        OffsetDateTime,
        PartnerClient,
        PartnerCompany,
        PartnerListMeta,
        PartnerRecord,
        PartnerRecordList,
        PartnerService,
        PartnerStaff,
        Record,
        RecordDocument,
        RecordEnvelope,
        RecordLabel,
        RecordList,
        RecordsCreateRequest,
        RecordService,
        RecordsUpdateRequest,
        ResourceInstance,
        Staff,
        StaffPosition,
        StaffServiceLink,
        StandardBooking,
        StandardBookingUpdate,
        StockOperation,
        Switch,
        UpdatedRecord,
        UpdatedRecordClient,
        UpdatedRecordEnvelope,
        UpdatedRecordService,
        UpdatedRecordStaff,
    )
    from .visits import (
        VisitEnvelope,
        VisitUpdate,
    )

_NAMES = {
    "_events": "RecordEvent EventStatus",
    "_others": "BookingOptions ClientCustomFields",
    "_shared": (
        "Attendance ErrorEnvelope ErrorMeta ValidationErrorEnvelope "
        "ValidationErrorMeta FastPayment FieldErrors"
    ),
    "auth": "Credentials LoginEnvelope AuthenticatedUser",
    "records": (
        "RecordList Record ListMeta RecordService GoodsTransaction Staff Client "
        "RecordLabel RecordDocument BookingChannel Consumable FinanceTransaction "
        "ResourceInstance StaffServiceLink CompanyServiceLink StaffPosition ClientTag "
        "DocumentType StockOperation FinanceExpense FinanceAccount FinanceClient "
        "StandardBooking GroupEventBooking BookedService BookedClient "
        "CreatedRecordEnvelope ConflictEnvelope ConflictMeta PartnerRecordList "
        "PartnerRecord PartnerListMeta PartnerService PartnerCompany PartnerStaff "
        "PartnerClient RecordEnvelope StandardBookingUpdate GroupEventBookingUpdate "
        "UpdatedRecordEnvelope UpdatedRecord UpdatedRecordService UpdatedRecordClient "
        "UpdatedRecordStaff Switch LocalDateTime OffsetDateTime CustomFieldValue "
        "CustomFields RecordsCreateRequest DottedDate RecordsUpdateRequest"
    ),
    "visits": "VisitUpdate VisitEnvelope",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Attendance",
    "AuthenticatedUser",
    "BookedClient",
    "BookedService",
    "BookingChannel",
    "BookingOptions",
    "Client",
    "ClientCustomFields",
    "ClientTag",
    "CompanyServiceLink",
    "ConflictEnvelope",
    "ConflictMeta",
    "Consumable",
    "CreatedRecordEnvelope",
    "Credentials",
    "CustomFieldValue",
    "CustomFields",
    "DocumentType",
    "DottedDate",
    "ErrorEnvelope",
    "ErrorMeta",
    "EventStatus",
    "FastPayment",
    "FieldErrors",
    "FinanceAccount",
    "FinanceClient",
    "FinanceExpense",
    "FinanceTransaction",
    "GoodsTransaction",
    "GroupEventBooking",
    "GroupEventBookingUpdate",
    "ListMeta",
    "LocalDateTime",
    "LoginEnvelope",
    "OffsetDateTime",
    "PartnerClient",
    "PartnerCompany",
    "PartnerListMeta",
    "PartnerRecord",
    "PartnerRecordList",
    "PartnerService",
    "PartnerStaff",
    "Record",
    "RecordDocument",
    "RecordEnvelope",
    "RecordEvent",
    "RecordLabel",
    "RecordList",
    "RecordService",
    "RecordsCreateRequest",
    "RecordsUpdateRequest",
    "ResourceInstance",
    "Staff",
    "StaffPosition",
    "StaffServiceLink",
    "StandardBooking",
    "StandardBookingUpdate",
    "StockOperation",
    "Switch",
    "UpdatedRecord",
    "UpdatedRecordClient",
    "UpdatedRecordEnvelope",
    "UpdatedRecordService",
    "UpdatedRecordStaff",
    "ValidationErrorEnvelope",
    "ValidationErrorMeta",
    "VisitEnvelope",
    "VisitUpdate",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        """Load the module that holds `name`."""
        module = _WHERE.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f".{module}", __name__), name)
        return value

    def __dir__():
        return sorted(_WHERE)
