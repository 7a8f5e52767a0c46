"""The types of the Till."""

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .payments import (
        Payment,
        PaymentKind,
        Receipt,
    )

_NAMES = {
    "payments": "Payment PaymentKind Receipt",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Payment",
    "PaymentKind",
    "Receipt",
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
