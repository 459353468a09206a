"""Whole facts from one or two sentences, grouped by construction: (text, published, [expected fields by surface])."""

from datetime import date
from typing import Any

import pytest

from ledger.extract import extract
from ledger.model import Fact, Report

PUBLISHED = date(2024, 5, 15)  # a Wednesday

CASES: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "a number word with an elided noun, 'more', and a day of its own",
        "Georgian authorities said landslides killed 17 people in Batumi on Monday and six more Tuesday morning.",
        [
            {
                "surface": "17",
                "measure": "killed",
                "unit": "person",
                "claimant": "Georgian authorities",
                "place": "Batumi",
                "period": ("2024-05-13", "2024-05-13"),
                "basis": "total",
            },
            {
                "surface": "six",
                "measure": "killed",
                "unit": "person",
                "claimant": "Georgian authorities",
                "place": "Batumi",
                "period": ("2024-05-14", "2024-05-14"),
                "basis": "increment",
                "entity": "",
            },
        ],
    ),
    (
        "'others' and 'its troops' take the claimant's people",
        "Sudan's defense ministry issued a tally, saying 61 of its troops were killed in Darfur, while more than 240 others were wounded.",
        [
            {
                "surface": "61",
                "measure": "killed",
                "group": "Sudanese troops",
                "entity": "its troops",
                "claimant": "Sudan's defense ministry",
                "kind": "military",
            },
            {
                "surface": "240",
                "measure": "wounded",
                "group": "Sudanese troops",
                "entity": "others",
                "comparator": ">",
                "low": 240,
                "high": None,
            },
        ],
    ),
    (
        "a quarter-million in an apposition is background, not what was said",
        "Baku said it had entered Ganja, an industrial city of a quarter-million people.",
        [
            {
                "surface": "quarter-million",
                "low": 250_000,
                "measure": "population",
                "place": "Ganja",
                "basis": "level",
                "claimant": None,
            }
        ],
    ),
    (
        "home to N is a population",
        "Floods reached Tirana, home to 900,000 people.",
        [{"surface": "900,000", "measure": "population", "place": "Tirana"}],
    ),
    (
        "a pronoun goes back to the last speaker, and what is expected is a forecast",
        "The Norwegian Refugee Council said at least 30,000 people had fled Haiti since Sunday. It said it expects 90,000 people could eventually flee Haiti.",
        [
            {
                "surface": "30,000",
                "measure": "refugees",
                "comparator": ">=",
                "claimant": "Norwegian Refugee Council",
                "kind": "ngo",
                "period": ("2024-05-12", "2024-05-15"),
            },
            {
                "surface": "90,000",
                "measure": "refugees",
                "status": "forecast",
                "claimant": "Norwegian Refugee Council",
                "period": None,
            },
        ],
    ),
    (
        "'the official' goes back to a fuller description, and stays anonymous",
        "A senior French interior official briefing reporters on the condition of anonymity spoke of delays.\n\nThe official said that since the strike began last Friday, Chad has launched more than 30 rockets.",
        [
            {
                "surface": "30",
                "measure": "munitions_fired",
                "unit": "rocket",
                "comparator": ">",
                "claimant": "senior French interior official",
                "kind": "anonymous",
                "period": ("2024-05-10", "2024-05-15"),
            }
        ],
    ),
    (
        "what will be designated is planned",
        '"In total, 14 Belarusian defense-related entities will be designated," Marie Dupont said.',
        [
            {
                "surface": "14",
                "unit": "entity",
                "measure": "sanctioned",
                "status": "planned",
                "entity": "Belarusian defense-related entities",
                "place": "Belarus",
            }
        ],
    ),
    (
        "'across the country' is the story's country",
        "Floods hit Nepal.\n\nNepal's emergency agency said the floods have killed more than 120 people across the country.",
        [
            {
                "surface": "120",
                "measure": "killed",
                "place": "Nepal",
                "period": (None, "2024-05-15"),
                "claimant": "Nepal's emergency agency",
                "kind": "government",
            }
        ],
    ),
    (
        "one verb over a list of like things",
        "The cyclone wiped out 40 homes in Beira, 22 houses in Dondo and 9 homes in Chimoio.",
        [
            {"surface": s, "measure": "buildings_damaged", "place": p}
            for s, p in (("40", "Beira"), ("22", "Dondo"), ("9", "Chimoio"))
        ],
    ),
    (
        "a conversion in brackets inherits the comparator",
        "Winds exceeding 200 kilometers per hour (124 mph) hit Manila.",
        [
            {"surface": "200", "unit": "kilometer/hour", "comparator": ">", "measure": "wind_speed"},
            {"surface": "124", "unit": "mile/hour", "comparator": ">", "measure": "wind_speed"},
        ],
    ),
    (
        "an implicit count of one",
        "A farmer was killed by lightning near Lusaka, police said.",
        [{"surface": "A farmer", "implicit": True, "low": 1, "measure": "killed", "claimant": "police"}],
    ),
    (
        "an explicit zero",
        "No one was hurt in the fire.",
        [{"surface": "No one", "implicit": True, "low": 0, "high": 0, "measure": "wounded"}],
    ),
    (
        "a header's comparator governs the list",
        "Losses of the army were approximately:\ntanks ‒ 12 units,\naircraft ‒ 7 units,",
        [
            {"surface": "12", "unit": "tank", "comparator": "~", "measure": "equipment_lost"},
            {"surface": "7", "unit": "aircraft", "comparator": "~", "measure": "equipment_lost"},
        ],
    ),
    (
        "magnitude by word and by hyphen",
        "A 6.1-magnitude earthquake struck Izmir.",
        [{"surface": "6.1", "unit": "magnitude", "measure": "magnitude"}],
    ),
    (
        "no facts: ages, ordinals, labels, years, back-references",
        "The 45-year-old driver of an F-16 came second on May 3, 2024, and the two sides met for the first time in the past 24 hours over a Minuteman III.",
        [],
    ),
    (
        "no facts: phone numbers, clock times, flights",
        "Call 555-0123 at 3 p.m. about Flight 370 or Resolution 2231.",
        [],
    ),
]


def _seen(fact: Fact, field: str) -> Any:
    if field == "claimant":
        return fact.claimant
    if field == "kind":
        return str(fact.attribution[0].kind) if fact.attribution else None
    if field == "period":
        return (
            tuple(d.isoformat() if d else None for d in (fact.period.start, fact.period.end)) if fact.period else None
        )
    return getattr(fact, field)


@pytest.mark.parametrize(("text", "expected"), [(t, e) for _, t, e in CASES], ids=[name for name, _, _ in CASES])
def test_facts(text: str, expected: list[dict[str, Any]]) -> None:
    facts = extract(Report(key="test", text=text, published=PUBLISHED)).facts
    assert [
        {field: _seen(fact, field) for field in wanted} for fact, wanted in zip(facts, expected, strict=False)
    ] == expected
    assert [fact.surface for fact in facts] == [wanted["surface"] for wanted in expected]
    assert all(text[fact.span.start : fact.span.end] == fact.surface for fact in facts)
