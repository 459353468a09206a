"""The triggers that keep tables append-only: whether each stands as it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Column, Connection, UniqueConstraint, text

from ledger.store import tables

__all__ = ["broken_guards"]

_REFUSES = re.compile(r"BEGIN SELECT RAISE\(ABORT, '(?P<table>\w+) is append-only'\); END$")
_ALWAYS = re.compile(r"CREATE TRIGGER (?P<name>\w+) BEFORE (?:UPDATE|DELETE) ON (?P<table>\w+) ")
_UNLESS_NEW = re.compile(
    r"CREATE TRIGGER (?P<name>\w+) BEFORE INSERT ON (?P<table>\w+) "
    r"WHEN EXISTS \(SELECT 1 FROM (?P=table) WHERE (?P<keys>[\w\s.=()]+)\) "
)
# The body of ledger_append_only on PostgreSQL, white space folded.
_FUNCTION = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"


def broken_guards(connection: Connection) -> Iterator[str]:
    """One line for each trigger that is gone, disabled or does something else than refuse."""
    sqlite = connection.dialect.name == "sqlite"
    standing = _standing_on_sqlite(connection) if sqlite else _standing_on_postgresql(connection)
    kinds = ("no_update", "no_delete", "no_replace") if sqlite else ("append_only", "no_truncate")
    for table in tables.metadata.sorted_tables:
        for kind in kinds:
            name = f"{table.name}_{kind}"
            if name not in standing:
                yield f"{table.name}: the trigger {name} that keeps it append-only is gone, disabled or changed"


def _standing_on_sqlite(connection: Connection) -> set[str]:
    found = connection.execute(text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {name for name, table, sql in found if _refuses(name, table, " ".join(sql.split()))}


def _refuses(name: str, table: str, sql: str) -> bool:
    """Whether the trigger's text is one of the forms that the migrations make, with every key of the table in it."""
    ends = _REFUSES.search(sql)
    if ends is None or ends["table"] != table:
        return False
    head = sql[: ends.start()]
    always, unless_new = _ALWAYS.fullmatch(head), _UNLESS_NEW.fullmatch(head)
    if always:
        event = name.removeprefix(f"{table}_no_").upper()
        return (always["name"], always["table"]) == (name, table) and f" BEFORE {event} ON " in head
    if unless_new is None or (unless_new["name"], unless_new["table"]) != (name, table):
        return False
    return all(f"{column.name} = NEW.{column.name}" in unless_new["keys"] for column in _keys(table))


def _keys(table: str) -> Iterator[Column[object]]:
    made = tables.metadata.tables[table]
    yield from made.primary_key.columns
    for constraint in made.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield from constraint.columns


def _standing_on_postgresql(connection: Connection) -> set[str]:
    found = connection.execute(
        text(
            "SELECT t.tgname, c.relname, t.tgtype, p.prosrc, pg_get_triggerdef(t.oid) AS made FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE p.proname = 'ledger_append_only' AND t.tgenabled IN ('O', 'A') AND n.nspname = current_schema()"
        )
    )
    return {
        name
        for name, table, kind, body, made in found
        if name.startswith(f"{table}_")
        and " ".join(body.split()) == _FUNCTION
        and _fires(name, kind)
        and " WHEN " not in made
    }


def _fires(name: str, kind: int) -> bool:
    """The events in pg_trigger.tgtype: row 1, before 2, delete 8, update 16, truncate 32."""
    return kind == (1 | 2 | 8 | 16 if name.endswith("_append_only") else 2 | 32)
