"""One event told by several outlets is one question: its toll, whoever tells it, and nothing else.

Each file of ``tests/series`` is a series of reports that we wrote, with the figures that belong to the question
(``inside``, "report: number as written", headline and body apart) and the others of that measure (``apart``).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ledger.api import Ledger
from ledger.model import Basis, FactFilter, Figure, Metadata

SERIES = Path(__file__).parent / "series"
NAMES = [path.stem for path in sorted(SERIES.glob("*.toml"))]

Told = dict[str, Any]


def told(ledger: Ledger, name: str, folder: Path) -> Told:
    """Ingests a series, report after report; its file's content."""
    content = tomllib.loads((SERIES / f"{name}.toml").read_text("utf-8"))
    for number, report in enumerate(content["report"], 1):
        path = folder / f"{number}.txt"
        path.write_text(report["text"].strip() + "\n", encoding="utf-8")
        ledger.ingest([str(path)], Metadata(outlet=report["outlet"], published=report["published"]))
    return content


def named(figure: Figure) -> str:
    return f"{figure.report}: {figure.fact.surface}"


@pytest.mark.parametrize("name", NAMES)
def test_the_toll_of_an_event_is_one_question(name: str, ledger_url: str, tmp_path: Path) -> None:
    with Ledger(ledger_url) as ledger:
        content = told(ledger, name, tmp_path)
        figures = [one for one in ledger.facts(FactFilter(measure=content["measure"])) if one.fact.basis is Basis.TOTAL]
        flagged = ledger.sql("SELECT report, surface FROM check_info ORDER BY report, surface", {}).rows
        asked = {series.id: series.question for series, _ in ledger.history()}
        tracked = {
            tuple(vintage.figure.fact.surface for vintage in vintages)
            for series, vintages in ledger.history(where=FactFilter(measure=content["measure"]))
            if series.basis is Basis.TOTAL
        }
    gold = content["gold"]
    assert {tuple(listed) for listed in gold.get("series", ())} <= tracked
    inside = Counter(asked[one.series] for one in figures if named(one) in gold["inside"]).most_common(1)[0][0]
    assert sorted(named(one) for one in figures if asked[one.series] == inside) == sorted(gold["inside"])
    assert set(gold.get("apart", ())) <= {named(one) for one in figures if asked[one.series] != inside}
    assert [f"{report}: {surface}" for report, surface in flagged] == gold.get("flagged", [])
