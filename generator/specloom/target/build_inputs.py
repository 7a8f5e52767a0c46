"""What may be passed instead of models: dictionaries, listed values, and unions of both."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator

from specloom.ir.api import Operation
from specloom.ir.types import Enum, Field, Record, Union
from specloom.target.aliases import in_order, mentioned
from specloom.target.build_methods import MOST_ARGUMENTS, argument_type, said_of
from specloom.target.build_models import first_marked
from specloom.target.code import Code
from specloom.target.facts import facts
from specloom.target.imports import Imports
from specloom.target.kit import Kit, imports_view
from specloom.target.layout import Group, Node, Pair, explode, flat
from specloom.target.prose import Prose, prose
from specloom.target.rules import rules_of
from specloom.target.types import Spelling, dict_name, union_name, values_name
from specloom.target.views import AliasView, DictView, FieldView, InputsView

_INDENT = 4


def build_inputs(kit: Kit) -> InputsView:
    """Return the module of everything that is accepted in place of models."""
    return _Inputs(kit).view()


class _Inputs:
    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._records = [f for id in kit.requested if isinstance(f := kit.types[id], Record)]
        self._packed = [
            operation
            for _, operation in kit.operations.values()
            if _named_slots(kit, operation) > MOST_ARGUMENTS
        ]
        members = {field.wire for record in self._records for field in record.fields}
        members |= {
            kit.names.argument(operation.key, slot.key)
            for operation in self._packed
            for slot in kit.names.calls[operation.key].slots
        }
        self._imports: Imports = kit.imports(depth=0, members=members)
        self._plain = self._spelling(())

    def _spelling(self, shadows: Iterable[str]) -> Spelling:
        models = self._kit.dialect.types.models
        return Spelling(
            self._kit.vocabulary,
            self._imports,
            shadows=shadows,
            mention=lambda id: f"{self._imports.use(models)}.{self._kit.names.type(id)}",
            accepts=lambda name: name,
            binary=f"{self._kit.dialect.flavors[-1].words['content']} | {self._kit.dialect.types.upload}",
        )

    def view(self) -> InputsView:
        values = tuple(self._values())
        dicts = (*map(self._dict, self._records), *map(self._parameters, self._packed))
        unions = tuple(self._unions())
        typed_dict = self._plain.name(self._kit.dialect.types.typed_dict) if dicts else Code("")
        return InputsView(
            imports=imports_view(self._imports),
            typed_dict=typed_dict,
            values=first_marked(values, is_first=True),
            dicts=dicts,
            unions=first_marked(unions, is_first=not (values or dicts)),
        )

    def _values(self) -> Iterator[AliasView]:
        words = self._kit.vocabulary
        for id in self._kit.requested:
            enum = self._kit.types[id]
            if isinstance(enum, Enum) and not enum.open and words.is_long(enum):
                name = Code(values_name(words, enum))
                node = words.values(enum, self._plain.name(self._kit.dialect.types.literal))
                yield self._alias(name, self._laid(name, node))

    def _unions(self) -> Iterator[AliasView]:
        words = self._kit.vocabulary
        wide = {
            id: found
            for id in self._kit.requested
            if isinstance(found := self._kit.types[id], Union) and words.is_wide(found)
        }
        for id in in_order(self._kit.types, wide):
            union = wide[id]
            name = Code(union_name(words, union))
            node = self._plain.either(*(self._plain.writing(v.type) for v in union.variants))
            # What contains itself can only be mentioned in quotes.
            quoted = id in mentioned(self._kit.types, id, through=True)
            text = (
                self._kit.literals.text(flat(node)) if quoted else self._laid(name, node, indent=4)
            )
            yield self._alias(name, text, guarded=True)

    def _alias(self, name: Code, type_: Code, *, guarded: bool = False) -> AliasView:
        """Return a name for what is accepted; `guarded` keeps models from being loaded for it."""
        types = self._kit.dialect.types
        return AliasView(
            name=name,
            type=type_,
            doc=Prose(),
            marker=self._plain.name(types.alias),
            type_checking=self._plain.name(types.type_checking) if guarded else Code(""),
            made=self._plain.name(types.anything) if guarded else None,
        )

    def _laid(self, name: str, node: Node, *, indent: int = 0) -> Code:
        alias = self._plain.name(self._kit.dialect.types.alias)
        return self._kit.lay(node, indent=indent, before=len(f"{name}: {alias} = "))

    # --- Dictionaries ---

    def _dict(self, record: Record) -> DictView:
        fields = tuple(field for field in record.fields if not field.read_only)
        wires = [field.wire for field in fields]
        plain = all(map(_is_key, wires))
        spelling = self._spelling(wires if plain else ())
        name = Code(dict_name(self._kit.vocabulary, record))
        nodes = [self._entry(field, spelling) for field in fields]
        doc = prose(record.doc, rules_of(record, str))
        return DictView(
            name=name,
            fields=tuple(
                FieldView(
                    name=Code(field.wire) if _is_key(field.wire) else Code(""),
                    type=self._kit.lay(node, indent=_INDENT, before=len(field.wire) + 2),
                    default=Code(""),
                    doc=self._field_doc(field),
                )
                for field, node in zip(fields, nodes, strict=True)
            ),
            doc=doc,
            is_plain=plain,
            is_empty=not fields and not doc,
            entries=self._entries(name, wires, nodes),
        )

    def _entry(self, field: Field, spelling: Spelling) -> Node:
        node = spelling.writing(field.type)
        if field.required:
            return node
        optional = spelling.name(self._kit.dialect.types.not_required)
        return Group(open=f"{optional}[", close="]", items=(node,), hugs=True)

    def _entries(self, name: str, wires: list[str], nodes: list[Node]) -> Code:
        """Return the keys with their types, as text: not every key can be a name."""
        text = self._kit.literals.text
        pairs = tuple(
            Pair(head=f"{text(wire)}: ", value=text(flat(node)))
            for wire, node in zip(wires, nodes, strict=True)
        )
        return explode(
            Group(open="{", close="}", items=pairs), indent=4, width=self._kit.dialect.width
        )

    def _field_doc(self, field: Field) -> Prose:
        return prose(
            field.doc,
            facts(self._kit.resolved(field.type), field.constraints, field.default, field.example),
        )

    def _parameters(self, operation: Operation) -> DictView:
        names = self._kit.names
        slots = [s for s in names.calls[operation.key].slots if s.key.place != "path"]
        arguments = [names.argument(operation.key, slot.key) for slot in slots]
        spelling = self._spelling(arguments)
        optional = spelling.name(self._kit.dialect.types.not_required)
        fields = []
        for slot, argument in zip(slots, arguments, strict=True):
            node, default = argument_type(self._kit, spelling, slot)
            if default:
                node = Group(open=f"{optional}[", close="]", items=(node,), hugs=True)
            fields.append(
                FieldView(
                    name=argument,
                    type=self._kit.lay(node, indent=_INDENT, before=len(argument) + 2),
                    default=Code(""),
                    doc=Prose(summary=said_of(self._kit, slot)),
                )
            )
        resource, _ = self._kit.operations[operation.key]
        return DictView(
            name=names.parameters(operation.key),
            fields=tuple(fields),
            doc=Prose(summary=f"What `{names.where(resource, operation.key)}` takes."),
            is_plain=True,
            is_empty=False,
            entries=Code("{}"),
        )


def _named_slots(kit: Kit, operation: Operation) -> int:
    return sum(slot.key.place != "path" for slot in kit.names.calls[operation.key].slots)


def _is_key(wire: str) -> bool:
    """Whether a key can be written as a name: plain ASCII, and nothing that a class would mangle."""
    return (
        wire.isascii()
        and wire.isidentifier()
        and not keyword.iskeyword(wire)
        and not wire.startswith("__")
    )
