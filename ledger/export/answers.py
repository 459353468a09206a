"""Answers of the ledger for programs: tuples and tables that also turn into Arrow tables and pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING, Any, TypeVar

from ledger.model import Decision, Figure, ReportSummary, Rivals, Series, Table, TrackedSeries, Vintage
from ledger.render.arrow import arrow_table, pandas_frame
from ledger.render.claims import rivals_row
from ledger.render.data import column_names, decision_data, table_data
from ledger.render.history import history_row, tracked_row
from ledger.render.tables import FIGURE_COLUMNS, figure_row, version_rows

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["Answer", "TableAnswer"]

Row = dict[str, Any]
T = TypeVar("T")


class Answer(tuple[T, ...]):
    """A tuple of frozen values. Its rows are those that the command line prints as CSV."""

    __slots__ = ()

    def to_rows(self) -> list[Row]:
        """Flat rows, one dict each: a figure, a version, a vintage or a claim a row."""
        return [row for item in self for row in _rows(item)]

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with typed columns. Raises LedgerError where pyarrow is not installed."""
        return arrow_table(self.to_rows(), None if self else FIGURE_COLUMNS)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame; days and times are ``datetime64``. Raises LedgerError where pandas is not installed."""
        return pandas_frame(self.to_rows(), None if self else FIGURE_COLUMNS)


class TableAnswer(Table):
    """What a query answered; a ``Table`` that turns into others."""

    __slots__ = ()

    @classmethod
    def of(cls, table: Table) -> TableAnswer:
        """The same columns and rows."""
        return cls(columns=table.columns, rows=table.rows, truncated=table.truncated)

    def to_rows(self) -> list[Row]:
        """One dict a row; of two columns of one name the second gets a number."""
        return table_data(self)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with typed columns. Raises LedgerError where pyarrow is not installed."""
        return arrow_table(self.to_rows(), column_names(self))

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame; days and times are ``datetime64``. Raises LedgerError where pandas is not installed."""
        return pandas_frame(self.to_rows(), column_names(self))


@singledispatch
def _rows(item: object) -> Sequence[Row]:
    raise TypeError(f"no rows are made of {type(item).__name__}")


@_rows.register
def _(item: Figure) -> Sequence[Row]:
    return [figure_row(item)]


@_rows.register
def _(item: ReportSummary) -> Sequence[Row]:
    return version_rows(item)


@_rows.register
def _(item: TrackedSeries) -> Sequence[Row]:
    return [tracked_row(item)]


@_rows.register
def _(item: Rivals) -> Sequence[Row]:
    return [rivals_row(item, claim) for claim in item.claims]


@_rows.register
def _(item: Decision) -> Sequence[Row]:
    return [decision_data(item)]


@_rows.register
def _(item: tuple) -> Sequence[Row]:  # type: ignore[type-arg]  # a series with its vintages
    series, vintages = _history(item)
    return [history_row(series, step) for step in vintages]


def _history(item: tuple[Any, ...]) -> tuple[Series, tuple[Vintage, ...]]:
    series, vintages = item
    return series, vintages
