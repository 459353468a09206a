"""The reads, over a small made-up story of one flood told by two outlets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from ledger import query
from ledger.diff import step
from ledger.errors import NotFound
from ledger.model import ChangeKind, Comparator, Direction, Fact, FactFilter, Figure, RevisionKind, VersionRef
from ledger.store import Store
from tests.store.samples import add, fact, report

COURIER = [  # (report, day of September 2023, what is said, value)
    ("courier-1", 11, "12 people died in Derna.", 12.0),
    ("courier-2", 12, "20 people died in Derna.", 20.0),
    ("courier-2", 13, "18 people died in Derna.", 18.0),
    ("courier-3", 14, "18 people have died in Derna.", 18.0),
]


def tell(store: Store, key: str, day: int, text: str, value: float | None, outlet: str = "The Courier") -> None:
    item = replace(report(text, key=key, published=date(2023, 9, day)), outlet=outlet)
    said = [] if value is None else [fact(text, f"{value:g}", value, attribution=())]
    add(store, item, said)


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        for key, day, text, value in COURIER:
            tell(opened, key, day, text, value)
        tell(opened, "herald-1", 13, "In Derna 30 people died.", 30.0, "Herald")
        yield opened


def courier(store: Store) -> str:
    return store.figures(FactFilter(report="courier-1"))[0].series


def test_a_history_is_every_step_in_order(store: Store) -> None:
    ((series, vintages),) = query.history(store, courier(store), FactFilter())
    assert series.claimant == "The Courier"
    assert [(vintage.revision.kind.value, vintage.figure.fact.surface) for vintage in vintages] == [
        ("first", "12"),
        ("raised", "20"),
        ("lowered", "18"),
        ("repeated", "18"),
    ]
    assert vintages[1].revision.delta == 8.0


def test_a_history_as_known_on_a_day_ends_that_day(store: Store) -> None:
    ((_, vintages),) = query.history(store, courier(store), FactFilter(as_known_on=date(2023, 9, 12)))
    assert [vintage.figure.fact.surface for vintage in vintages] == ["12", "20"]


def test_a_figure_that_the_next_version_drops_is_withdrawn(store: Store) -> None:
    tell(store, "herald-1", 14, "The flood in Derna took lives.", None, "Herald")
    ((_, vintages),) = query.history(store, None, FactFilter(outlet="Herald"))
    assert [vintage.revision.kind for vintage in vintages] == [RevisionKind.FIRST, RevisionKind.WITHDRAWN]
    assert [vintage.published for vintage in vintages] == [date(2023, 9, 13), date(2023, 9, 14)]
    assert (vintages[1].figure.version, vintages[1].figure.quote) == (1, "In Derna 30 people died.")
    assert query.revisions_in(store, VersionRef("herald-1", 2)) == 1


def test_an_unknown_series_is_told_with_the_nearest_ones(store: Store) -> None:
    known = courier(store)
    with pytest.raises(NotFound, match=known):
        query.history(store, known[:-1] + "x", FactFilter())


def test_revisions_of_a_version_are_counted(store: Store) -> None:
    counted = [query.revisions_in(store, VersionRef("courier-2", number)) for number in (1, 2)]
    assert counted == [1, 1]
    assert query.revisions_in(store, VersionRef("courier-3", 1)) == 0


def test_tracked_series_show_first_and_latest(store: Store) -> None:
    found = {item.series.claimant: item for item in query.tracked(store, FactFilter(measure="killed"))}
    assert set(found) == {"The Courier", "Herald"}
    mine = found["The Courier"]
    assert (mine.first.fact.surface, mine.latest.fact.surface, mine.revisions) == ("12", "18", 2)


def test_a_report_alone_is_compared_with_its_last_version_but_one(store: Store) -> None:
    found = query.diff_versions(store, VersionRef("courier-2"), None)
    assert (found.before, found.after) == (VersionRef("courier-2", 1), VersionRef("courier-2", 2))
    assert [(change.kind, change.delta) for change in found.changes] == [(ChangeKind.LOWERED, -2.0)]


def test_one_version_alone_cannot_be_compared(store: Store) -> None:
    with pytest.raises(NotFound, match="has one version only"):
        query.diff_versions(store, VersionRef("courier-1"), None)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (VersionRef("courier-9"), "did you mean 'courier-"),
        (VersionRef("zzz"), "see `ledger reports`"),
        (VersionRef("courier-2", 7), "has versions 1 to 2, no version 7"),
    ],
)
def test_a_report_that_is_not_there_is_told_with_the_nearest_ones(store: Store, ref: VersionRef, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        query.shown_version(store, ref)


def test_the_ledger_is_compared_as_known_on_two_days(store: Store) -> None:
    found = query.diff_dates(store, date(2023, 9, 11), date(2023, 9, 13), FactFilter(outlet="Courier"))
    assert [(change.kind, change.delta) for change in found.changes] == [(ChangeKind.RAISED, 6.0)]


def test_the_latest_toll_stands_beside_its_rival(store: Store) -> None:
    table = query.run_named(store, query.named_query("latest_toll"), {"place": "derna"})
    credited, surface = table.columns.index("credited"), table.columns.index("surface")
    assert {(row[credited], row[surface]) for row in table.rows} == {("The Courier", "18"), ("Herald", "30")}


def test_disagreements_name_both_claimants(store: Store) -> None:
    (row,) = store.sql("SELECT claimant_a, surface_a, claimant_b, surface_b, gap FROM disagreements", {}).rows
    assert row == ("Herald", "30", "The Courier", "18", -12.0)


C = Comparator
SHAPES: list[dict[str, object]] = [
    {"low": 100.0, "high": 100.0},
    {"low": 100.0, "high": 100.0, "comparator": C.ABOUT},
    {"low": 100.0, "high": None, "comparator": C.AT_LEAST},
    {"low": 100.0, "high": None, "comparator": C.MORE},
    {"low": None, "high": 100.0, "comparator": C.AT_MOST},
    {"low": None, "high": 120.0, "comparator": C.LESS},
    {"low": 80.0, "high": 120.0},
    {"low": 100.0, "high": 150.0},
    {"low": 24.0, "high": None, "comparator": C.AT_LEAST, "vague": True},
    {"low": 0.0, "high": 0.0},
    {"low": 130.0, "high": 130.0},
    {"low": 5.0, "high": 5.0, "direction": Direction.UP},
    {"low": 7.0, "high": None, "comparator": C.MORE, "direction": Direction.DOWN},
    {"low": 3.0, "high": 5.0, "direction": Direction.DOWN},
]


def test_the_view_of_revisions_agrees_with_the_code(ledger_url: str) -> None:
    """Every shape of figure after every other one, in one series."""
    text = "The 9 dead of Derna."
    walk = [shape for one in SHAPES for other in SHAPES for shape in (one, other)]
    with Store(ledger_url) as store:
        for number, shape in enumerate(walk):
            add(store, report(text, key=f"r{number:04}"), [shaped(text, shape)])
        figures = store.figures(FactFilter())
        rows = store.sql("SELECT kind, delta, percent FROM revisions ORDER BY number", {}).rows
    assert [figure.fact for figure in figures] == [shaped(text, shape) for shape in walk]
    expected = [_expected(before, after) for before, after in pairwise(figures)]
    assert list(rows[1:]) == expected
    assert rows[0] == ("first", None, None)


def shaped(text: str, shape: dict[str, object]) -> Fact:
    return replace(fact(text, "9", 9.0), **shape)  # type: ignore[arg-type]


def _expected(before: Figure, after: Figure) -> tuple[object, ...]:
    revision = step(before.fact, after.fact)
    percent = None if revision.percent is None else pytest.approx(revision.percent)
    return revision.kind.value, revision.delta, percent
