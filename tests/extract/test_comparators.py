"""Comparators and bounds: (text, [(comparator, low, high)])."""

import pytest

from ledger.extract.comparators import bounds, comparator_of
from ledger.extract.numerals import find_numerals

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
