"""Additions told by anybody are held against the totals on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ledger.link import Record, checked, place, question, roles
from ledger.model import Basis, Figure, Span
from tests.samples import fact, figure, per

MON, TUE, WED = date(2023, 9, 11), date(2023, 9, 12), date(2023, 9, 13)
PLUS = {"basis": Basis.INCREMENT}


def on_record(low: float, day: date, who: str) -> Figure:
    """Somebody's total of a day."""
    told = fact(f"{low:g}", low, low, attribution=per(who))
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return figure(told, report=f"{who}-{low:g}", published=day, recorded=at, series=who)


def flags(text: str, stated: dict[str, dict[str, Any]], *values: Figure, own: str | None = None) -> list[str]:
    """What is flagged in a report of Wednesday; ``own`` is who of those on record is credited in it."""
    facts = {}
    for surface, fields in stated.items():
        at, low = text.index(surface), float(surface.strip("+"))
        made = fact(surface, low, low, attribution=per("Courier's reporter"), **fields)
        facts[surface] = replace(made, span=Span(at, at + len(surface)), sentence=Span(0, len(text)))
    placements = {
        name: place(one, outlet="Courier", report_key="now", published=WED, known=()) for name, one in facts.items()
    }
    asked = {question(replace(one, basis=Basis.TOTAL), WED): values for one in facts.values()}
    last = {one.series: one for one in values}
    total = next((name for name, one in facts.items() if one.basis is Basis.TOTAL), None)
    known = {placements[total].series.id: last[own]} if own and total else {}
    record = Record(published=WED, values=asked)
    found = checked(facts, placements, roles(facts, placements, text), known, text, record)
    return [check.kind for check in found if check.kind != "total-fell"]


TOTALS = (on_record(40.0, MON, "army"), on_record(41.0, TUE, "mayor"))


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("46 have died, +5 since then.", {"46": {}, "+5": PLUS}, []),
        ("46 have died, +6 since then.", {"46": {}, "+6": PLUS}, []),
        ("46 have died, +9 since then.", {"46": {}, "+9": PLUS}, ["increment-misfit"]),
        ("5 more died, which makes 46.", {"5": PLUS, "46": {}}, []),
        ("9 more died, which makes 46.", {"9": PLUS, "46": {}}, ["increment-misfit"]),
        ("46 died, up from 41.", {"46": {}, "41": {}}, []),
        ("46 died, up from 40.", {"46": {}, "40": {}}, []),
        ("46 died, up from 33.", {"46": {}, "33": {}}, ["previous-misfit"]),
    ],
)
def test_another_outlets_step_is_held_against_what_is_on_record(
    text: str, stated: dict[str, dict[str, Any]], expected: list[str]
) -> None:
    assert flags(text, stated, *TOTALS) == expected


def test_its_own_last_total_counts_and_others_only_where_they_are_newer() -> None:
    stated: dict[str, dict[str, Any]] = {"46": {}, "+6": PLUS}
    assert flags("46 have died, +6 since then.", stated, *TOTALS, own="mayor") == ["increment-misfit"]
    assert flags("46 have died, +5 since then.", {"46": {}, "+5": PLUS}, *TOTALS, own="army") == []


@pytest.mark.parametrize(("added", "expected"), [("3", []), ("9", ["increment-misfit"])])
def test_an_addition_alone_is_held_against_the_totals_of_the_day(added: str, expected: list[str]) -> None:
    today = on_record(44.0, WED, "army")
    assert flags(f"{added} more died.", {added: PLUS}, *TOTALS, today) == expected


def test_with_nothing_on_record_nothing_is_flagged() -> None:
    assert flags("46 have died, +9 since then.", {"46": {}, "+9": PLUS}) == []
    assert flags("9 more died.", {"9": PLUS}, *TOTALS) == []
