"""Epidemics, hunger and relief: the figures of health bulletins and situation reports, one sentence a row."""

import pytest

from ledger.extract import extract
from ledger.model import Report

_ROWS = [
    # (sentence, surface, unit, measure)
    ("About 5,000 migrants landed in Italy in May.", "5,000", "person", "refugees"),
    ("The camp holds 294,000 refugees, compared to 41,500 Chadians in March.", "41,500", "person", "refugees"),
    ("Rescuers recovered six dead fishermen.", "six", "person", "killed"),
    ("Around 4,000 people have been affected by the virus.", "4,000", "person", "infected"),
    ("Around 4,000 people have been affected by the drought.", "4,000", "person", "affected"),
    ("Nearly 70 nurses have been reported among the confirmed cases.", "70", "person", "infected"),
    ("Hospitalisations reached 2,720 this year, including 798 admissions in June.", "798", "person", "hospitalized"),
    ("A total of 312 patients left and 14 remain in intensive care.", "14", "person", "hospitalized"),
    ("Some 6.1 million people are in IPC Phase 3 or worse.", "6.1 million", "person", "affected"),
    ("The programme needs $2.4 billion to support relief efforts in Sudan.", "$2.4 billion", "USD", "aid"),
    ("More than $300 million is needed to feed the hungry.", "$300 million", "USD", "aid"),
    ("The agency called on donors for $95 million in extra funding.", "$95 million", "USD", "aid"),
    ("Half of all villagers have been displaced by the fighting.", "Half", "fraction", "displaced"),
    ("One in ten residents has fled across the border.", "One in ten", "fraction", "refugees"),
    ("The cure rate was 91 percent.", "91 percent", "percent", "share"),
    ("Most cases were reported in Lusaka (1,234), Kitwe (345) and Ndola (21).", "345", "person", "infected"),
    ("Most cases were reported in Lusaka (1,234), Kitwe (345) and Ndola (21).", "21", "person", "infected"),
    ("The mission documented 312 cases of arbitrary detention.", "312", "person", "detained"),
    ("The mission documented 41 cases of torture.", "41", "person", "raped_or_tortured"),
    ("More than 40,000 crossed the border in the spring.", "40,000", "person", "refugees"),
    ("The fever killed 15 people and made 547 sick.", "547", "person", "infected"),
    ("Donors offered an 8 million Swiss franc grant.", "8 million Swiss franc", "CHF", "aid"),
    ("About 2 million children run the risk of starving.", "2 million", "person", "affected"),
    ("The society has reached 9,000 people with food assistance.", "9,000", "person", "affected"),
    ("Some 88 patients recovered.", "88", "person", "other"),
    ("The number of cholera cases crossed the 7,000-mark on Sunday.", "7,000", "person", "infected"),
    ("Cases passed the 10,000 mark in the province.", "10,000", "person", "infected"),
    ("Officials listed 206 Lassa fever virus disease (LVD) cases.", "206", "person", "infected"),
    ("This compares to about 116,000 who died of hunger.", "116,000", "person", "killed"),
    (
        "The mission reported an increase in civilian deaths over the same months of a year ago, from 2,666 to 2,798.",
        "2,798",
        "person",
        "killed",
    ),
]


@pytest.mark.parametrize(("text", "surface", "unit", "measure"), _ROWS)
def test_health_and_relief(text: str, surface: str, unit: str, measure: str) -> None:
    found = {fact.surface: (fact.unit, fact.measure) for fact in extract(Report(key="r", text=text)).facts}
    assert found[surface] == (unit, measure)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("It was not known whether 14 people were killed.[2]\nThe camps hold 200 families.[12]", ["14", "200"]),
        ("The teams treated 900 children (400 girls, 500 boys) under five years for measles.", ["900", "400", "500"]),
    ],
)
def test_marks_of_notes_and_ages_are_no_figures(text: str, surfaces: list[str]) -> None:
    assert [fact.surface for fact in extract(Report(key="r", text=text)).facts] == surfaces


def test_the_office_of_a_speaker_stands_before_the_name() -> None:
    text = "The Minister of Health, Grace Abeno, announced that 55 people had died of cholera."
    assert [fact.attribution[0].name for fact in extract(Report(key="r", text=text)).facts] == ["Grace Abeno"]
