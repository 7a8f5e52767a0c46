"""Judge each page after it was printed: text of a description may only be data in it.

Encoders keep that text out of code. This looks at the result, in the belief that one of them is
broken: a page of Python is parsed, and its tree may hold nothing that neither a template, nor the
dialect, nor the settling of names put there.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NoReturn

import msgspec

from specloom.emit.vocabulary import Printed, Vocabulary
from specloom.target.hidden import HIDDEN

_LAID = re.compile("[\n\t\ufffd]")
_BINDING = frozenset(
    (ast.Name, ast.arg, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.alias)
)
_CHAINED = re.compile(r"[)\]]\(")
_DEFINITION = re.compile(r"\n\n\n(?=(?:class|def|async def) \w|@\w)")
_LARGE = 200_000


_UNCALLED = "something is called that no template calls"


class VerifyError(Exception):
    """A page that holds more than it should: a bug of ours, and nothing is written."""


def verify(path: str, text: str, printed: Printed, vocabulary: Vocabulary) -> None:
    """Raise if the finished page `path` is not what it claims to be.

    `printed` is what its template prints by itself.
    """
    hidden = HIDDEN.search(_LAID.sub("", text))
    if hidden is not None:
        raise VerifyError(f"{path}: a character that nobody sees: U+{ord(hidden[0]):04X}")
    try:
        if path.endswith((".py", ".pyi")):
            try:
                _Judge(path, printed, vocabulary).page(_pieces(text))
            except SyntaxError:
                # What looks like a definition may be part of a text.
                _Judge(path, printed, vocabulary).page([text])
        elif path.endswith(".toml"):
            tomllib.loads(text)
        elif path.endswith(".json"):
            msgspec.json.decode(text)
    except (SyntaxError, ValueError) as error:
        raise VerifyError(f"{path}: {error}") from error


def _pieces(text: str) -> list[str]:
    """Return a page in pieces that are whole statements: a tree takes thirty times its text."""
    if len(text) < _LARGE:
        return [text]
    ends = [found.end() for found in _DEFINITION.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """Return every node of a tree, from above; as `ast.walk`, in a third of its time."""
    nodes = [tree]
    for node in nodes:
        for name in node._fields:
            value = getattr(node, name, None)
            if type(value) is list:
                nodes += [one for one in value if isinstance(one, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                nodes.append(value)
    return nodes


class _Judge:
    """Reads the tree of one file.

    Every identifier must be known. A name that is read must be bound in the file, or be one that
    the template prints; what is called must start with a class, a function, an import, or such a
    name: an argument that happens to be called `eval` calls nothing.
    """

    def __init__(self, path: str, printed: Printed, words: Vocabulary) -> None:
        self._path = path
        self._words = words
        self._printed = printed
        self._chains = _CHAINED.search(printed.text) is not None
        self._known: dict[str, bool] = {}
        self._above = 0
        """How many lines stand above what is read just now."""
        self._made = set(printed.names) | words.builtins
        """Names that may be called."""
        self._bound = set(self._made)
        """Names that may be read."""
        self._called: dict[str, int] = {}
        self._read: dict[str, int] = {}
        """Names that are called and read, with the first line of each."""
        self._judges: dict[type, Callable[[Any], None]] = {
            ast.Name: self._name,
            ast.Attribute: lambda node: self._identifier(node.attr, node),
            ast.Call: self._call,
            ast.ClassDef: self._definition,
            ast.FunctionDef: self._definition,
            ast.AsyncFunctionDef: self._definition,
            ast.arg: self._argument,
            ast.keyword: lambda node: self._identifier(node.arg or "", node),
            ast.AnnAssign: lambda node: self._annotation(node.annotation),
            ast.Import: lambda node: self._modules(node, [alias.name for alias in node.names]),
            ast.ImportFrom: self._import_from,
            ast.alias: self._alias,
            ast.Expr: self._statement,
        }

    def page(self, pieces: Iterable[str]) -> None:
        """Judge a whole file, which comes in pieces."""
        for piece in pieces:
            self._module(ast.parse(piece, self._path))
            self._above += piece.count("\n")
        for name, line in self._read.items():
            if name not in self._bound:
                self._fail(line, f"{name[:80]!r} is read and stands for nothing here")
        for name, line in self._called.items():
            if name not in self._made:
                self._fail(line, _UNCALLED)

    def _module(self, tree: ast.Module) -> None:
        nodes = _nodes(tree)
        for node in nodes:
            if type(node) in _BINDING:
                self._bind(node)
        declared = self._declared(nodes)
        for node in nodes:
            judge = self._judges.get(type(node))
            if judge is not None and node not in declared:
                judge(node)

    def _bind(self, node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                self._bound.add(name)
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                self._bound.add(name)
                self._made.add(name)
            case ast.AsyncFunctionDef(name=name):
                self._bound.add(name)
            case ast.alias(name=name, asname=alias):
                self._bound.add(alias or name)
                self._made.add(alias or name)
            case _:
                pass

    def _declared(self, nodes: Iterable[ast.AST]) -> set[ast.AST]:
        """Return the names of keys of dictionaries, which are written as they travel."""
        return {
            item.target
            for node in nodes
            if isinstance(node, ast.ClassDef)
            for item in node.body
            if isinstance(item, ast.AnnAssign) and item.value is None
        }

    def _line(self, node: ast.AST) -> int:
        return self._above + getattr(node, "lineno", 1)

    def _fail(self, at: ast.AST | int, what: str) -> NoReturn:
        line = at if isinstance(at, int) else self._line(at)
        raise VerifyError(f"{self._path}:{line}: {what}")

    def _identifier(self, name: str, node: ast.AST) -> None:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = not name or self._words.knows(name)
        if not known:
            self._fail(node, f"nobody settled the name {name[:80]!r}")

    def _name(self, node: ast.Name) -> None:
        self._identifier(node.id, node)
        if node.id not in self._read:
            self._read[node.id] = self._line(node)

    def _argument(self, node: ast.arg) -> None:
        self._identifier(node.arg, node)
        if node.annotation is not None:
            self._annotation(node.annotation)

    def _definition(self, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._identifier(node.name, node)
        for decorator in node.decorator_list:
            if not isinstance(decorator, ast.Call):
                self._callee(decorator)
        if not isinstance(node, ast.ClassDef) and node.returns is not None:
            self._annotation(node.returns)

    def _call(self, node: ast.Call) -> None:
        self._callee(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr == self._words.typed_dict:
            self._typed_dict(node)

    def _callee(self, node: ast.expr) -> None:
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        match root:
            case ast.Name(id=name):
                if name not in self._called:
                    self._called[name] = self._line(node)
            case ast.Constant() | ast.Call() if root is not node:
                return
            case ast.Call() | ast.Subscript() if self._chains:
                return
            case _:
                self._fail(node, _UNCALLED)

    def _typed_dict(self, node: ast.Call) -> None:
        """Judge the types of keys that cannot be names: they are written as text."""
        for table in node.args[1:]:
            for value in table.values if isinstance(table, ast.Dict) else ():
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    for inner in ast.walk(ast.parse(value.value, mode="eval")):
                        judge = self._judges.get(type(inner))
                        if judge is not None:
                            judge(inner)

    def _annotation(self, node: ast.expr) -> None:
        """Refuse text in a type, which would be evaluated, except as one of the values that it lists."""
        waiting: list[ast.AST] = [node]
        while waiting:
            found = waiting.pop()
            if isinstance(found, ast.Constant) and isinstance(found.value, str):
                self._fail(found, "a type that is written as text")
            if not (isinstance(found, ast.Subscript) and self._is_literal(found.value)):
                waiting += ast.iter_child_nodes(found)

    def _is_literal(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == self._words.literal

    def _modules(self, node: ast.AST, modules: Iterable[str]) -> None:
        for module in modules:
            if module not in self._words.modules:
                self._fail(node, f"nothing imports {module[:80]!r}")

    def _import_from(self, node: ast.ImportFrom) -> None:
        if node.level == 0:
            self._modules(node, [node.module or ""])
        for part in (node.module or "").split(".") if node.level else ():
            self._identifier(part, node)

    def _alias(self, node: ast.alias) -> None:
        for part in (*node.name.split("."), node.asname or ""):
            self._identifier(part, node)

    def _statement(self, node: ast.Expr) -> None:
        match node.value:
            case ast.Constant(value=value) if isinstance(value, str) or value is ...:
                return
            case ast.Call() | ast.Await() | ast.Yield():
                return
            case _:
                self._fail(node, "a statement that does nothing")
