"""Columns that fit a terminal, Markdown, CSV that no spreadsheet runs, and typed columns."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, date, datetime

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from ledger.errors import LedgerError
from ledger.model import Table
from ledger.queries.fields import field_of
from ledger.render.arrow import arrow_table, pandas_frame, parquet_bytes
from ledger.render.columns import columns
from ledger.render.data import table_data
from ledger.render.markdown import markdown_table
from ledger.render.tables import csv_text, figure_row
from tests.samples import day, fact, figure, per

CELLS = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text("ab 数é\n-", max_size=70))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), st.integers(30, 120))
def test_no_line_is_wider_than_the_terminal(rows: list[list[object]], width: int) -> None:
    from ledger.render.columns import _width

    assert max(map(_width, columns(("one", "two", "three"), rows, width))) <= width


def test_text_gives_way_and_numbers_stay_whole() -> None:
    lines = columns(("place", "killed", "quote"), [("Derna", 1234567890, "At least this many people, it said.")], 34)
    assert lines == [
        "place      killed  quote",
        "─────  ──────────  ───────────────",
        "Derna  1234567890  At least this …",
    ]


def test_what_fits_in_no_columns_is_printed_in_blocks_and_whole() -> None:
    header = [f"column_{number}" for number in range(12)]
    rows: list[list[object]] = [["a long word or two, and more"] * 12, [None, *[5] * 11]]
    lines = columns(header, rows, 40)
    assert lines[:2] == ["column_0   a long word or two, and more", "column_1   a long word or two, and more"]
    assert lines[12:14] == ["", "column_1   5"]


def test_wide_characters_are_cut_by_the_columns_that_they_take() -> None:
    assert columns(("名",), [("数" * 40,)], 21)[2] == "数" * 10 + "…"


def test_markdown_shows_text_as_it_reads() -> None:
    assert markdown_table(("place", "low"), [("a|b *c* <d> [e](f) g_h _i_", 5300), (None, None)]) == [
        "| place | low |",
        "| --- | ---: |",
        r"| a\|b \*c\* \<d\> \[e\](f) g_h \_i\_ | 5300 |",
        "|  |  |",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+150", "-5 °C", "@SUM(A1)", "\tx", "\r=x", '=HYPERLINK("http://x")'])
def test_no_text_cell_is_a_formula(text: str) -> None:
    ((name,), (cell,)) = csv.reader(io.StringIO(csv_text([{text: text}]), newline=""))
    assert (name, cell) == (f"'{text}", f"'{text}")


def test_numbers_stay_numbers_in_csv() -> None:
    assert csv_text([{"delta": -12, "percent": -6.5, "vague": False}]) == "delta,percent,vague\r\n-12,-6.5,false\r\n"


@given(st.lists(st.text("=+-@'\",\r\n\tab 数", max_size=9), min_size=1, max_size=4))
def test_csv_is_read_back_as_it_was_but_for_the_apostrophe(texts: list[str]) -> None:
    rows = [{"text": text} for text in texts]
    back = list(csv.reader(io.StringIO(csv_text(rows), newline="")))[1:]
    assert [cell.removeprefix("'") for (cell,) in back] == [text.removeprefix("'") for text in texts]


def test_columns_of_one_name_are_told_apart() -> None:
    assert table_data(Table(columns=("low", "low", "low_2"), rows=((1, 2, 3),))) == [
        {"low": 1, "low_2": 2, "low_2_2": 3}
    ]


def test_parquet_has_the_types_that_the_columns_mean() -> None:
    row = figure_row(figure(fact(high=None, period=day("2023-09-11"), attribution=per("Red Crescent"))))
    back = parquet.read_table(pyarrow.BufferReader(parquet_bytes([row])))
    assert back.schema.field("low").type == back.schema.field("high").type == pyarrow.float64()
    assert back.schema.field("published").type == pyarrow.date32()
    assert back.schema.field("recorded").type == pyarrow.timestamp("us", tz="UTC")
    assert b"day of publication" in back.schema.field("published").metadata[b"description"]
    (read,) = back.to_pylist()
    assert (read["low"], read["high"], read["vague"], read["claimant"]) == (12.0, None, False, "Red Crescent")
    assert (read["published"], read["recorded"]) == (date(2023, 9, 11), datetime(2024, 5, 1, 12, tzinfo=UTC))


def test_a_name_that_means_something_else_in_a_query_is_typed_by_what_it_holds() -> None:
    made = arrow_table([{"low": "few", "n": 1, "share": 0.5, "both": 1, "none": None}, {"both": 1.5}])
    assert [str(field.type) for field in made.schema] == ["string", "int64", "double", "double", "string"]
    assert arrow_table([], ["low", "place"]).num_rows == 0


def test_pandas_gets_dates_as_dates() -> None:
    frame = pandas_frame([figure_row(figure(fact()))])
    assert str(frame["published"].dtype).startswith("datetime64")
    assert frame["low"].tolist() == [12.0]


def test_a_column_of_one_side_means_what_the_column_means() -> None:
    before, second = field_of("before_low"), field_of("published_b")
    assert before is not None
    assert (before.name, before.type, before.unit) == ("before_low", "number", "@unit")
    assert second is not None
    assert second.type == "date"
    assert field_of("nonsense") is None


@pytest.mark.parametrize("package", ["pyarrow", "pandas"])
def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(LedgerError, match=rf"{package}; pip install 'numeric-fact-ledger\[tables\]'"):
        pandas_frame([{"low": 1}])
