# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The operations on one collection: create, list, read, replace, update, delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from . import listing, patching
from .checks import Checks
from .description import Also
from .exclusive import Slots
from .expressions import Scene, World, alike, compiled, reach
from .framing import Frame
from .habits import Habits
from .judge import Judged
from .messages import Request
from .parameters import MISSING
from .projection import Projections
from .refusals import RefusedError
from .rendering import decode, encode
from .samples import Samples
from .schemas import Schemas
from .seeds import ONLY, Seeds
from .store import Item, Scope
from .writing import Writer


class Outcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What became of a request. `body` is `MISSING` when the answer has none."""

    status: int
    body: Any = MISSING
    media: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Resource:
    """The items behind some operations, and what these do to them."""

    def __init__(
        self,
        habits: Habits,
        world: World,
        schemas: Schemas,
        checks: Checks,
        samples: Samples,
        *,
        seeded: bool,
    ) -> None:
        self.habits = habits
        self.name = habits.facts.name
        self._world = world
        self._samples = samples
        self._checks = checks
        self._writer = Writer(habits, schemas, checks, samples)
        self._projections = Projections(schemas, checks, samples)
        self._frames: dict[str, Frame] = {}
        self._slots = Slots(habits, world)
        self._shown_lately: dict[tuple[bytes, tuple[bool, ...]], bytes] = {}
        self._seeds = Seeds(habits, self._writer)
        self._first_id = self._seeds.first_free()
        self._is_seeded = seeded
        if seeded:
            world.store.seed(self.name, self._seeds.of)

    def forget(self) -> None:
        """Drop what was worked out from items that are there no more."""
        self._slots.clear()

    def answer(self, role: str, judged: Judged, request: Request) -> Outcome:
        """Do what `role` asks for and return what came of it."""
        scope = self._scope(judged)
        scene = Scene(world=self._world, body=judged.body, path=judged.path, query=judged.query)
        match role:
            case "list":
                return self._list(scope, judged, request)
            case "create":
                return self._create(scope, scene, request)
            case "delete":
                return self._delete(scope, self._key(judged), scene)
            case "read":
                item = self._existing(scope, self._key(judged))
                return self._show(role, item, judged.query)
            case _:
                return self._change(role, scope, self._key(judged), scene, request)

    def read(self, judged: Judged) -> bytes:
        """Return the body that shows one item, as JSON; what was shown lately is kept at hand."""
        key = self._key(judged)
        scope = self._scope(judged)
        raw = self._world.store.raw(self.name, scope, key)
        if raw is None:
            raise self._absent(key)
        query = judged.query
        switches = self.habits.facts.shown_when.values()
        on = tuple(listing.is_on(query[one]) if one in query else False for one in switches)
        known = self._shown_lately.get((raw, on))
        if known is None:
            item = self._existing(scope, key)
            known = encode(self._frame("read").one(self._shown(item, query)))
            if len(self._shown_lately) >= 500:
                del self._shown_lately[next(iter(self._shown_lately))]
            self._shown_lately[raw, on] = known
        return known

    def also(self, facts: Also, judged: Judged) -> None:
        """Change the item that another operation speaks of."""
        scene = Scene(world=self._world, body=judged.body, path=judged.path, query=judged.query)
        wanted = {name: compiled(one, name)(scene) for name, one in facts.find.items()}
        for scope in {*self._world.store.scopes(self.name), *self._seeds.scopes()}:
            for item in self._candidates(scope, wanted.get(self.habits.id)):
                if all(alike(reach(item, (name,)), one) for name, one in wanted.items()):
                    changed = self._writer.change(item, facts.set, scene)
                    self._keep(scope, str(item.get(self.habits.id)), changed)
                    return
        raise RefusedError(404, f"no item of {self.name} has {_listed(wanted)}")

    def _candidates(self, scope: Scope, key: Any) -> list[Item]:
        """Return the item under `key`, or every item of the scope when no key is known."""
        if key is None or key is MISSING:
            found = self._world.store.items(self.name, scope)
            return [one for one in found if not listing.is_gone(self.habits, one)]
        item = self._find(scope, str(key))
        return [] if item is None else [item]

    def add(self, fields: Mapping[str, Any]) -> Item:
        """Store an item as if it had been created, but as `fields` say, and return it.

        Among `fields` may be the path parameters that divide the collection; one that is left out
        is read from the field that repeats it, or from the description's example.
        """
        given = dict(fields)
        path = {name: self._place(name, given) for name in self.habits.facts.scope}
        scope = tuple(str(one) for one in path.values())
        scene = Scene(world=self._world, body=given, path=path)
        item = self._writer.create(scene, self._number(), as_server=True)
        self._keep(scope, self._seeds.key_of(item), item)
        stored: Item = decode(encode(item))
        return stored

    def all(self, scope: Mapping[str, Any] | None = None) -> list[Item]:
        """Return the items, without those that were deleted: all, or those with these parameters."""
        names = list(self.habits.facts.scope)
        wanted = {names.index(name): str(one) for name, one in (scope or {}).items()}
        places = {*self._world.store.scopes(self.name)}
        if self._is_seeded:
            places |= self._seeds.scopes()
        return [
            item
            for place in sorted(places)
            if all(place[at] == text for at, text in wanted.items())
            for item in self._world.store.items(self.name, place)
            if not listing.is_gone(self.habits, item)
        ]

    def clear(self) -> None:
        """Forget every item, those of the description included."""
        for place in {*self._world.store.scopes(self.name), *self._seeds.scopes()}:
            for key in list(self._world.store.keys(self.name, place)):
                self._world.store.remove(self.name, place, key)
        self._slots.clear()

    def _place(self, name: str, given: dict[str, Any]) -> Any:
        """Return the value of a path parameter for an item that was not sent along a path."""
        field = self.habits.facts.scope[name]
        if name in given:
            return given.pop(name) if field != name else given[name]
        if field is not None and given.get(field) is not None:
            return given[field]
        for operation in self.habits.operations.values():
            for parameter in operation.parameters:
                if parameter.place == "path" and parameter.name == name:
                    if parameter.example is not None:
                        return parameter.example
                    return self._samples.value(parameter.schema, name)
        return 1

    def _list(self, scope: Scope, judged: Judged, request: Request) -> Outcome:
        items = self._world.store.items(self.name, scope)
        page = listing.page(self.habits, items, judged.query, self._world)
        page = msgspec.structs.replace(
            page,
            items=[self._shown(one, judged.query) for one in page.items],
            next_url=listing.next_url(self.habits, page, request),
        )
        frame = self._frame("list")
        headers: tuple[tuple[str, str], ...] = ()
        if page.next_url and any(name.lower() == "link" for name in frame.result.reply.headers):
            headers = (("Link", f'<{page.next_url}>; rel="next"'),)
        result = frame.result
        return Outcome(
            status=result.status, body=frame.page(page), media=result.media, headers=headers
        )

    def _create(self, scope: Scope, scene: Scene, request: Request) -> Outcome:
        number = self._number()
        item = self._writer.create(scene, number)
        key = self._seeds.key_of(item) if self.habits.id in item else f"#{number}"
        if key in self._world.store.keys(self.name, scope) and key != ONLY:
            chosen = isinstance(scene.body, dict) and self.habits.id in scene.body
            # What was only there as an example makes room for what somebody really creates.
            is_seed = self._world.store.is_untouched(self.name, scope, key)
            if chosen and not is_seed and "409" in self.habits.operations["create"].replies:
                raise RefusedError(409, f"{self.habits.id} {key[:80]} is there already")
            if not chosen:
                key = self._renumbered(item, scope)
        self._slots.demand(scope, None, item, scene)
        self._keep(scope, key, item)
        outcome = self._show("create", item, scene.query)
        reply = self._frame("create").result.reply
        if any(name.lower() == "location" for name in reply.headers):
            place = f"{request.path.rstrip('/')}/{key}"
            outcome = msgspec.structs.replace(outcome, headers=(("Location", place),))
        return outcome

    def _renumbered(self, item: Item, scope: Scope) -> str:
        """Give an item the next id that is free."""
        taken = self._world.store.keys(self.name, scope)
        for _ in range(1_000):
            self._writer.renumber(item, self._number())
            if self._seeds.key_of(item) not in taken:
                break
        return self._seeds.key_of(item)

    def _change(self, role: str, scope: Scope, key: str, scene: Scene, request: Request) -> Outcome:
        old = self._find(scope, key)
        if old is None:
            if role == "replace" and self._creates_by_put:
                return self._put_new(role, scope, key, scene)
            raise self._absent(key)
        if role == "update" and "json-patch" in request.headers.get("content-type", ""):
            scene.body = patching.changes(old, scene.body)
        item = (self._writer.replace if role == "replace" else self._writer.update)(scene, old)
        self._slots.demand(scope, key, item, scene)
        self._keep(scope, key, item)
        return self._show(role, item, scene.query)

    def _put_new(self, role: str, scope: Scope, key: str, scene: Scene) -> Outcome:
        """Create by PUT under a key that the caller has chosen."""
        item = self._writer.create(scene, self._number())
        item[self.habits.id] = scene.path.get(self.habits.parameter or "", key)
        self._keep(scope, key, item)
        outcome = self._show(role, item, scene.query)
        return msgspec.structs.replace(outcome, status=201)

    def _delete(self, scope: Scope, key: str, scene: Scene) -> Outcome:
        item = self._existing(scope, key)
        deletion = self.habits.facts.on_delete
        if deletion is None:
            self._world.store.remove(self.name, scope, key)
        else:
            self._world.store.put(
                self.name, scope, key, self._writer.change(dict(item), deletion.set, scene)
            )
        self._slots.note(scope, key, None)
        return self._show("delete", item, scene.query)

    def _show(self, role: str, item: Item, query: Mapping[str, Any]) -> Outcome:
        frame = self._frame(role)
        body = frame.one(self._shown(item, query))
        return Outcome(status=frame.result.status, body=body, media=frame.result.media)

    def _shown(self, item: Item, query: Mapping[str, Any]) -> Item:
        """Return `item` without the fields that are only shown when the query says so."""
        for field, switch in self.habits.facts.shown_when.items():
            if field in item and not listing.is_on(query.get(switch)):
                del item[field]
        return item

    def _keep(self, scope: Scope, key: str, item: Item) -> None:
        self._world.store.put(self.name, scope, key, item)
        self._slots.note(scope, key, item)

    def _existing(self, scope: Scope, key: str) -> Item:
        item = self._find(scope, key)
        if item is None:
            raise self._absent(key)
        return item

    def _find(self, scope: Scope, key: str) -> Item | None:
        item = self._world.store.get(self.name, scope, key)
        if item is None:
            return self._adopted(scope, key)
        return None if listing.is_gone(self.habits, item) else item

    def _adopted(self, scope: Scope, key: str) -> Item | None:
        """Return an item for a key that nobody has given out, where nothing could have been created.

        An API that cannot create has no way to get the items that it speaks of: then each key
        stands for one, until it is deleted.
        """
        if self.habits.parameter is None or self.habits.roles & {"create"} or not self._is_seeded:
            return None
        if self._world.store.is_removed(self.name, scope, key):
            return None
        return self._seeds.named(key, scope)

    def _absent(self, key: str) -> RefusedError:
        return RefusedError(404, f"there is no item {key[:80]} in {self.name}")

    def _number(self) -> int:
        return self._world.store.count(self.name, self._first_id)

    def _key(self, judged: Judged) -> str:
        name = self.habits.parameter
        if name is None:
            return ONLY
        if name in judged.path:
            return str(judged.path[name])
        return str(list(judged.path.values())[-1]) if judged.path else ONLY

    def _scope(self, judged: Judged) -> Scope:
        """Return the texts that divide the collection, by name or, where names differ, by place."""
        names = self.habits.facts.scope
        if all(name in judged.path for name in names):
            return tuple(str(judged.path[name]) for name in names)
        parameter = self.habits.parameter
        values = [str(one) for name, one in judged.path.items() if name != parameter]
        return tuple(values[: len(names)])

    @property
    def _creates_by_put(self) -> bool:
        """Whether a PUT under a new key makes an item: it says 201, and nothing else can make one."""
        operations = self.habits.operations
        return "create" not in operations and "201" in operations["replace"].replies

    def _frame(self, role: str) -> Frame:
        frame = self._frames.get(role)
        if frame is None:
            frame = self._frames[role] = Frame(
                self.habits, role, self._checks, self._samples, self._projections
            )
        return frame


def _listed(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {str(one)[:40]}" for name, one in wanted.items())
