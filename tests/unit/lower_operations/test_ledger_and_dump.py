"""The ledger adds up, and the dump shows every fact."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from operation_lowering import Describe, one_get

from specloom import coverage
from specloom.coverage import Fate
from specloom.coverage.ledger import Entry, summed
from specloom.ir.dump import dump_data, dump_text
from specloom.ir.types import Claim, Given

_PATHS = """
/pets/{id}:
  get:
    operationId: getPet
    tags: [pets]
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
      - {name: Accept, in: header, schema: {type: string}}
      - {name: lost, in: nowhere, schema: {type: string}}
    responses:
      '200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
"""
_REST = """
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, maxLength: 9}, tag: {type: [string, 'null']}}}
"""


def test_the_ledger_names_symbols_reasons_and_losses(describe: Describe) -> None:
    found = describe(_PATHS, rest=_REST)
    entries = {
        (entry.kind, entry.name): (entry.fate, entry.answer)
        for entry in coverage.entries(found.document, found.api)
    }
    assert entries["operation", "GET /pets/{id}"] == (Fate.KEPT, "pets.get")
    assert entries["parameter", "id"] == (Fate.KEPT, "pets.get(id)")
    assert entries["response", "200"] == (Fate.KEPT, "pets.get -> 200")
    assert entries["property", "name"] == (Fate.KEPT, "Pet.name")
    assert entries["keyword", "maxLength"] == (Fate.KEPT, "Pet.name")
    assert entries["parameter", "Accept"][0] is Fate.ASIDE
    assert entries["parameter", "lost"] == (Fate.LOST, "'nowhere' is not a place for parameters")


def test_totals_add_up(describe: Describe) -> None:
    found = describe(_PATHS, rest=_REST)
    entries = [*coverage.entries(found.document, found.api)]
    ledger = found.ledger
    assert ledger.total == len(entries)
    assert sum(ledger.count(fate) for fate in Fate) == ledger.total
    assert (ledger.count(Fate.LOST), ledger.count(Fate.HIDDEN)) == (1, 0)
    assert not ledger.is_whole
    assert "'nowhere' is not a place for parameters" in ledger.text()
    assert ledger.data()["percent"] == ledger.percent < 100


def test_a_hundred_is_only_said_of_everything(describe: Describe) -> None:
    place = describe(one_get()).only.at
    kept = [Entry("keyword", place, "type", Fate.KEPT, "x")] * 100_000
    lost = Entry("keyword", place, "not", Fate.LOST, "y")
    assert summed(kept).percent == 100
    assert summed([*kept, lost]).percent == 99.9


def test_what_nobody_refers_to_is_told(describe: Describe) -> None:
    rest = (
        "components: {parameters: {Unused: {name: x, in: query}}, schemas: {Alone: {type: string}}}"
    )
    ledger = describe(one_get(), rest=rest).ledger
    assert [(entry.name, entry.answer) for entry in ledger.exceptions] == [
        ("parameters/Unused", "nothing refers to it")
    ]


def test_types_that_nobody_uses_are_still_there(describe: Describe) -> None:
    found = describe(one_get(), rest="components: {schemas: {Alone: {type: string}}}")
    assert [type_.claim.text for type_ in found.api.types.values()] == ["Alone"]


def test_the_dump_reads_like_the_description(describe: Describe) -> None:
    assert dump_text(describe(_PATHS, rest=_REST).api).splitlines()[:11] == [
        'api "Test" 1',
        "  resource pets",
        "    operation getPet: GET /pets/{id}",
        '      claim: "get" (component, get, /pets/{id})',
        "      parameter path id: integer",
        "        constraints: minimum=1",
        "      response 200",
        "        content application/json json #/components/schemas/Pet",
        '        description: "One."',
        '      replay: kind=safe reason="GET only reads."',
        "  record #/components/schemas/Pet",
    ]


def test_the_same_description_gives_the_same_text(describe: Describe) -> None:
    texts = {dump_text(describe(_PATHS, rest=_REST).api) for _ in range(2)}
    assert len(texts) == 1


def _shown(value: Any, data: Any) -> None:
    """Check that `data` holds every fact of `value` that is not a default."""
    if isinstance(value, Given) or not is_dataclass(value):
        return
    for field in fields(value):
        item = getattr(value, field.name)
        if item != field.default:
            assert field.name in data, (value, field.name)
            if field.name not in ("at", "types"):
                for each, shown in zip(_listed(item), _listed(data[field.name]), strict=True):
                    _shown(each, shown)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | list) else [value]


def test_no_fact_is_missing_from_the_data(describe: Describe) -> None:
    api = describe(_PATHS, rest=_REST).api
    data = dump_data(api)
    _shown(api, data)
    for id, declaration in api.types.items():
        _shown(declaration, data["types"][id])
    assert data["resources"][0]["operations"][0]["claim"] == dump_data(
        Claim(
            text="get",
            origin=api.resources[0].operations[0].claim.origin,
            context=("get", "/pets/{id}"),
        )
    )
