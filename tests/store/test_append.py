from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.errors import ReadError
from ledger.model import FactFilter, Problem, Span, VersionRef
from ledger.store import Store
from tests.store.samples import TEXT, add, fact, report, sample_facts


def test_a_figure_comes_back_as_it_was_said_with_its_citation(ledger_url: str) -> None:
    facts = sample_facts()
    with Store(ledger_url, create=True) as store:
        add(store, report(), facts)
        figures = store.figures(FactFilter())
    assert [figure.fact for figure in figures] == facts
    first = figures[0]
    assert (first.report, first.version, first.outlet, first.title) == ("derna-1", 1, "The Courier", "Flood")
    assert (first.url, first.published, first.quote) == ("https://example.org/1", date(2023, 9, 12), TEXT)
    assert len(first.id) == 16


def test_the_same_text_again_adds_nothing(ledger_url: str) -> None:
    with Store(ledger_url, create=True) as store:
        assert add(store, report(), sample_facts()) == 1
        before = store.sql("SELECT count(*) FROM journal", {}).rows
        assert add(store, report(TEXT.replace(" ", "  ")), sample_facts()) == 1
        assert store.sql("SELECT count(*) FROM journal", {}).rows == before


def test_another_text_is_the_next_version_and_an_older_text_adds_nothing(ledger_url: str) -> None:
    changed = TEXT.replace("12", "15")
    with Store(ledger_url, create=True) as store:
        add(store, report(), sample_facts())
        assert add(store, report(changed), [fact(changed, "15", 15.0)]) == 2
        assert add(store, report(), sample_facts()) == 1
        assert [version.facts for version in store.reports()[0].versions] == [2, 1]
        assert {figure.version for figure in store.figures(FactFilter())} == {2}
        assert len(store.figures(FactFilter(all_versions=True))) == 3
        assert store.verify().breaks == ()


def test_a_surface_that_is_not_in_the_text_is_refused_and_leaves_nothing(ledger_url: str) -> None:
    wrong = replace(fact(TEXT, "12", 12.0), surface="13")
    with Store(ledger_url, create=True) as store:
        with pytest.raises(ValueError, match="'13' is not what the text says"):
            add(store, report(), [wrong])
        assert store.keys() == ()
        assert store.verify().checked == 0


def test_a_sentence_outside_the_text_is_refused(ledger_url: str) -> None:
    wrong = replace(fact(TEXT, "12", 12.0), sentence=Span(0, len(TEXT) + 1))
    with Store(ledger_url, create=True) as store, pytest.raises(ValueError, match="outside the text"):
        add(store, report(), [wrong])


@pytest.mark.parametrize("text", ["12 dead\0", "12 dead \udcff"])
def test_text_that_no_engine_stores_is_refused_in_one_line(ledger_url: str, text: str) -> None:
    with Store(ledger_url, create=True) as store:
        with pytest.raises(ReadError, match=r"^derna-1: the text holds"):
            add(store, report(text), [])
        assert store.keys() == ()


def test_characters_beyond_the_basic_plane_keep_their_offsets(ledger_url: str) -> None:
    text = "🌊🌊 Derna: «12» dead — é"
    with Store(ledger_url, create=True) as store:
        add(store, report(text), [fact(text, "12", 12.0)])
        assert store.figures(FactFilter())[0].quote == text
        assert store.verify().breaks == ()


def test_bounds_are_exact(ledger_url: str) -> None:
    text = "0.1 and 123456789012345 and 3000000.07"
    facts = [fact(text, said, float(said)) for said in text.split(" and ")]
    with Store(ledger_url, create=True) as store:
        add(store, report(text), facts)
        assert [figure.fact.low for figure in store.figures(FactFilter())] == [0.1, 123456789012345.0, 3000000.07]
        assert store.sql("SELECT low * 2 AS twice FROM figures WHERE surface = '0.1'", {}).rows == ((0.2,),)


def test_problems_are_kept_with_their_place(ledger_url: str) -> None:
    item = replace(report(), problems=(Problem(kind="date", message="no year", span=Span(0, 2)),))
    with Store(ledger_url, create=True) as store:
        add(store, item, [])
        rows = store.sql("SELECT kind, message, report, version, surface FROM problem_info", {}).rows
    assert rows == (("date", "no year", "derna-1", 1, "At"),)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (FactFilter(measure="KILLED"), ["12"]),
        (FactFilter(place="dern"), ["12", "Four"]),
        (FactFilter(place="d_rn"), []),
        (FactFilter(claimant="Mayor"), ["12"]),
        (FactFilter(claimant="courier"), ["Four"]),
        (FactFilter(report="derna"), ["12", "Four"]),
        (FactFilter(report="tripoli"), []),
        (FactFilter(since=date(2023, 9, 13)), []),
        (FactFilter(until=date(2023, 9, 12)), ["12", "Four"]),
        (FactFilter(as_known_on=date(2023, 9, 11)), []),
        (FactFilter(min_confidence=1.0), ["12", "Four"]),
    ],
)
def test_filters(ledger_url: str, where: FactFilter, found: list[str]) -> None:
    with Store(ledger_url, create=True) as store:
        add(store, report(), sample_facts())
        assert [figure.fact.surface for figure in store.figures(where)] == found


def test_as_known_on_a_day_shows_the_version_of_that_day(ledger_url: str) -> None:
    later = TEXT.replace("12", "15")
    with Store(ledger_url, create=True) as store:
        add(store, report(), [fact(TEXT, "12", 12.0)])
        add(store, report(later, published=date(2023, 9, 14)), [fact(later, "15", 15.0)])
        add(store, report("7 dead", key="undated", published=None), [fact("7 dead", "7", 7.0)])
        known = [
            [figure.fact.surface for figure in store.figures(FactFilter(as_known_on=date(2023, 9, day)))]
            for day in (11, 13, 14)
        ]
    assert known == [[], ["12"], ["15"]]


def test_filters_fold_letters_outside_ascii_on_both_engines(ledger_url: str) -> None:
    text = "12 dead in ÉVREUX"
    with Store(ledger_url, create=True) as store:
        add(store, report(text), [fact(text, "12", 12.0, place="ÉVREUX")])
        found = store.figures(FactFilter(place="évreux"))
        rows = store.sql("SELECT lower(place) FROM figures", {}).rows
    assert len(found) == 1
    assert rows == (("évreux",),)


def test_a_version_is_found_by_its_number(ledger_url: str) -> None:
    with Store(ledger_url, create=True) as store:
        add(store, report(), [])
        assert store.version(VersionRef("derna-1", 1)) == (report(), 1)
        assert store.version(VersionRef("derna-1", 2)) is None
        assert store.version(VersionRef("derna-2")) is None
