"""The types of the Attic."""

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .pictures import (
        HangRequest,
        HangRequestLabel,
    )

_NAMES = {
    "pictures": "HangRequest HangRequestLabel",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "HangRequest",
    "HangRequestLabel",
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
