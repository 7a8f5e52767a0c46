"""Whatever a description says in Markdown is shown in its place; nothing of it runs or breaks out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_reader import renderer, wrong

from specloom.target.markdown import Markdown
from specloom.target.prose import Prose

ATTACKS = [
    "<script>alert(1)</script>",
    "a\n<script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```\n<script>alert(1)</script>",
    "a\n    ```\n<script>alert(1)</script>",
    "- a\n  ```\n<script>alert(1)</script>",
    "> ```\n<script>alert(1)</script>",
    "``` a`b\n<script>alert(1)</script>",
    "~~~\n```\n~~~\n<script>alert(1)</script>",
    "`\n```\n<img src=x onerror=alert(1)>\n```",
    "<svg/onload=alert(1)>",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?>",
    "\\<img src=x onerror=alert(1)>",
    "<<https://a>img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](\njavascript:alert(1))",
    "[x](JaVaScRiPt:alert(1) 'https://')",
    "![x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example/)",
    "[x](https://a.example '\"onmouseover=alert(1) x=\"')",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x]\n\n> [x]: javascript:alert(1)",
    "[x]\n\n- [x]: javascript:alert(1)",
    "[x]\n\n[\nx]: javascript:alert(1)",
    "[x]\n\n[x]:\njavascript:alert(1)",
    "# Title",
    "Title\n=====",
    "Title\n-----",
    "> # Title",
    "- # Title",
    "a | b\n--|--\n<b>|c",
    "| a |\n|---|\n| `|` <i>x</i> |",
    "x\r<script>alert(1)</script>",
    "x\v<script>alert(1)</script>",
    "x\u2028<script>alert(1)</script>",
    "\u202e<script>\0</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    f"{'word ' * 19}```\n```\n<script>alert(1)</script>\n```",
    f"{'word ' * 19}# Title",
    f"{'word ' * 19}=== {'w' * 99}",
]

PIECES = [*"`~*_[]()<>#|-:!\\&;\n\r\v \t", "```", "~~~", "    ", "  ", "> ", "- ", "1. ", "\n\n", "[x]", "]:", "](",
          "javascript:alert(1)", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "https://a.example/", "a", "'", '"', "| a | b |\n|---|---|\n"]  # fmt: skip


def assert_tame(text: str) -> None:
    encoder = Markdown()
    for said in (
        Prose(summary=text),
        Prose(paragraphs=(text,)),
        Prose(summary="S.", paragraphs=(text,)),
    ):
        assert wrong(f"{encoder.doc(said)}\n\nafter\n") == []
        assert (
            wrong(
                f"| {encoder.cell(said)} | {encoder.cell(said)} |\n|---|---|\n| {encoder.cell(said)} | x |\n"
            )
            == []
        )
        assert (
            wrong(f"- **a**: {encoder.cell(said)}\n- {encoder.lit(text)} {encoder.cell(said)}\n")
            == []
        )
    table = renderer().render(
        f"| a | b |\n|---|---|\n| {encoder.lit(text)} | {encoder.cell(text)} |\n\nafter\n"
    )
    assert table.count("<td") == 2
    assert table.endswith("<p>after</p>\n")


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_runs_or_breaks_out(text: str) -> None:
    assert_tame(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_put_together_from_markup_does(text: str) -> None:
    assert_tame(text)


def test_what_follows_an_open_fence_is_not_inside_it() -> None:
    said = Markdown().doc(Prose(paragraphs=("a\n```\ncode",)))
    page = renderer().render(f"{said}\n\n## After\n")
    assert "<h2>After</h2>" in page


def test_honest_markup_is_kept() -> None:
    text = "A *b* [c](https://a.example) `d`:\n\n```json\n<e> {\n```\n\n- f"
    page = renderer().render(Markdown().doc(Prose(paragraphs=(text,))))
    assert '<em>b</em> <a href="https://a.example">c</a> <code>d</code>' in page
    assert "&lt;e&gt; {" in page
    assert "<li>f</li>" in page
