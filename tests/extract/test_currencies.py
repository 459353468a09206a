"""Whose money is meant: codes, common names by country, rates of exchange."""

import pytest

from ledger.extract import extract
from ledger.extract.numbers.currencies import Purse, code_after, code_before
from ledger.extract.numbers.outlets import outlet_country
from ledger.model import Report

PURSES = [
    ("DOLLAR", None, None, "USD"),
    ("DOLLAR", "Australia", "Fiji", "AUD"),
    ("DOLLAR", None, "Fiji", "USD"),  # the outlet's country counts, not the story's
    ("PESO", None, "Philippines", "PHP"),
    ("PESO", None, None, "MXN"),
    ("RUPEE", "India", "Nepal", "NPR"),
    ("SHILLING", "Kenya", None, "KES"),
    ("EUR", "Kenya", None, "EUR"),
]


@pytest.mark.parametrize(("name", "outlet", "story", "expected"), PURSES)
def test_common_names(name: str, outlet: str | None, story: str | None, expected: str) -> None:
    assert Purse(outlet, story).code(name) == expected


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("abc.net.au", None, "Australia"),
        (None, "https://www.stuff.co.nz/national/1", "New Zealand"),
        ("The Fiji Times", None, "Fiji"),
        ("The Canadian Press", None, "Canada"),
        ("thestar.com", None, "Canada"),
        ("Reuters", "https://www.reuters.com/world", None),
        (None, "http://[half", None),
        (None, None, None),
    ],
)
def test_outlets(outlet: str | None, url: str | None, expected: str | None) -> None:
    assert outlet_country(outlet, url) == expected


@pytest.mark.parametrize(
    ("surface", "code"), [("US $", "USD"), ("HK$", "HKD"), ("Rs", "RUPEE"), ("PS", "GBP"), ("R", "ZAR"), ("usd", "USD")]
)
def test_signs(surface: str, code: str) -> None:
    assert code_before(surface) == code


@pytest.mark.parametrize(
    ("words", "expected"),
    [(" US dollars", ("USD", 1)), (" of naira", ("NGN", 1)), (" pence", ("GBP", 100)), (" shoes", None)],
)
def test_names(words: str, expected: tuple[str, int] | None) -> None:
    assert code_after(words) == expected


SENTENCES = [
    ("The peso traded at 58.4 to the dollar in Manila.", [("58.4", "PHP/USD")]),
    ("The rouble fell to 101 against the euro.", [("101", "RUB/EUR")]),
    ("The fair cost 30 million pounds ($38 million).", [("30 million pounds", "GBP"), ("$38 million", "USD")]),
    ("Lunch costs 5 euros and the bus 2 euros.", [("5 euros", "EUR"), ("2 euros", "EUR")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_money_of_facts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(fact.surface, fact.unit) for fact in extract(Report(key="money", text=text)).facts] == expected
