"""Rows as an Arrow table, a Parquet file or a pandas frame, where those packages are installed (extra ``tables``)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ledger.errors import LedgerError
from ledger.render.typed import Column, Row, typed_columns

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["arrow_table", "pandas_frame", "parquet_bytes"]


def arrow_table(rows: Iterable[Row], names: Sequence[str] | None = None, table: str | None = None) -> pyarrow.Table:
    """Rows as an Arrow table: days as ``date32``, times as microseconds in UTC, meanings as metadata of the fields.

    Raises LedgerError where pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise LedgerError("this needs the package pyarrow; pip install 'numeric-fact-ledger[tables]'") from None
    kinds = {
        "boolean": pyarrow.bool_(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("us", tz="UTC"),
    }
    found = typed_columns(rows, names, table)
    fields = [
        pyarrow.field(column.field.name, kinds.get(column.field.type, pyarrow.string()), metadata=_told(column))
        for column in found
    ]
    arrays = [pyarrow.array(_values(column), field.type) for column, field in zip(found, fields, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))


def parquet_bytes(rows: Iterable[Row], names: Sequence[str] | None = None, table: str | None = None) -> bytes:
    """Rows as a Parquet file. Raises LedgerError where pyarrow is not installed."""
    made = arrow_table(rows, names, table)
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(made, out)
    return out.getvalue()


def pandas_frame(rows: Iterable[Row], names: Sequence[str] | None = None, table: str | None = None) -> pandas.DataFrame:
    """Rows as a pandas frame; days and times are ``datetime64``. Raises LedgerError where pandas is not installed."""
    try:
        import pandas  # noqa: F401
    except ImportError:
        raise LedgerError("this needs the package pandas; pip install 'numeric-fact-ledger[tables]'") from None
    return arrow_table(rows, names, table).to_pandas(date_as_object=False)


def _values(column: Column) -> Sequence[object]:
    if column.field.type not in ("object", "array"):
        return column.values
    return [None if value is None else json.dumps(value, ensure_ascii=False) for value in column.values]


def _told(column: Column) -> dict[str, str]:
    told = {"description": column.field.description, "unit": column.field.unit or ""}
    return {name: text for name, text in told.items() if text}
