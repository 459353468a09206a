"""Figures of one measure that a report tells apart."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract import extract
from ledger.link.asking import asked_by
from ledger.link.names import DIFFERENT, groups_alike
from ledger.model import Report


def groups(text: str) -> list[str | None]:
    """The group of the question that each figure of a text answers, in its order."""
    report = Report(key="one", text=text, published=date(2024, 5, 16))
    facts = {str(number): fact for number, fact in enumerate(extract(report).facts)}
    return [one.group for one in asked_by(facts, report, lambda *_: ()).values()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 9,800 houses were destroyed and 14,100 damaged.", ["destroyed", "damaged"]),
        ("The storm destroyed 40 homes and damaged another 60.", ["destroyed", "damaged"]),
        ("Destroyed houses stood at 3,891 and of partly damaged ones at 4,817.", ["destroyed", "damaged"]),
        ("More than 1,400 houses collapsed.", ["destroyed"]),
        ("The quake damaged or destroyed 63 homes.", [None]),
        ("There were 83 cases in Kaya, 74 of them confirmed.", [None, "confirmed cases"]),
        ("Kaya has 26 confirmed cases of cholera.", ["cholera cases"]),
        ("In Kaya 34 people have recovered and 8,400 have been vaccinated.", ["people recovered", "people vaccinated"]),
    ],
)  # fmt: skip
def test_what_is_told_apart(text: str, found: list[str | None]) -> None:
    assert groups(text) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marburg cases", None, True),
        ("Marburg cases", "Marburg fever cases", True),
        ("confirmed Marburg cases", "confirmed cases", True),
        ("confirmed Marburg cases", "Marburg cases", False),
        ("measles cases", "cholera cases", False),
        ("destroyed", "damaged", False),
        ("destroyed", None, False),
    ],
)
def test_groups_of_cases_and_of_buildings(one: str | None, other: str | None, *, same: bool) -> None:
    assert (groups_alike(one, other) != DIFFERENT) is (groups_alike(other, one) != DIFFERENT) is same
