"""Operations as the runtime knows them: tables of what is sent and what may come back."""

from __future__ import annotations

from specloom.ir.api import (
    Content,
    In,
    Operation,
    Paging,
    Parameter,
    PartEncoding,
    Response,
    Server,
    Shape,
    Style,
)
from specloom.ir.types import Const, Doc, Kind, List, Nullable, Record, Ref, Scalar, TypeRef
from specloom.target.build_models import is_nullable
from specloom.target.calls import MEDIA, WHOLE_BODY, Slot, SlotKey, Written, part_header
from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, explode
from specloom.target.prose import prose
from specloom.target.results import Manner, Reading, Result, failures
from specloom.target.types import Spelling

_KINDS = {In.PATH: "Path", In.QUERY: "Query", In.HEADER: "Header", In.COOKIE: "Cookie"}
_USUAL = {
    In.PATH: (Style.SIMPLE, False),
    In.QUERY: (Style.FORM, True),
    In.HEADER: (Style.SIMPLE, False),
    In.COOKIE: (Style.FORM, True),
}
_USUAL_MEDIA = {
    Shape.JSON: "application/json",
    Shape.FORM: "application/x-www-form-urlencoded",
    Shape.MULTIPART: "multipart/form-data",
    Shape.TEXT: "text/plain",
    Shape.BINARY: "application/octet-stream",
    Shape.EVENTS: "text/event-stream",
    Shape.LINES: "application/x-ndjson",
}
_READERS = {
    Shape.JSON: "Json",
    Shape.TEXT: "Text",
    Shape.EVENTS: "Events",
    Shape.LINES: "Lines",
}


class Descriptors:
    """Describes the operations of one module; its imports are collected by `spelling`."""

    def __init__(self, kit: Kit, spelling: Spelling) -> None:
        self._kit = kit
        self._make = kit.literals.make
        self._spelling = spelling

    def describe(
        self, resource: str, operation: Operation, result: Result, *, name: str, indent: int
    ) -> Code:
        """Return the description of `operation` as an expression over several lines."""
        named: dict[str, object] = {
            "name": name,
            "method": operation.method,
            "path": operation.route,
        }
        if operation.parameters:
            named["parameters"] = self._tuple(
                self._parameter(operation, parameter) for parameter in operation.parameters
            )
        body = self._body(operation, stream=name != self._kit.names.where(resource, operation.key))
        if body is not None:
            named["body"] = body
        named["responses"] = self._kit.literals.map_of(
            [
                (self._kit.literals.text(status), self._reader(readings))
                for status, readings in result.readings
            ]
        )
        errors = [
            (self._kit.literals.text(response.status), self._error(response))
            for response in failures(operation)
        ]
        if errors:
            named["errors"] = self._kit.literals.map_of(errors)
        if operation.security:
            named["security"] = tuple(
                tuple((need.scheme, need.scopes) for need in requirement)
                for requirement in operation.security
            )
        named["replay"] = operation.replay.kind.value
        named |= self._replay(operation)
        rules = self._rules(operation)
        if rules:
            named["rules"] = self._tuple(rules)
        if operation.paging is not None and result.manner is Manner.PAGES:
            named["paging"] = self._paging(operation, operation.paging)
        if operation.servers:
            named["servers"] = self._tuple(self.server(server) for server in operation.servers)
        if operation.deprecated:
            named["deprecated"] = self._kit.literals.prose(deprecation(operation.doc), 72)
        whole = self._make("Operation", **named)
        return explode(whole, indent=indent, width=self._kit.dialect.width)

    def server(self, server: Server) -> Group:
        """Return where an API lives."""
        variables = [
            self._make(
                "Variable",
                variable.name,
                variable.default,
                **({"values": variable.values} if variable.values else {}),
                **self._variable(variable.name),
            )
            for variable in server.variables
        ]
        named = {"variables": self._tuple(variables)} if variables else {}
        return self._make("Server", server.url, **named)

    def _variable(self, name: str) -> dict[str, object]:
        known = {v.name for server in self._kit.api.servers for v in server.variables}
        if name not in known:
            return {}
        argument = str(self._kit.names.variable(name))
        return {} if argument == name else {"arg": argument}

    # --- What is sent ---

    def _parameter(self, operation: Operation, parameter: Parameter) -> Node:
        key = SlotKey(place=parameter.place.value, wire=parameter.wire)
        argument = str(self._kit.names.argument(operation.key, key))
        named: dict[str, object] = {}
        if argument != parameter.wire:
            named["arg"] = argument
        style, explodes = _USUAL[parameter.place]
        if parameter.content is not None:
            named["content"] = parameter.content
        else:
            if parameter.style is not style:
                named["style"] = parameter.style.value
            if parameter.explode is not explodes:
                named["explode"] = parameter.explode
            if parameter.allow_reserved:
                named["allow_reserved"] = True
        pattern = self._pattern(parameter.type)
        if pattern is not None:
            named["write"] = pattern
        if parameter.deprecated:
            named["deprecated"] = self._kit.literals.prose(deprecation(parameter.doc), 64)
        return self._make(_KINDS[parameter.place], parameter.wire, **named)

    def _body(self, operation: Operation, *, stream: bool) -> Node | None:
        call = self._kit.names.calls[operation.key]
        if operation.body is None or not call.writings:
            return None
        required = operation.body.required
        made: list[Group] = []
        for written in call.writings:
            node = self._writing(operation, written, required=required, stream=stream)
            if node.flat not in [other.flat for other in made]:
                made.append(node)
        if len(made) == 1:
            return made[0]
        named: dict[str, object] = {}
        if any(slot.key == MEDIA for slot in call.slots):
            named["arg"] = str(self._kit.names.argument(operation.key, MEDIA))
        if required:
            named["required"] = True
        return self._make("BodyChoice", self._tuple(made), **named)

    def _writing(
        self, operation: Operation, written: Written, *, required: bool, stream: bool
    ) -> Group:
        content = written.content
        named: dict[str, object] = {}
        if content.media != _USUAL_MEDIA[content.shape]:
            named["media"] = content.media
        if required:
            named["required"] = True
        if written.record is None:
            return self._whole(operation, written, named)
        arguments = {
            slot.key.wire: str(self._kit.names.argument(operation.key, slot.key))
            for slot in written.slots
        }
        fixed = dict(written.fixed)
        if stream and "stream" in arguments:
            fixed["stream"] = True
            del arguments["stream"]
        fields = {argument: wire for wire, argument in arguments.items()}
        write = {
            arguments[slot.key.wire]: pattern
            for slot in written.slots
            if slot.key.wire in arguments and (pattern := self._pattern(slot.type)) is not None
        }
        deprecated = {
            arguments[slot.key.wire]: deprecation(slot.doc)
            for slot in written.slots
            if slot.deprecated and slot.key.wire in arguments
        }
        kind = {Shape.JSON: "JsonFields", Shape.FORM: "FormFields"}.get(
            content.shape, "MultipartFields"
        )
        nullable = [
            arguments[slot.key.wire]
            for slot in written.slots
            if slot.key.wire in arguments and is_nullable(slot.type, self._kit.types)
        ]
        if content.shape is not Shape.JSON:
            named |= self._parts(operation, content)
        elif nullable:
            named["nullable"] = self._tuple(map(self._kit.literals.text, nullable))
        if write:
            named["write"] = write
        if deprecated:
            named["deprecated"] = deprecated
        if fixed:
            named["fixed"] = fixed
        return self._make(kind, fields, **named)

    def _whole(self, operation: Operation, written: Written, named: dict[str, object]) -> Group:
        content = written.content
        argument = str(self._kit.names.argument(operation.key, WHOLE_BODY))
        kind = {
            Shape.JSON: "JsonBody",
            Shape.FORM: "FormBody",
            Shape.MULTIPART: "MultipartBody",
            Shape.TEXT: "TextBody",
        }.get(content.shape, "BinaryBody")
        if kind == "BinaryBody" and content.media == _USUAL_MEDIA[Shape.BINARY]:
            named.pop("media", None)
        elif kind == "BinaryBody":
            named["media"] = content.media
        if content.shape in (Shape.FORM, Shape.MULTIPART):
            named |= self._parts(operation, content)
        pattern = self._pattern(content.type)
        if pattern is not None and content.shape is Shape.JSON:
            named["write"] = pattern
        if argument != "body":
            named = {"arg": argument, **named}
        return self._make(kind, **named)

    def _parts(self, operation: Operation, content: Content) -> dict[str, object]:
        parts = [
            (self._kit.literals.text(encoding.wire), part)
            for encoding in content.encoding
            if (part := self._part(operation, content, encoding)) is not None
        ]
        return {"parts": self._kit.literals.map_of(parts)} if parts else {}

    def _part(
        self, operation: Operation, content: Content, encoding: PartEncoding
    ) -> Node | None:
        named: dict[str, object] = {}
        if encoding.content_type is not None:
            named["content_type"] = encoding.content_type
        if encoding.style is not Style.FORM:
            named["style"] = encoding.style.value
        if not encoding.explode:
            named["explode"] = False
        if encoding.allow_reserved:
            named["allow_reserved"] = True
        if content.shape is Shape.MULTIPART and encoding.headers:
            keys = {header: part_header(encoding.wire, header) for header in encoding.headers}
            named["headers"] = {
                str(self._kit.names.argument(operation.key, key)): header
                for header, key in keys.items()
            }
        return self._make("Part", **named) if named else None

    def _pattern(self, ref: TypeRef) -> str | None:
        """Return how values of this type are written where that is not the usual way."""
        seen: set[str] = set()
        while True:
            match ref:
                case Scalar():
                    return ref.pattern
                case Nullable():
                    ref = ref.inner
                case List():
                    ref = ref.item
                case Ref() if ref.id not in seen:
                    seen.add(ref.id)
                    found = self._kit.types.get(ref.id)
                    target = getattr(found, "target", None)
                    if target is None:
                        return None
                    ref = target
                case _:
                    return None

    def _rules(self, operation: Operation) -> list[Node]:
        """Return what the arguments must satisfy together."""
        call = self._kit.names.calls[operation.key]
        names = self._kit.names

        def argument(slot: Slot) -> str:
            return str(names.argument(operation.key, slot.key))

        rules: list[Node] = []
        if call.alternatives:
            groups = {
                tuple(
                    argument(slot) for slot in slots if slot.required and slot.key.place == "body"
                )
                for slots in call.alternatives
            }
            if all(groups):
                ordered = [
                    group
                    for slots in call.alternatives
                    if (
                        group := tuple(
                            argument(slot)
                            for slot in slots
                            if slot.required and slot.key.place == "body"
                        )
                    )
                ]
                rules.append(self._make("Rule", any_of=tuple(dict.fromkeys(ordered))))
        records = {written.record.id: written.record for written in call.writings if written.record}
        if len(records) == 1:
            rules += self._conditions(operation, next(iter(records.values())))
        return rules

    def _conditions(self, operation: Operation, record: Record) -> list[Node]:
        names = self._kit.names
        known = {slot.key for slot in names.calls[operation.key].slots}

        def arguments(wires: tuple[str, ...]) -> tuple[str, ...]:
            keys = [SlotKey(place="body", wire=wire) for wire in wires]
            return tuple(str(names.argument(operation.key, key)) for key in keys if key in known)

        rules: list[Node] = []
        for rule in record.requires:
            when = arguments((rule.when,))
            needs = arguments(rule.needs)
            simple = all(
                value is None or isinstance(value, (str, int, bool)) for value in rule.values
            )
            if not when or not needs or rule.otherwise or not simple:
                continue
            named: dict[str, object] = {"when": when[0]}
            if rule.values:
                named["values"] = tuple(rule.values)
            rules.append(self._make("Rule", **named, needs=needs))
        for choice in record.choices:
            groups = tuple(arguments(group) for group in choice.groups)
            if choice.least == 1 and all(groups):
                rules.append(self._make("Rule", any_of=groups))
        return rules

    def _replay(self, operation: Operation) -> dict[str, object]:
        named: dict[str, object] = {}
        replay = operation.replay
        if replay.key_header is not None:
            named["key_header"] = replay.key_header
        if replay.lookup is not None and replay.lookup in self._kit.operations:
            resource, _ = self._kit.operations[replay.lookup]
            named["lookup"] = self._kit.names.where(resource, replay.lookup)
        if replay.lookup_help:
            text = " ".join(replay.lookup_help.split())
            named["lookup_help"] = self._kit.literals.prose(text, 72)
        return named

    def _paging(self, operation: Operation, paging: Paging) -> Node:
        named: dict[str, object] = {"style": paging.style.value, "items": paging.items}
        for name, wire in (("parameter", paging.parameter), ("size", paging.size)):
            argument = self._paging_argument(operation, wire)
            if argument is not None:
                named[name] = argument
        if paging.first != 1:
            named["first"] = paging.first
        for name in ("default_size", "total", "next", "more"):
            value = getattr(paging, name)
            if value is not None:
                named[name] = value
        named["stop"] = paging.stop.value
        return self._make("Paging", **named)

    def _paging_argument(self, operation: Operation, wire: str | None) -> str | None:
        for slot in self._kit.names.calls[operation.key].slots:
            if slot.key.wire == wire and slot.key.place in ("query", "body", "header"):
                return str(self._kit.names.argument(operation.key, slot.key))
        return None

    # --- What comes back ---

    def _reader(self, readings: tuple[Reading, ...]) -> Node:
        made = {
            reading.content.media: self._one(reading)
            for reading in readings
            if reading.content is not None
        }
        if not made:
            return self._make("Empty")
        if len(made) == 1:
            return next(iter(made.values()))
        literals = self._kit.literals
        return self._make(
            "ByMedia",
            literals.map_of([(literals.text(media), node) for media, node in made.items()]),
        )

    def _one(self, reading: Reading) -> Node:
        content = reading.content
        assert content is not None
        kind = _READERS.get(content.shape, "Binary")
        named: dict[str, object] = {}
        places: list[object] = []
        if kind in ("Json", "Events", "Lines"):
            places.append(self._kit.literals.deferred(self._spelling.reading(content.type)))
        if kind == "Json" and reading.unwrap is not None:
            named["unwrap"] = reading.unwrap.path
            if reading.unwrap.single:
                named["single"] = True
        usual = _USUAL_MEDIA[content.shape] if kind != "Binary" else _USUAL_MEDIA[Shape.BINARY]
        if content.media != usual:
            named["media"] = content.media
        return self._make(kind, *places, **named)

    def _error(self, response: Response) -> Node:
        contents = response.contents
        if not contents:
            return self._make("Empty")
        json = [content for content in contents if content.shape is Shape.JSON]
        return self._one(Reading(content=(json or list(contents))[0]))

    def _tuple(self, nodes: object) -> Node:
        return self._kit.literals.tuple_of(list(nodes))  # type: ignore[call-overload]


def deprecation(doc: Doc) -> str:
    """Return what to tell somebody who uses a thing that is going away."""
    said = prose(doc)
    for text in (said.summary, *said.paragraphs):
        if "deprecat" in text.lower() and len(text) <= 300:
            return " ".join(text.split())
    return "The API is going to drop it."


__all__ = ["Const", "Descriptors", "Kind", "deprecation"]
