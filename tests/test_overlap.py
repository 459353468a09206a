"""Counts that may have something in common, and counts that cannot."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.model import Question
from ledger.query.overlap import may_overlap, width

MON, TUE = date(2023, 9, 11), date(2023, 9, 12)


def asked(
    place: str | None = "Derna", group: str | None = None, start: date | None = MON, end: date | None = MON
) -> Question:
    return Question(measure="killed", unit="person", group=group, place=place, anchor_start=start, anchor_end=end)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (asked("Libya"), asked(), "place"),
        (asked("Africa"), asked("Libya"), "place"),
        (asked(None), asked(), "place"),
        (asked("Texas"), asked("Houston"), "place"),
        (asked("Houston"), asked("the old market"), "place"),
        (asked("Egypt"), asked(), ""),
        (asked("Tobruk"), asked(), ""),
        (asked("the mill"), asked("the old market"), ""),
        (asked("Derna, Libya", end=None), asked(), "days"),
        (asked(start=None, end=None), asked(start=TUE, end=TUE), "days"),
        (asked(), asked(start=TUE, end=TUE), ""),
        (asked(), asked(group="children"), "people"),
        (asked(group="civilians"), asked(group="children"), "people"),
        (asked(group="Palestinians"), asked(group="children"), "people"),
        (asked(group="nurses"), asked(group="passengers"), "people"),
        (asked(group="civilians"), asked(group="Russian soldiers"), ""),
        (asked(group="women"), asked(group="men"), ""),
        (asked(group="women"), asked(group="children"), ""),
        (asked(group="men"), asked(group="girls"), ""),
        (asked(group="Tunisians"), asked(group="Algerians"), ""),
        (asked(group="Tunisian women"), asked(group="women"), "people"),
    ],
    ids=str,
)
def test_two_counts_meet_where_places_days_and_people_may(one: Question, other: Question, common: str) -> None:
    assert may_overlap(one, other) == common
    assert bool(may_overlap(other, one)) is bool(common)


def test_wholes_come_before_their_parts() -> None:
    parts = [asked("the old market"), asked(group="women"), asked(), asked("Libya"), asked(None), asked(end=None)]
    ordered = sorted(parts, key=width)
    assert [(one.place, one.group, one.anchor_end) for one in ordered] == [
        (None, None, MON),
        ("Libya", None, MON),
        ("Derna", None, None),
        ("Derna", None, MON),
        ("the old market", None, MON),
        ("Derna", "women", MON),
    ]
