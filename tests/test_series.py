"""A daily list whose items are named anew each day stays one series an item; no series mixes two items."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.model import Basis, FactFilter, Metadata

HEAD = "The total losses of the northern army from 3 March to {day} May were approximately:\n"
DAYS = {
    "2024-05-10": (
        "personnel - about 4100",
        "tanks - 210",
        "APV - 515",
        "artillery systems - 96",
        "boats / cutters - 4",
    ),
    "2024-05-11": (
        "personnel - about 4200 (+100) persons",
        "tanks - 214 (+4)",
        "armoured fighting vehicles - 521 (+6)",
        "artillery systems - 98 (+2)",
        "warships / boats - 4 (+0)",
    ),
    "2024-05-12": (
        "personnel ‒ about 4350 (+150) persons",
        "tanks ‒ 219 (+5)",
        "APV ‒ 530 (+9)",
        "artillery ‒ 101 (+3)",
        "boats / cutters ‒ 5 (+1)",
    ),
}
FUEL = {"2024-05-10": 31, "2024-05-11": 31, "2024-05-12": 33}
EXPECTED = [
    [4100.0, 4200.0, 4350.0],
    [210.0, 214.0, 219.0],
    [515.0, 521.0, 530.0],
    [96.0, 98.0, 101.0],
    [4.0, 4.0, 5.0],
    [31.0, 31.0, 33.0],
]


@pytest.fixture
def ledger(ledger_url: str, tmp_path: Path) -> Ledger:
    opened = Ledger(ledger_url)
    for day, lines in DAYS.items():
        path = tmp_path / f"losses-{day}.txt"
        path.write_text(
            HEAD.format(day=int(day[-2:])) + ",\n".join((*lines, f"fuel tanks - {FUEL[day]}.")), encoding="utf-8"
        )
        opened.ingest([str(path)], Metadata(outlet="Ministry", published=_date(day)))
    return opened


def _date(day: str) -> date:
    return date.fromisoformat(day)


def test_each_item_is_one_series(ledger: Ledger) -> None:
    with ledger:
        values = defaultdict[str, list[float | None]](list)
        for figure in reversed(ledger.facts(FactFilter())):
            if figure.fact.basis is not Basis.INCREMENT:
                values[figure.series].append(figure.fact.low)
        assert sorted(values.values(), key=str) == sorted(EXPECTED, key=str)
        kinds = ledger.sql("SELECT kind FROM check_info", {}).rows
    assert kinds == ()
