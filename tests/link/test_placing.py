"""A fact among known series: the one clear candidate, or a series of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ledger.link import place
from ledger.model import Basis, Period, Placement, Series, Status
from tests.samples import day, fact, per

MON, TUE, THU = date(2023, 9, 11), date(2023, 9, 12), date(2023, 9, 14)
TOLL: dict[str, Any] = {"attribution": per("Libyan Red Crescent"), "period": Period(start=MON, end=TUE)}


def put(published: date | None = THU, known: Sequence[Series] = (), **fields: Any) -> Placement:
    """A fact of the report ``floods`` in the Coast Herald, placed among ``known``."""
    return place(fact(**fields), outlet="Coast Herald", report_key="floods", published=published, known=known)


def begun(published: date | None = TUE, **fields: Any) -> Series:
    """The series that a fact begins where none is known."""
    return put(published, **fields).series


@pytest.mark.parametrize(
    "changes",
    [
        {"period": Period(start=MON, end=THU)},
        {"period": Period(end=THU)},
        {"period": day("2023-09-11")},
        {"attribution": per("the Red Crescent of Libya")},
        {"attribution": per("Red Crescent")},
        {"place": "Derna, Libya"},
        {"place": None},
        {"status": Status.UNCONFIRMED},
        {"status": Status.DENIED},
        {"group": "people"},
    ],
    ids=str,
)
def test_a_toll_continues_its_series(changes: dict[str, Any]) -> None:
    known = begun(**TOLL)
    placed = put(known=[known], **({**TOLL, "period": Period(start=MON, end=THU)} | changes))
    assert (placed.series, placed.new) == (known, False)
    assert 0.7 <= placed.score <= 1.0
    assert placed.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"measure": "wounded"},
        {"unit": "body"},
        {"group": "civilians"},
        {"place": "Tripoli"},
        {"attribution": per("Libyan government")},
        {"attribution": ()},
        {"basis": Basis.INCREMENT},
        {"status": Status.FORECAST},
        {"period": day("2023-09-13")},
        {"place": None, "period": Period(end=THU)},
    ],
    ids=str,
)
def test_another_subject_claimant_or_prospect_begins_a_series(changes: dict[str, Any]) -> None:
    known = begun(**TOLL)
    placed = put(known=[known], **({**TOLL, "period": Period(start=MON, end=THU)} | changes))
    assert placed.new
    assert placed.series.id != known.id


def test_the_first_day_of_an_event_meets_the_days_after() -> None:
    first = begun(MON, period=day("2023-09-11"))
    assert put(THU, [first], period=Period(start=MON, end=THU)).series == first


def test_the_counts_of_two_days_are_two_questions() -> None:
    monday = begun(MON, period=day("2023-09-11"))
    placed = put(TUE, [monday], period=day("2023-09-12"))
    assert placed.new
    assert any(monday.id in reason for reason in placed.reasons)


def test_two_forecasts_of_one_thing_meet() -> None:
    forecast = begun(**TOLL, status=Status.FORECAST)
    assert put(TUE, [forecast], **TOLL, status=Status.FORECAST).series == forecast


def test_where_nobody_is_credited_the_outlet_speaks_else_the_report() -> None:
    assert put().series.claimant == "Coast Herald"
    unsigned = place(fact(), outlet=None, report_key="floods", published=None, known=())
    assert unsigned.series.claimant == "floods"


def test_the_names_of_outlets_are_never_shortened() -> None:
    known = place(fact(), outlet="North Coast Herald", report_key="a", published=THU, known=()).series
    assert put(known=[known]).new


def test_the_series_of_the_very_question_goes_before_a_like_one() -> None:
    silent = begun(place=None, attribution=per("Red Crescent"))
    named = begun(attribution=per("Red Crescent"))
    placed = put(known=[silent, named], attribution=per("Red Crescent"))
    assert (placed.series, placed.score, placed.new) == (named, 1.0, False)


def test_between_two_that_fit_equally_well_it_chooses_neither_and_names_both() -> None:
    towns = [begun(place=name) for name in ("Derna", "Sousse")]
    placed = put(known=towns, place=None)
    assert placed.new
    assert all(town.id in " ".join(placed.reasons) for town in towns)


def test_a_rival_claimant_is_kept_as_a_reason() -> None:
    rival = begun(**TOLL)
    placed = put(TUE, [rival], **{**TOLL, "attribution": per("Libyan government")})
    assert placed.new
    assert any(rival.id in reason and "Libyan Red Crescent" in reason for reason in placed.reasons)


@pytest.mark.parametrize("period", [Period(start=MON, end=THU), Period(end=THU), day("2023-09-11")], ids=str)
def test_a_rival_claimant_answers_the_question_that_is_there(period: Period) -> None:
    known = begun(**TOLL)
    rival = put(known=[known], attribution=per("Libyan government"), period=period)
    assert rival.new
    assert rival.series.question == known.question
    again = put(known=[known, rival.series], attribution=per("Libyan government"), period=Period(start=MON, end=THU))
    assert (again.series, again.new) == (rival.series, False)


def test_a_rival_of_two_questions_keeps_its_own() -> None:
    towns = [begun(place=name, attribution=per(name)) for name in ("Derna", "Sousse")]
    placed = put(known=towns, place=None, attribution=per("Libyan government"))
    assert placed.series.question.place is None


def test_the_order_of_the_known_series_does_not_matter() -> None:
    known = [begun(place=name) for name in ("Derna", "Sousse", "Tripoli")]
    for place_name in ("Derna", None, "Benghazi"):
        assert put(known=known, place=place_name) == put(known=known[::-1], place=place_name)
