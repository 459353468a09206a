"""Places: (text, the names of the places found in it), and what is known of them."""

from __future__ import annotations

import pytest

from ledger.extract.geography.places import (
    Place,
    capital_country,
    contains,
    country_of_demonym,
    demonym_of,
    find_places,
    smallest_holding,
)
from ledger.lexicon.gazetteer import look_up


def names(text: str) -> list[str]:
    return [mention.place.name for mention in find_places(text)]


def known(name: str) -> Place:
    place = look_up(name)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell in Nairobi and in Kampala.", ["Nairobi", "Kampala"]),
        ("In Dnipro, Ukraine’s fourth city, it rained.", ["Dnipro", "Ukraine"]),
        ("Rain fell in Bihar, Assam and Uttar Pradesh.", ["Bihar", "Assam", "Uttar Pradesh"]),
        ("China's Yunnan Province was wet.", ["China", "Yunnan Province"]),
        ("The US, the U.K. and Türkiye agreed.", ["United States", "United Kingdom", "Turkey"]),
        ("It is in the DRC, not in the Gaza Strip.", ["Democratic Republic of Congo", "Gaza"]),
        ("Kiev is an old spelling.", ["Kyiv"]),
        ("It rained in Sao Paulo and São Paulo.", ["Sao Paulo", "São Paulo"]),
        ("Rain hit Andhra Pradesh. In Andhra it goes on.", ["Andhra Pradesh", "Andhra Pradesh"]),
        ("Rain hit Port Macquarie. In Port aux Basques it goes on.", ["Port Macquarie", "Port aux Basques"]),
        ("The Middle East, the Sahel and the Black Sea are dry.", ["Middle East", "Sahel", "Black Sea"]),
        ("Bosnia and Herzegovina was wet.", ["Bosnia and Herzegovina"]),
        ("A road near Cox's Bazar broke.", ["Cox's Bazar"]),
        ("It snowed in Washington, D.C. again.", ["Washington, D.C."]),
        ("KYIV, Ukraine (XY) — It snowed.", ["Kyiv", "Ukraine"]),
        ("The port city of Mariupol and southern Gaza shook.", ["Mariupol", "Gaza"]),
    ],
)
def test_known_places(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lake Chad and Mount Ontake are far.", ["Lake Chad", "Mount Ontake"]),
        ("It hit Karongi District and Wuji Township.", ["Karongi District", "Wuji Township"]),
        ("Fog lay over the Kyiv region.", ["Kyiv region"]),
        ("Fog lay over Rwaza sector.", ["Rwaza sector"]),
        ("Two were hurt at the Velvet nightclub.", ["Velvet nightclub"]),
        ("Two were hurt on Harrow Street.", ["Harrow Street"]),
        ("The village of Bilohorivka flooded.", ["Bilohorivka"]),
        ("A bridge fell in Quarnford.", ["Quarnford"]),
    ],
)
def test_places_by_their_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lloyd Austin left early.",
        "Mr Jordan left early.",
        "Paris Hilton left early.",
        "Jack London left early.",
        "Israel Katz left early.",
        "Vladimir Putin left early.",
        "The Washington Post and the Boston Globe agreed.",
        "The Kyiv Independent and the New York Times agreed.",
        "The University of Michigan and the Bank of England agreed.",
        "Of the nine, Nice left early.",
        "Reading is hard.",
        "It was dry in March and in June.",
        "Hurricane Georgia passed.",
        "It was written in English by officials.",
    ],
)
def test_names_that_are_no_places(text: str) -> None:
    assert names(text) == []


def test_an_ambiguous_name_is_a_place_where_the_words_place_it() -> None:
    assert names("A fire burned in Nice.") == ["Nice"]
    assert names("They met in Reading.") == ["Reading"]
    assert names("Nobody in Austin, Texas, was hurt.") == ["Austin", "Texas"]
    assert names("Cali, Colombia, was calm.") == ["Cali", "Colombia"]


def test_capitals_that_stand_for_governments_are_still_returned() -> None:
    assert names("Moscow said no.") == ["Moscow"]
    assert names("Washington said no.") == ["Washington"]


def test_the_holder_after_the_comma_decides_between_namesakes() -> None:
    english, american = (find_places(text)[0].place for text in ("in Birmingham now", "in Birmingham, Alabama, now"))
    assert (english.country, american.country, american.within) == ("United Kingdom", "United States", "Alabama")


def test_spans_are_offsets_of_the_surface() -> None:
    text = "Rain in Kampala's north and in the Kyiv region, Ukraine."
    for mention in find_places(text):
        assert text[slice(*mention.span)] == mention.surface
    assert [mention.surface for mention in find_places(text)] == ["Kampala", "Kyiv region", "Ukraine"]


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("Ukraine", "Kharkiv", True),
        ("Texas", "Austin", True),
        ("Africa", "Kenya", True),
        ("Africa", "Nairobi", True),
        ("Kharkiv", "Ukraine", False),
        ("Kenya", "Kenya", False),
        ("Poland", "Kharkiv", False),
    ],
)
def test_contains(outer: str, inner: str, expected: bool) -> None:
    assert contains(known(outer), known(inner)) is expected


@pytest.mark.parametrize(
    ("places", "holding"),
    [
        (["Bihar", "Assam"], "India"),
        (["Kenya", "Nigeria"], "Africa"),
        (["Nairobi", "Lagos"], "Africa"),
        (["Austin", "Texas"], "Texas"),
        (["Gaza"], "Gaza"),
        (["Kenya", "Japan"], None),
        ([], None),
    ],
)
def test_smallest_holding(places: list[str], holding: str | None) -> None:
    found = smallest_holding([known(name) for name in places])
    assert (found.name if found else None) == holding


def test_demonyms_and_capitals() -> None:
    assert country_of_demonym("Ukrainian") == "Ukraine"
    assert country_of_demonym("Table") is None
    assert demonym_of("Haiti") == "Haitian"
    assert capital_country("Moscow") == "Russia"
    assert capital_country("Lagos") is None
