"""Number expressions: (text, [(surface, low, high, unit)])."""

from math import inf
from pathlib import Path

import pytest

from ledger.extract.numbers import numerals
from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.ranges import joined

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
    ("a fee of 12m for the pitch", [("12m", 12e6, 12e6, None)]),
    ("a pole of 12m", [("12", 12, 12, None)]),
    ("1 to 2 million", [("1 to 2 million", 1e6, 2e6, None)]),
    ("rose to 46 from 41", [("46", 46, 46, None), ("41", 41, 41, None)]),
    ("arrears fell by 9,000 to 1.4 million", [("9,000", 9000, 9000, None), ("1.4 million", 1.4e6, 1.4e6, None)]),
    ("rents rose 5 to 15 percent", [("5 to 15 percent", 5, 15, "percent")]),
    ("cut by half a percentage point", [("half a percentage point", 0.5, 0.5, "percentage_point")]),
    ("three-quarters of a percent", [("three-quarters of a percent", 0.75, 0.75, "percent")]),
    ("five drams of water, 500 drams", [("five", 5, 5, None), ("500 drams", 500, 500, "AMD")]),
    ("rose from 41 to 46", [("41", 41, 41, None), ("46", 46, 46, None)]),
    ("21 people and four more", [("21", 21, 21, None), ("four", 4, 4, None)]),
    ("one hundred and twenty houses", [("one hundred and twenty", 120, 120, None)]),
    ("five million three hundred thousand", [("five million three hundred thousand", 5.3e6, 5.3e6, None)]),
    ("twenty-one girls", [("twenty-one", 21, 21, None)]),
    ("3.5 lakh people", [("3.5 lakh", 350_000, 350_000, None)]),
    ("2 crore rupees", [("2 crore rupees", 2e7, 2e7, "RUPEE")]),
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
    # grouping of digits
    ("12,34,567 voters", [("12,34,567", 1_234_567, 1_234_567, None)]),
    ("1.234.567 voters", [("1.234.567", 1_234_567, 1_234_567, None)]),
    ("1 234 567 voters", [("1 234 567", 1_234_567, 1_234_567, None)]),
    ("10'500 francs", [("10'500 francs", 10_500, 10_500, "FRANC")]),
    ("2,5 million refugees", [("2,5 million", 2.5e6, 2.5e6, None)]),
    ("3,5 % of voters", [("3,5 %", 3.5, 3.5, "percent")]),
    ("killed 12, 5 of them children", [("12", 12, 12, None), ("5", 5, 5, None)]),
    (".5 percent", [(".5 percent", 0.5, 0.5, "percent")]),
    # scales and suffixes
    ("2 crore 40 lakh people", [("2 crore 40 lakh", 2.4e7, 2.4e7, None)]),
    ("5 lakh crore rupees", [("5 lakh crore rupees", 5e12, 5e12, "RUPEE")]),
    ("3.4m people", [("3.4m", 3.4e6, 3.4e6, None)]),
    ("a 5m wall", [("5", 5, 5, None)]),
    ("2m of water", [("2", 2, 2, None)]),
    ("3t of rice", [("3", 3, 3, None)]),
    ("40k homes", [("40k", 40_000, 40_000, None)]),
    ("1.5mn people", [("1.5mn", 1.5e6, 1.5e6, None)]),
    ("2 bn litres", [("2 bn", 2e9, 2e9, None)]),
    ("5m euros", [("5m euros", 5e6, 5e6, "EUR")]),
    # words
    ("two hundred and six people", [("two hundred and six", 206, 206, None)]),
    ("one hundred and twenty thousand homes", [("one hundred and twenty thousand", 120_000, 120_000, None)]),
    ("a thousand and one nights", [("a thousand and one", 1001, 1001, None)]),
    ("one and a half million people", [("one and a half million", 1.5e6, 1.5e6, None)]),
    ("a million and a half", [("a million and a half", 1.5e6, 1.5e6, None)]),
    ("2½ hours", [("2½", 2.5, 2.5, None)]),
    ("1-1/2 inches", [("1-1/2", 1.5, 1.5, None)]),
    ("three quarters of a million people", [("three quarters of a million", 750_000, 750_000, None)]),
    ("four million, four more", [("four million", 4e6, 4e6, None), ("four", 4, 4, None)]),
    ("two thousand, three hundred people", [("two thousand, three hundred", 2300, 2300, None)]),
    ("some hundred people", [("hundred", 100, 100, None)]),
    ("the sixteenth of the tenders", []),
    # vague
    ("two dozen trucks", [("two dozen", 24, 24, None)]),
    ("several dozen tents", [("several dozen", 36, inf, None)]),
    ("a few thousand", [("a few thousand", 3000, inf, None)]),
    ("a couple of hundred troops", [("a couple of hundred", 200, 200, None)]),
    ("hundreds of millions of dollars", [("hundreds of millions of dollars", 2e8, inf, "DOLLAR")]),
    ("a fine of 900 euros.4", [("900 euros", 900, 900, "EUR"), ("4", 4, 4, None)]),  # the mark of a footnote
    # ranges
    ("between one hundred and two hundred homes", [("one hundred and two hundred", 100, 200, None)]),
    ("three to four hundred", [("three to four hundred", 300, 400, None)]),
    ("two or three dozen", [("two or three dozen", 24, 36, None)]),
    ("10 or 15 people", [("10 or 15", 10, 15, None)]),
    ("from 200 to 300 tents", [("200 to 300", 200, 300, None)]),
    ("from 2,000 up to 3,000", [("2,000 up to 3,000", 2000, 3000, None)]),
    ("an increase in arrivals from 41 to 46", [("41", 41, 41, None), ("46", 46, 46, None)]),
    ("between 5% and 6%", [("5% and 6%", 5, 6, "percent")]),
    ("60-70 percent", [("60-70 percent", 60, 70, "percent")]),
    ("$2-3m", [("$2-3m", 2e6, 3e6, "DOLLAR")]),
    ("$10 to $15 billion", [("$10 to $15 billion", 1e10, 1.5e10, "DOLLAR")]),
    ("$800,000 to $1.3 million", [("$800,000 to $1.3 million", 800_000, 1.3e6, "DOLLAR")]),
    ("10 to 20 cents", [("10 to 20 cents", 0.1, 0.2, "DOLLAR")]),
    ("5 km to 7 km", [("5 km to 7", 5, 7, None)]),
    ("between 15 cm (6 inches) and 23 cm (9 inches)", [("15 cm (6 inches) and 23", 15, 23, None), ("9", 9, 9, None)]),
    ("rose from 24 to 33-35 billion euros", [("24", 24, 24, None), ("33-35 billion euros", 3.3e10, 3.5e10, "EUR")]),
    ("5 percent to 300 people", [("5 percent", 5, 5, "percent"), ("300", 300, 300, None)]),
    ("on 2023-03-14", [("2023", 2023, 2023, None)]),
    ("rose 0.4 percent to 3.2 percent", [("0.4 percent", 0.4, 0.4, "percent"), ("3.2 percent", 3.2, 3.2, "percent")]),
    ("rise 2 percent to 3 percent", [("2 percent to 3 percent", 2, 3, "percent")]),
    ("in 2018 to 3.9 million", [("2018", 2018, 2018, None), ("3.9 million", 3.9e6, 3.9e6, None)]),
    ("added 15 sen to RM2.70", [("15 sen", 0.15, 0.15, "MYR"), ("RM2.70", 2.7, 2.7, "MYR")]),
    ("20-30,000 people", [("20-30,000", 20_000, 30_000, None)]),
    ("5 to 4,000 people", [("5 to 4,000", 5, 4000, None)]),
    ("20, 000 homes", [("20, 000", 20_000, 20_000, None)]),
    ("several hundred thousand", [("several hundred thousand", 300_000, inf, None)]),
    ("a couple of hundred thousand", [("a couple of hundred thousand", 200_000, 200_000, None)]),
    ("$A5 million", [("$A5 million", 5e6, 5e6, "AUD")]),
    ("AUD$5 million", [("AUD$5 million", 5e6, 5e6, "AUD")]),
    # parts and factors
    (
        "28 out of 32 drones; four out of eight missiles",
        [("28", 28, 28, None), ("32", 32, 32, None), ("four", 4, 4, None), ("eight", 8, 8, None)],
    ),
    (
        "three out of four; nine in 10",
        [("three out of four", 0.75, 0.75, "fraction"), ("nine in 10", 0.9, 0.9, "fraction")],
    ),
    ("one in every three homes", [("one in every three", 0.333, 0.333, "fraction")]),
    ("two in 24 hours", [("two", 2, 2, None), ("24", 24, 24, None)]),
    ("a third of it", [("third", 0.333, 0.333, "fraction")]),
    ("a 20-fold rise", [("20-fold", 20, 20, "factor")]),
    ("fivefold", [("fivefold", 5, 5, "factor")]),
    ("three times as many", [("three times", 3, 3, "factor")]),
    ("twice the usual number", [("twice", 2, 2, "factor")]),
    ("stabbed 30 times", [("30", 30, 30, None)]),
    # signs
    ("minus 5 degrees", [("minus 5", -5, -5, None)]),
    ("it was -5 outside", [("-5", -5, -5, None)]),
    ("COVID -19", [("19", 19, 19, None)]),
    ("$-50.8bn", [("$-50.8bn", -5.08e10, -5.08e10, "DOLLAR")]),
    ("+8%", [("+8%", 8, 8, "percent")]),
    # money
    ("US $58.24", [("US $58.24", 58.24, 58.24, "USD")]),
    ("HK$5.4m", [("HK$5.4m", 5.4e6, 5.4e6, "HKD")]),
    ("A$12.5 million", [("A$12.5 million", 1.25e7, 1.25e7, "AUD")]),
    ("PS21,700", [("PS21,700", 21_700, 21_700, "GBP")]),  # a pound sign that a decoder spelt out
    ("USD 5 million", [("USD 5 million", 5e6, 5e6, "USD")]),
    ("Rs 500 crore", [("Rs 500 crore", 5e9, 5e9, "RUPEE")]),
    ("₹40 lakh", [("₹40 lakh", 4e6, 4e6, "INR")]),
    ("PHP3.5 million", [("PHP3.5 million", 3.5e6, 3.5e6, "PHP")]),
    ("2 million pesos", [("2 million pesos", 2e6, 2e6, "PESO")]),
    ("30,000 CFA francs", [("30,000 CFA francs", 30_000, 30_000, "XOF")]),
    ("5 million Solomon dollars", [("5 million Solomon dollars", 5e6, 5e6, "SBD")]),
    ("12 million shekels", [("12 million shekels", 1.2e7, 1.2e7, "ILS")]),
    ("50 pence", [("50 pence", 0.5, 0.5, "GBP")]),
    ("500 won", [("500 won", 500, 500, "KRW")]),
    ("the 12 won the match", [("12", 12, 12, None)]),
    ("try 500 people", [("500", 500, 500, None)]),
    ("8 or $9", [("8 or $9", 8, 9, "DOLLAR")]),
    # percentage and basis points
    ("25 basis points", [("25 basis points", 25, 25, "basis_point")]),
    ("the 0.3-point drop in the jobless rate", [("0.3-point", 0.3, 0.3, "percentage_point")]),
    ("a 300-point drop in Tokyo", []),
    ("6- to 8-week courses", [("6- to 8", 6, 8, None)]),
    ("two scores and scores of fans", [("two", 2, 2, None), ("scores", 40, inf, None)]),
    ("by a fifth to 1.2bn", [("fifth", 0.2, 0.2, "fraction"), ("1.2bn", 1.2e9, 1.2e9, None)]),
    ("1.2 ppts", [("1.2 ppts", 1.2, 1.2, "percentage_point")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_numerals(text: str, expected: list[tuple[str, float, float, str | None]]) -> None:
    found = [(text[n.span.start : n.span.end], n.low, n.high, n.unit) for n in find_numerals(text, 0, len(text))]
    assert found == expected


def test_offsets_are_into_the_whole_text() -> None:
    text = "Ten, then 46 more."
    (numeral,) = find_numerals(text, 5, len(text))
    assert text[numeral.span.start : numeral.span.end] == "46"


def _found_everywhere(text: str) -> tuple[Numeral, ...]:
    """What trying the pattern at every character finds."""
    found: list[Numeral] = []
    position = 0
    while match := numerals._PATTERN.search(text, position):
        numeral = numerals._read(match)
        if numeral is not None and not (numeral.vague and numerals._is_no_vague(text, numeral.span, found)):
            found.append(numeral)
        position = max(numeral.span.end if numeral else 0, match.start() + 1)
    return joined(text, found)


def test_looking_only_where_a_number_may_begin_loses_nothing() -> None:
    folder = Path(__file__).parents[1] / "gold"
    lines = [line for path in sorted(folder.rglob("*.t*")) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 300
    for line in lines:
        assert find_numerals(line, 0, len(line)) == _found_everywhere(line)
