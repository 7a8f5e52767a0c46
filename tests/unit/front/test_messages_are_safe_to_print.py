"""A message shows the place and what to do, and nothing that a stranger wrote can act."""

from __future__ import annotations

import json

import pytest
from front_files import read

from specloom.diagnostics import Diagnostic, Report, Severity, Span
from specloom.messages import (
    printable,
    render_github,
    render_json,
    render_sarif,
    render_text,
    summary,
)
from specloom.source import FilePlace


def spec(text: str, name: str = "api.yaml") -> Report:
    return read(text, name)[1]


def test_a_finding_shows_place_line_caret_note_and_help() -> None:
    assert render_text(spec("a: 1\nbc: 2\nbc: 3\n")) == (
        "api.yaml:3:1: error: the key 'bc' is here a second time [duplicate-key]\n"
        "  3 | bc: 3\n"
        "    | ^^\n"
        "  note: first here: api.yaml:2:1\n"
        "  help: Keep one of them; parsers disagree about which one counts.\n"
    )


def test_the_caret_stands_under_the_place_whatever_comes_before() -> None:
    text = render_text(spec('{日本: "\\u202e", x\t: 1, ключ: 1, ключ: 2}\n'))
    _, line, caret, *_ = text.splitlines()
    before = line[: line.rindex("ключ")]
    columns = sum(2 if each in "日本" else 1 for each in before)
    assert caret.index("^") == columns
    assert caret.count("^") == 4


def test_a_long_line_is_cut_around_the_place() -> None:
    text = render_text(spec('{"a": "' + "x" * 9000 + '", "b": 1, "b": 2}', "api.json"))
    _, line, caret, *_ = text.splitlines()
    assert len(line) < 120
    assert line[caret.index("^") :].startswith('"b": 2')


def test_colors_are_an_addition_only() -> None:
    report = spec("a: 1\na: 2\n")
    colored = render_text(report, color=True)
    assert "\x1b[" in colored
    for code in ("0", "1", "2", "1;31", "1;32"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == render_text(report)


HOSTILE = "\x1b]0;x\x07\x1b[31m\u202e\u2066\u200b\r\n\x85\u2028\ud800\x00%0A::error::"


@pytest.mark.parametrize("render", [render_text, render_github, render_json])
def test_what_could_act_is_shown_as_an_escape(render) -> None:  # type: ignore[no-untyped-def]
    span = Span(
        file=f"a{HOSTILE}.yaml", line=1, column=1, end_line=1, end_column=2, excerpt=HOSTILE
    )

    class At:
        pointer = f"#/{HOSTILE}"

        @property
        def span(self) -> Span:
            return span

    report = Report()
    report.error("code", text=f"t{HOSTILE}", at=At(), help=f"h{HOSTILE}", note=(HOSTILE, At()))
    text = render(report)
    assert not {each for each in text if each != "\n" and not each.isprintable()}
    assert "\\x1b" in text
    assert "\\u202e" in text
    text.encode()
    if render is render_github:
        assert text.count("\n") == 1
        assert text.startswith("::error file=")


def test_lengths_are_bounded() -> None:
    report = Report()
    report.error("code", text="x" * 100_000, help="y" * 100_000)
    assert len(render_text(report)) < 1000
    assert printable("x" * 100_000).startswith("x" * 190)
    assert "…" in printable("x" * 100_000)
    assert len(printable("\u202e" * 100_000)) < 3000


def test_annotations_name_file_line_and_column() -> None:
    report = spec("a: 1\na: 2\n", "dir,x/api:1.yaml")
    assert render_github(report) == (
        "::error file=dir%2Cx/api%3A1.yaml,line=2,col=1,endLine=2,endColumn=2,title=duplicate-key"
        "::the key 'a' is here a second time"
        "%0AKeep one of them; parsers disagree about which one counts.\n"
    )


def test_a_note_is_a_notice_to_github_and_a_note_to_sarif() -> None:
    report = Report()
    report.note("n", text="t", at=FilePlace(file="a.yaml"))
    assert render_github(report).startswith("::notice ")
    assert json.loads(render_sarif(report, version="1"))["runs"][0]["results"][0]["level"] == "note"


def test_json_has_everything_a_program_needs() -> None:
    (found,) = json.loads(render_json(spec("a: 1\na: 2\n")))
    assert found["severity"] == "error"
    assert found["code"] == "duplicate-key"
    assert (found["at"]["line"], found["at"]["column"]) == (2, 1)
    assert found["notes"][0]["at"]["line"] == 1


def test_sarif_has_rules_results_and_related_places() -> None:
    log = json.loads(
        render_sarif(
            spec("a: 1\na: 2\n", "a b.yaml"), version="1.2", rules={"duplicate-key": "Keys differ."}
        )
    )
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["version"] == "1.2"
    assert run["tool"]["driver"]["rules"] == [
        {"id": "duplicate-key", "shortDescription": {"text": "Keys differ."}}
    ]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.yaml"
    assert place["region"] == {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2}
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_a_finding_without_a_place_is_said_all_the_same() -> None:
    report = Report()
    report.error("code", text="text")
    assert render_text(report) == "error: text [code]\n"
    assert render_github(report) == "::error title=code::text\n"
    assert json.loads(render_json(report))[0]["at"] is None
    assert json.loads(render_sarif(report, version="1"))["runs"][0]["results"][0]["locations"] == []


def test_a_limit_counts_the_rest_but_hides_no_error() -> None:
    found = [
        Diagnostic(severity=severity, code=code, text=f"{code} {number}")
        for severity, code in ((Severity.WARNING, "w"), (Severity.ERROR, "e"))
        for number in range(5)
    ]
    text = render_text(found, limit=2)
    assert text.count("warning:") == 2
    assert text.count("error:") == 5
    assert text.endswith("… and 3 more [w]\n")


def test_a_summary_counts_in_words() -> None:
    report = Report()
    assert summary(report) == ""
    report.error("a", text="1")
    report.warning("b", text="1")
    report.warning("b", text="2")
    assert summary(report) == "1 error, 2 warnings"
