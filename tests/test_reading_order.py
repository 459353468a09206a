"""What is read late tells what was read before it where it belongs: every order of reading gives one answer.

The series are those of ``test_events``. A person's decision holds against all that is read later.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from ledger.decide import Judge, put_right
from ledger.extract import extract_many
from ledger.link import is_toll
from ledger.model import Extraction, FactFilter, Report
from ledger.store import Store
from tests.test_events import NAMES, SERIES
from tests.test_ingest import ingest

ORDERS = [(name, order) for name in NAMES for order in ("reverse", 1, 2)]
EVERY = FactFilter(all_versions=True)
BY = Judge(author="Ann", reason="another event")


@cache
def told(name: str) -> tuple[tuple[Report, Extraction], ...]:
    """The reports of a series with what is found in them, in the order of publication."""
    listed = tomllib.loads((SERIES / f"{name}.toml").read_text("utf-8"))["report"]
    reports = [
        Report(key=str(number), text=one["text"].strip() + "\n", outlet=one["outlet"], published=one["published"])
        for number, one in enumerate(listed, 10)
    ]
    return tuple(zip(reports, extract_many(reports), strict=True))


def read(url: str, items: Sequence[tuple[Report, Extraction]]) -> frozenset[frozenset[str]]:
    """The facts of these reports, read in this order, by their series, tolls by their question too."""
    with Store(url, create=True) as store:
        for report, extraction in items:
            ingest(store, report, extraction)
        figures = store.figures(EVERY)
        series = store.series([figure.series for figure in figures])
    found = defaultdict[str, set[str]](set)
    for figure in figures:
        found[figure.series].add(f"{figure.report}: {figure.fact.surface} at {figure.fact.span.start}")
        asked = series[figure.series]
        if is_toll(figure.fact):
            found[f"{asked.question}"].add(figure.id)
    return frozenset(map(frozenset, found.values()))


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> dict[str, frozenset[frozenset[str]]]:
    """By the name of a series, what comes of reading it in the order of publication."""
    folder = tmp_path_factory.mktemp("in-order")
    return {name: read(f"sqlite:///{folder / name}.db", told(name)) for name in NAMES}


@pytest.mark.parametrize(("name", "order"), ORDERS)
def test_every_order_of_reading_gives_one_answer(
    name: str, order: str | int, ledger_url: str, in_order: dict[str, frozenset[frozenset[str]]]
) -> None:
    items = list(told(name))
    if order == "reverse":
        items.reverse()
    else:
        Random(order).shuffle(items)
    assert read(ledger_url, items) == in_order[name]


def test_what_a_person_placed_stays_where_it_is(ledger_url: str) -> None:
    first, *later = told("market-bombing")
    with Store(ledger_url) as store:
        for report, extraction in reversed(later):
            ingest(store, report, extraction)
        killed = [one for one in store.figures(EVERY) if one.fact.measure == "killed"]
        moved = next(one for one in killed if one.fact.surface == "51" and one.report == "12")
        target = next(one.series for one in killed if one.fact.surface == "24")
        put_right(store, moved.id, {"series": target}, BY)
        ingest(store, *first)
        found = store.figure(moved.id)
    assert found is not None
    assert found.series == target


def test_what_was_told_later_is_no_earlier_total(ledger_url: str) -> None:
    with Store(ledger_url, create=True) as store:
        for report, extraction in reversed(told("monthly-list")):
            ingest(store, report, extraction)
        assert store.sql("SELECT kind, message FROM check_info", {}).rows == ()
