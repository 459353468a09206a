"""The same version read again: compared before it is adopted; decisions hold on where the reading is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ledger.decide import Judge, judge, put_right
from ledger.errors import NotFound
from ledger.model import ChangeKind, DecisionKind, Extraction, FactFilter, VersionRef
from ledger.reread import adopt, compared, outdated
from ledger.store import Store
from tests.store.samples import TEXT, fact, report, sample_facts
from tests.test_ingest import ingest

ANN = Judge(author="Ann", reason="checked")
FIRST = VersionRef("derna-1", 1)
OLD = Extraction(facts=tuple(sample_facts()))
BETTER = Extraction(facts=(OLD.facts[0], replace(OLD.facts[1], measure="missing", confidence=0.9)))


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        ingest(opened, report(), OLD, "reader-1")
        yield opened


def read(store: Store) -> list[tuple[str, str]]:
    return [(figure.fact.surface, figure.fact.measure) for figure in store.figures(FactFilter())]


def test_only_versions_of_another_extractor_are_read_again(store: Store) -> None:
    assert [ref for ref, _ in outdated(store, [], "reader-2")] == [FIRST]
    assert [ref for ref, _ in outdated(store, ["derna-1"], "reader-1")] == []
    with pytest.raises(NotFound, match="did you mean 'derna-1'"):
        list(outdated(store, ["derna-11"], "reader-2"))


def test_a_comparison_writes_nothing_and_names_each_difference(store: Store) -> None:
    outcome = compared(store, FIRST, report(), BETTER, "reader-2")
    assert outcome.diff.unchanged == 1
    assert sorted(change.kind for change in outcome.diff.changes) == [ChangeKind.ADDED, ChangeKind.WITHDRAWN]
    assert read(store) == [("12", "killed"), ("Four", "wounded")]
    assert store.sql("SELECT count(*) AS n FROM readings", {}).rows == ((1,),)


def test_an_adopted_reading_counts_and_the_old_one_stays(store: Store) -> None:
    adopt(store, FIRST, report(), BETTER, "reader-2")
    assert read(store) == [("12", "killed"), ("Four", "missing")]
    assert store.sql("SELECT count(*) AS n FROM facts", {}).rows == ((4,),)
    assert store.sql("SELECT count(*) AS n FROM report_versions", {}).rows == ((1,),)
    adopt(store, FIRST, report(), BETTER, "reader-2")
    assert store.sql("SELECT count(*) AS n FROM readings", {}).rows == ((2,),)
    assert store.verify().breaks == ()


def test_decisions_hold_on_for_facts_that_are_read_the_same(store: Store) -> None:
    toll, others = store.figures(FactFilter())
    judge(store, DecisionKind.REJECT, toll.id, ANN)
    put_right(store, others.id, {"low": "5", "high": "5"}, ANN)
    same = Extraction(facts=(replace(OLD.facts[0], confidence=0.5), OLD.facts[1]))
    outcome = compared(store, FIRST, report(), same, "reader-2")
    assert (outcome.carried, outcome.undecided) == (2, ())
    adopt(store, FIRST, report(), same, "reader-2")
    assert [(f.fact.surface, f.fact.low) for f in store.figures(FactFilter())] == [("Four", 5.0)]
    assert [one.changes.get("carried_from") for one in store.decisions()][2:] == [toll.id, others.id]


def test_a_decision_on_a_fact_that_is_read_otherwise_is_named(store: Store) -> None:
    others = store.figures(FactFilter())[1]
    judge(store, DecisionKind.REJECT, others.id, ANN)
    outcome = compared(store, FIRST, report(), BETTER, "reader-2")
    assert [(one.kind, one.target) for one in outcome.undecided] == [(DecisionKind.REJECT, others.id)]


def test_a_reading_of_an_old_text_stays_with_its_version(store: Store) -> None:
    later = TEXT.replace("12", "15")
    ingest(store, report(later), Extraction(facts=(fact(later, "15", 15.0),)), "reader-1")
    adopt(store, FIRST, report(), BETTER, "reader-2")
    assert [figure.version for figure in store.figures(FactFilter())] == [2]
    every = store.figures(FactFilter(all_versions=True))
    assert [(figure.version, figure.fact.measure) for figure in every if figure.version == 1] == [
        (1, "killed"),
        (1, "missing"),
    ]
