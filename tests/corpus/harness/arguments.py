"""JSON values as a caller would pass them: dates as dates, records as models or plain dictionaries."""

from __future__ import annotations

import base64
import builtins
import collections.abc
import datetime as dt
import decimal
import enum
import inspect
import sys
import types
import typing as t
import uuid
from collections.abc import Mapping
from importlib import import_module

import msgspec

from .reading import Json


class Converter:
    """Turns JSON into arguments for the methods of one package.

    With `as_models`, records become models and listed values become members of enumerations;
    without, they stay dictionaries and texts.
    """

    def __init__(self, package: types.ModuleType, *, as_models: bool) -> None:
        self._core: t.Any = import_module(f"{package.__name__}._core")
        self._models: t.Any = _optional(f"{package.__name__}.models")
        self._inputs: t.Any = _optional(f"{package.__name__}.inputs")
        self._as_models = as_models
        self._hints: dict[int, tuple[t.Any, Mapping[str, t.Any]]] = {}

    def hints(self, method: t.Callable[..., t.Any]) -> Mapping[str, t.Any]:
        """Return the types of a method's arguments by name."""
        known = self._hints.get(id(method))
        if known is None:
            known = self._hints[id(method)] = (method, self._resolve(method))
        return known[1]

    def _resolve(self, method: t.Callable[..., t.Any]) -> Mapping[str, t.Any]:
        plain = inspect.unwrap(method)
        scope = self._scope()
        module = types.SimpleNamespace(**getattr(plain, "__globals__", {}))
        found = {
            name: _evaluated(text, scope, module)
            for name, text in getattr(plain, "__annotations__", {}).items()
            if name != "return"
        }
        for name, hint in list(found.items()):
            if t.get_origin(hint) is t.Unpack:
                del found[name]
                found |= self.members(t.get_args(hint)[0])
        return found

    def _scope(self) -> dict[str, t.Any]:
        return {
            **vars(builtins),
            **vars(collections.abc),
            "dt": dt,
            "t": t,
            "decimal": decimal,
            "uuid": uuid,
            "_core": self._core,
            "models": _Quoted(self._models),
            "inputs": _Quoted(self._inputs),
        }

    def members(self, typed_dict: t.Any) -> dict[str, t.Any]:
        """Return the types of the members of a typed dictionary."""
        return {name: _stripped(hint) for name, hint in self._written(typed_dict).items()}

    def required(self, typed_dict: t.Any) -> set[str]:
        """Return the members that a typed dictionary may not be without.

        Python's own answer takes no notice of annotations that are texts.
        """
        written = self._written(typed_dict).items()
        return {name for name, hint in written if t.get_origin(hint) is not t.NotRequired}

    def _written(self, typed_dict: t.Any) -> Mapping[str, t.Any]:
        known = self._hints.get(id(typed_dict))
        if known is None:
            module = sys.modules[typed_dict.__module__]
            scope = self._scope()
            found = {}
            for base in reversed(typed_dict.__mro__ if hasattr(typed_dict, "__mro__") else ()):
                for name, hint in inspect.get_annotations(base).items():
                    text = hint.__forward_arg__ if isinstance(hint, t.ForwardRef) else hint
                    found[name] = _evaluated(text, scope, module)
            known = self._hints[id(typed_dict)] = (typed_dict, found)
        return known[1]

    def convert(self, value: Json, hint: t.Any) -> t.Any:
        """Return `value` as the type `hint` wants it; as it is where that says nothing."""
        options = self.options(hint)
        match value:
            case None | bool():
                return value
            case str():
                return self._text(value, options)
            case int() | float():
                return self._number(value, options)
            case list():
                return self._list(value, options)
            case dict():
                return self._object(value, options)
        return value

    def options(self, hint: t.Any) -> list[t.Any]:
        """Return the alternatives of a type, references followed."""
        hint = _stripped(hint)
        if isinstance(hint, t.ForwardRef | str):
            text = hint if isinstance(hint, str) else hint.__forward_arg__
            return self.options(_evaluated(text, self._scope(), self._inputs, self._models))
        if t.get_origin(hint) in (t.Union, types.UnionType):
            return [one for member in t.get_args(hint) for one in self.options(member)]
        return [hint]

    def _text(self, value: str, options: list[t.Any]) -> t.Any:
        if self._core.Upload in options or bytes in options:
            if self._core.Upload in options or bytearray in options:
                return value.encode()
            try:
                return base64.b64decode(value, validate=True)
            except ValueError:
                pass
        for kind in (dt.datetime, dt.date, dt.time, dt.timedelta, uuid.UUID, decimal.Decimal):
            if kind in options:
                try:
                    return msgspec.convert(value, kind)
                except msgspec.ValidationError:
                    continue
        for option in options:
            if self._as_models and isinstance(option, type) and issubclass(option, enum.Enum) and issubclass(option, str):
                return option(value)
        return value

    def _number(self, value: float, options: list[t.Any]) -> t.Any:
        if decimal.Decimal in options and int not in options and float not in options:
            return decimal.Decimal(str(value))
        for option in options:
            if self._as_models and isinstance(option, type) and issubclass(option, enum.Enum) and issubclass(option, int):
                return option(value)
        return value

    def _list(self, value: list[Json], options: list[t.Any]) -> t.Any:
        for option in options:
            origin, inner = t.get_origin(option), t.get_args(option)
            if origin is tuple:
                if len(inner) == 2 and inner[1] is Ellipsis:
                    return tuple(self.convert(one, inner[0]) for one in value)
                if len(inner) == len(value):
                    return tuple(self.convert(*pair) for pair in zip(value, inner, strict=True))
            elif isinstance(origin, type) and issubclass(origin, collections.abc.Sequence) and inner:
                return [self.convert(one, inner[0]) for one in value]
        return value

    def _object(self, value: dict[str, Json], options: list[t.Any]) -> t.Any:
        if self._as_models:
            for option in options:
                if isinstance(option, type) and issubclass(option, self._core.Model):
                    found = self._core.codec.convert(value, option)
                    if not found.issues and self._same(found.value, value):
                        return found.value
        dicts = [one for one in options if t.is_typeddict(one)]
        for option in sorted(dicts, key=lambda one: self._misfit(one, value)):
            inner = self.members(option)
            return {key: self.convert(one, inner.get(key, t.Any)) for key, one in value.items()}
        for option in options:
            origin, arguments = t.get_origin(option), t.get_args(option)
            if isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2:
                return {key: self.convert(one, arguments[1]) for key, one in value.items()}
        return value

    def _same(self, model: t.Any, value: Json) -> bool:
        from .sameness import same_json

        return same_json(value, msgspec.json.decode(self._core.encode(model))) is None

    def _misfit(self, typed_dict: t.Any, value: dict[str, Json]) -> int:
        inner = self.members(typed_dict)
        missing = len(self.required(typed_dict) - value.keys())
        return 100 * missing + len(value.keys() - inner.keys())


def _optional(name: str) -> t.Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None


class _Quoted(dict[str, t.Any]):
    """The names of modules, where an alias that is a text is a reference that can be joined."""

    def __init__(self, *modules: t.Any) -> None:
        self._modules = modules

    def __getattr__(self, name: str) -> t.Any:
        for module in self._modules:
            found = getattr(module, name, None)
            if found is not None:
                return t.ForwardRef(found) if isinstance(found, str) else found
        raise AttributeError(name)

    def __missing__(self, name: str) -> t.Any:
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None


def _evaluated(text: t.Any, scope: dict[str, t.Any], *modules: t.Any) -> t.Any:
    return eval(text, scope, _Quoted(*modules)) if isinstance(text, str) else text


def _stripped(hint: t.Any) -> t.Any:
    while t.get_origin(hint) in (t.NotRequired, t.Required, t.Annotated):
        hint = t.get_args(hint)[0]
    return hint
