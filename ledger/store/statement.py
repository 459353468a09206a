"""One read-only SQL statement, on a connection that cannot write."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, bindparam, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import NullType

from ledger.errors import QueryRefused
from ledger.model import Table
from ledger.store import waiting
from ledger.store.as_of import INLINED
from ledger.store.engine import lower

__all__ = ["ROW_LIMIT", "SECONDS", "run_read_only"]

ROW_LIMIT = 10_000
SECONDS = 30.0
_LARGEST_VALUE = 50_000_000  # bytes

_TOKEN = re.compile(
    r"""
    (?P<comment>--[^\n]*|/\*.*?\*/)
  | (?P<string>[eE]?'(?:[^']|'')*')
  | (?P<dollar>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
  | (?P<quoted>"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\])
  | (?P<cast>::)
  | (?P<parameter>:[A-Za-z_]\w*)
  | (?P<word>[^\W\d]\w*)
  | (?P<semicolon>;)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OWN_WITH = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*WITH\b\s*(?P<recursive>RECURSIVE\b)?", re.IGNORECASE | re.DOTALL)
# Functions that reach past the data even inside a read-only transaction.
_BARRED = re.compile(
    r"(pg_(?!typeof$|size_pretty$|column_size$)\w+|lo_\w+|dblink\w*|set_config|current_setting|nextval|setval|"
    r"\w+_to_xml\w*|load_extension|readfile|writefile|fts3_tokenizer|txid_\w+|inet_server_\w+)",
    re.IGNORECASE,
)
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def run_read_only(
    engine: Engine, statement: str, parameters: Mapping[str, str], hidden: Sequence[tuple[str, str]] = ()
) -> Table:
    """Runs one SELECT (or WITH … SELECT) with ``:name`` parameters; at most ``ROW_LIMIT`` rows in ``SECONDS``.

    ``hidden`` are common table expressions that it sees in place of tables and views (``as_of.common_tables``).
    Raises QueryRefused for anything else, for a missing parameter, and where the engine refuses the statement.
    """
    prepared, wanted = _checked(statement)
    if hidden:
        statement = _behind(statement, hidden)
        prepared, _ = _checked(statement)
    missing = sorted(wanted - set(parameters))
    if missing:
        raise QueryRefused(f"the statement needs a value for :{missing[0]}; give it with -p {missing[0]}=VALUE")
    values = {name: parameters[name] for name in wanted}
    if engine.dialect.name == "sqlite":
        columns, rows = _run_sqlite(str(engine.url.database), statement, values)
    else:
        columns, rows = _run_postgresql(engine, prepared, values)
    plain = tuple(tuple(_plain(value) for value in row) for row in rows[:ROW_LIMIT])
    return Table(columns=columns, rows=plain, truncated=len(rows) > ROW_LIMIT)


def _behind(statement: str, hidden: Sequence[tuple[str, str]]) -> str:
    """The statement with the expressions before its own."""
    listed = ", ".join(f"{name} AS {INLINED} ({sql})" for name, sql in hidden)
    own = _OWN_WITH.match(statement)
    if own is None:
        return f"WITH {listed} {statement}"
    return f"WITH {own['recursive'] or ''} {listed}, {statement[own.end() :]}"


def _checked(statement: str) -> tuple[str, set[str]]:
    """(the statement with literal colons escaped, the names of its parameters); refuses all but one SELECT."""
    parts, names, words, ended = [], set(), 0, False
    for match in _TOKEN.finditer(statement):
        kind, token = str(match.lastgroup if match.lastgroup != "tag" else "dollar"), match.group()
        if kind == "comment" or token.isspace():
            parts.append(" ")
            continue
        if ended and kind != "semicolon":
            raise QueryRefused("only one statement is run; remove what follows the semicolon")
        ended = ended or kind == "semicolon"
        words += _refuse_word(kind, token, first=words == 0)
        if kind == "parameter":
            names.add(token[1:])
        parts.append("" if ended else token if kind == "parameter" else token.replace(":", r"\:"))
    if not words:
        raise QueryRefused("the statement is empty; give one SELECT")
    return "".join(parts), names


def _refuse_word(kind: str, token: str, *, first: bool) -> int:
    """How many words the token counts for; raises QueryRefused for a first word or a function that is not let in."""
    if kind == "dollar" or (kind == "string" and token[0] in "eE") or token in ("'", '"', "$"):
        raise QueryRefused("write text as '…' with each quotation mark inside doubled")
    if first and (kind != "word" or token.upper() not in ("SELECT", "WITH", "VALUES")):
        raise QueryRefused(f"only one read-only SELECT (or WITH … SELECT) is run, not {token!r}")
    name = token.strip('"') if kind == "quoted" else token
    if kind in ("word", "quoted") and _BARRED.fullmatch(name):
        raise QueryRefused(f"{name} is not let into read-only queries")
    return 1 if kind in ("word", "quoted") else 0


def _run_sqlite(path: str, statement: str, values: Mapping[str, str]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    uri = f"{Path(path).resolve().as_uri()}?mode=ro"
    ends = time.monotonic() + SECONDS
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            waiting.begin(connection, writes=False)
            connection.execute("PRAGMA query_only = ON").close()
            connection.execute("PRAGMA cache_size = -65536").close()
            connection.create_function("lower", 1, lower, deterministic=True)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
            connection.set_progress_handler(lambda: time.monotonic() > ends, 10_000)
            connection.set_authorizer(_authorise)
            with closing(connection.execute(statement, dict(values))) as cursor:
                columns = tuple(str(item[0]) for item in cursor.description)
                return columns, cursor.fetchmany(ROW_LIMIT + 1)
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
        raise QueryRefused(_reason(str(error))) from error


def _authorise(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _run_postgresql(
    engine: Engine, statement: str, values: Mapping[str, str]
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    bound = text(statement).bindparams(*(bindparam(name, value, type_=NullType()) for name, value in values.items()))
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(SECONDS * 1000)}")
            connection.exec_driver_sql("SET LOCAL standard_conforming_strings = on")
            result = connection.execute(bound)
            columns, rows = tuple(result.keys()), [tuple(row) for row in result.fetchmany(ROW_LIMIT + 1)]
            result.close()
            transaction.rollback()
            return columns, rows
    except DBAPIError as error:
        raise QueryRefused(_reason(str(error.orig))) from error
    except SQLAlchemyError as error:
        raise QueryRefused(_reason(str(error))) from error


def _reason(message: str) -> str:
    first = message.strip().splitlines()[0] if message.strip() else "no reason given"
    if first == "interrupted" or "statement timeout" in first:
        return f"the statement ran longer than {SECONDS:g} seconds; narrow it"
    if first == "not authorized" or "prohibited" in first:
        return f"the statement does more than read the ledger ({first})"
    return f"the statement failed: {first}"


def _plain(value: Any) -> Any:
    """The same Python value from both engines: PostgreSQL's exact numerics become int or float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
