"""What a module imports: exactly what its types mention, under names that nothing in it shadows."""

from __future__ import annotations

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
        """Return what the import `key` of the dialect is called in this module."""
        alias = f"_{key.lstrip('_')}" if key in self._hidden else key
        self._used[key] = alias
        return alias

    def spell(self, name: str, shadows: frozenset[str] = frozenset()) -> Code:
        """Return the dialect's `name` as it is written where `shadows` hide what is built in."""
        head, dot, rest = name.partition(".")
        if head in self._dialect.imports:
            return Code(f"{self.use(head)}{dot}{rest}")
        if head in self._dialect.builtins and head in shadows:
            return Code(f"{self.use(self._dialect.builtins_module)}.{name}")
        return Code(name)

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
        ordered = sorted(names, key=lambda name: (name.casefold(), name))
        line = f"from {module} import {', '.join(ordered)}"
        if len(line) <= self._dialect.width:
            return line
        inner = "".join(f"    {name},\n" for name in ordered)
        return f"from {module} import (\n{inner})"
