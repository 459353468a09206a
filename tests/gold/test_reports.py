"""The gold reports are well formed: spans fit their text, every field has a value that the contract allows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ledger import lexicon
from ledger.model import ActorKind, Basis, Comparator, Direction, Period, Status

FOLDER = Path(__file__).parent / "reports"
NAMES = sorted(path.name.removesuffix(".txt") for path in FOLDER.glob("*.txt"))
OPEN_ABOVE = (Comparator.MORE, Comparator.AT_LEAST)
OPEN_BELOW = (Comparator.LESS, Comparator.AT_MOST)


def read(name: str) -> tuple[str, list[dict[str, Any]]]:
    """The text, line ends untouched, and its facts."""
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    return text, json.loads((FOLDER / f"{name}.gold.json").read_text("utf-8"))["facts"]


def faults(text: str, fact: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one fact."""
    start, end = fact["span"]
    if not fact["text"] or text[start:end] != fact["text"]:
        yield f"the span holds {text[start:end]!r}"
    if fact.get("direction") and fact["basis"] != Basis.CHANGE:
        yield "a direction without a change"
    if fact["measure"] not in {row[0] for row in lexicon.rows("measures")}:
        yield f"no measure {fact['measure']!r}"
    yield from bound_faults(fact)
    Basis(fact["basis"]), Status(fact["status"]), Direction(fact.get("direction", "up"))
    for link in fact["attribution"]:
        ActorKind(link["kind"])
        if not link["name"]:
            yield "a claimant without a name"
    if fact["period"]:
        first, last = (
            date.fromisoformat(day) if day else None for day in (fact["period"][k] for k in ("start", "end"))
        )
        Period(start=first, end=last)  # refuses what makes no sense, as do the names above


def bound_faults(fact: dict[str, Any]) -> Iterator[str]:
    """Bounds that do not fit each other or the comparator."""
    low, high, comparator = fact["low"], fact["high"], Comparator(fact["comparator"])
    if low is None and high is None:
        yield "no bound"
    if low is not None and high is not None and low > high:
        yield f"{low} > {high}"
    if comparator in OPEN_ABOVE and high is not None:
        yield f"{comparator} with an upper bound"
    if comparator in OPEN_BELOW and low is not None:
        yield f"{comparator} with a lower bound"
    if comparator not in OPEN_ABOVE + OPEN_BELOW and None in (low, high):
        yield f"{comparator} with an open bound"


@pytest.mark.parametrize("name", NAMES)
def test_gold_is_well_formed(name: str) -> None:
    text, facts = read(name)
    assert facts
    assert [f"{fact['text']}: {fault}" for fact in facts for fault in faults(text, fact)] == []


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_in_order_and_apart(name: str) -> None:
    spans = [fact["span"] for fact in read(name)[1]]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
def test_metadata_stand_beside_the_text(name: str) -> None:
    metadata = json.loads((FOLDER / f"{name}.meta.json").read_text("utf-8"))
    assert metadata["outlet"]
    assert metadata["title"]
    if published := metadata.get("published"):
        date.fromisoformat(published)
