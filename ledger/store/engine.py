"""Engines for SQLite files and PostgreSQL, and the one border where their errors become ours."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ledger.errors import DatabaseError
from ledger.store import waiting

__all__ = [
    "as_url",
    "lock_chain",
    "lock_subjects",
    "lower",
    "open_engine",
    "shown",
    "translated",
    "use_write_ahead_log",
    "write_transaction",
]

# SQLite's own cache of 2 MB is less than the indexes of a large ledger, which are met in random order: 64 MB at most.
_PRAGMAS = (
    "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
)
_LOCK = 0x1ED6E2  # "ledger": any constant that other programs on the same server are unlikely to lock


def as_url(given: str | Path) -> URL:
    """A database URL from a URL or the path of an SQLite file. Raises DatabaseError for anything else."""
    text = str(given)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise DatabaseError(f"{text!r} is not a database URL; give a file path or postgresql://host/name") from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError(f"a ledger lives in SQLite or PostgreSQL, not in {url.get_backend_name()}")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise DatabaseError("a ledger in memory would be lost; give the path of a file")
    return url


def shown(url: URL) -> str:
    """The database as named in messages: a path, or a URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def lower(text: Any) -> Any:
    """SQLite's ``lower`` knows ASCII only; this one folds what PostgreSQL's does."""
    return text.lower() if isinstance(text, str) else text


def open_engine(given: str | Path, *, patience: float = waiting.PATIENCE) -> Engine:
    """An engine; connects lazily. Raises DatabaseError for a URL that names no usable engine.

    On SQLite ``patience`` is how many seconds a lock of another program is waited for.
    """
    url = as_url(given)
    try:
        engine = create_engine(url, execution_options={"patience": patience})
    except (NoSuchModuleError, ImportError, ArgumentError) as error:
        raise DatabaseError(f"cannot use {shown(url)}: {error}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(patience: float, connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own never covers DDL and reads
    connection.create_function("lower", 1, lower, deterministic=True)
    waiting.until_free(connection, lambda: connection.executescript(_PRAGMAS).close(), patience)


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """What is asked again and again is planned once: to plan a view of many joins takes longer than to read by it.

    Parallel workers take some 25 ms to start: a query must be dear enough for them. The history of one series is not.
    """
    connection.prepare_threshold = 1  # as soon as it is asked again
    connection.execute("SET plan_cache_mode = force_generic_plan")
    connection.execute("SET parallel_setup_cost = 20000")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    waiting.begin(
        _sqlite(connection.connection.driver_connection),
        writes=options.get("writes", False),
        patience=options["patience"],
    )


def use_write_ahead_log(engine: Engine) -> None:
    """Lets readers and the writer of an SQLite file run beside each other, from now on; nothing on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        waiting.use_write_ahead_log(_sqlite(raw.driver_connection), engine.get_execution_options()["patience"])
    finally:
        raw.close()


def _sqlite(found: object) -> sqlite3.Connection:
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(f"not a connection to an SQLite file: {found!r}")
    return found


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction, rolled back when the block raises. On SQLite other writers wait from its beginning.

    On PostgreSQL they run beside each other; what must not be done side by side is locked by name (``lock_chain``,
    ``lock_subjects``).
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # tables that grow meanwhile need new plans
            connection.exec_driver_sql("SET LOCAL plan_cache_mode = auto")
        yield connection


def lock_chain(connection: Connection) -> None:
    """Waits for every other writer that is about to end, until this transaction has ended."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def lock_subjects(connection: Connection, subjects: Iterable[str]) -> None:
    """Waits for other writers on the same subjects, until this transaction has ended; sorted, so that none deadlock."""
    if connection.dialect.name == "postgresql":
        for subject in sorted({zlib.crc32(subject.encode(errors="replace")) - 2**31 for subject in subjects}):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK}, {subject})")


_LOST = (
    "terminating connection",
    "server closed the connection",
    "connection is lost",
    "connection is closed",
    "EOF detected",
)


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Errors of the driver inside the block are raised as DatabaseError, in one line that says what to try."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(_advice(url, " ".join(str(error.orig).split()))) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise DatabaseError(_advice(url, " ".join(str(error).split()))) from error


def _advice(url: URL, message: str) -> str:
    name = shown(url)
    if "not a database" in message or "malformed" in message:
        return f"{name} is not an SQLite database or is damaged ({message}); restore a copy or give another file"
    if "disk is full" in message or "No space left" in message or "disk full" in message:
        return f"cannot write {name}: the disk is full ({message}); free some space and run the command again"
    if any(words in message for words in _LOST):
        return f"the connection to {name} was lost ({message}); run the command again, nothing half-written is kept"
    if "unable to open" in message or "readonly" in message or "disk I/O" in message:
        return f"cannot open or write {name} ({message}); give a file in a folder that you can write to"
    if "locked" in message or "locking protocol" in message:
        return f"{name} is being written by another program; try again when it is done"
    if url.get_backend_name() == "postgresql":
        return f"cannot use {name}: {message}; is the server running, and are host, name and user right?"
    return f"cannot use {name}: {message}"
