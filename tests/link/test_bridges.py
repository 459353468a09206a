"""Two questions join where a number is told of both and nothing tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from ledger.link import Said, bridge, question
from ledger.model import Fact, Period, Question
from tests.store.samples import fact

TUESDAY, WEDNESDAY = date(2019, 3, 12), date(2019, 3, 13)
WORDS = "Gunmen storm wedding hall, {} dead"


def said(low: float, report: str, place: str | None = "Derna", day: date | None = TUESDAY, words: str = WORDS) -> Said:
    text = words.format(f"{low:g}")
    period = None if day is None else Period(start=day, end=day)
    told: Fact = replace(fact(text, f"{low:g}", low), place=place, period=period, attribution=())
    return Said(fact=told, report=report, published=WEDNESDAY, told=text)


def joined(*groups: Sequence[Said]) -> bool:
    found: Mapping[Question, Sequence[Said]] = {question(group[0].fact, WEDNESDAY): group for group in groups}
    return bridge(found, found) is not None


@pytest.mark.parametrize(
    ("one", "other", "joins"),
    [
        ([said(40, "a")], [said(40, "b", place=None)], True),
        ([said(40, "a")], [said(40, "b", place="wedding hall")], True),
        ([said(40, "a"), said(47, "b")], [said(47, "c", place="Libya")], True),
        ([said(40, "a")], [said(40, "b", day=None)], True),
        ([said(40, "a")], [said(40, "b", day=WEDNESDAY)], True),
        # another number, another place, another people's words, a number that tells nothing
        ([said(40, "a")], [said(41, "b", place=None)], False),
        ([said(40, "a")], [said(40, "b", place="Sousse")], False),
        ([said(40, "a")], [said(40, "b", place=None, words="Ferry sinks, {} drowned")], False),
        ([said(7, "a")], [said(7, "b", place=None)], False),
        # a number of the other day that stands beside the day's own
        ([said(40, "a")], [said(62, "b", day=WEDNESDAY), said(40, "b", day=WEDNESDAY)], False),
        # one report that tells the two apart
        ([said(40, "a"), said(72, "b")], [said(40, "c", place="Libya"), said(31, "b", place="Libya")], False),
        # a number that the other one does not bear out
        ([said(40, "a")], [said(40, "b", day=None), said(2000, "c", day=None)], False),
    ],
)
def test_questions_join_by_a_number_of_both(one: Sequence[Said], other: Sequence[Said], joins: bool) -> None:
    assert joined(one, other) is joins
    assert joined(other, one) is joins


def test_the_question_of_which_less_was_said_goes_into_the_other() -> None:
    groups = [[said(40, "a"), said(47, "b")], [said(47, "c", place=None)]]
    found = {question(group[0].fact, WEDNESDAY): group for group in groups}
    assert bridge(found, found) == tuple(reversed(found))
