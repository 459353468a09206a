"""What a person decides takes effect in every read, and what was read stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ledger import query
from ledger.decide import Judge, judge, merge_actors, merge_series, put_right, split_series
from ledger.errors import DecisionRefused, NotFound
from ledger.model import (
    ActorKind,
    Attribution,
    DecisionKind,
    Extraction,
    FactFilter,
    Figure,
    Moment,
    RevisionKind,
)
from ledger.query import history
from ledger.store import Store
from tests.store.samples import TEXT, fact, report
from tests.test_ingest import ingest

ANN = Judge(author="Ann", reason="read it twice")
AGENCY = Attribution(name="Coastal Agency", cue="said", kind=ActorKind.GOVERNMENT)
LATER = TEXT.replace("12", "15")


class Clock:
    """A clock that moves a minute a look."""

    def __init__(self) -> None:
        self.time = datetime(2024, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(ledger_url: str, clock: Clock) -> Iterator[Store]:
    """Two reports of one toll by two claimants: twelve, fifteen by the mayor; fifteen by an agency."""
    with Store(ledger_url, clock=clock) as opened:
        ingest(opened, report(), Extraction(facts=(fact(TEXT, "12", 12.0),)))
        ingest(opened, report(LATER, key="derna-2"), Extraction(facts=(fact(LATER, "15", 15.0),)))
        ingest(
            opened, report(LATER, key="derna-3"), Extraction(facts=(fact(LATER, "15", 15.0, attribution=(AGENCY,)),))
        )
        yield opened


def figures(store: Store, **fields: object) -> list[Figure]:
    return list(store.figures(FactFilter(**fields)))  # type: ignore[arg-type]


def of(store: Store, key: str) -> Figure:
    return next(figure for figure in figures(store) if figure.report == key)


def values(store: Store, **fields: object) -> list[tuple[str, float | None]]:
    return [(figure.report, figure.fact.low) for figure in figures(store, **fields)]


def test_a_rejected_fact_is_left_out_until_it_is_accepted(store: Store) -> None:
    wrong = of(store, "derna-2")
    judge(store, DecisionKind.REJECT, wrong.id, ANN)
    assert values(store) == [("derna-1", 12.0), ("derna-3", 15.0)]
    assert len(history(store, wrong.series, FactFilter())[0][1]) == 1
    judge(store, DecisionKind.ACCEPT, wrong.id, ANN)
    assert values(store) == [("derna-1", 12.0), ("derna-2", 15.0), ("derna-3", 15.0)]


def test_a_correction_shows_and_what_was_read_stays(store: Store) -> None:
    first = of(store, "derna-1")
    put_right(store, first.id, {"low": "10", "high": "14", "place": "Sousse"}, ANN)
    better = of(store, "derna-1")
    assert (better.fact.low, better.fact.high, better.fact.place) == (10.0, 14.0, "Sousse")
    assert better.fact.surface == "12"
    assert better.series != first.series  # another place is another question
    assert store.sql("SELECT low, high, place_id FROM facts WHERE surface = '12'", {}).rows == ((12.0, 12.0, "Derna"),)
    put_right(store, first.id, {"place": "Derna"}, ANN)
    assert (of(store, "derna-1").fact.low, of(store, "derna-1").series) == (10.0, first.series)


def test_a_corrected_claimant_takes_the_figure_along(store: Store) -> None:
    put_right(store, of(store, "derna-2").id, {"claimant": "Coastal Agency", "kind": "government"}, ANN)
    assert of(store, "derna-2").series == of(store, "derna-3").series
    assert of(store, "derna-2").fact.claimant == "Coastal Agency"
    put_right(store, of(store, "derna-2").id, {"claimant": ""}, ANN)
    assert of(store, "derna-2").fact.attribution == ()


def test_a_fact_moves_to_the_series_that_a_person_names(store: Store) -> None:
    put_right(store, of(store, "derna-2").id, {"series": of(store, "derna-3").series}, ANN)
    assert of(store, "derna-2").series == of(store, "derna-3").series
    assert of(store, "derna-2").fact.claimant == "mayor of Derna"


def test_merged_series_are_one_and_come_apart_again(store: Store) -> None:
    mayor, agency = of(store, "derna-1").series, of(store, "derna-3").series
    merge_series(store, agency, mayor, ANN)
    ((_, vintages),) = history(store, None, FactFilter(measure="killed"))
    assert [vintage.revision.kind for vintage in vintages] == [
        RevisionKind.FIRST,
        RevisionKind.RAISED,
        RevisionKind.REPEATED,
    ]
    split_series(store, mayor, [], ANN)
    assert {of(store, "derna-1").series, of(store, "derna-3").series} == {mayor, agency}


def test_a_chain_of_merges_ends_in_one_series(store: Store) -> None:
    mayor, agency = of(store, "derna-1").series, of(store, "derna-3").series
    own = split_series(store, mayor, [of(store, "derna-2").id], ANN).changes["series"]
    assert len({figure.series for figure in figures(store)}) == 3
    merge_series(store, own, agency, ANN)
    merge_series(store, agency, mayor, ANN)
    assert {figure.series for figure in figures(store)} == {mayor}


def test_merged_actors_give_one_series_and_one_claimant(store: Store) -> None:
    merge_actors(store, "Coastal Agency", "mayor of Derna", ANN)
    assert len({figure.series for figure in figures(store)}) == 1
    assert store.sql("SELECT claimant, figures FROM claimants", {}).rows == (("mayor of Derna", 3),)
    with pytest.raises(DecisionRefused, match="are one actor already"):
        merge_actors(store, "coastal agency", "mayor of Derna", ANN)


def test_the_ledger_answers_as_it_would_have_before_a_decision(store: Store, clock: Clock) -> None:
    before = clock.time
    judge(store, DecisionKind.REJECT, of(store, "derna-1").id, ANN)
    put_right(store, of(store, "derna-2").id, {"low": "99", "high": "99"}, ANN)
    merge_series(store, of(store, "derna-3").series, of(store, "derna-2").series, ANN)
    assert values(store) == [("derna-2", 99.0), ("derna-3", 15.0)]
    assert values(store, recorded_by=before) == [("derna-1", 12.0), ("derna-2", 15.0), ("derna-3", 15.0)]
    count = store.sql("SELECT count(DISTINCT series) AS n FROM latest_figures", {}, Moment(recorded_by=before))
    assert count.rows == ((2,),)
    assert store.sql("SELECT count(DISTINCT series) AS n FROM latest_figures", {}).rows == ((1,),)


def test_a_statement_with_its_own_expressions_can_be_asked_of_the_past(store: Store, clock: Clock) -> None:
    before = clock.time
    judge(store, DecisionKind.REJECT, of(store, "derna-1").id, ANN)
    asked = (
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
        " SELECT (SELECT count(*) FROM n), count(*) FROM figures"
    )
    assert store.sql(asked, {}).rows == ((3, 2),)
    assert store.sql(asked, {}, Moment(recorded_by=before)).rows == ((3, 3),)


def test_decisions_are_listed_vouched_for_and_kept(store: Store) -> None:
    target = of(store, "derna-1").id
    judge(store, DecisionKind.REJECT, target, ANN)
    put_right(store, target, {"low": "1", "high": "1"}, Judge(author="Bo", reason="typing error"))
    told = [(one.kind, one.target, one.author, one.reason) for one in store.decisions()]
    assert told == [
        (DecisionKind.REJECT, target, "Ann", "read it twice"),
        (DecisionKind.CORRECT, target, "Bo", "typing error"),
    ]
    assert store.decisions()[1].changes == {"low": "1", "high": "1"}
    assert store.verify().breaks == ()


@pytest.mark.parametrize(
    ("decide", "kind", "said"),
    [
        (lambda s: judge(s, DecisionKind.REJECT, "nothing", ANN), NotFound, "there is no fact 'nothing'"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"colour": "red"}, ANN), DecisionRefused, "no field 'colour'"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"low": "many"}, ANN), DecisionRefused, "low is a number"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"low": "20"}, ANN), DecisionRefused, "the wrong way round"),
        (
            lambda s: put_right(s, of(s, "derna-1").id, {"measure": "kiled"}, ANN),
            DecisionRefused,
            "did you mean killed",
        ),
        (lambda s: put_right(s, of(s, "derna-1").id, {"unit": ""}, ANN), DecisionRefused, "unit cannot be empty"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"basis": "sum"}, ANN), DecisionRefused, "basis is one of total"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"start": "May"}, ANN), DecisionRefused, "written YYYY-MM-DD"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"kind": "king"}, ANN), DecisionRefused, "kind is one of"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"low": "12"}, ANN), DecisionRefused, "already says so"),
        (lambda s: put_right(s, of(s, "derna-1").id, {"series": "x"}, ANN), NotFound, "there is no series 'x'"),
        (lambda s: merge_series(s, "x", "y", ANN), NotFound, "there is no series 'x'"),
        (
            lambda s: merge_series(s, of(s, "derna-1").series, of(s, "derna-1").series, ANN),
            DecisionRefused,
            "into itself",
        ),
        (lambda s: merge_actors(s, "mayor of Dernah", "x", ANN), NotFound, "did you mean 'mayor of Derna'"),
        (lambda s: split_series(s, of(s, "derna-1").series, [], ANN), DecisionRefused, "nothing was merged"),
        (
            lambda s: split_series(s, of(s, "derna-1").series, [of(s, "derna-3").id], ANN),
            DecisionRefused,
            "is in series",
        ),
        (
            lambda s: split_series(s, of(s, "derna-3").series, [of(s, "derna-3").id], ANN),
            DecisionRefused,
            "nothing to split it from",
        ),
        (lambda s: Judge(author=" ", reason="x"), DecisionRefused, "needs an author and a reason"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_line(
    store: Store, decide: Callable[[Store], object], kind: type[Exception], said: str
) -> None:
    before = store.sql("SELECT count(*) AS n FROM journal", {}).rows
    with pytest.raises(kind, match=said) as refused:
        decide(store)
    assert "\n" not in str(refused.value)
    assert store.sql("SELECT count(*) AS n FROM journal", {}).rows == before


def test_a_figure_split_off_from_another_measure_is_found_by_its_own(store: Store) -> None:
    """Its new series is named after the whole that it was merged into; the query looks at those of its measure."""
    missing = fact(LATER, "15", 15.0, measure="missing")
    ingest(store, report(LATER, key="derna-4"), Extraction(facts=(missing,)))
    into, told = of(store, "derna-1"), of(store, "derna-4")
    merge_series(store, told.series, into.series, ANN)
    split_series(store, into.series, [told.id], ANN)
    named = query.named_query("latest_toll")
    wanted = {"measure": "missing"}
    narrowed = query.run_named(store, named, wanted)
    assert narrowed == query.run_named(store, replace(named, narrowed=None), wanted)
    assert len(narrowed.rows) == 1
