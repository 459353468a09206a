"""What part each figure of a report plays for its series, and what does not fit what was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledger.link import checked, place, roles
from ledger.model import Basis, Comparator, Fact, Figure, Period, Placement, Role, Span
from tests.samples import fact, figure

FIRST, NOW = date(2023, 9, 11), date(2023, 9, 13)
ROLLING = Period(start=FIRST, end=NOW)


def read(text: str, *stated: tuple[str, float, dict[str, Any]]) -> dict[str, Fact]:
    """The facts of a report of one sentence a line, by their surfaces; each is found after the one before."""
    found, position = {}, 0
    for surface, low, fields in stated:
        start = text.index(surface, position)
        position = start + len(surface)
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start) if "\n" in text[start:] else len(text)
        given: dict[str, Any] = {"period": ROLLING, **fields}
        one = fact(surface, low, given.pop("high", low), start=start, **given)
        found[f"{surface}@{start}"] = _within(one, Span(first, last))
    return found


def _within(one: Fact, sentence: Span) -> Fact:
    return replace(one, sentence=sentence)


def placed(facts: dict[str, Fact]) -> dict[str, Placement]:
    return {
        name: place(one, outlet="Coast Herald", report_key="floods", published=NOW, known=())
        for name, one in facts.items()
    }


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("The toll rose to 46 from 41.", [("46", 46.0), ("41", 41.0)], {"46": "value", "41": "previous"}),
        ("The toll rose from 41 to 46.", [("41", 41.0), ("46", 46.0)], {"41": "previous", "46": "value"}),
        ("It counts 46 dead, up from about 41.", [("46", 46.0), ("41", 41.0)], {"46": "value", "41": "previous"}),
        ("It counts 46 dead, compared with 41 then.", [("46", 46.0), ("41", 41.0)], {"46": "value", "41": "previous"}),
        ("46 are dead, not the 41 reported earlier.", [("46", 46.0), ("41", 41.0)], {"46": "value", "41": "previous"}),
        ("46 dead\nPolice say 46 died.", [("46", 46.0), ("46", 46.0)], None),
        ("It was revised to 43 dead.", [("43", 43.0)], {"43": "correction"}),
        ("43 people came from 12 villages.", [("43", 43.0)], {"43": "value"}),
    ],
)
def test_what_a_figure_is_for_its_series(
    text: str, stated: list[tuple[str, float]], expected: dict[str, str] | None
) -> None:
    facts = read(text, *((surface, low, {}) for surface, low in stated))
    found = roles(facts, placed(facts), text)
    if expected is None:
        assert sorted(role.value for role in found.values()) == ["repetition", "value"]
    else:
        assert {facts[name].surface: role.value for name, role in found.items()} == expected


def test_the_most_specific_statement_leads() -> None:
    text = "Dozens dead\nAbout 40 died.\nIn all 41 died, and 41 is the number."
    vague = {"vague": True, "high": None, "comparator": Comparator.AT_LEAST}
    about = {"comparator": Comparator.ABOUT}
    stated: tuple[tuple[str, float, dict[str, Any]], ...]
    stated = (("Dozens", 24.0, vague), ("40", 40.0, about), ("41", 41.0, {}), ("41", 41.0, {}))
    facts = read(text, *stated)
    lead = [name for name, role in roles(facts, placed(facts), text).items() if role is Role.VALUE]
    assert [facts[name].surface for name in lead] == ["41"]
    assert facts[lead[0]].span.start == text.index("41")


def last(low: float, **fields: Any) -> Figure:
    """The value that the ledger knew before."""
    return figure(fact(f"{low:g}", low, fields.pop("high", low), **fields), version=1)


def flags(text: str, facts: dict[str, Fact], known: Figure) -> list[str]:
    placements = placed(facts)
    every = {placement.series.id: known for placement in placements.values()}
    return [check.kind for check in checked(facts, placements, roles(facts, placements, text), every, text)]


@pytest.mark.parametrize(
    ("text", "stated", "known", "expected"),
    [
        ("43 have died.", [("43", 43.0, {})], 46.0, ["total-fell"]),
        ("The toll was revised to 43.", [("43", 43.0, {})], 46.0, []),
        ("46 have died.", [("46", 46.0, {})], 43.0, []),
        ("About 43 have died.", [("43", 43.0, {"high": None, "comparator": Comparator.AT_LEAST})], 43.0, []),
        ("It rose to 46 from 41.", [("46", 46.0, {}), ("41", 41.0, {})], 41.0, []),
        ("It rose to 46 from 40.", [("46", 46.0, {}), ("40", 40.0, {})], 41.0, ["previous-misfit"]),
        ("46 dead (+5)", [("46", 46.0, {}), ("+5", 5.0, {"basis": Basis.INCREMENT})], 41.0, []),
        ("46 dead (+6)", [("46", 46.0, {}), ("+6", 6.0, {"basis": Basis.INCREMENT})], 41.0, ["increment-misfit"]),
        (
            "9 died, including 12 children.",
            [("9", 9.0, {}), ("12", 12.0, {"group": "children"})],
            9.0,
            ["part-exceeds-whole"],
        ),
        ("9 died, including 3 children.", [("9", 9.0, {}), ("3", 3.0, {"group": "children"})], 3.0, []),
    ],
)
def test_what_does_not_fit_is_flagged(
    text: str, stated: list[tuple[str, float, dict[str, Any]]], known: float, expected: list[str]
) -> None:
    flagged = flags(text, read(text, *stated), last(known))
    assert [kind for kind in flagged if kind != "total-fell" or "total-fell" in expected] == expected
