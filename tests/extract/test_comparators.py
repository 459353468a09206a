"""Comparators and bounds: (text, [(comparator, low, high)])."""

import pytest

from ledger.extract.numbers.comparators import bounds, comparator_of
from ledger.extract.numbers.numerals import find_numerals

CASES = [
    ("more than 2,000 people", [(">", 2000, None)]),
    ("over 50 houses", [(">", 50, None)]),
    ("at least 1 million people", [(">=", 1e6, None)]),
    ("no fewer than 20 died", [(">=", 20, None)]),
    ("just under 200 remain", [("<", None, 200)]),
    ("fewer than 30 boats", [("<", None, 30)]),
    ("up to $2 billion", [("<=", None, 2e9)]),
    ("as many as 57 girls", [("<=", None, 57)]),
    ("no more than 12", [("<=", None, 12)]),
    ("about 100", [("~", 100, 100)]),
    ("some 647 people", [("~", 647, 647)]),
    ("an estimated 836 homes", [("~", 836, 836)]),
    ("nearly half of them", [("~", 0.5, 0.5)]),
    ("300 or so", [("~", 300, 300)]),
    ("40,000 approximately in the hills", [("~", 40_000, 40_000)]),
    ("300 or more", [(">=", 300, None)]),
    ("dozens", [(">=", 24, None)]),
    ("more than a dozen villages", [(">", 12, None)]),
    ("a dozen trucks", [("=", 12, 12)]),
    ("10 to 15", [("=", 10, 15)]),
    ("well over 300 homes", [(">", 300, None)]),
    ("rose above 40", [(">", 40, None)]),
    ("upwards of 200 tents", [(">", 200, None)]),
    ("in excess of £5 million", [(">", 5e6, None)]),
    ("north of $90", [(">", 90, None)]),
    ("arrivals topped 9,000", [(">", 9000, None)]),
    ("not less than 14 villages", [(">=", 14, None)]),
    ("a minimum of 30 litres", [(">=", 30, None)]),
    ("as few as 20 came", [(">=", 20, None)]),
    ("at least another 12", [(">=", 12, None)]),
    ("at least a record 300", [(">=", 300, None)]),
    ("200+ homes", [(">=", 200, None)]),
    ("≥ 50", [(">=", 50, None)]),
    ("300 people or more", [(">=", 300, None)]),
    ("200-plus fighters", [(">=", 200, None)]),
    ("60 or more goats", [(">=", 60, None)]),
    ("just shy of 500", [("<", None, 500)]),
    ("well below 30", [("<", None, 30)]),
    ("not more than 12 rounds", [("<=", None, 12)]),
    ("as high as 4 metres", [("<=", None, 4)]),
    ("gusting to 90 knots", [("<=", None, 90)]),
    ("40 or fewer", [("<=", None, 40)]),
    ("close to 700 goats", [("~", 700, 700)]),
    ("somewhere around 50", [("~", 50, 50)]),
    ("~500 tents", [("~", 500, 500)]),
    ("perhaps 200 sheep", [("~", 200, 200)]),
    ("50-odd boats", [("~", 50, 50)]),
    ("300 km or so", [("~", 300, 300)]),
    ("in the region of 40", [("~", 40, 40)]),
    ("an estimated 200-300 homes", [("~", 200, 300)]),
    ("about several hundred", [(">=", 300, None)]),
    ("up to several hundred", [("<=", None, 300)]),
    ("losses were approximately: dead 300, hurt 750", [("~", 300, 300), ("~", 750, 750)]),
    ("300 people in the valley are also estimated to be homeless", [("~", 300, 300)]),
    # words that look like comparators
    ("a plan organised around four aims", [("=", 4, 4)]),
    ("the rate edged up to 3.7%", [("=", 3.7, 3.7)]),
    ("huts spread over 3 villages", [("=", 3, 3)]),
    ("killed over two days", [("=", 2, 2)]),
    ("it lasted for over two days", [(">", 2, None)]),
    ("the top 10", [("=", 10, 10)]),
    ("200 plus 50", [("=", 200, 200), ("=", 50, 50)]),
    # a comparator binds its own number only (section 5, case 14)
    ("at least 9 killed and 9 others injured", [(">=", 9, None), ("=", 9, 9)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_comparators(text: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    found = []
    for numeral in find_numerals(text, 0, len(text)):
        comparator = comparator_of(text, numeral, 0, len(text))
        found.append((str(comparator), *bounds(numeral, comparator)))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("at least\n14,383 deaths", ">="), ("a town of about\n27,000", "~"), ("Game over\n\n12 people", "=")],
)
def test_a_cue_at_the_end_of_the_line_before(text: str, expected: str) -> None:
    """A scraped page may break its lines within a sentence."""
    start = text.rindex("\n") + 1
    (numeral,) = find_numerals(text, start, len(text))
    assert str(comparator_of(text, numeral, start, len(text))) == expected
