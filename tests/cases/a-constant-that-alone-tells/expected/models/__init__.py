"""The types of the Shop."""

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .tokens import (
        CreateTokenRequest,
        CreateTokenRequestGuest,
        CreateTokenRequestLocal,
        CreateTokenRequestName,
    )

_NAMES = {
    "tokens": (
        "CreateTokenRequestName CreateTokenRequestGuest CreateTokenRequestLocal "
        "CreateTokenRequest"
    ),
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "CreateTokenRequest",
    "CreateTokenRequestGuest",
    "CreateTokenRequestLocal",
    "CreateTokenRequestName",
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
