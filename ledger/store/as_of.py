"""The ledger as it stood: the same views, over tables that end at a moment.

A reading at a moment needs no second definition of any view. Each table that carries a clock is hidden behind a common
table expression of the same name that ends at the moment, and each view behind one with the view's own text, taken from
the database's catalogue; what the query then names are the expressions. One text of SQL thus answers now and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text

from ledger.model import Moment
from ledger.store.canonical import instant

__all__ = ["INLINED", "common_tables", "view_texts"]

# Of each expression: else what is named twice is made whole, without indexes, before the query looks for its rows.
INLINED = "NOT MATERIALIZED"

# Rows of these were recorded one by one; rows of the other tables are reached through them only.
_CLOCKED = (
    "report_versions",
    "readings",
    "reading_adoptions",
    "placements",
    "carriers",
    "decisions",
    "corrections",
    "series_merges",
    "actor_merges",
    "checks",
)
_CREATE_VIEW = re.compile(r"\s*CREATE\s+VIEW\s+\w+\s+AS\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# A store opens one schema only, and to have its views told takes as long as to read by one.
_told: WeakKeyDictionary[Engine, tuple[str, tuple[tuple[str, str], ...]]] = WeakKeyDictionary()


def common_tables(connection: Connection, moment: Moment, view: str | None = None) -> tuple[tuple[str, str], ...]:
    """(name, SELECT) of each expression to put after WITH, so that what follows sees the ledger as of ``moment``.

    In the order in which they build on each other; none for now. With ``view``, those alone that it is made of.
    """
    if moment == Moment():
        return ()
    schema, views = _catalogue(connection)
    listed = (*_tables(schema, moment), *views)
    return listed if view is None else _made_of(view, listed)


def _made_of(view: str, listed: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    wanted, kept = {view}, []
    for name, sql in reversed(listed):
        if name in wanted:
            wanted.update(_WORD.findall(sql))
            kept.append((name, sql))
    return tuple(reversed(kept))


def _tables(schema: str, moment: Moment) -> Iterator[tuple[str, str]]:
    """Each clocked table, ended at the moment. An unknown day of publication is not known to be earlier."""
    for table in _CLOCKED:
        ends = []
        if moment.recorded_by is not None:
            ends.append(f"recorded_at <= '{instant(moment.recorded_by)}'")
        if moment.known_on is not None and table == "report_versions":
            ends.append(f"published_at <= '{moment.known_on.isoformat()}'")
        if ends:
            yield table, f"SELECT * FROM {schema}.{table} WHERE {' AND '.join(ends)}"  # noqa: S608 - names of ours, typed moments


def view_texts(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Name and SELECT of every view, those first that others are made of."""
    return _catalogue(connection)[1]


def _catalogue(connection: Connection) -> tuple[str, tuple[tuple[str, str], ...]]:
    """(the schema that the tables are in, the views)."""
    if connection.engine not in _told:
        sqlite = connection.dialect.name == "sqlite"
        schema = "main" if sqlite else str(connection.scalar(text("SELECT current_schema()")))
        _told[connection.engine] = schema, tuple(_in_sqlite(connection) if sqlite else _in_postgresql(connection))
    return _told[connection.engine]


def _in_sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"))
    for name, sql in found:
        yield name, _CREATE_VIEW.sub("", sql, count=1)


def _in_postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    found = connection.execute(
        text(
            "SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'v' AND n.nspname = current_schema() ORDER BY c.oid"
        )
    )
    for name, sql in found:
        yield name, sql.rstrip().rstrip(";")
