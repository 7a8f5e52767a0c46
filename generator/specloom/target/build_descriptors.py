"""Operations as the runtime knows them: tables of what is sent and what may come back."""

from __future__ import annotations

from specloom.ir.api import (
    In,
    Operation,
    Paging,
    Parameter,
    Response,
    Server,
    Shape,
    Style,
)
from specloom.target.build_bodies import USUAL_MEDIA, Bodies, written_as
from specloom.target.build_rules import build_rules
from specloom.target.calls import SlotKey
from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, explode
from specloom.target.prose import deprecation
from specloom.target.results import Manner, Reading, Result, failures
from specloom.target.types import Spelling

_KINDS = {In.PATH: "Path", In.QUERY: "Query", In.HEADER: "Header", In.COOKIE: "Cookie"}
_USUAL = {
    In.PATH: (Style.SIMPLE, False),
    In.QUERY: (Style.FORM, True),
    In.HEADER: (Style.SIMPLE, False),
    In.COOKIE: (Style.FORM, True),
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
            named["parameters"] = self._kit.literals.tuple_of(
                [self._parameter(operation, parameter) for parameter in operation.parameters]
            )
        body = Bodies(self._kit, operation).describe(
            stream=name != self._kit.names.where(resource, operation.key)
        )
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
        rules = build_rules(self._kit, operation)
        if rules:
            named["rules"] = self._kit.literals.tuple_of(rules)
        if operation.paging is not None and result.manner is Manner.PAGES:
            named["paging"] = self._paging(operation, operation.paging)
        if operation.servers:
            named["servers"] = self._kit.literals.tuple_of(
                [self.server(server) for server in operation.servers]
            )
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
        named = {"variables": self._kit.literals.tuple_of(variables)} if variables else {}
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
        pattern = written_as(parameter.type, self._kit.types)
        if pattern is not None:
            named["write"] = pattern
        if parameter.deprecated:
            named["deprecated"] = self._kit.literals.prose(deprecation(parameter.doc), 64)
        return self._make(_KINDS[parameter.place], parameter.wire, **named)

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
        usual = USUAL_MEDIA[content.shape] if kind != "Binary" else USUAL_MEDIA[Shape.BINARY]
        if content.media != usual:
            named["media"] = content.media
        return self._make(kind, *places, **named)

    def _error(self, response: Response) -> Node:
        contents = response.contents
        if not contents:
            return self._make("Empty")
        json = [content for content in contents if content.shape is Shape.JSON]
        return self._one(Reading(content=(json or list(contents))[0]))
