"""Lists and tables in plain text: (text, [(surface, unit, measure, entity)])."""

from datetime import date

import pytest

from ledger.extract import extract
from ledger.extract.lines.blocks import split_blocks
from ledger.model import Report

LISTS = [
    (
        "Losses of the intruders:\ntanks – 14 units,\nfuel tanks – 7 (+2)\nboats / barges ‒ 3.",
        [
            ("14", "tank", "equipment_lost", "tanks"),
            ("7", "fuel tank", "equipment_lost", "fuel tanks"),
            ("+2", "fuel tank", "equipment_lost", "fuel tanks"),
            ("3", "boat", "equipment_lost", "boats / barges"),
        ],
    ),
    (
        "Flood damage\n* Houses destroyed: 310\n* People evacuated: 2,870\n* Killed: 4",
        [
            ("310", "house", "buildings_damaged", "Houses"),
            ("2,870", "person", "evacuated", "People"),
            ("4", "person", "killed", ""),
        ],
    ),
    (
        "Deaths by state\nKogi – 12\nBenue – 7",
        [("12", "person", "killed", "Deaths"), ("7", "person", "killed", "Deaths")],
    ),
    (
        "Cholera by country:\nTogo: 23 cases, including 5 deaths\nBenin: 13 cases, including 6 deaths",
        [
            ("23", "person", "infected", "cases"),
            ("5", "person", "killed", "deaths"),
            ("13", "person", "infected", "cases"),
            ("6", "person", "killed", "deaths"),
        ],
    ),
    (
        "Country | Confirmed cases | Deaths\nTogo | 14 | 2\nBenin | 9 | 0",
        [
            ("14", "person", "infected", "Confirmed cases"),
            ("2", "person", "killed", "Deaths"),
            ("9", "person", "infected", "Confirmed cases"),
            ("0", "person", "killed", "Deaths"),
        ],
    ),
    (
        "Country\nCases\nDeaths\nTogo\n14\n2\nBenin\n9\n0",
        [
            ("14", "person", "infected", "Cases"),
            ("2", "person", "killed", "Deaths"),
            ("9", "person", "infected", "Cases"),
            ("0", "person", "killed", "Deaths"),
        ],
    ),
    (
        "At a glance\n2.4 million\npeople displaced by the floods\n310\nhouses destroyed",
        [
            ("2.4 million", "person", "displaced", "people"),
            ("310", "house", "buildings_damaged", "houses"),
        ],
    ),
    ("Killed\n25\nInjured\n61", [("25", "person", "killed", ""), ("61", "person", "wounded", "")]),
    (
        "Seized in the raid: 34 rifles; 2 mortars; 1,100 rounds.",
        [("34", "rifle", "other", "rifles"), ("2", "mortar", "other", "mortars"), ("1,100", "round", "other", "rounds")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), LISTS)
def test_lines_of_lists(text: str, facts: list[tuple[str, str, str, str]]) -> None:
    found = extract(Report(key="test", text=text, published=date(2024, 5, 15))).facts
    assert [(fact.surface, fact.unit, fact.measure, fact.entity) for fact in found] == facts


def test_a_bracketed_plus_adds_to_a_total() -> None:
    text = "Losses of the intruders:\ntanks – 14 (+2)\nboats – 3 (+1)"
    found = extract(Report(key="test", text=text, published=date(2024, 5, 15))).facts
    assert [fact.basis.value for fact in found] == ["total", "increment", "total", "increment"]


BLOCKS = [
    ("Killed\n25\nInjured\n61", ["Killed\n25", "Injured\n61"]),
    ("Figures\n25\nkilled\n61\ninjured", ["Figures", "25\nkilled", "61\ninjured"]),
    ("Figures\n25\nKilled\n61\nInjured", ["Figures", "25\nKilled", "61\nInjured"]),
    ("a town of about\n27,000 people\n\nNext.", ["a town of about\n27,000 people", "Next."]),
    ("One line.\r\nAnother one.", ["One line.", "Another one."]),
    ("Published\n12 May\n2024", ["Published", "12 May", "2024"]),
]


@pytest.mark.parametrize(("text", "blocks"), BLOCKS)
def test_lines_that_belong_together(text: str, blocks: list[str]) -> None:
    assert [text[slice(*span)] for span in split_blocks(text)] == blocks


def test_a_toll_stands_under_its_label() -> None:
    text = "Strike status\nLikely\nCivilians reported killed\n4–7\n(2 children, 1–2 women)\nCivilians reported injured\n6–9\n"
    facts = extract(Report(key="card", text=text)).facts
    assert [(f.surface, f.low, f.high, f.measure) for f in facts] == [
        ("4–7", 4, 7, "killed"),
        ("2", 2, 2, "killed"),
        ("1–2", 1, 2, "killed"),
        ("6–9", 6, 9, "wounded"),
    ]


def test_losses_in_one_sentence_with_what_was_added() -> None:
    text = "The total combat losses of the enemy are estimated at: about 4,420 (+160) military personnel, 663 (+9) tanks, 543 (+2) MLRS and 18 (+0) boats."
    facts = extract(Report(key="losses", text=text, published=date(2023, 4, 24))).facts
    assert [(f.low, f.comparator.value, f.unit, f.measure, f.basis.value) for f in facts] == [
        (4420, "~", "person", "casualties", "total"),
        (160, "~", "person", "casualties", "increment"),
        (663, "~", "tank", "equipment_lost", "total"),
        (9, "~", "tank", "equipment_lost", "increment"),
        (543, "~", "mlrs", "equipment_lost", "total"),
        (2, "~", "mlrs", "equipment_lost", "increment"),
        (18, "~", "boat", "equipment_lost", "total"),
        (0, "~", "boat", "equipment_lost", "increment"),
    ]


def test_a_line_with_nothing_between_name_and_number() -> None:
    text = "Enemy losses as of 5 March:\nTanks: 6,673 (+7)\nMLRS 1,009 (+2)\nShips: 347\n"
    facts = extract(Report(key="losses", text=text, published=date(2024, 3, 5))).facts
    assert [(f.low, f.unit.lower(), f.measure) for f in facts] == [
        (6673, "tank", "equipment_lost"),
        (7, "tank", "equipment_lost"),
        (1009, "mlrs", "equipment_lost"),
        (2, "mlrs", "equipment_lost"),
        (347, "ship", "equipment_lost"),
    ]


def test_one_row_of_values_under_their_names_and_a_row_that_lost_them() -> None:
    named = extract(
        Report(key="losses", text="| Killed | Injured |\n| --- | --- |\n| 12 | 13 |\n", published=date(2024, 3, 5))
    )
    assert [(f.low, f.measure) for f in named.facts] == [(12, "killed"), (13, "wounded")]
    lost = extract(Report(key="losses", text="| 12 | 13 |\n", published=date(2024, 3, 5)))
    assert not lost.facts
    assert [problem.kind for problem in lost.problems] == ["bare-numbers"]
