"""Diffs as CSV: by the rules of the tabular diff format, and as daff, its first program, reads it."""

from __future__ import annotations

import csv
import io
from typing import Any

import daff
import pytest

from ledger.model import Diff
from ledger.render.data import plain_number
from ledger.render.diff.tabular import COLUMNS, diff_csv
from tests.render.diff.samples import EVERY_KIND, HOSTILE, between_versions, change, count

STATED = COLUMNS[2:-3]


def rows(diff: Diff) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(diff_csv(diff))))


def test_the_columns_are_the_agreed_ones() -> None:
    assert COLUMNS[:2] == ("@@", "kind")
    assert COLUMNS[-3:] == ("delta", "percent", "line")
    subject = ("measure", "unit", "group", "place", "claimant", "period", "comparator", "low", "high")
    assert [name for name in STATED if name in subject] == list(subject)


def test_a_changed_row_shows_both_values_in_its_cells() -> None:
    raised = rows(EVERY_KIND)[0]
    assert (raised["@@"], raised["kind"], raised["low"]) == ("->", "raised", "2300->5300")
    assert (raised["place"], raised["delta"], raised["percent"]) == ("Derna", "3000", "130.4348")


def test_added_and_withdrawn_rows_are_whole() -> None:
    added, withdrawn = rows(EVERY_KIND)[-2:]
    assert (added["@@"], added["low"], added["unit"]) == ("+++", "4", "bridge")
    assert (withdrawn["@@"], withdrawn["low"], withdrawn["place"]) == ("---", "8.5", "Derna")


def test_a_row_that_holds_an_arrow_gets_a_longer_one() -> None:
    (row,) = rows(between_versions(change("repeated", count(5, group="a->b"), count(5, group="a-->b"))))
    assert (row["@@"], row["group"]) == ("--->", "a->b--->a-->b")


def test_a_spreadsheet_runs_nothing_that_a_report_says() -> None:
    _, added = rows(HOSTILE)
    assert (added["@@"], added["measure"]) == ("+++", "'=cmd()")


def test_no_change_leaves_the_header() -> None:
    assert diff_csv(between_versions(unchanged=3)) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("diff", [EVERY_KIND, HOSTILE])
def test_daff_reads_what_was_before_and_after(diff: Diff) -> None:
    table = daff.PythonTableView(list(csv.reader(io.StringIO(diff_csv(diff)))))
    cells = daff.PythonCellView()

    def read(x: int, y: int) -> Any:
        return daff.DiffRender.renderCell(table, cells, x, y)

    assert {read(x, 0).category for x in range(len(COLUMNS))} == {"header"}
    for y, one in enumerate(diff.changes, start=1):
        for name, side in (("lvalue", one.before), ("rvalue", one.after)):
            if side is None:
                continue
            stated = {column: read(x, y) for x, column in enumerate(COLUMNS) if column in STATED}
            said = {
                column: getattr(cell, name) if cell.category == "modify" else cell.value
                for column, cell in stated.items()
            }
            assert said["surface"] == side.fact.surface
            assert said["low"] == ("" if side.fact.low is None else str(plain_number(side.fact.low)))
            assert said["comparator"] == side.fact.comparator.value
            assert (said["group"] or None, said["place"] or None) == (side.fact.group, side.fact.place)
        category = read(0, y).category
        assert category == ("modify" if one.before and one.after else "add" if one.after else "remove")
