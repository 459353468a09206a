"""A headline and the first count below it, which say one thing; counts and words that tell of something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.link.leads import one_question, told_twice
from ledger.link.tolls import counts_who_did_it, is_recalled
from ledger.model import Fact, Question, Span
from tests.samples import fact

TEXT = "Six killed in Peru\nSix shoppers died in Tulsa.\n"
HEAD = fact("Six", 6.0, 6.0, span=Span(0, 3), place="Peru")
LEAD = fact("Six", 6.0, 6.0, span=Span(19, 22), place="Huaraz", group="shoppers")
ASKED = Question(measure="killed", unit="person", group=None, place=None, anchor_start=None)


@pytest.mark.parametrize(
    ("head", "lead", "twice"),
    [
        (HEAD, LEAD, True),
        (replace(HEAD, vague=True, low=24.0, high=None), LEAD, True),
        (replace(HEAD, low=7.0, high=7.0), LEAD, False),
        (HEAD, replace(LEAD, vague=True), False),
        (HEAD, replace(LEAD, measure="wounded"), False),
        (replace(HEAD, vague=True, place="Kano"), LEAD, False),
    ],
)
def test_one_number_over_the_same_number_is_one_statement(head: Fact, lead: Fact, twice: bool) -> None:
    assert list(told_twice({"head": head, "lead": lead}, TEXT)) == ([("head", "lead")] if twice else [])


@pytest.mark.parametrize(
    ("head", "lead", "wide", "place"),
    [
        ("Peru", "Huaraz", False, "Huaraz"),
        ("Peru", "Huaraz", True, "Peru"),
        (None, "Huaraz", False, "Huaraz"),
        ("Huaraz", None, True, "Huaraz"),
        ("Bhiwandi", "Kano", False, "Bhiwandi"),
    ],
)
def test_both_ask_of_the_narrower_place_but_for_a_wide_event(
    head: str | None, lead: str | None, wide: bool, place: str
) -> None:
    asked = replace(ASKED, place=head), replace(ASKED, place=lead, group="shoppers", anchor_start=date(2019, 10, 7))
    expected = replace(ASKED, place=place, anchor_start=date(2019, 10, 7))
    assert one_question(*asked, "Ten killed in Bhiwandi", wide=wide) == expected


@pytest.mark.parametrize(
    ("before", "recalled"),
    [
        ("On Tuesday the country mourned the ", True),
        ("The envoy on Thursday condemned an attack in which at least ", True),
        ("a blast that killed more than ", True),
        ("On Tuesday a bomb killed ", False),
    ],
)
def test_words_that_recall_an_event_do_not_date_it(before: str, recalled: bool) -> None:
    assert is_recalled(before) is recalled


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Seven dead, including the killer.", True),
        ("Six are dead, and that includes the lone gunman.", True),
        ("Six were killed by the gunman.", False),
        ("Six died, including the gunman's son.", False),
    ],
)
def test_a_toll_may_count_who_did_it(sentence: str, counted: bool) -> None:
    assert counts_who_did_it(fact("Six", 6.0, 6.0), sentence, 3) is counted
