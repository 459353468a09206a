"""Waiting for SQLite's locks, on one deadline.

SQLite waits by itself (``busy_timeout``) where a connection that holds nothing asks for a lock. In these places it says
"locked" at once, or sooner than asked:

- the switch to write-ahead logging: it reads first, and never waits while it holds what it has read;
- the first read while another process is stopped as it makes the log's index: "locking protocol", after some ten
  seconds of its own.

So every step that takes a lock goes through ``until_free``: preparing a connection, beginning a transaction (which
reads at once, so that what follows holds its lock already), and the switch.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["PATIENCE", "begin", "until_free", "use_write_ahead_log"]

PATIENCE = 60.0  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.25
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}

Result = TypeVar("Result")


def until_free(connection: sqlite3.Connection, step: Callable[[], Result], patience: float = PATIENCE) -> Result:
    """What ``step`` returns, tried again while others hold the file; after ``patience`` seconds its error is raised.

    The connection is left with ``patience`` as its busy timeout.
    """
    ends, pause, left = time.monotonic() + patience, _FIRST_PAUSE, patience
    try:
        while True:
            _wait_itself(connection, left)
            try:
                return step()
            except sqlite3.OperationalError as error:
                left = ends - time.monotonic()
                if left <= 0 or error.sqlite_errorcode & 0xFF not in _TAKEN:
                    raise
            time.sleep(min(pause, left))
            pause, left = min(pause * 2, _LONGEST_PAUSE), max(ends - time.monotonic(), 0)
    finally:
        _wait_itself(connection, patience)


def _wait_itself(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}").close()


def begin(connection: sqlite3.Connection, *, writes: bool, patience: float = PATIENCE) -> None:
    """Begins a transaction that holds its lock from here on: a writer's, or a reader's state of the ledger."""

    def step() -> None:
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN").close()
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()

    until_free(connection, step, patience)


def use_write_ahead_log(connection: sqlite3.Connection, patience: float = PATIENCE) -> None:
    """Readers then never wait for the writer. Where the file has it already nothing is locked."""

    def step() -> None:
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA journal_mode = WAL").close()

    until_free(connection, step, patience)
