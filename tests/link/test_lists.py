"""An item that a list names anew is known by what the list says was added, or by a name and a value near its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledger.link import Said, place
from ledger.link.lists import before_additions, going_on, renamed
from ledger.model import Basis, Fact, Placement, Series
from tests.samples import fact, per

MON, TUE = date(2021, 3, 1), date(2021, 3, 8)


def item(low: float, group: str, **fields: Any) -> Fact:
    given = {"measure": "infected", "place": "Mozambique", "period": None, "attribution": per("Health Ministry")}
    return fact(f"{low:g}", low, low, group=group, **{**given, **fields})


def begun(stated: Fact, published: date) -> Placement:
    return place(stated, outlet="Gazette", report_key="now", published=published, known=())


def known(*items: Fact) -> dict[Series, Said]:
    return {begun(one, MON).series: Said(fact=one, report="before", published=MON) for one in items}


@pytest.mark.parametrize(
    ("before", "now", "value", "goes_on"),
    [
        ([item(1204.0, "confirmed cases")], item(1391.0, "lab-confirmed cholera cases"), 1204.0, True),
        ([item(25.0, "confirmed cases")], item(27.0, "confirmed cholera cases"), 25.0, True),
        # a small value that names do not bear out, another value, another claimant's, two that fit
        ([item(25.0, "suspects")], item(27.0, "confirmed cholera cases"), 25.0, False),
        ([item(1204.0, "confirmed cases")], item(1391.0, "confirmed cholera cases"), 1200.0, False),
        ([item(1204.0, "confirmed cases", attribution=per("Army"))], item(1391.0, "cholera cases"), 1204.0, False),
        ([item(1204.0, "confirmed cases"), item(1204.0, "contacts")], item(1391.0, "cholera cases"), 1204.0, False),
        ([item(1204.0, "confirmed cases", place="Beira")], item(1391.0, "cholera cases"), 1204.0, False),
    ],
)
def test_an_item_goes_on_from_the_value_that_was_added_to(
    before: list[Fact], now: Fact, value: float, goes_on: bool
) -> None:
    listed = known(*before)
    found = going_on(begun(now, TUE), value, listed, {series.id: (said,) for series, said in listed.items()})
    assert (found is not None) is goes_on
    if found is not None:
        assert found.series in listed
        assert found.reasons[0].startswith(f"goes on from {before[0].surface} of before")


def test_only_a_last_value_is_gone_on_from() -> None:
    old, new = item(1204.0, "confirmed cases"), item(1300.0, "confirmed cases")
    series = begun(old, MON).series
    said = (Said(fact=old, report="before", published=MON), Said(fact=new, report="later", published=date(2021, 3, 4)))
    assert going_on(begun(item(1391.0, "cholera cases"), TUE), 1204.0, [series], {series.id: said}) is None


def test_an_addition_beside_a_total_tells_what_was_before() -> None:
    total = item(1391.0, "confirmed cases")
    added = replace(total, low=187.0, high=187.0, basis=Basis.INCREMENT)
    assert before_additions({"total": total, "added": added}) == {"total": 1204.0}
    assert before_additions({"total": total}) == {}
    assert before_additions({"total": total, "added": added, "again": replace(added, low=190.0, high=190.0)}) == {}


def arms(low: float, unit: str) -> Fact:
    given = {"measure": "equipment_lost", "place": None, "period": None, "attribution": per("General Staff")}
    return fact(f"{low:g}", low, low, unit=unit, group="enemy forces", **given)


@pytest.mark.parametrize(
    ("before", "now", "is_it"),
    [
        ([arms(155.0, "helicopter")], arms(158.0, "helicoptor"), True),
        ([arms(155.0, "guided aerial bomb")], arms(155.0, "guided bomb"), True),
        ([arms(155.0, "reconnaissance UAV")], arms(160.0, "reconnaissance drone"), True),
        ([arms(160.0, "helicopter")], arms(155.0, "helicoptor"), False),  # a running total falls for nobody
        ([arms(55.0, "helicopter")], arms(155.0, "helicoptor"), False),
        ([arms(155.0, "ballistic missile")], arms(156.0, "cruise missile"), False),
        ([arms(1843.0, "vehicle")], arms(1940.0, "vehicle and fuel tank"), False),
        ([arms(155.0, "guided bomb"), arms(156.0, "aerial bomb")], arms(156.0, "guided aerial bomb"), False),
    ],
)
def test_an_item_is_known_by_a_name_and_a_value_near_its_own(before: list[Fact], now: Fact, is_it: bool) -> None:
    listed = known(*before)
    said = {series.id: (one,) for series, one in listed.items()}
    found = renamed(begun(now, TUE), now, TUE, listed, lambda asked: {one: said[one] for one in asked})
    assert (found is not None) is is_it


def test_a_list_that_is_read_late_is_known_too() -> None:
    listed = known(arms(155.0, "helicopter"))
    said = {series.id: (one,) for series, one in listed.items()}
    now, day = arms(150.0, "helicoptor"), date(2021, 2, 22)
    assert renamed(begun(now, day), now, day, listed, lambda asked: {one: said[one] for one in asked}) is not None
