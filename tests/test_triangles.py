"""Revision triangles: what each period's figure was known to be on each day, linked for real on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ledger import query
from ledger.ingest import Run, ingest_report
from ledger.model import Basis, Extraction, Fact, FactFilter, Period, Report, Triangle
from ledger.render.triangle import triangle_data, triangle_lines, triangle_markdown, triangle_rows
from ledger.store import Store
from tests.samples import fact, per

RUN = Run(arguments="{}", tool_version="test", fingerprint="hand", started=datetime(2024, 9, 1, tzinfo=UTC))
OFFICE = per("Statistics Office")
FIRST, SECOND = (
    Period(start=date(2024, 1, 1), end=date(2024, 3, 31)),
    Period(start=date(2024, 4, 1), end=date(2024, 6, 30)),
)
RELEASES = (  # published, then each period with the value stated
    ("2024-05-10", {FIRST: 40}),
    ("2024-06-10", {FIRST: 42}),
    ("2024-08-10", {FIRST: 43, SECOND: 38}),
    ("2024-09-10", {SECOND: 37}),
)


def told(store: Store, key: str, published: str | None, facts: list[Fact]) -> None:
    text = "\n".join(f"{one.surface} for {one.period}" for one in facts) or f"Nothing was said on {published}."
    day = date.fromisoformat(published) if published else None
    ingest_report(store, Report(key=key, text=text, published=day), Extraction(facts=tuple(facts)), RUN)


def stated(values: dict[Period, int], **fields: Any) -> list[Fact]:
    facts, start = list[Fact](), 0
    for period, value in values.items():
        one = fact(f"{value}", float(value), float(value), start=start, period=period, attribution=OFFICE, **fields)
        facts.append(one)
        start += len(f"{one.surface} for {period}") + 1
    return facts


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        yield opened


def laid_out(store: Store, **where: Any) -> tuple[Triangle, ...]:
    return query.triangles(query.history(store, None, FactFilter(**where)))


def numbers(triangle: Triangle) -> list[list[float | None]]:
    return [[known.figure.fact.low if known else None for known in row.values] for row in triangle.rows]


EXPORTS: dict[str, Any] = {"unit": "USD", "entity": "exports", "measure": "exports", "place": None}
RATE: dict[str, Any] = {"unit": "percent", "entity": "unemployment", "measure": "unemployment_rate", "place": None}
KINDS = [{**EXPORTS, "basis": Basis.TOTAL}, {**RATE, "basis": Basis.LEVEL}]


@pytest.mark.parametrize("kind", KINDS, ids=["sum", "level"])
def test_rows_are_periods_and_columns_are_days_of_publication(store: Store, kind: dict[str, Any]) -> None:
    for published, values in RELEASES:
        for period, value in values.items():
            told(store, f"release-{published}-{period.end}", published, stated({period: value}, **kind))
    (triangle,) = laid_out(store)
    assert [str(vintage) for vintage in triangle.vintages] == [published for published, _ in RELEASES]
    assert [row.period for row in triangle.rows] == [FIRST, SECOND]
    assert numbers(triangle) == [[40, 42, 43, 43], [None, None, 38, 37]]
    assert [known.stated for known in triangle.rows[0].values if known] == [True, True, True, False]


def test_a_column_is_what_was_known_on_its_day(store: Store) -> None:
    for published, values in RELEASES:
        told(store, f"release-{published}", published, stated(values, **EXPORTS))
    (triangle,) = laid_out(store)
    for column, vintage in enumerate(triangle.vintages):
        (then,) = laid_out(store, as_known_on=vintage)
        known = [row[column] for row in numbers(triangle) if row[column] is not None]
        assert [row[-1] for row in numbers(then)] == known


def test_a_sum_that_grows_from_report_to_report_is_one_row(store: Store) -> None:
    since = date(2024, 5, 1)
    for day, value in ((2, 12), (3, 15), (4, 14)):
        published = date(2024, 5, day)
        told(store, f"day-{day}", published.isoformat(), stated({Period(start=since, end=published): value}))
    (triangle,) = laid_out(store)
    assert numbers(triangle) == [[12, 15, 14]]
    assert triangle.rows[0].period == Period(start=since, end=None)
    assert triangle_lines(triangle)[0] == "people killed · Derna · per Statistics Office"


def test_a_figure_that_its_report_drops_is_known_no_more_but_where_another_still_states_it(store: Store) -> None:
    told(store, "wire", "2024-05-10", stated({FIRST: 40}, **EXPORTS))
    told(store, "courier", "2024-05-10", stated({FIRST: 41}, **EXPORTS))
    told(store, "courier", "2024-05-11", [])
    told(store, "wire", "2024-05-12", [])
    (triangle,) = laid_out(store)
    assert numbers(triangle) == [[41, 40, None]]


def test_claimants_have_a_triangle_each_and_an_unknown_day_comes_first(store: Store) -> None:
    told(store, "undated", None, stated({FIRST: 39}, **EXPORTS))
    told(store, "release", "2024-05-10", stated({FIRST: 40}, **EXPORTS))
    rival = stated({FIRST: 50}, **EXPORTS)[0]
    told(store, "rival", "2024-05-11", [Fact(**{**_fields(rival), "attribution": per("Central Bank")})])
    bank, office = sorted(laid_out(store), key=lambda triangle: triangle.claimant)
    assert (bank.claimant, numbers(bank)) == ("Central Bank", [[50]])
    assert (office.vintages, numbers(office)) == ((None, date(2024, 5, 10)), [[39, 40]])
    rows = triangle_rows([bank, office])
    assert list(rows[0])[-3:] == ["undated", "2024-05-10", "2024-05-11"]
    assert [list(row.values())[-3:] for row in rows] == [[None, None, 50], [39, 40, None]]


def _fields(one: Fact) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def test_each_form_has_the_same_values(store: Store) -> None:
    for published, values in RELEASES[1:3]:
        told(store, f"release-{published}", published, stated(values, **EXPORTS))
    told(store, "other", "2024-08-11", stated({SECOND: 39}, **EXPORTS))
    (triangle,) = laid_out(store)
    assert triangle_lines(triangle)[1:] == [
        "  period                    2024-06-10  2024-08-10  2024-08-11",
        "  ────────────────────────  ──────────  ──────────  ──────────",
        "  2024-01-01 to 2024-03-31  $42         $43         ($43)",
        "  2024-04-01 to 2024-06-30              $38         $39",
    ]
    assert "| 2024-04-01 to 2024-06-30 |  | $38 | $39 |" in triangle_markdown([triangle]).splitlines()
    data = triangle_data(triangle)
    assert data["vintages"] == ["2024-06-10", "2024-08-10", "2024-08-11"]
    cells = [[value and (value["low"], value["stated"]) for value in row["values"]] for row in data["rows"]]
    assert cells == [[(42, True), (43, True), (43, False)], [None, (38, True), (39, True)]]
    assert [row["2024-08-11"] for row in triangle_rows([triangle])] == [43, 39]
    assert triangle_rows([triangle])[0]["period_end"] == "2024-03-31"
