"""What a figure takes over from the one before it in its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract import extract
from ledger.model import Report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill earned $6 million in May, up from $5 million a year before.", {"6": "revenue", "5": "revenue"}),
        ("The mill posted a profit of $6 million, or $2 a share.", {"6": "revenue", "2": "revenue"}),
        ("The storm killed nine people in Palu, including four children.", {"nine": "killed", "four": "killed"}),
        ("Health workers counted 90 cases, including 12 deaths.", {"90": "infected", "12": "killed"}),
        ("Some 310 homes were destroyed in Palu and 2,000 others were damaged.", {"2,000": "buildings_damaged"}),
        ("In all, 57 people have so far been confirmed killed in Palu.", {"57": "killed"}),
        ("The army shot down 12 rebel-launched drones over Palu.", {"12": "munitions_intercepted"}),
        (
            "Some 6,100 acres of maize were flooded (4,000 in the delta and nearly 2,100 in the hills).",
            {"6,100": "area_affected", "4,000": "area_affected", "2,100": "area_affected"},
        ),
        (
            "The dam break affected 900 people, including 300 displaced, and left 12 dead.",
            {"900": "affected", "300": "displaced", "12": "killed"},
        ),
        (
            "The bank put growth at 3 percent, compared with 4 percent last year.",
            {"3": "growth_rate", "4": "growth_rate"},
        ),
    ],
)
def test_measures_taken_over(text: str, expected: dict[str, str]) -> None:
    facts = extract(Report(key="r", text=text, published=date(2024, 5, 2))).facts
    found = {surface: fact.measure for surface in expected for fact in facts if surface in fact.surface.split("$")[-1]}
    assert {surface: found.get(surface) for surface in expected} == expected


def test_others_are_what_was_counted_before() -> None:
    text = "Some 310 homes were destroyed in Palu and 2,000 others were damaged."
    facts = extract(Report(key="r", text=text, published=date(2024, 5, 2))).facts
    assert [(fact.surface, fact.unit) for fact in facts] == [("310", "home"), ("2,000", "home")]
