"""Number expressions: (text, [(surface, low, high, unit)])."""

from math import inf

import pytest

from ledger.extract.numerals import find_numerals

CASES = [
    ("498 of its troops", [("498", 498, 498, None)]),
    ("more than 1,500 others", [("1,500", 1500, 1500, None)]),
    ("a quarter-million people", [("quarter-million", 250_000, 250_000, None)]),
    ("half a million people", [("half a million", 500_000, 500_000, None)]),
    ("1.5 million people", [("1.5 million", 1_500_000, 1_500_000, None)]),
    ("between 200 and 300 people", [("200 and 300", 200, 300, None)]),
    ("10 to 15 people", [("10 to 15", 10, 15, None)]),
    ("10–15 people", [("10–15", 10, 15, None)]),
    ("two or three boats", [("two or three", 2, 3, None)]),
    ("1 to 2 million", [("1 to 2 million", 1e6, 2e6, None)]),
    ("rose to 46 from 41", [("46", 46, 46, None), ("41", 41, 41, None)]),
    ("rose from 41 to 46", [("41", 41, 41, None), ("46", 46, 46, None)]),
    ("21 people and four more", [("21", 21, 21, None), ("four", 4, 4, None)]),
    ("one hundred and twenty houses", [("one hundred and twenty", 120, 120, None)]),
    ("five million three hundred thousand", [("five million three hundred thousand", 5.3e6, 5.3e6, None)]),
    ("twenty-one girls", [("twenty-one", 21, 21, None)]),
    ("3.5 lakh people", [("3.5 lakh", 350_000, 350_000, None)]),
    ("2 crore rupees", [("2 crore rupees", 2e7, 2e7, "INR")]),
    ("$1.1bn", [("$1.1bn", 1.1e9, 1.1e9, "DOLLAR")]),
    ("US$350 million in aid", [("US$350 million", 3.5e8, 3.5e8, "USD")]),
    ("€2-3 billion", [("€2-3 billion", 2e9, 3e9, "EUR")]),
    ("millions of naira", [("millions of naira", 2e6, inf, "NGN")]),
    ("8.5 percent", [("8.5 percent", 8.5, 8.5, "percent")]),
    ("0.25 percentage points", [("0.25 percentage points", 0.25, 0.25, "percentage_point")]),
    ("-7%", [("-7%", -7, -7, "percent")]),
    ("negative 7 percent", [("negative 7 percent", -7, -7, "percent")]),
    ("half the city's homes", [("half", 0.5, 0.5, "fraction")]),
    ("two-thirds of voters", [("two-thirds", 0.667, 0.667, "fraction")]),
    ("one in five", [("one in five", 0.2, 0.2, "fraction")]),
    ("output tripled", [("tripled", 3, 3, "factor")]),
    ("dozens of boats", [("dozens", 24, inf, None)]),
    ("tens of thousands of people", [("tens of thousands", 20_000, inf, None)]),
    ("a dozen trucks", [("a dozen", 12, 12, None)]),
    ("half a dozen", [("half a dozen", 6, 6, None)]),
    ("several hundred homes", [("several hundred", 300, inf, None)]),
    ("40 000 homes", [("40 000", 40_000, 40_000, None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_numerals(text: str, expected: list[tuple[str, float, float, str | None]]) -> None:
    found = [(text[n.span.start : n.span.end], n.low, n.high, n.unit) for n in find_numerals(text, 0, len(text))]
    assert found == expected


def test_offsets_are_into_the_whole_text() -> None:
    text = "Ten, then 46 more."
    (numeral,) = find_numerals(text, 5, len(text))
    assert text[numeral.span.start : numeral.span.end] == "46"
