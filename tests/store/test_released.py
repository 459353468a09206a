"""Ledgers written by released programs, brought to today's schema, back, and up again: rows and triggers stay.

``released/NNNN.json`` holds the rows of a ledger of the seeds as the program of that schema wrote them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, inspect, text

from ledger.api import Ledger
from ledger.model import FactFilter
from ledger.store import Store, migrate, upgrade_schema
from ledger.store.engine import open_engine, write_transaction

RELEASED = sorted((Path(__file__).parent / "released").glob("*.json"))
_LATER = ("position", "role")  # columns that later schemas add
SNAPSHOT = Path(__file__).parent / "schema.json"


def _rows(released: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(released.read_text("utf-8"))
    return found


def written(url: str, released: Path) -> None:
    """A database at the released schema, with its rows."""
    engine = open_engine(url)
    try:
        migrate.upgrade_to(engine, released.stem)
        known = MetaData()
        known.reflect(engine)
        with write_transaction(engine) as connection:
            rows = _rows(released)
            for table in known.sorted_tables:
                if table.name in rows:
                    typed = [_typed(row, engine) for row in rows[table.name]]
                    connection.execute(table.insert(), typed)
                if engine.dialect.name == "postgresql" and "id" in table.c and table.c.id.type.python_type is int:
                    newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
                    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                    connection.execute(text(f"SELECT setval({sequence}, {newest}, false)"))
            if "position" in known.tables["journal"].c and engine.dialect.name == "postgresql":
                newest = "SELECT max(sequence) + 1 FROM journal"
                connection.execute(text(f"SELECT setval('ledger_batches', ({newest}), false)"))
    finally:
        engine.dispose()


def _typed(row: dict[str, Any], engine: Engine) -> dict[str, Any]:
    """SQLite's truth values are numbers."""
    if engine.dialect.name == "sqlite":
        return row
    return {name: bool(value) if name in ("vague", "implicit") else value for name, value in row.items()}


def held(url: str, tables: list[str]) -> dict[str, list[str]]:
    """All rows of some tables, in one order, without the columns that later schemas add."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return {
                table: sorted(
                    json.dumps(
                        {name: value for name, value in row.items() if name not in ("position", "role")}, default=str
                    )
                    for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()
                )
                for table in tables
            }
    finally:
        engine.dispose()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_ledger_comes_up_down_and_up_again_whole(empty_url: str, released: Path) -> None:
    written(empty_url, released)
    tables = sorted(_rows(released))
    before = held(empty_url, tables)
    assert upgrade_schema(empty_url) == (released.stem, migrate.head())
    assert held(empty_url, tables) == before
    with Ledger(empty_url) as ledger:
        assert ledger.verify().breaks == ()
        figures = [(figure.id, figure.series, figure.fact) for figure in ledger.facts(FactFilter(all_versions=True))]
        assert len(figures) == len(_rows(released)["facts"])
        ledger.ingest(["seeds"])  # this program reads them anew, beside what the old one read
        assert ledger.verify().breaks == ()
    down(empty_url, released.stem)
    assert all(set(rows) <= set(held(empty_url, [table])[table]) for table, rows in before.items())
    upgrade_schema(empty_url)
    with Ledger(empty_url) as ledger:
        assert ledger.verify().breaks == ()


def down(url: str, target: str) -> None:
    engine = open_engine(url)
    try:
        migrate.downgrade(engine, target)
    finally:
        engine.dispose()


def shape(url: str) -> dict[str, Any]:
    """Tables, columns, keys, checks, indexes, views and triggers: what `alembic check` sees and what it does not."""
    engine = open_engine(url)
    try:
        inspector = inspect(engine)
        with engine.connect() as connection:
            return {
                "tables": {name: _table(inspector, name) for name in sorted(inspector.get_table_names())},
                "views": {
                    name: [column["name"] for column in inspector.get_columns(name)]
                    for name in sorted(inspector.get_view_names())
                },
                "triggers": sorted(connection.scalars(text(_TRIGGERS[engine.dialect.name]))),
            }
    finally:
        engine.dispose()


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def _table(inspector: Any, name: str) -> dict[str, Any]:
    return {
        "columns": [[column["name"], column["nullable"]] for column in inspector.get_columns(name)],
        "key": inspector.get_pk_constraint(name)["constrained_columns"],
        "uniques": sorted(unique["column_names"] for unique in inspector.get_unique_constraints(name)),
        "foreign": sorted(
            [*foreign["constrained_columns"], foreign["referred_table"]] for foreign in inspector.get_foreign_keys(name)
        ),
        "checks": sorted(str(check["name"]) for check in inspector.get_check_constraints(name)),
        "indexes": sorted(
            [*index["column_names"], bool(index["unique"])]
            for index in inspector.get_indexes(name)
            if not index.get("duplicates_constraint")
        ),
    }


def test_the_schema_is_the_one_written_down(empty_url: str) -> None:
    """A change of the schema shows in ``schema.json``: `python tools/write_schema.py` writes it anew."""
    Store(empty_url, create=True).close()
    engine = "postgresql" if "://" in empty_url else "sqlite"
    known = json.loads(SNAPSHOT.read_text("utf-8"))
    found = shape(empty_url)
    assert found["tables"] == known["tables"]
    assert found["views"] == known["views"]
    assert found["triggers"] == known["triggers"][engine]
