"""The gate: which sentences are parsed at all."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract.gate import passes, states_nothing
from ledger.model import Span

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
