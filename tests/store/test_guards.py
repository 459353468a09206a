"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger.store import Store, tables
from ledger.store.engine import open_engine, write_transaction
from tests.postgres import Server
from tests.store.samples import add, report, sample_facts

TABLES = sorted(table.name for table in tables.metadata.sorted_tables)


def filled(url: str) -> None:
    with Store(url, create=True) as store:
        add(store, report(), sample_facts())


def attempt(url: str, *statements: str) -> None:
    engine = open_engine(url)
    try:
        with write_transaction(engine) as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


@pytest.mark.parametrize("table", ["facts", "journal", "report_versions", "attributions", "ingest_run_ends"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET batch = batch", "DELETE FROM {0}"])
def test_rows_are_neither_changed_nor_deleted(ledger_url: str, table: str, statement: str) -> None:
    filled(ledger_url)
    column = "sequence" if table == "journal" else "batch"
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        attempt(ledger_url, statement.format(table).replace("batch", column))


def test_every_table_has_its_triggers(ledger_url: str) -> None:
    """``verify`` knows every table, and names each one whose triggers are gone."""
    filled(ledger_url)
    on = "" if "://" not in ledger_url else " ON {0}"
    kind = "no_delete" if "://" not in ledger_url else "append_only"
    attempt(ledger_url, *(f"DROP TRIGGER {table}_{kind}" + on.format(table) for table in TABLES))
    with Store(ledger_url) as store:
        breaks = store.verify().breaks
    assert sorted(line.split(":")[0] for line in breaks) == TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO measures (id, hxl_tag, batch) VALUES ('killed', 'other', 1)",
        "REPLACE INTO reports (id, key, batch) VALUES (1, 'other', 1)",
        "INSERT OR REPLACE INTO reports (id, key, batch) VALUES (99, 'derna-1', 1)",
        "INSERT OR REPLACE INTO attributions (fact_id, position, actor_id, name, cue, kind, batch)"
        " SELECT fact_id, position, actor_id, 'someone else', cue, kind, batch FROM attributions",
    ],
)
def test_sqlite_rows_are_not_replaced_even_by_a_plain_connection(tmp_path: Path, statement: str) -> None:
    path = str(tmp_path / "ledger.db")
    filled(path)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)


def test_postgresql_tables_are_not_truncated(postgres_server: Server) -> None:
    name = postgres_server.fresh()
    url = postgres_server.url(name)
    filled(url)
    with pytest.raises(DBAPIError, match="is append-only"):
        attempt(url, "TRUNCATE facts CASCADE")
    postgres_server.drop(name)


FACT = (
    "INSERT INTO facts SELECT 'ffff', reading_id, {span_start}, span_end, {surface}, sentence_start, sentence_end,"
    " {low}, {high}, {comparator}, {unit_id}, entity, group_name, measure_id, place_id, '2023-01-02',"
    " {period_end}, {basis}, direction, {status}, vague, implicit, {confidence}, batch FROM facts WHERE surface = '12'"
)
SOUND = {
    "span_start": "span_start",
    "surface": "surface",
    "low": "low",
    "high": "high",
    "comparator": "comparator",
    "unit_id": "unit_id",
    "period_end": "period_end",
    "basis": "basis",
    "status": "status",
    "confidence": "confidence",
}


def test_a_sound_row_is_let_in(ledger_url: str) -> None:
    filled(ledger_url)
    attempt(ledger_url, FACT.format(**SOUND))


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": "20", "high": "10"},
        {"low": "NULL", "high": "NULL"},
        {"span_start": "-1"},
        {"span_start": "span_end"},
        {"surface": "'longer than its span'"},
        {"comparator": "'<>'"},
        {"unit_id": "'unheard of'"},
        {"period_end": "'2023-01-01'"},
        {"basis": "'sum'"},
        {"status": "'rumoured'"},
        {"confidence": "1.5"},
    ],
    ids=str,
)
def test_rows_that_cannot_be_true_are_refused(ledger_url: str, wrong: dict[str, str]) -> None:
    filled(ledger_url)
    with pytest.raises(DBAPIError):
        attempt(ledger_url, FACT.format(**{**SOUND, **wrong}))


def test_a_row_without_a_journal_entry_is_refused(ledger_url: str) -> None:
    filled(ledger_url)
    with pytest.raises(DBAPIError):
        attempt(ledger_url, "INSERT INTO units (id, batch) VALUES ('furlong', 99)")
