"""The gate: which sentences are parsed at all."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract import extract
from ledger.extract.gate import is_bare_numbers, passes, states_nothing
from ledger.model import Report, Span

DAY = date(2024, 5, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dozens were hurt.", True),
        ("Half the town is under water.", True),
        ("Twenty-two boats sank.", True),
        ("Nobody was hurt.", True),
        ("A fisherman was killed near the pier.", True),
        ("No deaths were reported.", True),
        ("The bridge was closed again.", False),
        ("A missile test was put off.", False),
        ("The minister thanked the crews.", False),
    ],
)
def test_what_may_state_a_figure(text: str, expected: bool) -> None:
    assert passes(text, Span(0, len(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The storm made landfall on 7 May 2024.", True),
        ("The F-16 took off at 6 a.m. on Tuesday.", True),
        ("The storm made landfall on 7 May 2024 and cut off 40 villages.", False),
        ("On 7 May 2024 a fisherman was killed.", False),
        ("On 7 May 2024 nobody was hurt.", False),
    ],
)
def test_sentences_whose_numbers_are_all_dates_and_names(text: str, expected: bool) -> None:
    assert passes(text, Span(0, len(text)))
    assert states_nothing(text, Span(0, len(text)), DAY, in_list=False) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 | 13.5 | 1,400 | 7% | " * 5, True),
        ("| 12 | 13 |", True),
        ("12", False),
        ("$12 13%", False),
        ("Bihar 12 13", False),
        ("Losses: tanks 732, guns 349, boats 7, trucks 1,406, " * 5, False),
        ("The votes were 12 for and 13 against, with 7 away.", False),
    ],
)
def test_numbers_without_words(text: str, expected: bool) -> None:
    assert is_bare_numbers(text, Span(0, len(text))) is expected


def test_numbers_that_were_not_read_are_a_problem_that_says_where() -> None:
    text = "In Norrby 12 people died.\n" + "14 15 " * 40
    found = extract(Report(key="k", text=text, published=DAY))
    assert [fact.surface for fact in found.facts] == ["12"]
    (problem,) = found.problems
    assert problem.kind == "bare-numbers"
    assert problem.span is not None
    assert text[slice(*problem.span)].startswith("14 15 14")
