"""A whole ledger as rows, out of one database and into another: both engines, every table, the journal too.

Nothing is made anew on the way: ids, times, digests and the chain are those of the ledger that was exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Connection, Double, Integer, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from ledger.errors import ImportRefused
from ledger.store import tables

__all__ = ["TableRow", "load", "refuse_full", "rows_of_all"]

TableRow = tuple[str, dict[str, Any]]  # the table, and its columns by name

_CHUNK = 1000
# What a row points at comes first; the journal closes batches, so its entries come last.
_ORDER = (*(table for table in tables.metadata.sorted_tables if table is not tables.journal), tables.journal)


def rows_of_all(connection: Connection) -> Iterator[TableRow]:
    """Every row of the ledger, tables in the order in which ``load`` needs them, rows by their key."""
    for table in _ORDER:
        statement = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=_CHUNK).execute(statement).mappings():
            yield table.name, dict(row)


def refuse_full(connection: Connection) -> None:
    """Raises ImportRefused where the ledger holds anything already."""
    if connection.scalar(select(func.count()).select_from(tables.journal)):
        raise ImportRefused("this ledger holds reports already; import into a new one, for example --db restored.db")


def load(connection: Connection, rows: Iterable[tuple[int, TableRow]]) -> int:
    """Appends the rows as they are; how many. Each comes with the number of its line.

    Raises ImportRefused, naming the line, for a row that does not fit its table.
    """
    count, waiting = 0, list[tuple[int, dict[str, Any]]]()
    current: Table | None = None
    for line, (name, values) in rows:
        table = _table(line, name)
        if table is not current or len(waiting) == _CHUNK:
            _append(connection, current, waiting)
            current, waiting = table, []
        waiting.append((line, _fitting(line, table, values)))
        count += 1
    _append(connection, current, waiting)
    _go_on_after(connection)
    return count


def _table(line: int, name: str) -> Table:
    if name not in tables.metadata.tables:
        raise ImportRefused(f"line {line}: there is no table {name!r}")
    return tables.metadata.tables[name]


def _fitting(line: int, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The row, where it has the columns of its table and each holds a value of its type."""
    wanted = {column.name for column in table.columns}
    if set(values) != wanted:
        odd = sorted(set(values) ^ wanted)[0]
        what = "lacks the column" if odd in wanted else "has a column that is none of the table's:"
        raise ImportRefused(f"line {line}: the row of {table.name} {what} {odd!r}")
    for column in table.columns:
        if not _holds(column.type, values[column.name]):
            raise ImportRefused(f"line {line}: {table.name}.{column.name} cannot be {values[column.name]!r}")
    return dict(values)


def _holds(kind: Any, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
    if isinstance(kind, Double):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and "\0" not in value


def _append(connection: Connection, table: Table | None, waiting: list[tuple[int, dict[str, Any]]]) -> None:
    if table is None or not waiting:
        return
    try:
        connection.execute(insert(table), [values for _, values in waiting])
    except (DBAPIError, StatementError) as refused:
        first, last = waiting[0][0], waiting[-1][0]
        told = " ".join(str(getattr(refused, "orig", refused)).split())
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        raise ImportRefused(f"{lines}: a row of {table.name} does not fit ({told}); export the ledger again") from None


def _go_on_after(connection: Connection) -> None:
    """On PostgreSQL, numbers that the database gives go on after those that came with the rows."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None or table is tables.journal:
            continue
        newest = connection.scalar(select(func.max(key)))
        if newest is not None:
            where = {"name": f"{table.name}", "key": key.name, "newest": newest}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:name, :key), :newest)"), where)
    last = connection.scalar(select(func.max(tables.journal.c.sequence)))
    if last is not None:
        connection.execute(text("SELECT setval('ledger_batches', :last)"), {"last": last})
