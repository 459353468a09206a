"""Which known series a report's facts are held against: those of its places and days, however many a measure has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ledger.linking.rivals import Rivals
from ledger.model import Extraction, Fact, Period
from ledger.store import Store
from tests.store.samples import fact, report
from tests.test_ingest import ingest

DAY = date(2023, 9, 11)


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url, create=True) as opened:
        yield opened


def told(place: str | None, start: date | None, claimed: bool = True, **fields: Any) -> Fact:
    period = None if start is None else Period(start=start, end=start)
    text = fields.pop("text", "There were 40 dead.")
    given = {} if claimed else {"attribution": ()}
    return fact(text, "40", fields.pop("low", 40.0), place=place, period=period, **given)


def known(store: Store, now: Fact, text: str = "There were 40 dead.") -> list[str | None]:
    """The places of the series that a fact of a report with this text is held against."""
    with store.batch("test") as batch:
        found = Rivals(batch, report(text, key="now", published=DAY), [now]).of(now)
    return sorted((one.question.place for one in found), key=lambda place: place or "~")


@pytest.mark.parametrize(
    ("place", "start", "text", "expected"),
    [
        ("Derna", None, "There were 40 dead.", ["Derna", "Libya", None]),
        ("Derna", None, "There were 40 dead, as in Sousse.", ["Derna", "Libya", "Sousse", None]),
        ("Libya", None, "There were 40 dead.", ["Derna", "Libya", None]),
        ("Kyiv", date(2015, 3, 20), "There were 40 dead.", ["Tunis", None]),
        ("Kyiv", date(1, 1, 1), "There were 40 dead.", [None]),
    ],
)
def test_a_fact_is_held_against_the_series_of_its_places_and_days(
    store: Store, place: str, start: date | None, text: str, expected: list[str | None]
) -> None:
    days = {"Tunis": date(2015, 3, 18)}
    for number, other in enumerate(("Derna", "Libya", "Sousse", "Tunis", None)):
        item = report(key=f"before-{number}", text="There were 40 dead.", published=date(2020, 1, 1))
        stated = told(other, days.get(str(other)), low=40.0 * 10**number)  # one number told of two places is one toll
        ingest(store, item, Extraction(facts=(stated,)))
    assert known(store, told(place, start, text=text), text) == expected


def test_where_no_place_is_told_the_claimant_goes_on_with_its_own(store: Store) -> None:
    for number, claimed in enumerate((True, False)):
        text = "There were 40 dead."
        item = report(key=f"before-{number}", text=text, published=date(2020, 1, 1))
        ingest(store, item, Extraction(facts=(told("Sousse" if claimed else "Tunis", None, claimed),)))
    assert known(store, told(None, None)) == ["Sousse"]
