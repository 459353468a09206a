"""Known edits of our own gold reports, from text to change; their looks changed; the same over shared reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.diff import diff_figures
from ledger.extract import extract_many
from ledger.model import Report
from tests.gold.test_reports import FOLDER, NAMES
from tools import edits
from tools.corpora import SHARED, facts_of, golds


def own(name: str) -> Path:
    return FOLDER / f"{name}.gold.json"


def test_known_edits_of_our_reports_are_told() -> None:
    scores = edits.totals(edits.outcomes((edits.report_beside(own(name)), facts_of(own(name))) for name in NAMES))
    assert scores["all"].f1 >= 0.95
    assert scores["all"].made >= 200
    assert scores["looks changed"].found == scores["paragraphs shuffled"].found == 0


@pytest.mark.skipif(not (SHARED / "data" / "dev").is_dir(), reason="no ../shared/data/dev beside this checkout")
def test_known_edits_of_the_shared_reports_are_told() -> None:
    texts = [(edits.report_beside(path), facts_of(path)) for part, path in golds(SHARED) if part in ("worked", "blind")]
    scores = edits.totals(edits.outcomes(texts))
    assert scores["all"].f1 >= 0.93
    assert scores["value changed"].f1 >= 0.97


def test_a_score_tells_missed_and_invented_changes() -> None:
    assert edits.Score(0, 0, 0).f1 == 1.0
    assert edits.Score(1, 2, 2).f1 == 0.5


TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "curly": lambda text: re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019"),
    "wide blanks": lambda text: text.replace(". ", ".\u00a0 "),
    "two blanks": lambda text: text.replace(" ", "  "),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "menu and footer": lambda text: f"Home | News | Contact\n\n{text}\n\nAll rights reserved.\n",
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
}


@given(name=st.sampled_from(NAMES), looks=st.lists(st.sampled_from(sorted(TYPOGRAPHY)), min_size=1, unique=True))
@settings(max_examples=40, deadline=None)
def test_looks_alone_change_no_figure(name: str, looks: list[str]) -> None:
    before = edits.report_beside(own(name))
    text = before.text
    for look in looks:
        text = TYPOGRAPHY[look](text)
    after = Report(key=name, text=text, outlet=before.outlet, title=before.title, published=before.published)
    first, second = extract_many([before, after])
    changes, _ = diff_figures(edits.figures(before, first.facts, 1), edits.figures(after, second.facts, 2))
    assert [change for change in changes if change.kind.is_difference] == []
