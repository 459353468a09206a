"""Known edits of our own gold reports, from text to change; their looks changed; the same over shared reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.diff import diff_figures
from ledger.extract import extract_many
from ledger.model import Change as DiffChange
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


Change = Callable[[str, Random], str]


def reworded(pattern: str, by: str) -> Change:
    """Other words of the same meaning, below the headline."""

    def change(text: str, chance: Random) -> str:
        headline, rest = text.partition("\n\n")[0], text.partition("\n\n")[2]
        return f"{headline}\n\n{re.sub(pattern, by, rest)}"

    return change


def shuffled(text: str, chance: Random) -> str:
    edit = edits.paragraphs_shuffled(text, [], chance)
    return edit.text if edit else text


def emphasised(text: str, chance: Random) -> str:
    return re.sub(
        r"\d[\d,.]*\d|\d", lambda number: chance.choice(("{}", "**{}**", "<b>{}</b>")).format(number[0]), text
    )


FURNITURE = (
    "Advertisement",
    "Sign up for our newsletter",
    "Read more: What we know so far",
    "Follow us on social media",
    "© 2024 Coast Herald. All rights reserved.",
)


def furnished(text: str, chance: Random) -> str:
    """What a page has besides its report, anywhere but between the lines of a list."""
    paragraphs = text.split("\n\n")
    for words in FURNITURE:
        paragraphs.insert(chance.randint(1, len(paragraphs)), words)
    return "\n\n".join(paragraphs)


EDITS: dict[str, Change] = {
    "curly": lambda text, _: re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019"),
    "wide blanks": lambda text, _: text.replace(". ", ".\u00a0 "),
    "two blanks": lambda text, _: text.replace(" ", "  "),
    "line ends": lambda text, _: text.replace("\n", "\r\n"),
    "trailing blanks": lambda text, _: text.replace("\n", "  \n"),
    "menu and footer": lambda text, _: f"Home | News | Contact\n\n{text}\n\nAll rights reserved.\n",
    "furniture": furnished,
    "markup": emphasised,
    "order": shuffled,
    "over": reworded(r"\bmore than (?=\d)", "over "),
    "no fewer": reworded(r"\bat least (?=\d)", "no fewer than "),
    "stated": reworded(r"\bsaid (?=that\b|the\b|it\b|they\b|he\b|she\b)", "stated "),
    "meanwhile": reworded(r"(?<=\n\n)(?=The |Officials |Police )", "Meanwhile, "),
}
BLANKS = ("two blanks", "line ends", "trailing blanks")
# Where the reading turns on the paragraph before: "of the 46", "three of us" with nobody named, a number in a name.
KNOWN = {("police-festival", "order"), ("train-rossano", "order"), ("who-cholera", "markup")}


def differences(name: str, change: Change, seed: int) -> list[DiffChange]:
    before = edits.report_beside(own(name))
    after = replace(before, text=change(before.text, Random(seed)))
    first, second = extract_many([before, after])
    olds, news = edits.figures(before, first.facts, 1), edits.figures(after, second.facts, 2)
    changes, _ = diff_figures(olds, news, (before.text, after.text))
    return [one for one in changes if one.kind.is_difference]


@given(name=st.sampled_from(NAMES), edit=st.sampled_from(sorted(EDITS)), seed=st.integers(0, 9_999))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_wording_order_and_looks_alone_change_no_figure(name: str, edit: str, seed: int) -> None:
    assume((name, edit) not in KNOWN)
    assert differences(name, EDITS[edit], seed) == []


@given(name=st.sampled_from(NAMES), looks=st.lists(st.sampled_from(BLANKS), min_size=2, unique=True))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_looks_changed_one_after_another_change_no_figure(name: str, looks: list[str]) -> None:
    def change(text: str, chance: Random) -> str:
        for look in looks:
            text = EDITS[look](text, chance)
        return text

    assert differences(name, change, 0) == []
