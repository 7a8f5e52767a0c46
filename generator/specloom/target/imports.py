"""What a module imports: exactly what its types mention, under names that nothing in it shadows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specloom.target.code import Code
from specloom.target.dialect import Dialect


class Imports:
    """The imports of one module, collected while its types are spelled.

    `root` is how the module reaches the package. `members` are the names inside its classes: a member
    called `dt` hides the module-level `dt` from the types beside it, so that is called `_dt` then.
    """

    def __init__(self, dialect: Dialect, *, root: str, members: Iterable[str] = ()) -> None:
        self._dialect = dialect
        self._root = root
        self._hidden = frozenset(members)
        self._used: dict[str, str] = {}
        self._siblings: dict[str, set[str]] = {}

    @property
    def type_checking(self) -> str:
        """The dialect's word for what only a type checker sees."""
        return self._dialect.types.type_checking

    def use(self, key: str) -> str:
        """Return what the import `key` of the dialect is called in this module, and import it."""
        alias = self._used[key] = self._alias(key)
        return alias

    def _alias(self, key: str) -> str:
        return f"_{key.lstrip('_')}" if key in self._hidden else key

    def spell(self, name: str, shadows: frozenset[str] = frozenset()) -> Code:
        """Return the dialect's `name` as it is written where `shadows` hide what is built in."""
        head, dot, rest = name.partition(".")
        if head in self._dialect.imports:
            return Code(f"{self.use(head)}{dot}{rest}")
        if head in self._dialect.builtins and head in shadows:
            return Code(f"{self.use(self._dialect.builtins_module)}.{name}")
        return Code(name)

    def would_spell(self, name: str) -> str:
        """Return what `spell` would return for an imported name, without importing it."""
        head, dot, rest = name.partition(".")
        return f"{self._alias(head)}{dot}{rest}"

    def sibling(self, module: str, name: str) -> None:
        """Import `name` from a module of the same folder."""
        self._siblings.setdefault(module, set()).add(name)

    def lines(self, *, typing_only: bool = False) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
        """Return the statements that import from elsewhere, and those from this package.

        Those that only a type checker needs are asked for apart.
        """
        whole: list[str] = []
        named: dict[str, list[str]] = {}
        for key, alias in sorted(self._used.items()):
            found = self._dialect.imports[key]
            if found.typing_only is not typing_only:
                continue
            module = found.module.format(root=self._root)
            if found.name is None:
                form = "import {module}" if alias == module else "import {module} as {alias}"
                whole.append(form.format(module=module, alias=alias))
            else:
                named.setdefault(module, []).append(
                    found.name if alias == found.name else f"{found.name} as {alias}"
                )
        if not typing_only:
            for module, names in self._siblings.items():
                named.setdefault(f".{module}", []).extend(names)
        lines = {module: self._names(module, named[module]) for module in sorted(named)}
        # Two dots before one: from the far to the near.
        local = sorted((m for m in lines if m[0] == "."), key=lambda m: (m.lstrip(".") != "", m))
        return (
            tuple(map(Code, [*sorted(whole), *(lines[m] for m in lines if m[0] != ".")])),
            tuple(Code(lines[m]) for m in local),
        )

    def _names(self, module: str, names: Iterable[str]) -> str:
        ordered = sorted(names, key=order)
        line = f"from {module} import {', '.join(ordered)}"
        if len(line) <= self._dialect.width:
            return line
        inner = "".join(f"    {name},\n" for name in ordered)
        return f"from {module} import (\n{inner})"


def order(name: str) -> tuple[int, list[tuple[int, int, str]], str]:
    """Return the key by which imported names are listed: constants, classes, others; 2 before 10."""
    return _kind(name), _natural(name.casefold()), name


def listed(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Return the key by which a module lists what it offers: as `order`, capitals first."""
    return _kind(name), _natural(name)


def _kind(name: str) -> int:
    return 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", name)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
