"""Every `$ref` leads to a value with one identity, or to one report and to anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from front_files import document, errors, only, place, said, write

from specloom.diagnostics import Report
from specloom.document import resolve

SCHEMAS = """\
openapi: {version}
info: {{title: T, version: "1"}}
paths:
  /a~b/{{id}}:
    get:
      responses: {{"200": {{description: ok}}}}
components:
  schemas:
    Pet: {{type: object, properties: {{name: {{type: string}}}}}}
    Probe: {probe}
"""


def probed(folder: Path, probe: str, version: str = "3.1.0"):  # type: ignore[no-untyped-def]
    found, report = document(folder, openapi=SCHEMAS.format(version=version, probe=probe))
    return found, found.root["components"]["schemas"]["Probe"], report


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("#/components/schemas/Pet", "#/components/schemas/Pet"),
        ("openapi.yaml#/components/schemas/Pet", "#/components/schemas/Pet"),
        ("./openapi.yaml#/components/schemas/Pet", "#/components/schemas/Pet"),
        ("#/components/schemas/%50et", "#/components/schemas/Pet"),
        ("#/components/schemas/Pet/properties/name", "#/components/schemas/Pet/properties/name"),
        ("#/paths/~1a~0b~1%7Bid%7D/get", "#/paths/~1a~0b~1{id}/get"),
        ("#/paths/~1a~0b~1{id}/get", "#/paths/~1a~0b~1{id}/get"),
        ("#", "#"),
        ("openapi.yaml", "#"),
    ],
)
def test_every_spelling_leads_to_the_same_identity(
    tmp_path: Path, reference: str, pointer: str
) -> None:
    found, probe, report = probed(tmp_path, f"{{$ref: '{reference}'}}")
    target = found.follow(probe)
    assert (target.pointer, found.identity(target)) == (pointer, pointer)
    assert said(report) == []


def test_a_file_that_refers_back_reaches_the_entry_document(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            paths: {/a: {$ref: 'paths/a.yaml'}}
            components: {schemas: {Pet: {type: string}}}
            """,
        paths__a="""\
            get: {responses: {"200": {$ref: '../shared/ok.yaml#/Ok'}}}
            parameters: [{schema: {$ref: '../openapi.yaml#/components/schemas/Pet'}}]
            """,
        shared__ok="Ok: {description: fine}\n",
    )
    item = found.follow(found.root["paths"]["/a"])
    ok = found.follow(item["get"]["responses"]["200"])
    assert ok.pointer == "shared/ok.yaml#/Ok"
    assert found.follow(item["parameters"][0]["schema"]).pointer == "#/components/schemas/Pet"
    assert [source.label for source in found.sources] == ["", "paths/a.yaml", "shared/ok.yaml"]
    assert said(report) == []


def test_a_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                B: {$ref: '#/components/schemas/C'}
                C: {type: string}
            """,
    )
    schemas = found.root["components"]["schemas"]
    assert found.follow(schemas["A"]).pointer == "#/components/schemas/C"
    assert found.follow(schemas["C"]).pointer == "#/components/schemas/C"
    assert said(report) == []


@pytest.mark.parametrize(
    "schemas",
    [
        "{A: {$ref: '#/components/schemas/A'}}",
        "{A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
        "{A: {$ref: '#/components/schemas/A/properties/x'}}",
    ],
)
def test_a_circle_of_references_ends_with_one_report(tmp_path: Path, schemas: str) -> None:
    found, report = document(
        tmp_path, openapi=f"openapi: 3.1.0\ncomponents: {{schemas: {schemas}}}\n"
    )
    assert found.follow(found.root["components"]["schemas"]["A"]).value == {}
    assert only(report).code in ("reference-cycle", "dangling-reference")


def test_a_recursive_schema_is_no_circle_of_references(tmp_path: Path) -> None:
    _, probe, report = probed(
        tmp_path, "{properties: {next: {$ref: '#/components/schemas/Probe'}}}"
    )
    assert said(report) == []
    assert probe["properties"]["next"].value == {"$ref": "#/components/schemas/Probe"}


def test_what_leads_nowhere_is_reported_once_and_stands_for_anything(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components:
              schemas:
                Pet: {type: object}
                One: {$ref: '#/components/schemas/Pat'}
                Two: {$ref: '#/components/schemas/Pat'}
            """,
    )
    diagnostic = only(report)
    assert (diagnostic.code, place(diagnostic)) == ("dangling-reference", (5, 17))
    assert diagnostic.help == "Did you mean '#/components/schemas/Pet'?"
    assert not report.failed
    schemas = found.root["components"]["schemas"]
    assert found.follow(schemas["One"]).value == found.follow(schemas["Two"]).value == {}
    assert len(report) == 1


def test_a_bare_name_is_told_where_schemas_live(tmp_path: Path) -> None:
    _, _, report = probed(tmp_path, "{$ref: Pet}")
    assert only(report).help == "Did you mean '#/components/schemas/Pet'?"


def test_a_path_through_a_reference_is_followed(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.0.3
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                B: {properties: {x: {type: string}}}
                C: {$ref: '#/components/schemas/A/properties/x'}
            """,
    )
    target = found.follow(found.root["components"]["schemas"]["C"])
    assert target.pointer == "#/components/schemas/B/properties/x"
    assert said(report) == []


def test_quoted_data_is_not_searched_for_references(tmp_path: Path) -> None:
    _, _, report = probed(
        tmp_path,
        "{example: {$ref: '#/nothing'}, default: {$ref: x}, enum: [{$ref: y}], "
        "x-own: {$ref: z}, const: {$ref: w}, examples: [{$ref: v}]}",
    )
    assert said(report) == []


def test_a_property_may_be_called_like_a_keyword(tmp_path: Path) -> None:
    _, _, report = probed(
        tmp_path,
        "{properties: {$ref: {type: string}, example: {$ref: '#/components/schemas/Pet'}, "
        "default: {$ref: '#/nothing'}}}",
    )
    assert only(report).text.startswith("'#/nothing'")


def test_keys_beside_a_reference_count_from_3_1_on(tmp_path: Path) -> None:
    probe_text = "{$ref: '#/components/schemas/Pet', description: mine}"
    found, probe, _ = probed(tmp_path, probe_text)
    target, siblings = found.follow_with_siblings(probe)
    assert target.pointer == "#/components/schemas/Pet"
    assert {key: node.value for key, node in siblings.items()} == {"description": "mine"}
    assert siblings["description"].pointer == "#/components/schemas/Probe/description"
    found, probe, _ = probed(tmp_path, probe_text, "3.0.3")
    assert found.follow_with_siblings(probe)[1] == {}


def test_a_target_with_keys_of_its_own_is_where_following_stops(tmp_path: Path) -> None:
    found, _ = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                B: {$ref: '#/components/schemas/C', description: mine}
                C: {type: string}
            """,
    )
    schemas = found.root["components"]["schemas"]
    target, siblings = found.follow_with_siblings(schemas["A"])
    assert (target.pointer, siblings) == ("#/components/schemas/B", {})
    target, siblings = found.follow_with_siblings(target)
    assert (target.pointer, list(siblings)) == ("#/components/schemas/C", ["description"])


def test_anchors_and_identifiers_name_schemas(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components:
              schemas:
                Pet: {$id: 'https://example.com/pet', $anchor: pet, properties: {n: {$anchor: name}}}
                A: {$ref: 'https://example.com/pet'}
                B: {$ref: 'https://example.com/pet#name'}
                C: {$id: 'https://example.com/other', properties: {x: {$ref: pet}}}
                D: {$ref: '#plain'}
                E: {$anchor: plain, type: string}
                F: {$id: 'https://example.com/f', items: {$ref: '#/components/schemas/E'}}
            """,
    )
    schemas = found.root["components"]["schemas"]
    pet = "#/components/schemas/Pet"
    assert found.follow(schemas["A"]).pointer == pet
    assert found.follow(schemas["B"]).pointer == f"{pet}/properties/n"
    assert found.follow(schemas["C"]["properties"]["x"]).pointer == pet
    assert found.follow(schemas["D"]).pointer == "#/components/schemas/E"
    assert found.follow(schemas["F"]["items"]).pointer == "#/components/schemas/E"
    assert said(report) == []


def test_a_dynamic_reference_means_the_nearest_anchor_around_it(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components:
              schemas:
                Other: {$dynamicAnchor: node, type: string}
                Tree: {$dynamicAnchor: node, properties: {child: {$dynamicRef: '#node'}}}
            """,
    )
    tree = found.root["components"]["schemas"]["Tree"]
    assert found.follow(tree["properties"]["child"]).pointer == tree.pointer
    assert said(report) == []


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("/etc/passwd", "reference-outside-root"),
        ("../outside.yaml", "reference-outside-root"),
        ("..%2Foutside.yaml", "reference-outside-root"),
        ("link.yaml", "reference-outside-root"),
        (".hidden.yaml", "reference-outside-root"),
        ("file:///etc/passwd", "remote-reference"),
        ("http://127.0.0.1:9/x.yaml", "remote-reference"),
        ("https://[broken", "remote-reference"),
        ("ftp://example.com/x", "remote-reference"),
    ],
)
def test_nothing_outside_is_read(tmp_path: Path, reference: str, code: str) -> None:
    (tmp_path / "outside.yaml").write_text("secret: words\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (inside / ".hidden.yaml").write_text("secret: words\n")
    found, probe, report = probed(inside, f"{{$ref: '{reference}'}}")
    diagnostic = only(report)
    assert (diagnostic.code, errors(report)) == (code, [code])
    assert "secret" not in diagnostic.text
    assert place(diagnostic) == (10, 19)
    assert found.follow(probe).value == {}


def test_a_wider_root_lets_references_go_further(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("Pet: {type: string}\n")
    (tmp_path / "api").mkdir()
    text = SCHEMAS.format(version="3.1.0", probe="{$ref: '../shared.yaml#/Pet'}")
    found, report = document(tmp_path / "api", root=tmp_path, openapi=text)
    target = found.follow(found.root["components"]["schemas"]["Probe"])
    assert target.pointer == "../shared.yaml#/Pet"
    assert said(report) == []


def test_a_file_that_is_no_description_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("password: hunter2: oops\n")
    _, _, report = probed(tmp_path, "{$ref: notes.txt}")
    diagnostic = only(report)
    assert diagnostic.at is not None
    assert (diagnostic.code, diagnostic.at.span.excerpt) == ("bad-yaml", "")


def test_a_broken_file_is_reported_once(tmp_path: Path) -> None:
    found, report = document(
        tmp_path,
        openapi="""\
            openapi: 3.1.0
            components: {schemas: {A: {$ref: 'b.yaml#/X'}, B: {$ref: 'b.yaml#/Y'}}}
            """,
        b="x: [\n",
    )
    assert said(report) == ["bad-yaml"]
    assert found.follow(found.root["components"]["schemas"]["B"]).value == {}


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ('swagger: "2.0"\n', "swagger-2", "npx swagger2openapi"),
        ("openapi: 4.0.0\n", "unknown-version", "4.0.0"),
        ("openapi: 3.3.0\n", "unknown-version", "3.3.0"),
        ("openapi:\n", "unknown-version", "3.0, 3.1 and 3.2"),
        ("asyncapi: 3.0.0\nchannels: {}\n", "not-openapi", "'asyncapi', 'channels'"),
        ("- 1\n", "not-openapi", "a list"),
    ],
)
def test_what_is_no_openapi_3_is_refused_with_what_it_is(
    tmp_path: Path, text: str, code: str, word: str
) -> None:
    report = Report()
    assert resolve(write(tmp_path, openapi=text), report=report) is None
    diagnostic = only(report)
    assert diagnostic.code == code
    assert word in f"{diagnostic.text} {diagnostic.help}"


@pytest.mark.parametrize(
    ("written", "version", "notes"),
    [
        ("3.0.4", (3, 0), []),
        ("3.1", (3, 1), []),
        ("3.1.1", (3, 1), []),
        ("3.0.0-rc1", (3, 0), []),
        ("3.2.0", (3, 2), ["openapi-3-2"]),
    ],
)
def test_every_version_3_is_accepted(
    tmp_path: Path, written: str, version: tuple[int, int], notes: list[str]
) -> None:
    found, report = document(tmp_path, openapi=f"openapi: {written}\n")
    assert (found.version, said(report)) == (version, notes)


def test_a_long_chain_of_references_is_walked_once(tmp_path: Path) -> None:
    length = 20_000
    links = "".join(f"    S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}\n" for n in range(length))
    text = f"openapi: 3.0.3\ncomponents:\n  schemas:\n{links}    S{length}: {{type: string}}\n"
    found, report = document(tmp_path, openapi=text)
    assert found.follow(found.root["components"]["schemas"]["S0"]).value == {"type": "string"}
    assert said(report) == []
