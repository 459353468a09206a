"""The ledger as it stood: the same views, over tables that end at a moment.

A reading at a moment needs no second definition of any view. Each table that carries a clock is hidden behind a common
table expression of the same name that ends at the moment, and each view behind one with the view's own text, taken from
the database's catalogue; what the query then names are the expressions. One text of SQL thus answers now and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

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


def common_tables(connection: Connection, moment: Moment) -> tuple[tuple[str, str], ...]:
    """(name, SELECT) of each expression to put after WITH, so that what follows sees the ledger as of ``moment``.

    In the order in which they build on each other; none for now.
    """
    if moment == Moment():
        return ()
    schema = "main" if connection.dialect.name == "sqlite" else connection.scalar(text("SELECT current_schema()"))
    return (*_tables(str(schema), moment), *view_texts(connection))


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


def view_texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """Name and SELECT of every view, those first that others are made of."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"))
        for name, sql in found:
            yield name, _CREATE_VIEW.sub("", sql, count=1)
        return
    found = connection.execute(
        text(
            "SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'v' AND n.nspname = current_schema() ORDER BY c.oid"
        )
    )
    for name, sql in found:
        yield name, sql.rstrip().rstrip(";")
