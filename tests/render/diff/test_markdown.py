"""Diffs as Markdown, read back by a parser."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ledger.model import Diff
from ledger.render.diff.markdown import diff_markdown, paragraph
from ledger.render.diff.prose import sentence
from ledger.render.plain import one_line
from tests.render.diff.samples import EVERY_KIND, HOSTILE, HOSTILE_TEXT, between_versions

PARSER = MarkdownIt("commonmark").enable("table")


def shown(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def cells(diff: Diff) -> list[str]:
    """What each heading, paragraph and cell shows, in order."""
    return [shown(token) for token in PARSER.parse(diff_markdown(diff)) if token.type == "inline"]


def test_it_begins_with_the_sentence_and_has_a_row_a_change() -> None:
    told = cells(EVERY_KIND)
    assert told[0] == sentence(EVERY_KIND)
    assert told[1:14] == [
        "killed · Derna",
        *("change", "before", "after", "difference", "beside", "stated in"),
        *("raised", "2,300", "5,300 people", "+3,000 (+130 %)", "per Coast Rescue Agency"),
        "floods@1, Coast Herald, 2023-09-11 → floods@2, Coast Herald, 2023-09-12",
    ]
    assert told[-1] == "17 figures unchanged."
    rows = sum(token.type == "tr_open" for token in PARSER.parse(diff_markdown(EVERY_KIND)))
    headers = sum(token.type == "thead_open" for token in PARSER.parse(diff_markdown(EVERY_KIND)))
    assert rows - headers == len(EVERY_KIND.changes)


def test_what_a_report_says_is_no_markup() -> None:
    tokens = PARSER.parse(diff_markdown(HOSTILE))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special"}
    assert not any(token.type.startswith("html") for token in tokens)
    assert any(one_line(HOSTILE_TEXT) in cell for cell in cells(HOSTILE))


def test_a_line_is_no_list_and_no_rule() -> None:
    for text in ("- one", "+ one", "1. one", "12) one", "===", "# one", "---", "> one", "![a](b)", "a\n\nb"):
        (opened, inline, closed) = PARSER.parse(paragraph(text))
        assert (opened.type, shown(inline)) == ("paragraph_open", " ".join(text.split())), closed


def test_nothing_changed_is_the_sentence_alone() -> None:
    assert cells(between_versions(unchanged=4)) == [sentence(between_versions(unchanged=4))]
