"""Sentences of our own, grouped by construction: exactly these figures, with these fields."""

from __future__ import annotations

import pytest

from ledger.extract import extract_many
from ledger.model import Fact, Report
from tests.gold.rows import Row, faults, read_rows

ROWS = tuple(read_rows())


def parameters() -> list[object]:
    """The rows with their marks; a gap that has closed fails and says which line to delete."""
    return [
        pytest.param(
            row,
            id=row.name,
            marks=pytest.mark.xfail(
                reason=f"{row.reason} [closed? delete line {row.mark_line} of {row.file.name}]", strict=True
            )
            if row.reason
            else (),
        )
        for row in ROWS
    ]


@pytest.fixture(scope="session")
def found() -> dict[str, tuple[Fact, ...]]:
    """The facts of every row, by its name, from one call."""
    reports = [Report(key=row.name, text=row.text, published=row.published) for row in ROWS]
    return {row.name: extraction.facts for row, extraction in zip(ROWS, extract_many(reports), strict=True)}


@pytest.mark.parametrize("row", parameters())
def test_exactly_these_figures(row: Row, found: dict[str, tuple[Fact, ...]]) -> None:
    assert faults(row, found[row.name]) == []


def test_a_row_is_written_once() -> None:
    texts = [row.text for row in ROWS]
    assert len(texts) == len(set(texts)) >= 150
