"""The question of a fact, and the content hash of a series."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.link import question, series_id
from ledger.model import Basis, Period, Question, Status
from tests.samples import day, fact

MON, TUE, THU = date(2023, 9, 11), date(2023, 9, 12), date(2023, 9, 14)
TOTAL, LEVEL, INCREMENT = Basis.TOTAL, Basis.LEVEL, Basis.INCREMENT
ASKED = Question(measure="killed", unit="person", group=None, place="Derna", anchor_start=MON)


@pytest.mark.parametrize(
    ("basis", "period", "published", "anchor"),
    [
        (TOTAL, None, THU, (None, None)),
        (TOTAL, Period(end=THU), THU, (None, None)),
        (TOTAL, Period(end=TUE), THU, (None, None)),
        (TOTAL, Period(end=THU), TUE, (None, THU)),
        (TOTAL, Period(start=MON, end=THU), THU, (MON, None)),
        (TOTAL, Period(start=MON), THU, (MON, None)),
        (TOTAL, Period(start=MON, end=TUE), THU, (MON, TUE)),
        (TOTAL, Period(start=MON, end=THU), None, (MON, THU)),
        (TOTAL, Period(start=date(2023, 7, 20), end=TUE), THU, (date(2023, 7, 20), None)),
        (TOTAL, Period(start=date(2023, 9, 4), end=date(2023, 9, 10)), MON, (date(2023, 9, 4), date(2023, 9, 10))),
        (TOTAL, Period(start=date(2023, 8, 1), end=date(2023, 8, 31)), MON, (date(2023, 8, 1), date(2023, 8, 31))),
        (TOTAL, Period(start=date(2022, 1, 1), end=date(2022, 12, 31)), MON, (date(2022, 1, 1), date(2022, 12, 31))),
        (TOTAL, day("2023-09-12"), THU, (TUE, TUE)),
        (TOTAL, day("2023-09-12"), TUE, (TUE, TUE)),
        (INCREMENT, day("2023-09-12"), THU, (TUE, TUE)),
        (LEVEL, day("2023-09-12"), THU, (None, None)),
    ],
)
def test_the_ends_that_do_not_roll(
    basis: Basis, period: Period | None, published: date | None, anchor: tuple[date | None, date | None]
) -> None:
    asked = question(fact(basis=basis, period=period), published)
    assert (asked.anchor_start, asked.anchor_end) == anchor


def test_the_counted_thing_tells_questions_apart_where_measure_and_unit_do_not() -> None:
    inflation = question(fact(measure="other", unit="percent", entity="bread prices"), None)
    assert inflation.group == "bread prices"
    assert question(fact(entity="people"), None).group is None


def test_the_toll_of_an_event_narrows_nobody() -> None:
    assert question(fact(group="flood death toll"), None) == question(fact(group=None), None)
    assert question(fact(group="children"), None).group == "children"


def test_a_series_is_known_by_its_content() -> None:
    identity = series_id(ASKED, "Health Ministry", TOTAL, Status.ACTUAL)
    assert len(identity) == 16
    assert int(identity, 16) >= 0
    assert identity == series_id(ASKED, "the health  ministry", TOTAL, Status.ACTUAL)
    assert identity == series_id(ASKED, "Health Ministry", TOTAL, Status.UNCONFIRMED)


@pytest.mark.parametrize(
    ("claimant", "basis", "status"),
    [
        ("Interior Ministry", TOTAL, Status.ACTUAL),
        ("Health Ministry", LEVEL, Status.ACTUAL),
        ("Health Ministry", TOTAL, Status.FORECAST),
        ("Health Ministry", TOTAL, Status.PLANNED),
        ("Health Ministry", TOTAL, Status.CONDITIONAL),
    ],
)
def test_another_claimant_basis_or_prospect_is_another_series(claimant: str, basis: Basis, status: Status) -> None:
    assert series_id(ASKED, claimant, basis, status) != series_id(ASKED, "Health Ministry", TOTAL, Status.ACTUAL)


@pytest.mark.parametrize(
    ("entity", "unit", "asked"),
    [
        ("vehicles and fuel tanks", "vehicle", "vehicle and fuel tank"),
        ("vehicles", "vehicle", "vehicle"),
        ("boats / cutters", "boat", "boat"),
        ("men and women", "person", "person"),
    ],
)
def test_things_counted_together_are_no_count_of_the_first(entity: str, unit: str, asked: str) -> None:
    told = fact("30", 30.0, 30.0, unit=unit, measure="equipment_lost", entity=entity)
    assert question(told, None).unit == asked


@pytest.mark.parametrize(("group", "asked"), [("dead deminers", "deminers"), ("injured deminers", "injured deminers")])
def test_a_group_says_no_more_than_the_measure_does_not(group: str, asked: str) -> None:
    assert question(fact("3", 3.0, 3.0, group=group), None).group == asked
