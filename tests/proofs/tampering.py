"""Random tampering with a ledger behind its triggers, the way somebody with full rights could: is each one found?

Used by a test with a small sample and by ``make soak`` with thousands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from ledger.store import Store, journal
from ledger.store.engine import open_engine, write_transaction
from ledger.store.tables import metadata

_TABLES = {table.name: table for table in metadata.sorted_tables}


def proof(url: str, count: int, seed: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(what was done, the breaks that ``verify`` then names) for ``count`` tamperings, each undone before the next."""
    chance = random.Random(seed)
    with Store(url) as store:
        digest = store.verify().head
    engine = open_engine(url)
    try:
        for _ in range(count):
            with write_transaction(engine) as connection:
                done = _tamper(connection, chance)
                breaks = journal.verify(connection, digest).breaks if done else ()
                connection.rollback()
            if done:
                yield done, breaks
    finally:
        engine.dispose()


def _tamper(connection: Connection, chance: random.Random) -> str:
    """One change of a random kind; empty where the kind had nothing to change."""
    kinds = (_change_cell, _change_cell, _change_cell, _delete_row, _swap_rows, _drop_trigger, _replace_row)
    return chance.choice(kinds)(connection, chance)


def _filled(connection: Connection, chance: random.Random) -> str:
    names = [name for name in _TABLES if connection.scalar(text(f"SELECT count(*) FROM {name}"))]
    return chance.choice(names)


def _row(connection: Connection, table: str, chance: random.Random) -> dict[str, Any]:
    rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
    return dict(chance.choice(rows))


def _where(table: str) -> str:
    return " AND ".join(f"{column.name} = :k_{column.name}" for column in _TABLES[table].primary_key.columns)


def _key(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {f"k_{column.name}": row[column.name] for column in _TABLES[table].primary_key.columns}


def _unguarded(connection: Connection, table: str, statements: list[tuple[str, dict[str, Any]]]) -> None:
    """Triggers and foreign keys off, the change, triggers on again, as they were."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement, values in statements:
            connection.execute(text(statement), values)
        return
    made = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"), {"t": table}
    ).all()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name, _ in made:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for statement, values in statements:
        connection.execute(text(statement), values)
    for _, sql in made:
        connection.exec_driver_sql(sql)


def _change_cell(connection: Connection, chance: random.Random) -> str:
    table = _filled(connection, chance)
    row = _row(connection, table, chance)
    column = chance.choice([column.name for column in _TABLES[table].columns])
    value = _other(row[column], str(_TABLES[table].columns[column].type), chance)
    statement = f"UPDATE {table} SET {column} = :v WHERE {_where(table)}"
    if not _tried(connection, table, [(statement, {"v": value, **_key(table, row)})]):
        return ""
    return f"{table}.{column} of {_key(table, row)}: {row[column]!r} → {value!r}"


def _other(value: Any, kind: str, chance: random.Random) -> Any:
    """Another value of the column's type."""
    if kind == "BOOLEAN":
        return not value
    if kind == "INTEGER":
        return (value or 0) + chance.choice((1, 7, 1000))
    if kind in ("DOUBLE", "DOUBLE_PRECISION", "DOUBLE PRECISION", "FLOAT"):
        return (value or 0.0) + chance.choice((0.001, 1.0, -0.5))
    text_value = value or ""
    while (changed := _typed_over(text_value, chance)) == value:
        pass
    return changed


def _typed_over(text_value: str, chance: random.Random) -> str:
    """One character more, or another in the place of one (or the same again)."""
    at = chance.randrange(len(text_value) + 1)
    return text_value[:at] + chance.choice("xyz0 ") + text_value[at + chance.randrange(2) :]


def _tried(connection: Connection, table: str, statements: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether the engine let the change happen: its own constraints refuse some."""
    try:
        with connection.begin_nested():
            _unguarded(connection, table, statements)
    except DBAPIError:
        return False
    return True


def _delete_row(connection: Connection, chance: random.Random) -> str:
    table = _filled(connection, chance)
    row = _row(connection, table, chance)
    done = _tried(connection, table, [(f"DELETE FROM {table} WHERE {_where(table)}", _key(table, row))])
    return f"{table}: row {_key(table, row)} deleted" if done else ""


def _swap_rows(connection: Connection, chance: random.Random) -> str:
    """Two rows of a table change places: one takes the other's contents, keys aside."""
    table = _filled(connection, chance)
    one, other = _row(connection, table, chance), _row(connection, table, chance)
    keys = {column.name for column in _TABLES[table].primary_key.columns}
    differing = [name for name in one if name not in keys and one[name] != other[name]]
    if not differing:
        return ""
    sets = ", ".join(f"{name} = :{name}" for name in differing)
    statement = f"UPDATE {table} SET {sets} WHERE {_where(table)}"
    swap = [
        (statement, {**{name: source[name] for name in differing}, **_key(table, target)})
        for source, target in ((other, one), (one, other))
    ]
    done = _tried(connection, table, swap)
    return f"{table}: rows {_key(table, one)} and {_key(table, other)} swapped" if done else ""


def _drop_trigger(connection: Connection, chance: random.Random) -> str:
    table = chance.choice(sorted(_TABLES))
    if connection.dialect.name == "sqlite":
        name = f"{table}_{chance.choice(('no_update', 'no_delete', 'no_replace'))}"
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        if chance.random() < 0.5:  # one that stands but does nothing
            connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN 0 BEGIN SELECT 1; END")
        return f"{table}: trigger {name} dropped"
    name = f"{table}_{chance.choice(('append_only', 'no_truncate'))}"
    verb = chance.choice((f"ALTER TABLE {table} DISABLE TRIGGER {name}", f"DROP TRIGGER {name} ON {table}"))
    connection.exec_driver_sql(verb)
    return f"{table}: {verb}"


def _replace_row(connection: Connection, chance: random.Random) -> str:
    """``INSERT OR REPLACE`` with triggers in place is refused; with them away it must be found."""
    table = _filled(connection, chance)
    row = _row(connection, table, chance)
    column = chance.choice([c.name for c in _TABLES[table].columns if c.name not in _TABLES[table].primary_key.columns])
    changed = {**row, column: _other(row[column], str(_TABLES[table].columns[column].type), chance)}
    names = ", ".join(changed)
    marks = ", ".join(f":{name}" for name in changed)
    if connection.dialect.name == "postgresql":
        delete = (f"DELETE FROM {table} WHERE {_where(table)}", _key(table, row))
        statements = [delete, (f"INSERT INTO {table} ({names}) VALUES ({marks})", changed)]
    else:
        statements = [(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", changed)]
    done = _tried(connection, table, statements)
    return f"{table}: row {_key(table, row)} replaced, {column} changed" if done else ""
