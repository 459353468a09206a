"""One read-only SQL statement, on a connection that cannot write.

``sql_guard`` lets one SELECT of known functions pass; then the engine itself must refuse what it let through. SQLite: a
file opened to read, ``query_only``, an authorizer, limits, and a clock that is asked every few thousand steps.
PostgreSQL: a read-only transaction, a cursor (which takes nothing but a SELECT), a role that can only read where the
user may take one, and a timeout for what is left of the time.
"""

from __future__ import annotations

import math
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import NullType

from ledger.errors import QueryRefused
from ledger.model import Limits, Table
from ledger.store import waiting
from ledger.store.as_of import INLINED
from ledger.store.engine import lower
from ledger.store.sql_guard import checked, escaped, functions

__all__ = ["run_read_only", "with_hidden"]

_NO_LIMITS = Limits()
_BATCH = 500  # rows fetched at a time, so that the limits are looked at in between
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_SQLITE_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 20_000_000),  # bytes of one value
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),  # a match takes as many steps as pattern times text
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
)
_OWN_WITH = re.compile(r"\s*WITH\b\s*(?P<recursive>RECURSIVE\b)?", re.IGNORECASE)
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_SIZED = (str, bytes, list)
_AS_THEY_ARE = frozenset({str, int, type(None)})  # types of cells that need no look at their value

Row = tuple[Any, ...]


def run_read_only(
    engine: Engine,
    statement: str,
    parameters: Mapping[str, str],
    hidden: Sequence[tuple[str, str]] = (),
    limits: Limits = _NO_LIMITS,
) -> Table:
    """Runs one SELECT (or WITH … SELECT) with ``:name`` parameters, within ``limits``.

    ``hidden`` are common table expressions that it sees in place of tables and views (``as_of.common_tables``).
    Raises QueryRefused for anything else, for a missing parameter, and where the engine refuses the statement.
    """
    found = checked(statement, engine.dialect.name)
    missing = sorted(found.parameters - set(parameters))
    if missing:
        raise QueryRefused(f"the statement needs a value for :{missing[0]}; give it with -p {missing[0]}=VALUE")
    values = {name: parameters[name] for name in found.parameters}
    whole = with_hidden(found.text, [(name, escaped(sql)) for name, sql in hidden])
    with _refused(limits):
        if engine.dialect.name == "sqlite":
            columns, rows, cut = _run_sqlite(str(engine.url.database), whole, values, limits)
        else:
            columns, rows, cut = _run_postgresql(engine, whole, values, limits)
    return Table(columns=columns, rows=tuple(map(_plain_row, rows)), truncated=cut)


def with_hidden(statement: str, hidden: Sequence[tuple[str, str]]) -> str:
    """The statement with the expressions before its own."""
    if not hidden:
        return statement
    listed = ", ".join(f"{name} AS {INLINED} ({sql})" for name, sql in hidden)
    own = _OWN_WITH.match(statement)
    if own is None:
        return f"WITH {listed} {statement}"
    return f"WITH {own['recursive'] or ''} {listed}, {statement[own.end() :]}"


@contextmanager
def _refused(limits: Limits) -> Iterator[None]:
    """The engines' errors as one line that says what to do."""
    try:
        yield
    except UnicodeError as error:
        raise QueryRefused("the statement or a parameter holds half a character; write it anew") from error
    except (sqlite3.Error, sqlite3.Warning, OverflowError, SQLAlchemyError) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        raise QueryRefused(_reason(said, limits)) from error


def _reason(message: str, limits: Limits) -> str:
    first = message.strip().splitlines()[0] if message.strip() else "no reason given"
    if first == "interrupted" or "statement timeout" in first:
        return f"the statement ran longer than {limits.seconds:g} seconds; narrow it, or allow it more with --seconds"
    if any(word in first for word in ("not authorized", "prohibited", "read-only transaction")):
        return f"the statement does more than read the ledger ({first})"
    return f"the statement failed: {first}"


def _within(batches: Iterable[Sequence[Row]], limits: Limits) -> tuple[list[Row], bool]:
    """The rows that the limits let through, and whether there were more."""
    rows, held = list[Row](), 0
    for batch in batches:
        for row in batch:
            held += sum([len(value) for value in row if isinstance(value, _SIZED)])
            if len(rows) == limits.rows or (rows and held > limits.characters):
                return rows, True
            rows.append(row)
    return rows, False


def _batches(fetch: Callable[[int], Sequence[Row]]) -> Iterator[Sequence[Row]]:
    while batch := fetch(_BATCH):
        yield batch


def _run_sqlite(
    path: str, statement: str, values: Mapping[str, str], limits: Limits
) -> tuple[tuple[str, ...], list[Row], bool]:
    uri = f"{Path(path).resolve().as_uri()}?mode=ro"
    ends = time.monotonic() + limits.seconds
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        waiting.begin(connection, writes=False)
        connection.execute("PRAGMA query_only = ON").close()
        connection.execute("PRAGMA cache_size = -65536").close()
        connection.execute("PRAGMA case_sensitive_like = ON").close()  # as on PostgreSQL
        _replace_slow_functions(connection)
        for limit, most in _SQLITE_LIMITS:
            connection.setlimit(limit, most)
        connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
        connection.set_authorizer(_authorise)
        with closing(connection.execute(statement.replace(r"\:", ":"), dict(values))) as cursor:
            rows, cut = _within(_batches(cursor.fetchmany), limits)
            return tuple(str(item[0]) for item in cursor.description), rows, cut


def _authorise(action: int, _: str | None, name: str | None, *where: str | None) -> int:
    called = action == sqlite3.SQLITE_FUNCTION and (name or "").lower() in functions("sqlite")
    return sqlite3.SQLITE_OK if called or action in _ALLOWED else sqlite3.SQLITE_DENY


def _replace_slow_functions(connection: sqlite3.Connection) -> None:
    """``lower`` that knows all letters, as everywhere in the store; and searches that take no more steps than letters.

    SQLite's own ``instr``, ``replace`` and ``trim`` take the product of their arguments' lengths, in one step of its
    machine: hours that no clock can end.
    """
    connection.create_function("lower", 1, lower, deterministic=True)
    connection.create_function("instr", 2, _instr, deterministic=True)
    connection.create_function("replace", 3, _replace, deterministic=True)
    for name, left, right in (("trim", True, True), ("ltrim", True, False), ("rtrim", False, True)):
        connection.create_function(name, 2, _trimmer(left=left, right=right), deterministic=True)


def _instr(text: Any, wanted: Any) -> int | None:
    return None if text is None or wanted is None else _text(text).find(_text(wanted)) + 1


def _replace(text: Any, old: Any, new: Any) -> str | None:
    if text is None or old is None or new is None:
        return None
    return _text(text).replace(_text(old), _text(new)) if _text(old) else _text(text)


def _trimmer(*, left: bool, right: bool) -> Callable[[Any, Any], str | None]:
    def trim(text: Any, characters: Any) -> str | None:
        if text is None or characters is None:
            return None
        whole, dropped = _text(text), frozenset(_text(characters))
        start, end = 0, len(whole)
        while left and start < end and whole[start] in dropped:
            start += 1
        while right and start < end and whole[end - 1] in dropped:
            end -= 1
        return whole[start:end]

    return trim


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _run_postgresql(
    engine: Engine, statement: str, values: Mapping[str, str], limits: Limits
) -> tuple[tuple[str, ...], list[Row], bool]:
    # A cursor on the server: it takes one SELECT and nothing else, and what is not fetched is never computed.
    bound = (
        text(statement)
        .bindparams(*(bindparam(name, value, type_=NullType()) for name, value in values.items()))
        .execution_options(stream_results=True, max_row_buffer=_BATCH)
    )
    ends = time.monotonic() + limits.seconds
    with engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.exec_driver_sql("SET LOCAL standard_conforming_strings = on")
        _only_read(connection)
        _allow_until(connection, ends)
        with connection.execute(bound) as result:

            def fetch(size: int) -> Sequence[Row]:
                _allow_until(connection, ends)
                return [tuple(row) for row in result.fetchmany(size)]

            rows, cut = _within(_batches(fetch), limits)
            columns = tuple(result.keys())
        transaction.rollback()
        return columns, rows, cut


def _allow_until(connection: Connection, ends: float) -> None:
    left = max(1, int((ends - time.monotonic()) * 1000))
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left}")


def _only_read(connection: Connection) -> None:
    """Gives up what the user may do besides reading tables: a superuser could read files."""
    may = connection.exec_driver_sql(
        "SELECT quote_ident(current_schema()), current_setting('is_superuser') = 'on', EXISTS (SELECT 1 FROM pg_roles "
        "WHERE rolname = 'pg_read_all_data' AND pg_has_role(current_user, oid, 'MEMBER'))"
    ).one()
    connection.exec_driver_sql(f"SET LOCAL search_path = {may[0]}")
    if may[1]:
        connection.exec_driver_sql("SET LOCAL temp_file_limit = '1GB'")
    if may[2]:
        connection.exec_driver_sql("SET LOCAL ROLE pg_read_all_data")


def _plain_row(row: Row) -> Row:
    return tuple([value if type(value) in _AS_THEY_ARE else _plain(value) for value in row])


def _plain(value: Any) -> Any:
    """The same Python value from both engines: SQLite knows whole numbers, doubles and text, and 1 and 0 for truth."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal) and value.is_finite():
        # a sum of whole numbers has no decimals, their mean has some even where they are zeros
        return int(value) if int(value.as_tuple().exponent) >= 0 else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return value if isinstance(value, list | dict) else str(value)
