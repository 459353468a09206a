"""The rows of one batch on their way into the tables: at once where their key is needed, else many together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from ledger.store import tables

__all__ = ["Appends"]

# The tables whose rows wait, in the order of their foreign keys.
_WAITING = (
    *(tables.report_versions, tables.readings, tables.reading_adoptions, tables.questions, tables.series, tables.facts),
    *(tables.attributions, tables.placements, tables.checks, tables.problems),
)


class Appends:
    """Appends the rows of batch ``sequence``. ``filled`` are the tables that it appended to so far."""

    def __init__(self, connection: Connection, sequence: int) -> None:
        self.filled = set[Table]()
        self._connection = connection
        self._sequence = sequence
        self._waiting = defaultdict[Table, list[tuple[Any, ...]]](list)
        self._newest = dict[Table, int]()

    def now(self, table: Table, values: Mapping[str, Any]) -> Any:
        """Appends one row, after what waits; the first column of its key."""
        self.flush()
        self.filled.add(table)
        done: CursorResult[Any] = self._connection.execute(insert(table).values(batch=self._sequence, **values))
        if done.inserted_primary_key is None:
            raise RuntimeError("an insert of one row returned no key")
        return done.inserted_primary_key[0]

    def unless_there(self, table: Table, unique: str, values: Mapping[str, Any]) -> Any:
        """Appends one row unless another has its value of ``unique``; the id of the row that stands.

        Of two writers of one row either wins.
        """
        statement = _insert_unless_there(self._connection.dialect.name, table, unique)
        found = self._connection.scalar(statement, {**values, "batch": self._sequence})
        if found is None:
            return self._connection.scalar(select(table.c.id).where(table.c[unique] == values[unique]))
        self.filled.add(table)
        return found

    def later(self, table: Table, values: Mapping[str, Any]) -> None:
        """Appends one row when the batch is flushed; the database then gives it its number, if none was ``taken``."""
        self.filled.add(table)
        row = {**values, "batch": self._sequence}
        self._waiting[table].append(tuple(map(row.get, _sent(table))))

    def taken(self, table: Table) -> int:
        """A number for a row of this table that will wait: nobody else has it."""
        key = table.c.id
        if self._connection.dialect.name == "postgresql":
            drawn = select(func.nextval(func.pg_get_serial_sequence(table.name, key.name)))
            return int(self._connection.scalar(drawn) or 0)
        if table not in self._newest:
            self._newest[table] = int(self._connection.scalar(select(func.max(key))) or 0)
        self._newest[table] += 1
        return self._newest[table]

    def flush(self) -> None:
        """Writes what waits: what is read from here on sees it."""
        for table in _WAITING if self._waiting else ():
            rows = self._waiting.pop(table, None)
            if rows:
                self._write(table, rows)

    def _write(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        names = ", ".join(_sent(table))
        if self._connection.dialect.name == "postgresql":
            self._copy(f"COPY {table.name} ({names}) FROM STDIN", rows)
        else:
            marks = ", ".join("?" for _ in rows[0])
            self._connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 - names of ours

    def _copy(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """PostgreSQL's own way in for many rows, which SQLAlchemy does not know."""
        dialect, driver = self._connection.dialect, self._connection.connection.driver_connection
        if driver is None or dialect.dbapi is None:
            raise RuntimeError("there is no connection to copy to")
        try:
            with driver.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        except dialect.dbapi.Error as error:
            if dialect.is_disconnect(error, driver, None):
                self._connection.invalidate(error)
            raise DBAPIError(statement, None, error) from error


@cache
def _insert_unless_there(engine: str, table: Table, unique: str) -> Executable:
    """Made once: to put a statement together takes longer than to run it."""
    made = postgresql.insert(table) if engine == "postgresql" else sqlite.insert(table)
    return made.on_conflict_do_nothing(index_elements=[unique]).returning(table.c.id)


@cache
def _sent(table: Table) -> tuple[str, ...]:
    """The columns that are written; the number of a row is the database's own, but for readings, which facts name."""
    numbered = None if table is tables.readings else table.autoincrement_column
    return tuple(column.name for column in table.columns if column is not numbered)
