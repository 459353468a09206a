"""How fast the store is beside raw limits, on both engines, in one run.

    python -m tools.bench_store [--facts N] [--rounds N] [--write]

- **Appending**: batches of extracted facts through the store, beside the same rows (same columns, indexes, triggers,
  hashes) sent by ``executemany`` or ``COPY`` into another ledger with the same content, turn by turn.
- **Reading**, from a ledger of N facts: the history of one series; the latest value of all series beside a query
  written by hand for just that; both as known on a day beside the same without it.

Everything is time on the clock; ratios are medians over rounds in which both sides take turns. ``--write`` puts the
figures into ``BENCHMARKS.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Table, select, text

from ledger.api import Ledger
from ledger.model import FactFilter, Moment, RevisionKind
from ledger.store import Store, tables
from ledger.store.as_of import INLINED, common_tables
from ledger.store.canonical import line_maker
from ledger.store.engine import open_engine, write_transaction
from tests import postgres
from tools import benchmarks, large

_MEMORY = "1GB"  # what PostgreSQL's manual advises of a small server's: a quarter of all
A_BATCH = 100  # versions, of 40 figures each
SERIES = 40  # whose histories are read
COLUMNS = (
    "series, low, high, comparator, unit, surface, measure, place, credited, published_at, outlet, report, version"
)

# The newest value of each series in one pass over the tables, with what the views heed: newest versions, adopted
# readings, last placements, merges, corrections, rejections.
BY_HAND = """
SELECT series, low, high, comparator, unit, surface, measure, place, credited, published_at, outlet, report, version
FROM (
    SELECT
        coalesce(m.into_id, p.series_id) AS series,
        CASE WHEN c.id IS NULL THEN f.low ELSE c.low END AS low,
        CASE WHEN c.id IS NULL THEN f.high ELSE c.high END AS high,
        coalesce(c.comparator, f.comparator) AS comparator, coalesce(c.unit_id, f.unit_id) AS unit,
        f.surface AS surface, coalesce(c.measure_id, f.measure_id) AS measure,
        CASE WHEN c.id IS NULL THEN f.place_id ELSE c.place_id END AS place,
        coalesce(CASE WHEN c.id IS NULL THEN a.name ELSE c.claimant END, o.name) AS credited,
        v.published_at AS published_at, o.name AS outlet, r.key AS report, v.number AS version,
        row_number() OVER (
            PARTITION BY coalesce(m.into_id, p.series_id)
            ORDER BY coalesce(v.published_at, '') DESC, v.recorded_at DESC, r.key, v.number DESC, f.span_start, f.id
        ) AS nth
    FROM report_versions v
    JOIN reports r ON r.id = v.report_id
    JOIN readings g ON g.version_id = v.id
    JOIN facts f ON f.reading_id = g.id
    JOIN placements p ON p.fact_id = f.id
    LEFT JOIN outlets o ON o.id = v.outlet_id
    LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
    LEFT JOIN series_merges m ON m.series_id = p.series_id
        AND NOT EXISTS (SELECT 1 FROM series_merges n WHERE n.series_id = m.series_id AND n.id > m.id)
    LEFT JOIN corrections c ON c.fact_id = f.id
        AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)
    WHERE p.role IN ('value', 'correction')
        AND NOT EXISTS (SELECT 1 FROM report_versions l WHERE l.report_id = v.report_id AND l.number > v.number)
        AND NOT EXISTS (
            SELECT 1 FROM readings h JOIN reading_adoptions e ON e.reading_id = h.id
            WHERE h.version_id = g.version_id AND h.id > g.id
        )
        AND NOT EXISTS (SELECT 1 FROM placements q WHERE q.fact_id = p.fact_id AND q.id > p.id)
        AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.target = f.id AND d.kind = 'reject')
) ranked WHERE nth = 1
"""


@dataclass(slots=True)
class Figures:
    """What was measured on one engine: seconds or ratios, an entry a round."""

    engine: str
    facts: int
    appended: list[float] = field(default_factory=list)  # seconds of the store for a batch
    raw: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    history: list[float] = field(default_factory=list)
    history_then: list[float] = field(default_factory=list)
    latest: list[float] = field(default_factory=list)
    by_hand: list[float] = field(default_factory=list)
    latest_then: list[float] = field(default_factory=list)


def main() -> None:
    """Measures, and prints or writes the part of the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--facts", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres.server(_MEMORY) as server:
        addresses: dict[str, Callable[[str], str]] = {
            "SQLite": lambda name: str(Path(folder) / f"{name}.db"),
            "PostgreSQL": lambda _: server.url(server.fresh()),
        }
        found = [_measure(engine, address, given.facts, given.rounds) for engine, address in addresses.items()]
    part = _part(found, given.rounds)
    print(part)
    if given.write:
        benchmarks.write_part("The store", part)


def _measure(engine: str, address: Callable[[str], str], facts: int, rounds: int) -> Figures:
    found = Figures(engine, facts)
    _append(found, address("through"), address("raw"), rounds)
    url = address("large")
    large.fill(url, facts)
    _settle(url)
    with Ledger(url) as ledger, _connected(url) as connection:
        for _ in range(rounds):
            _read_histories(found, ledger, connection)
        for _ in range(rounds):
            _read_latest(found, connection)
    return found


def _append(found: Figures, through: str, raw: str, rounds: int) -> None:
    """Batch by batch into two ledgers with the same content: through the store, and the rows that it wrote as they are.

    The first batch, in which every series is new, is not counted.
    """
    versions = large.states(A_BATCH * large.A_VERSION * (rounds + 1))
    with Store(through, create=True) as store:
        Store(raw, create=True).close()
        for turn in range(rounds + 1):
            batch = list(islice(versions, A_BATCH))
            before = perf_counter()
            large.append(store, batch)
            lasted = perf_counter() - before
            rows = _rows_of(through, turn + 1)
            sent = _send(raw, rows)
            if turn:
                found.appended.append(lasted)
                found.raw.append(sent)


def _rows_of(url: str, sequence: int) -> list[tuple[Table, list[tuple[Any, ...]]]]:
    """The rows of one batch, the journal's own included."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            listed = []
            for table in tables.metadata.sorted_tables:
                clause = (table.c.sequence if table is tables.journal else table.c.batch) == sequence
                listed.append((table, [tuple(row) for row in connection.execute(select(table).where(clause))]))
            return [(table, rows) for table, rows in listed if rows]
    finally:
        engine.dispose()


def _send(url: str, listed: Sequence[tuple[Table, list[tuple[Any, ...]]]]) -> float:
    """Seconds to append these rows in one transaction: each fact hashed once for its id, each row for the journal."""
    engine = open_engine(url)
    try:
        with write_transaction(engine) as connection:
            connection.execute(text("SELECT 1"))
            before = perf_counter()
            for table, rows in listed:
                lines = list(map(line_maker(table.columns.keys()), rows))
                hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()
                if table is tables.facts:
                    for line in map(line_maker(table.columns.keys()), rows):
                        hashlib.sha256(line).hexdigest()
                _bulk(connection, table, rows)
            connection.commit()
            return perf_counter() - before
    finally:
        engine.dispose()


def _bulk(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    names = ", ".join(table.columns.keys())
    if isinstance(driver, sqlite3.Connection):
        marks = ", ".join("?" for _ in table.columns)
        driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of ours
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _settle(url: str) -> None:
    """What PostgreSQL's own upkeep does in the minutes after a large load."""
    if "://" not in url:
        return
    engine = open_engine(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    finally:
        engine.dispose()


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _then() -> Moment:
    """A day after the last publication: nothing is hidden, so that both sides read the same rows."""
    return Moment(known_on=large.FIRST + timedelta(days=large.DAYS))


def _read_histories(found: Figures, ledger: Ledger, connection: Connection) -> None:
    statement = text("SELECT id FROM series ORDER BY id LIMIT :n OFFSET :o")
    known = connection.scalars(statement, {"n": SERIES + 8, "o": len(found.history)}).all()
    merged = set(connection.scalars(text("SELECT series_id FROM series_merges")))
    wanted = [series for series in known if series not in merged][:SERIES]
    for name in wanted:
        now, taken = _timed(partial(ledger.history, name))
        then, taken_then = _timed(partial(ledger.history, name, FactFilter(as_known_on=_then().known_on)))
        if now != then:
            raise AssertionError(f"the history of {name} differs on a day when nothing is hidden")
        found.history.append(taken)
        steps = "SELECT * FROM revisions WHERE series = :series ORDER BY number"
        rows, taken = _timed(partial(_steps, connection, steps, name))
        if len(rows) != sum(
            vintage.revision.kind is not RevisionKind.WITHDRAWN for _, vintages in now for vintage in vintages
        ):
            raise AssertionError(f"the history of {name} has other steps than the view")
        found.steps.append(taken)
        found.history_then.append(taken_then)


def _read_latest(found: Figures, connection: Connection) -> None:
    latest = f"SELECT {COLUMNS} FROM latest_figures"  # noqa: S608 - a constant
    hidden = ", ".join(f"{name} AS {INLINED} ({sql})" for name, sql in common_tables(connection, _then()))
    answers = []
    for statement, kept in (
        (latest, found.latest),
        (BY_HAND, found.by_hand),
        (f"WITH {hidden} {latest}", found.latest_then),
    ):
        rows, taken = _timed(partial(_all, connection, statement))
        kept.append(taken)
        answers.append(sorted(map(tuple, rows)))
    if not answers[0] == answers[1] == answers[2]:
        raise AssertionError("the view, the query by hand and the view as of a later day give different rows")


def _steps(connection: Connection, statement: str, series: str) -> Sequence[Any]:
    return connection.execute(text(statement), {"series": series}).all()


def _all(connection: Connection, statement: str) -> Sequence[Any]:
    return connection.exec_driver_sql(statement).all()


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    before = perf_counter()
    result = work()
    return result, perf_counter() - before


def _part(found: Sequence[Figures], rounds: int) -> str:
    return "\n".join(
        [
            "Made by `make bench WRITE=1`. The ledger is invented (`tools/large.py`): 40 figures a version, some",
            "twenty a series. By hand: one query over the tables that gives the same rows as the view. Raw: the rows",
            "that the store wrote, ready made, by `executemany` or `COPY` into a ledger with the same content.",
            "",
            f"Machine: {benchmarks.machine()}. Medians of {rounds} rounds.",
            "",
            *benchmarks.table([_row(one) for one in found]),
        ]
    )


def _row(one: Figures) -> dict[str, str]:
    return {
        "engine": one.engine,
        "facts": f"{one.facts:,}",
        "facts appended in bulk, share of the raw rate": _ratio(one.raw, one.appended),
        "facts appended a second": f"{A_BATCH * large.A_VERSION / median(one.appended):,.0f}",
        "history of one series in SQL (`revisions`), ms": f"{median(one.steps) * 1000:.1f}",
        "the same by the API, as values with their chains, ms": f"{median(one.history) * 1000:.1f}",
        "history by the API as known on a day, times the same without": _ratio(one.history_then, one.history),
        "latest value of all series, times the query by hand": _ratio(one.latest, one.by_hand),
        "latest value of all series, s": f"{median(one.latest):.1f}",
        "latest as known on a day, times the same without": _ratio(one.latest_then, one.latest),
    }


def _ratio(of: Sequence[float], to: Sequence[float]) -> str:
    return f"{median(a / b for a, b in zip(of, to, strict=True)):.2f}"


if __name__ == "__main__":
    main()
