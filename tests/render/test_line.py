"""The one-line form: tables of (fact, line)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.model import Basis, Comparator, Direction, Fact, Period, Span, Status
from ledger.model.fact import Problem
from ledger.render.line import fact_line, problem_line
from ledger.render.quantity import number, signed, signed_percent
from tests.samples import day, fact, per

AT_LEAST, MORE = Comparator.AT_LEAST, Comparator.MORE
DOZENS: dict[str, Any] = {"low": 24.0, "high": None, "comparator": AT_LEAST, "vague": True}
SPAN = Period(start=date(2022, 2, 24), end=date(2022, 3, 2))
OPEN_START = Period(end=date(2022, 3, 2))

LINES = [
    (
        fact(high=None, comparator=AT_LEAST, period=day("2023-09-11"), attribution=per("Libyan Red Crescent")),
        "at least 12 people killed · Derna · 2023-09-11 · per Libyan Red Crescent",
    ),
    (fact("5,300", 5300.0, 5300.0), "5,300 people killed · Derna"),
    (fact("a woman", 1.0, 1.0, implicit=True), "1 person killed · Derna"),
    (fact("10 to 15", 10.0, 15.0), "10 to 15 people killed · Derna"),
    (fact("Dozens", **DOZENS), "dozens of people killed · Derna"),
    (fact("several", **DOZENS | {"low": 3.0}), "several people killed · Derna"),
    (fact("a dozen", vague=True), "a dozen people killed · Derna"),
    (fact("four", 4.0, 4.0, basis=Basis.INCREMENT), "4 more people killed · Derna"),
    (fact("498", 498.0, 498.0, group="Russian troops", place="Ukraine"), "498 Russian troops killed · Ukraine"),
    (fact(comparator=Comparator.LESS, low=None), "fewer than 12 people killed · Derna"),
    (fact(comparator=Comparator.ABOUT, place=None), "about 12 people killed"),
    (fact(status=Status.UNCONFIRMED), "12 people killed · Derna · unconfirmed"),
    (fact(period=SPAN), "12 people killed · Derna · 2022-02-24 to 2022-03-02"),
    (fact(period=OPEN_START), "12 people killed · Derna · until 2022-03-02"),
    (
        fact("$350 million", 350e6, 350e6, unit="USD", measure="aid", place=None, group="EU"),
        "$350,000,000 in aid · EU",
    ),
    (fact("90", 90.0, 90.0, unit="CHF", measure="fine", place=None), "CHF 90 in fines"),
    (
        fact("8.5 percent", 8.5, 8.5, unit="percent", measure="share", basis=Basis.CHANGE, direction=Direction.UP),
        "up 8.5 % (share) · Derna",
    ),
    (fact("120", 120.0, 120.0, unit="square_mile", measure="area_affected"), "120 square miles affected · Derna"),
    (
        fact("150", 150.0, 150.0, unit="kilometer/hour", measure="wind_speed"),
        "150 kilometers per hour (wind speed) · Derna",
    ),
    (
        fact("82", 82.0, 82.0, unit="person/100000 person", measure="infected", place=None),
        "82 people per 100,000 people infected",
    ),
    (fact("$60", 60.0, 60.0, unit="USD/barrel", measure="price", place=None), "$60 per barrel (price)"),
    (fact("7.8", 7.8, 7.8, unit="magnitude", measure="magnitude"), "magnitude 7.8 · Derna"),
    (
        fact("half", 0.5, 0.5, unit="fraction", entity="the homes", measure="buildings_damaged"),
        "half of the homes damaged or destroyed · Derna",
    ),
    (fact("3", 3.0, 3.0, unit="dog", entity="stray dogs", measure="other"), "3 stray dogs · Derna"),
    (fact("6", 6.0, 6.0, unit="facility", entity="facilities", measure="affected"), "6 facilities affected · Derna"),
]


@pytest.mark.parametrize(("stated", "line"), LINES, ids=[line for _, line in LINES])
def test_a_fact_has_one_line(stated: Fact, line: str) -> None:
    assert fact_line(stated) == line


def test_control_characters_of_a_report_never_reach_the_terminal() -> None:
    line = fact_line(fact(place="Der\x1b[2Jna", group="\u202egnp", attribution=per("two\nlines")))
    assert line == "12 \\u202egnp killed · Der\\x1b[2Jna · per two lines"


def test_a_problem_says_where() -> None:
    problem = Problem(kind="encoding", message="not UTF-8", span=Span(4, 9))
    assert problem_line(problem) == "encoding at 4–9: not UTF-8"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (1500000.0, "1,500,000"), (6.7, "6.7"), (-7.25, "-7.25"), (0.667, "0.667")]
)
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


def test_signs_of_change() -> None:
    assert (signed(3000.0), signed(-12.0)) == ("+3,000", "-12")
    assert (signed_percent(130.43), signed_percent(-4.26)) == ("+130 %", "-4.3 %")
