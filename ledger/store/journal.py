"""The chain of batches: every append is vouched for by one entry, every entry by the one after it.

An entry holds, for each table, how many rows the batch appended and the digest of those rows, so that a change behind
the triggers is found with its table and batch; the entry's own digest covers this summary and the entry before it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Boolean, Connection, Row, Table, func, insert, select, text

from ledger.model import Verification
from ledger.store import tables
from ledger.store.canonical import canonical, digest, line_maker
from ledger.store.engine import lock_chain
from ledger.store.guards import broken_guards

__all__ = ["append_entry", "head", "next_sequence", "verify"]

_START = "0" * 64
# The order is part of what a digest means: new tables are added at the end.
_ROWS = tuple(
    tables.metadata.tables[name]
    for name in (
        *("actors", "decisions", "ingest_runs", "measures", "outlets", "places", "reports", "units", "actor_aliases"),
        *("ingest_run_ends", "questions", "report_versions", "carriers", "problems", "readings", "series", "facts"),
        *("reading_adoptions", "attributions", "checks", "placements", "corrections", "series_merges", "actor_merges"),
    )
)

_LATER = {"placements": {"role": "value"}}  # columns added since entries of the first form, and what filled them

Summary = dict[str, Any]  # table → [rows, digest of the rows]


def next_sequence(connection: Connection) -> int:
    """The number of the next batch; only meaningful inside a write transaction."""
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT nextval('ledger_batches')")) or 0)
    newest = connection.scalar(select(func.max(tables.journal.c.sequence)))
    return 1 if newest is None else int(newest) + 1


def head(connection: Connection) -> str | None:
    """The digest of the newest entry; None where there is none."""
    journal = tables.journal.c
    return connection.scalar(select(journal.digest).order_by(journal.position.desc()).limit(1))


def append_entry(
    connection: Connection, sequence: int, filled: Iterable[Table], *, writer: str, recorded_at: str
) -> None:
    """Closes batch ``sequence``: digests its rows as they are stored and chains them to the entry before.

    ``filled`` are the tables that the batch appended to. Other writers wait for each other from where the chain is
    locked to the end of the transaction, no earlier.
    """
    summary = {table.name: _digest_of(_lines(connection, table, sequence)) for table in filled}
    entry = {
        "sequence": sequence,
        "writer": writer,
        "summary": canonical(summary).decode(),
        "recorded_at": recorded_at,
    }
    lock_chain(connection)
    journal = tables.journal.c
    newest = connection.execute(
        select(journal.position, journal.digest).order_by(journal.position.desc()).limit(1)
    ).first()
    position, previous = (newest.position + 1, newest.digest) if newest else (1, _START)
    entry = {**entry, "previous": previous}
    connection.execute(insert(tables.journal).values(**entry, position=position, digest=digest(entry)))


def _lines(connection: Connection, table: Table, sequence: int) -> Iterator[bytes]:
    return map(line_maker(table.columns.keys()), _stored(connection, table, sequence))


def _stored(connection: Connection, table: Table, sequence: int) -> Iterable[Sequence[Any]]:
    """The rows of a batch as the driver gives them: they are many, and each is only looked at once."""
    names = ", ".join(table.columns.keys())
    statement = f"SELECT {names} FROM {table.name} WHERE batch = {int(sequence)}"  # noqa: S608 - names of ours, a number
    rows: Sequence[Sequence[Any]] = connection.exec_driver_sql(statement).cursor.fetchall()
    truths = [at for at, column in enumerate(table.columns) if isinstance(column.type, Boolean)]
    if not truths or connection.dialect.name != "sqlite":
        return rows
    return (_with_truths(row, truths) for row in rows)


def _with_truths(row: Sequence[Any], truths: Sequence[int]) -> Sequence[Any]:
    """SQLite has no type for truth and gives 1 and 0."""
    typed = list(row)
    for at in truths:
        typed[at] = bool(typed[at])
    return typed


def _digest_of(rows: Iterable[bytes]) -> list[Any]:
    """[number of rows, digest over them in canonical order]."""
    lines = sorted(rows)
    return [len(lines), hashlib.sha256(b"\n".join(lines)).hexdigest()]


def verify(connection: Connection, against: str | None = None) -> Verification:
    """Recomputes every digest, compares every surface with its text, and looks at every trigger.

    ``against`` is the digest of an entry that was exported earlier: the chain must still lead through it.
    """
    entries = [dict(row) for row in connection.execute(select(tables.journal)).mappings()]
    entries.sort(key=lambda entry: (entry["position"] is None, entry["position"], entry["sequence"]))
    breaks = [
        *_broken_links(entries),
        *_changed_rows(connection, {entry["sequence"]: entry for entry in entries}),
        *_moved_spans(connection),
        *broken_guards(connection),
        *_lost_digest(entries, against),
    ]
    head = entries[-1]["digest"] if entries else None
    return Verification(checked=len(entries), breaks=tuple(breaks), head=head)


def _broken_links(entries: list[dict[str, Any]]) -> Iterator[str]:
    previous = _START
    for number, entry in enumerate(entries, start=1):
        sealed = {name: value for name, value in entry.items() if name not in ("digest", "position")}
        if entry["position"] != number:
            yield f"journal: entry {number} is missing"
            return
        if entry["previous"] != previous:
            yield f"journal: entry {number} does not follow from entry {number - 1}"
        if not _sealed_by_rows(entry) and digest(sealed) != entry["digest"]:
            yield f"journal: entry {number} (batch {entry['sequence']}) is not what was written"
        previous = entry["digest"]


def _sealed_by_rows(entry: Mapping[str, Any]) -> bool:
    """Whether the entry is of the first form, which held counts alone and covered all rows by its own digest."""
    return all(isinstance(value, int) for value in _summary(entry).values())


def _summary(entry: Mapping[str, Any]) -> Summary:
    try:
        found = json.loads(entry["summary"])
    except ValueError:
        return {"?": []}
    return found if isinstance(found, dict) else {"?": []}


def _changed_rows(connection: Connection, entries: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    """Table by table in one pass each: rows against the summaries of their batches."""
    first_form: dict[int, Any] = {number: hashlib.sha256() for number, e in entries.items() if _sealed_by_rows(e)}
    said = {number: _summary(entry) for number, entry in entries.items()}
    for table in _ROWS:
        found, line = dict[int, list[Any]](), line_maker(table.columns.keys())
        for number, rows in _batches(connection, table):
            found[number] = _digest_of(map(line, rows))
            if number in first_form:
                for first in sorted(canonical(_as_first(table, row)) for row in rows):
                    first_form[number].update(table.name.encode() + b"\t" + first + b"\n")
        yield from _compared(table.name, said, found)
    for number, running in first_form.items():
        sealed = {name: value for name, value in entries[number].items() if name not in ("digest", "position")}
        if digest({**sealed, "rows": running.hexdigest()}) != entries[number]["digest"]:
            yield f"journal: the rows of batch {number} are not those that were written"


def _as_first(table: Table, row: Row[Any]) -> dict[str, Any]:
    """The row without the columns that tables of the first form did not have, where they hold what filled them."""
    later = _LATER.get(table.name, {})
    return {name: value for name, value in row._mapping.items() if name not in later or value != later[name]}


def _batches(connection: Connection, table: Table) -> Iterator[tuple[int, list[Row[Any]]]]:
    statement = select(table).order_by(table.c.batch)
    rows = connection.execution_options(yield_per=2000).execute(statement)
    for number, group in groupby(rows, key=lambda row: row.batch):
        yield number, list(group)


def _compared(table: str, said: Mapping[int, Summary], found: Mapping[int, list[Any]]) -> Iterator[str]:
    stray = defaultdict[str, int](int)
    for number, (count, rows_digest) in found.items():
        if number not in said:
            stray[table] += count
            continue
        wanted = said[number].get(table)
        if wanted not in (count, [count, rows_digest]):
            yield f"{table}: the rows of batch {number} are not those that were written"
    for number, summary in said.items():
        if summary.get(table) is not None and number not in found:
            yield f"{table}: the rows of batch {number} are gone"
    for name, count in stray.items():
        yield f"{name}: {count} rows belong to no journal entry"


def _lost_digest(entries: list[dict[str, Any]], against: str | None) -> Iterator[str]:
    if against is not None and against not in {entry["digest"] for entry in entries}:
        yield f"journal: no entry has the digest {against}; history was rewritten since, or it is another ledger's"


def _moved_spans(connection: Connection) -> Iterator[str]:
    facts, readings, versions = tables.facts, tables.readings, tables.report_versions
    said = func.substr(versions.c.text, facts.c.span_start + 1, facts.c.span_end - facts.c.span_start)
    statement = (
        select(facts.c.id, facts.c.surface, said.label("said"))
        .join(readings, readings.c.id == facts.c.reading_id)
        .join(versions, versions.c.id == readings.c.version_id)
        .where(said != facts.c.surface)
        .order_by(facts.c.id)
    )
    for row in connection.execute(statement):
        yield f"facts: {row.id} says {row.surface!r}, the text at its span is {row.said!r}"
