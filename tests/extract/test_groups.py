"""Who is counted, and whose a sum or share is: (text, surface, group)."""

from datetime import date

import pytest

from ledger.extract import extract
from ledger.model import Report

GROUPS = [
    # counts: the shortest qualified phrase; nothing where it only repeats the unit or narrows nothing
    ("A blast killed 12 people.", "12", None),
    ("A blast killed 12 miners.", "12", "miners"),
    ("A blast killed 12 Peruvian miners.", "12", "Peruvian miners"),
    ("The storm tore down 40 homes.", "40", None),
    ("Crews searched 40 unoccupied homes.", "40", "unoccupied homes"),
    ("About 300 Palestinians left.", "300", "Palestinians"),
    ("The state sent 90 companies of the Border Guard.", "90", "companies of the Border Guard"),
    # carried over to pronouns and elided nouns
    ("Twenty miners died and two were hurt.", "two", "miners"),
    ("Twelve Chadian soldiers were captured, four of them officers.", "four", "officers"),
    # sums and shares: the bearer
    ("Nordvik Foods's shares fell 2 percent.", "2 percent", "Nordvik Foods"),
    ("Kenya's jobless rate fell to 5 percent.", "5 percent", None),
    ("The grant was $2 million from the Norwegian government.", "$2 million", "Norwegian government"),
    ("Inflation fell to 3 percent.", "3 percent", None),
    # quantities of other kinds have none
    ("The wave was 12 metres high.", "12", None),
    # lists of losses
    ("Ukraine's General Staff spoke.\nLosses of the enemy:\ntanks – 14\nboats – 3", "14", "Russian forces"),
    ("Losses of the Chadian army:\npersonnel – 140\nboats – 3", "140", "Chadian troops"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "group"), GROUPS)
def test_group(text: str, surface: str, group: str | None) -> None:
    facts = extract(Report(key="test", text=text, published=date(2024, 5, 15))).facts
    assert next(fact.group for fact in facts if fact.surface == surface) == group
