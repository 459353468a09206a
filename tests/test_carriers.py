"""Wire copy is one claim with its carriers, in whatever order the reports come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ledger.model import Extraction, FactFilter, Report
from ledger.query import named_query, rivals, run_named
from ledger.store import Store
from tests.store.samples import fact
from tests.test_ingest import ingest

TEXT = (
    "Forty people were killed when a ferry burned in the harbour of Mombasa on Saturday night. "
    "The fire broke out in the engine room and spread to the upper deck within a few minutes."
)
OTHER = "Some 55 people died in the ferry fire off Mombasa, and more are feared to be under the wreck."
KILLED = FactFilter(measure="killed")
PAIRS = "SELECT report, original_report FROM carrier_info ORDER BY report"


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        yield opened


def tell(store: Store, outlet: str, day: int, text: str = TEXT, number: str = "Forty", low: float = 40.0) -> None:
    report = Report(key=outlet.lower(), text=text, outlet=outlet, published=date(2019, 4, day))
    said = fact(text, number, low, attribution=(), place="Mombasa")
    ingest(store, report, Extraction(facts=(said,)))


def test_a_copy_is_one_claim_with_the_original(store: Store) -> None:
    tell(store, "Gazette", 7)
    tell(store, "Courier", 8, "MOMBASA. " + TEXT)
    tell(store, "Beacon", 8, OTHER, "55", 55.0)
    assert store.sql(PAIRS, {}).rows == (("courier", "gazette"),)
    (one,) = rivals(store, KILLED)
    assert [claim.outlet for claim in one.claims] == ["Gazette", "Beacon"]
    assert [[figure.outlet for figure in told] for told in one.carriers.values()] == [["Courier"]]


@pytest.mark.parametrize("days", [(7, 8), (8, 7)])
def test_who_published_first_is_the_original_whoever_was_read_first(store: Store, days: tuple[int, int]) -> None:
    tell(store, "Gazette", days[0])
    tell(store, "Courier", days[1])
    first = "gazette" if days[0] < days[1] else "courier"
    (second,) = {"gazette", "courier"} - {first}
    assert store.sql(PAIRS, {}).rows == ((second, first),)
    assert {claim.report for one in rivals(store, KILLED) for claim in one.claims} == {first}


def test_reading_again_puts_a_copy_on_record_once(store: Store) -> None:
    tell(store, "Gazette", 7)
    tell(store, "Courier", 8)
    report = Report(key="courier", text=TEXT, outlet="Courier", published=date(2019, 4, 8))
    said = fact(TEXT, "Forty", 40.0, attribution=(), place="Mombasa", entity="persons")
    ingest(store, report, Extraction(facts=(said,)), "reader-2")
    assert len(store.sql(PAIRS, {}).rows) == 1


def test_texts_weeks_apart_are_no_wire_copy(store: Store) -> None:
    tell(store, "Gazette", 7)
    tell(store, "Courier", 28)
    assert store.sql(PAIRS, {}).rows == ()


def test_the_queries_name_the_carriers_and_who_said_it_first(store: Store) -> None:
    tell(store, "Gazette", 7)
    tell(store, "Courier", 8)
    tell(store, "Beacon", 9, OTHER, "55", 55.0)
    carried = run_named(store, named_query("wire_copy"), {})
    (row,) = (dict(zip(carried.columns, values, strict=True)) for values in carried.rows)
    assert (row["first_outlet"], row["carrier"], row["similarity"]) == ("Gazette", "Courier", 1.0)
    said = run_named(store, named_query("first_said"), {"measure": "killed"})
    told = [dict(zip(said.columns, values, strict=True)) for values in said.rows]
    assert [(row["value"], row["first_said_by"], row["outlets"]) for row in told] == [
        (40.0, "Gazette", 2),
        (55.0, "Beacon", 1),
    ]
