"""Writers that meet a locked SQLite file wait for it, and give up on their deadline only."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ledger.errors import DatabaseError
from ledger.store import Store, migrate
from ledger.store.engine import open_engine, translated, write_transaction
from ledger.store.waiting import until_free

HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"BEGIN {sys.argv[2]}")
print("holding", flush=True)
time.sleep(float(sys.argv[3]))
connection.execute("ROLLBACK")
"""
HELD = 3.0  # seconds; the switch to write-ahead logging once gave up at once


@contextmanager
def held(path: Path, lock: str, seconds: float) -> Iterator[None]:
    """Another process holds a lock on the file for so long."""
    command = [sys.executable, "-c", HOLDER, str(path), lock, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"holding\n"
        try:
            yield
        finally:
            holder.kill()


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_new_ledger_waits_for_whoever_holds_the_file(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "ledger.db"
    with held(path, lock, HELD):
        started = time.monotonic()
        with Store(path, create=True) as store:
            assert time.monotonic() - started > 1
            assert store.keys() == ()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_patience_ends_on_its_deadline_with_advice(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "ledger.db"
    engine = open_engine(path, patience=0.3)
    with held(path, lock, 60):
        started = time.monotonic()
        with pytest.raises(DatabaseError, match="being written by another program; try again"):
            migrate.create_or_upgrade(engine)
        assert 0.3 <= time.monotonic() - started < 5
    migrate.create_or_upgrade(engine)
    migrate.refuse_other_schema(engine)
    engine.dispose()


def test_a_ledger_that_logs_ahead_is_not_switched_again(migrated_file: Path) -> None:
    """The switch would need the file for itself, and readers and a writer are there."""
    engine = open_engine(migrated_file, patience=0.3)
    with closing(sqlite3.connect(migrated_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        migrate.refuse_other_schema(engine)
        with pytest.raises(DatabaseError, match="being written"), translated(engine.url), write_transaction(engine):
            pass
        other.execute("ROLLBACK")
    engine.dispose()


def test_reads_wait_too(migrated_file: Path, tmp_path: Path) -> None:
    """The last program to close a ledger holds it for itself while it clears the log away."""
    path = tmp_path / "ledger.db"
    path.write_bytes(migrated_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with held(path, "EXCLUSIVE", 1.5), Store(path) as store:
        assert store.keys() == ()
    with Store(path) as store, held(path, "EXCLUSIVE", 1.5):
        assert store.sql("SELECT 1", {}).rows == ((1,),)


def test_what_is_no_lock_is_not_tried_again() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.OperationalError, match="nowhere"):
        until_free(connection, lambda: connection.execute("SELECT * FROM nowhere"), 60)


def test_a_lock_is_tried_again_until_it_is_free() -> None:
    tries = iter([sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_PROTOCOL, None])

    def step() -> str:
        code = next(tries)
        if code is None:
            return "free"
        error = sqlite3.OperationalError("taken")
        error.sqlite_errorcode = code
        raise error

    with closing(sqlite3.connect(":memory:")) as connection:
        assert until_free(connection, step, 5) == "free"
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)
