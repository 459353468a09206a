"""The forms in which every read prints its rows."""

from __future__ import annotations

import csv
import io

import pyarrow
import pytest
from pyarrow import parquet

from tests.cli.conftest import Run, loaded

READS = (
    ("facts",),
    ("series",),
    ("history", "--measure", "killed"),
    ("reports",),
    ("query", "timeline"),
    ("sql", "SELECT place, low, published_at FROM figures ORDER BY id"),
)


def test_every_form_has_the_same_rows(floods: Run) -> None:
    for read in READS:
        rows = list(csv.DictReader(io.StringIO(floods(*read, "--format", "csv").stdout, newline="")))
        assert rows, read
        table = parquet.read_table(pyarrow.BufferReader(floods(*read, "--format", "parquet").stdout_bytes))
        assert (table.num_rows, table.column_names) == (len(rows), list(rows[0])), read
        markdown = floods(*read, "--format", "markdown").stdout.splitlines()
        assert (len(markdown), markdown[0].count(" | ")) == (len(rows) + 2, len(rows[0]) - 1), read
        assert len(floods(*read, "--format", "table").stdout.splitlines()) == len(rows) + 2, read


def test_parquet_types_do_not_hang_on_the_engine(floods: Run) -> None:
    table = parquet.read_table(
        pyarrow.BufferReader(floods("sql", "SELECT * FROM figures", "--format", "parquet").stdout_bytes)
    )
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["low"], kinds["high"], kinds["version"], kinds["newest"]) == ("double", "double", "int64", "bool")
    assert (kinds["published_at"], kinds["recorded_at"]) == ("date32[day]", "timestamp[us, tz=UTC]")


def test_a_query_without_rows_still_has_its_columns(floods: Run) -> None:
    empty = ("sql", "SELECT place, low FROM figures WHERE low < 0", "--format")
    assert floods(*empty, "csv").stdout_bytes == b"place,low\r\n"
    assert floods(*empty, "markdown").stdout.splitlines()[0] == "| place | low |"
    assert floods("facts", "--measure", "rescued", "--format", "csv").stdout == ""


def test_columns_fit_the_terminal(floods: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for read in (("facts", "--format", "table"), ("sql", "SELECT * FROM revisions"), ("history", "--place", "Derna")):
        assert max(map(len, floods(*read).stdout.splitlines()[1:])) <= 60, read


def test_csv_has_the_line_ends_of_the_standard(floods: Run) -> None:
    raw = floods("facts", "--format", "csv").stdout_bytes
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(loaded(floods("facts", "--format", "json"))) + 1
