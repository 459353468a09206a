"""What a figure asks, read beside the report's others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ledger.link.asking import asked_by
from ledger.link.tolls import BESIDES
from ledger.model import Fact, Question, Report, Span
from tests.samples import day, fact


def asked(text: str, *surfaces: str, groups: Sequence[str | None] = ()) -> list[str | None]:
    """The groups of the questions of these numbers, each in the sentence in which it stands."""
    facts, sentence = dict[str, Fact](), 0
    for index, surface in enumerate(surfaces):
        start = text.index(surface)
        sentence = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
        end = text.find(". ", start)
        spans = Span(start, start + len(surface)), Span(sentence, len(text) if end < 0 else end)
        group = groups[index] if groups else None
        entity = "bodies" if "bodies" in text[start : start + 12] else "people"
        low = float(surface)
        facts[surface] = fact(
            surface, low, low, place="Kano", span=spans[0], sentence=spans[1], group=group, entity=entity
        )

    def nothing(_: Fact, __: Question) -> Sequence[Fact]:
        return ()

    found = asked_by(facts, Report(key="now", text=text), nothing)
    return [found[surface].group for surface in surfaces]


@pytest.mark.parametrize(
    ("text", "surfaces", "beside"),
    [
        ("A raid on Kano killed 40 people. A separate strike killed 14 people", ("40", "14"), (False, True)),
        ("A raid on Kano killed 40 people. In another attack 14 people died", ("40", "14"), (False, True)),
        ("A raid on Kano killed 40 people. Rescuers later counted 44 people", ("40", "44"), (False, False)),
        ("A separate raid on Kano killed 40 people. It was bad", ("40",), (False,)),
        ("A raid on Kano killed 40 people. 18 of the dead have no name", ("40", "18"), (False, True)),
        ("A raid on Kano killed 40 people. So far 18 have been identified", ("40", "18"), (False, True)),
        ("A raid on Kano killed 40 people. Police identified 18 bodies", ("40", "18"), (False, True)),
        ("A raid on Kano killed 40 people. All 44 have been identified", ("40", "44"), (False, False)),
        ("A raid on Kano killed 40 people. 36 have died, the police said", ("40", "36"), (False, False)),
        ("A raid on Kano killed 40 people, including 18 of one house", ("40", "18"), (False, True)),
        ("It comes years after a raid on Kano, killing 40 people", ("40",), (True,)),
        ("Years after the raid on Kano began, 40 people are dead", ("40",), (False,)),
        ("A raid on Kano killed 40 people. 18 of the shops were shut", ("40", "18"), (False, False)),
        ("A raid on Kano killed 40 people. 39 of the 41 victims have a name", ("40", "39"), (False, True)),
        (
            "A raid on Kano killed 40 people. It left 12 dead at a mill and 21 at a farm",
            ("40", "12", "21"),
            (False, True, True),
        ),
        (
            "A raid on Kano killed 40 people. Some count 38 dead and others 43",
            ("40", "38", "43"),
            (False, False, False),
        ),
        (
            "A raid on Kano killed 40 people. 25 died at a mill. 15 died at a farm",
            ("40", "25", "15"),
            (False, True, True),
        ),
        (
            "A raid on Kano killed 40 people. 25 died at a mill. 17 died at a farm",
            ("40", "25", "17"),
            (False, False, False),
        ),
    ],
)
def test_a_part_and_another_event_ask_for_themselves(
    text: str, surfaces: tuple[str, ...], beside: tuple[bool, ...]
) -> None:
    found = asked(text, *surfaces)
    assert tuple(group is not None and group.startswith(BESIDES) for group in found) == beside


def test_bodies_are_some_of_a_crowd_too() -> None:
    found = asked(
        "A raid on Kano killed 40 civilians. One ward received 18 bodies", "40", "18", groups=("civilians", None)
    )
    assert found[0] == "civilians"
    assert found[1] is not None


def test_a_number_and_the_one_before_are_of_one_day() -> None:
    text = "The toll in Kano was revised to 12 from 15 on Monday."
    facts = {}
    for surface, when in (("12", None), ("15", day("2019-03-11"))):
        start = text.index(surface)
        span = Span(start, start + 2)
        facts[surface] = fact(surface, place="Kano", period=when, span=span, sentence=Span(0, len(text)))
    facts["15"] = replace(facts["15"], low=15.0, high=15.0)
    found = asked_by(facts, Report(key="now", text=text, published=date(2019, 3, 12)), lambda *_: ())
    assert found["12"] == found["15"]
    assert found["12"].anchor_start == date(2019, 3, 11)


@pytest.mark.parametrize(("text", "dated"), [("An outbreak killed 12 in Kano.", False), ("A bomb killed 12.", True)])
def test_the_toll_of_an_epidemic_is_of_no_day_of_a_report(text: str, dated: bool) -> None:
    told = fact(place="Kano", period=day("2019-03-12"), span=Span(0, 2), sentence=Span(0, len(text)))
    found = asked_by({"it": told}, Report(key="now", text=text, published=date(2019, 3, 12)), lambda *_: ())
    assert (found["it"].anchor_start is not None) is dated
