"""An overlay changes what it targets, nothing else, and says what it could not do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from front_files import errors, only, place, said, write

from specloom.diagnostics import Report
from specloom.document import Document, resolve

API = """\
openapi: 3.1.0
info: {title: T, version: "1"}
servers:
  - url: https://one
  - url: https://two
  - url: https://three
paths:
  /a: {$ref: paths/a.yaml}
  /b:
    get: &op
      tags: [x]
      parameters:
        - {name: first, in: query}
        - {name: dummy, in: query}
        - {name: last, in: query}
      responses: {"200": {description: ok}}
  /c:
    get: *op
"""
HEAD = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n"


def overlaid(folder: Path, actions: str, head: str = HEAD) -> tuple[Document, Report]:
    entry = write(folder, openapi=API, paths__a="get: {operationId: a}\n")
    changes = folder / "changes.yaml"
    changes.write_text(head + actions)
    report = Report()
    found = resolve(entry, report=report, overlays=[changes])
    assert found is not None
    return found, report


def test_an_update_merges_objects_and_joins_lists(tmp_path: Path) -> None:
    found, report = overlaid(
        tmp_path,
        "- target: $.paths['/b'].get\n"
        "  update: {summary: S, tags: [y], responses: {'404': {description: no}}}\n",
    )
    operation = found.root["paths"]["/b"]["get"].value
    assert operation["summary"] == "S"
    assert operation["tags"] == ["x", "y"]
    assert list(operation["responses"]) == ["200", "404"]
    assert said(report) == []


def test_only_the_target_changes_where_yaml_shares_a_value(tmp_path: Path) -> None:
    found, _ = overlaid(tmp_path, "- {target: \"$.paths['/b'].get\", update: {summary: S}}\n")
    assert "summary" in found.root["paths"]["/b"]["get"]
    assert "summary" not in found.root["paths"]["/c"]["get"]


def test_an_update_of_a_list_appends(tmp_path: Path) -> None:
    found, _ = overlaid(
        tmp_path,
        "- {target: $.servers, update: {url: https://four}}\n"
        "- {target: $.servers, update: [{url: https://five}]}\n",
    )
    urls = [server.text("url") for server in found.root["servers"].elements()]
    assert urls[3:] == ["https://four", "https://five"]


def test_a_step_into_a_reference_goes_through_it(tmp_path: Path) -> None:
    found, report = overlaid(tmp_path, "- {target: \"$.paths['/a'].get\", update: {summary: S}}\n")
    item = found.follow(found.root["paths"]["/a"])
    assert item["get"].value == {"operationId": "a", "summary": "S"}
    assert said(report) == []


def test_several_items_of_a_list_are_removed(tmp_path: Path) -> None:
    found, _ = overlaid(
        tmp_path, "- {target: \"$.servers[?@.url != 'https://two']\", remove: true}\n"
    )
    (server,) = found.root["servers"].elements()
    assert (server.text("url"), server["url"].span.line) == ("https://two", 5)


def test_single_values_can_be_replaced_and_null_wipes_no_object(tmp_path: Path) -> None:
    found, _ = overlaid(
        tmp_path,
        "- {target: $.info.title, update: New}\n- {target: $, update: {info: , paths: }}\n",
    )
    assert found.root["info"].value == {"title": "New", "version": "1"}
    assert len(found.root["paths"].value) == 3


def test_a_value_can_be_copied(tmp_path: Path) -> None:
    found, report = overlaid(
        tmp_path,
        "- {target: $.paths, update: {/new: {}}}\n"
        "- {target: \"$.paths['/new']\", copy: \"$.paths['/b']\"}\n"
        "- {target: \"$.paths['/b']\", remove: true}\n",
    )
    assert list(found.root["paths"].value) == ["/a", "/c", "/new"]
    assert "get" in found.root["paths"]["/new"]
    assert said(report) == []


def test_what_an_overlay_wrote_has_its_place_in_the_overlay(tmp_path: Path) -> None:
    found, report = overlaid(
        tmp_path,
        "- {target: \"$..parameters[?@.name == 'dummy']\", remove: true}\n"
        "- target: $.paths['/b'].get.parameters\n"
        "  update: {name: new, in: query, schema: {$ref: '#/nowhere'}}\n",
    )
    names = {
        each.text("name"): (Path(each.span.file).name, each["name"].span.line)
        for each in found.root["paths"]["/b"]["get"]["parameters"].elements()
    }
    assert names == {
        "first": ("openapi.yaml", 13),
        "last": ("openapi.yaml", 15),
        "new": ("changes.yaml", 6),
    }
    diagnostic = only(report)
    assert diagnostic.at is not None
    assert (diagnostic.code, Path(diagnostic.at.span.file).name) == (
        "dangling-reference",
        "changes.yaml",
    )


def test_a_reference_that_an_overlay_corrects_is_not_reported(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        openapi="openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '#/nowhere'}, B: {type: string}}}\n",
    )
    changes = tmp_path / "fix.yaml"
    changes.write_text(
        HEAD + "- {target: $.components.schemas.A, update: {$ref: '#/components/schemas/B'}}\n"
    )
    report = Report()
    found = resolve(entry, report=report, overlays=[changes])
    assert found is not None
    assert said(report) == []
    assert found.follow(found.root["components"]["schemas"]["A"]).value == {"type": "string"}


@pytest.mark.parametrize(
    ("actions", "code", "where", "is_error"),
    [
        ("- {target: $.nothing, remove: true}\n", "overlay-selects-nothing", (4, 12), False),
        ("- {target: $.info}\n", "overlay-does-nothing", (4, 3), False),
        ("- {targt: $.info, remove: true}\n", "misspelt-key", (4, 4), True),
        ("- {target: $.info, udpate: {}}\n", "misspelt-key", (4, 20), True),
        ("- {target: info, remove: true}\n", "bad-target", (4, 12), True),
        ("- {target: '$.a[', remove: true}\n", "bad-target", (4, 12), True),
        ("- {target: 3, remove: true}\n", "bad-action", (4, 12), True),
        ("- {target: $, remove: true}\n", "bad-action", (4, 12), True),
        ("- hello\n", "bad-action", (4, 3), True),
        ("- {target: $.info, copy: '$.servers[*]'}\n", "bad-action", (4, 26), True),
    ],
)
def test_an_action_that_cannot_be_done_is_reported_at_its_place(
    tmp_path: Path, actions: str, code: str, where: tuple[int, int], is_error: bool
) -> None:
    _, report = overlaid(tmp_path, actions)
    diagnostic = only(report)
    assert (diagnostic.code, place(diagnostic)) == (code, where)
    assert (errors(report) == [code]) is is_error


@pytest.mark.parametrize("head", ["actions:\n", "overlay: 2.0.0\nactions:\n", "overlay: 1.0.0\n#"])
def test_what_is_no_overlay_is_refused(tmp_path: Path, head: str) -> None:
    _, report = overlaid(tmp_path, "- {target: $.info, remove: true}\n", head)
    assert errors(report) == ["not-an-overlay"]


def test_overlays_apply_in_order(tmp_path: Path) -> None:
    entry = write(tmp_path, openapi="openapi: 3.1.0\ninfo: {title: T, version: '1'}\n")
    paths: list[Any] = []
    for number in (1, 2):
        path = tmp_path / f"{number}.yaml"
        path.write_text(HEAD + f"- {{target: $.info, update: {{title: N{number}}}}}\n")
        paths.append(path)
    report = Report()
    found = resolve(entry, report=report, overlays=paths)
    assert found is not None
    assert found.root["info"].text("title") == "N2"
    assert Path(found.root["info"]["title"].span.file).name == "2.yaml"
