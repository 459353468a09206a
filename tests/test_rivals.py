"""Claimants side by side, and sums that refuse what does not add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ledger.errors import NotFound, QueryRefused
from ledger.model import ActorKind, Attribution, Basis, Comparator, Extraction, FactFilter, Period, Status
from ledger.query import rivals, summed
from ledger.store import Store
from tests.store.samples import fact, report
from tests.test_ingest import ingest

KILLED = FactFilter(measure="killed")
DAYS = [date(2023, 9, day) for day in range(11, 20)]


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        yield opened


def say(store: Store, who: str, low: float, day: int = 0, **fields: Any) -> None:
    """A report of one figure: ``who`` says that ``low`` people were killed in Derna on the first day."""
    text = f"{who} says {low:g} dead, report {day}."
    link = Attribution(name=who, cue="says", kind=ActorKind.GOVERNMENT)
    given = {"period": Period(start=DAYS[0], end=DAYS[0]), "attribution": (link,), **fields}
    key = f"{who}-{day}-{low:g}-{fields.get('place', 'Derna')}"
    ingest(store, report(text, key=key, published=DAYS[day]), Extraction(facts=(fact(text, f"{low:g}", low, **given),)))


def test_claimants_stand_side_by_side_with_low_best_and_high(store: Store) -> None:
    say(store, "police", 12.0, 0)
    say(store, "army", 20.0, 1)
    say(store, "police", 15.0, 2)
    (one,) = rivals(store, KILLED)
    assert [figure.fact.low for figure in one.claims] == [15.0, 20.0]
    assert (one.low, one.high, one.best.fact.claimant) == (15.0, 20.0, "police")
    assert "newest" in one.rule


@pytest.mark.parametrize(("rule", "low"), [("newest", 15.0), ("lowest", 15.0), ("highest", 20.0)])
def test_the_rule_that_chooses_best_is_replaceable(store: Store, rule: str, low: float) -> None:
    say(store, "army", 20.0, 1)
    say(store, "police", 15.0, 2)
    (one,) = rivals(store, KILLED, rule)
    assert one.best.fact.low == low


def test_a_vague_or_unconfirmed_claim_leads_only_where_no_other_does(store: Store) -> None:
    say(store, "police", 15.0, 0)
    say(store, "army", 24.0, 3, vague=True, high=None, comparator=Comparator.AT_LEAST)
    say(store, "mayor", 19.0, 4, status=Status.UNCONFIRMED)
    (one,) = rivals(store, KILLED)
    assert (one.low, one.high, one.best.fact.claimant) == (15.0, None, "police")


def test_a_forecast_is_no_rival(store: Store) -> None:
    say(store, "police", 15.0, 0)
    say(store, "mayor", 90.0, 1, status=Status.FORECAST)
    assert rivals(store, KILLED, alone=False) == ()
    assert [len(one.claims) for one in rivals(store, KILLED)] == [1]


def test_rivals_as_known_on_a_day(store: Store) -> None:
    say(store, "police", 12.0, 0)
    say(store, "army", 20.0, 1)
    say(store, "police", 15.0, 2)
    (one,) = rivals(store, FactFilter(measure="killed", as_known_on=DAYS[1]))
    assert [figure.fact.low for figure in one.claims] == [12.0, 20.0]


def test_a_sum_counts_each_question_once_and_names_what_it_leaves_out(store: Store) -> None:
    say(store, "police", 12.0, 0, place="Derna")
    say(store, "army", 20.0, 0, place="Derna")
    say(store, "police", 5.0, 0, place="Sousse")
    say(store, "police", 3.0, 1, place="Sousse", basis=Basis.INCREMENT)
    say(store, "police", 2.0, 1, place="Tripoli", unit="body")
    total = summed(store, KILLED)
    assert (total.unit, len(total.parts)) == ("person", 2)
    assert total.low in (17.0, 25.0)
    assert sorted(item.reason.split()[0] for item in total.left_out) == ["a", "an", "counted"]


def test_parts_of_a_whole_and_overlapping_days_do_not_add(store: Store) -> None:
    say(store, "police", 40.0, 2, place=None, period=Period(start=date(2023, 9, 1), end=DAYS[2]))
    say(store, "police", 12.0, 0)
    say(store, "police", 6.0, 1, group="children", place="Sousse")
    total = summed(store, KILLED)
    assert (total.low, total.high, len(total.parts)) == (40.0, 40.0, 1)
    assert all("may be part of" in item.reason for item in total.left_out)


def test_a_country_holds_its_cities_and_says_so(store: Store) -> None:
    say(store, "police", 40.0, 0, place="Libya")
    say(store, "police", 12.0, 0, place="Derna")
    say(store, "police", 7.0, 0, place="Cairo")
    total = summed(store, KILLED)
    assert sorted(figure.fact.low or 0 for figure in total.parts) == [7.0, 40.0]
    (left,) = total.left_out
    assert left.figure.fact.place == "Derna"
    assert left.reason.endswith("Derna may lie in Libya")


def test_sums_of_two_months_add_though_each_ran_on_to_its_report(store: Store) -> None:
    say(store, "police", 40.0, 4, period=Period(start=date(2023, 7, 1), end=date(2023, 8, 12)))
    say(store, "police", 12.0, 4, period=Period(start=date(2023, 8, 13), end=DAYS[4]))
    total = summed(store, KILLED)
    assert (total.low, total.left_out) == (52.0, ())


def test_an_open_part_leaves_the_sum_open(store: Store) -> None:
    say(store, "police", 12.0, 0, high=None, comparator=Comparator.MORE)
    say(store, "police", 5.0, 0, place="Sousse")
    total = summed(store, KILLED)
    assert (total.low, total.high) == (17.0, None)


def test_a_sum_wants_one_measure_and_a_known_rule(store: Store) -> None:
    with pytest.raises(QueryRefused, match="name it with --measure"):
        summed(store, FactFilter())
    with pytest.raises(NotFound, match="did you mean 'newest'"):
        rivals(store, KILLED, "newes")
