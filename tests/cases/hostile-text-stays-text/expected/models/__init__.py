"""The types of the Shop."""

# Not `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._others import (
        B,
    )
    from .import_os import (
        AFX1,
        A,
    )

_NAMES = {
    "_others": "B",
    "import_os": "A AFX1",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "AFX1",
    "A",
    "B",
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
