"""Datelines in the forms that outlets give them: past them the report speaks; they place it and date nothing."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract import extract_many
from ledger.extract.lines.datelines import datelines, likely_dateline
from ledger.model import Report

_SPEECH = "Twelve people were killed and thirty injured when a crowded bus fell into a ravine, police said."

FORMS = {
    "KYIV, Ukraine (AP) — ": "Ukraine",
    "GOMA, May 10 (XY) -- ": "Goma",
    "KOKOMO, Ind. — ": "Kokomo",
    "Goma, 10 May 2024 – ": "Goma",
    "Indore, May 10: ": "Indore",
    "(Beirut) – ": "Lebanon",
    "(Goma, May 10, 2024) – ": "Goma",
    "Nairobi, Kenya—": "Kenya",
    "PORT-AU-PRINCE, Haiti, May 10, 2024 (NEWS DESK) -- ": "Haiti",
    "GOMA – May 10, 2024 – ": "Goma",
    "ISLAMABAD: ": "Pakistan",
    "ISLAMABAD, (XYZ - 10th May, 2024): ": "Pakistan",
    "New Delhi [India], May 10 (XYZ): ": "India",
    "Caracas, May 10 (XYZ).- ": "Venezuela",
    "DHAKA, Bangladesh, May 10 (XYZ) – ": "Bangladesh",
    "ST. LOUIS (WXYZ) – ": "St. Louis",
    "Obando Grande, 10 May (Gulf Wire) -- ": "Obando Grande",
    "OBANDO GRANDE, Colombia — ": "Obando Grande",
    "Maiduguri, May 10, 2024 (XYZ) ": "Maiduguri",
    "Cape Town | 10 May 2024 | ": "Cape Town",
    "KABUL (Gulf Wire): ": "Afghanistan",
    "TEHRAN, May 10 (XYZ) – ": "Iran",
    "LIMA, 2 MAR 24 (XY) -- ": "Peru",
    "May 10 (Gulf Wire) - ": None,
    "(XYZ) -- ": None,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_dateline_places_a_report_and_dates_nothing(form: str) -> None:
    text = f"Bus plunge kills 12\n\n{form}{_SPEECH}\n\nThe bus was carrying 40 passengers.\n"
    (dateline,) = datelines(text).values()
    assert text[slice(*dateline.span)] == form
    (extraction,) = extract_many([Report(key="a", text=text, published=date(2024, 5, 11))])
    _, twelve, thirty, _ = extraction.facts
    assert (twelve.surface, twelve.measure, twelve.place) == ("Twelve", "killed", FORMS[form])
    assert (thirty.surface, thirty.measure, thirty.place) == ("thirty", "wounded", FORMS[form])
    # up to the day of publication
    assert [fact.period and fact.period.start for fact in (twelve, thirty)] == [
        None,
        None,
    ]
    assert twelve.attribution[0].name == "police"


@pytest.mark.parametrize(
    "text",
    [
        "TANKS – 732 od, APV – 1946 od, artillery systems – 349 od, MLRS – 111 od, and more of them\n",
        "GUINEA: 231 cases, including 155 deaths\n",
        "Obora, 10 May: two killed\nLida, 12 May: three killed\nKano, 13 May: five killed\n",
        "Obora: two killed\nLida: three killed\n",
        "10 May, Obora – two people were killed and three were hurt when a bus fell into a ravine there.\n",
        "President Ana Doe, 10 May, said 12 people were killed and thirty injured when a bus fell.\n",
    ],
)
def test_what_heads_an_item_of_a_list_is_no_dateline(text: str) -> None:
    assert not datelines(text)


def test_a_dateline_ends_on_its_own_line() -> None:
    text = "LIMA, Peru (5 dead)\n— The mayor said that nine people were killed when a bus fell into a ravine.\n"
    assert datelines(text) == {}
    assert likely_dateline(text) is None
    (extraction,) = extract_many([Report(key="a", text=text, published=date(2024, 5, 11))])
    assert [fact.surface for fact in extraction.facts] == ["5", "nine"]
