"""The chain of batches: every append is vouched for by one entry, every entry by the one after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from ledger.model import Verification
from ledger.store import tables
from ledger.store.canonical import canonical, digest

__all__ = ["append_entry", "next_sequence", "verify"]

_START = "0" * 64
_ROWS = [table for table in tables.metadata.sorted_tables if table is not tables.journal]


def next_sequence(connection: Connection) -> int:
    """The number of the next batch; only meaningful inside a write transaction."""
    newest = connection.scalar(select(func.max(tables.journal.c.sequence)))
    return 1 if newest is None else int(newest) + 1


def append_entry(connection: Connection, sequence: int, *, writer: str, recorded_at: str) -> None:
    """Closes batch ``sequence``: digests its rows as they are stored and chains them to the batch before."""
    previous = connection.scalar(select(tables.journal.c.digest).where(tables.journal.c.sequence == sequence - 1))
    rows_digest, summary = _digest_rows(connection, sequence)
    entry = {
        "sequence": sequence,
        "writer": writer,
        "previous": previous or _START,
        "summary": summary,
        "recorded_at": recorded_at,
    }
    connection.execute(insert(tables.journal).values(**entry, digest=_seal(entry, rows_digest)))


def _seal(entry: dict[str, Any], rows_digest: str) -> str:
    return digest({**entry, "rows": rows_digest})


def _digest_rows(connection: Connection, sequence: int) -> tuple[str, str]:
    """(digest over the batch's rows in table and key order, counts per table as canonical JSON)."""
    running, counts = hashlib.sha256(), {}
    for table in _ROWS:
        rows = connection.execute(select(table).where(table.c.batch == sequence)).mappings()
        lines = sorted(canonical(dict(row)) for row in rows)
        for line in lines:
            running.update(table.name.encode() + b"\t" + line + b"\n")
        if lines:
            counts[table.name] = len(lines)
    return running.hexdigest(), canonical(counts).decode()


def verify(connection: Connection) -> Verification:
    """Recomputes every digest, compares every surface with its text, and looks for every trigger."""
    entries = connection.execute(select(tables.journal).order_by(tables.journal.c.sequence)).mappings().all()
    breaks = [
        *_broken_links(connection, [dict(entry) for entry in entries]),
        *_unvouched(connection),
        *_moved_spans(connection),
        *_missing_triggers(connection),
    ]
    return Verification(checked=len(entries), breaks=tuple(breaks))


def _broken_links(connection: Connection, entries: list[dict[str, Any]]) -> Iterator[str]:
    previous = _START
    for number, entry in enumerate(entries, start=1):
        stored = entry.pop("digest")
        rows_digest, summary = _digest_rows(connection, number)
        if entry["sequence"] != number:
            yield f"journal: entry {number} is missing"
            return
        if entry["previous"] != previous:
            yield f"journal: entry {number} does not follow from entry {number - 1}"
        if summary != entry["summary"]:
            yield f"journal: batch {number} holds {summary}, its entry says {entry['summary']}"
        elif _seal(entry, rows_digest) != stored:
            yield f"journal: the rows of batch {number} are not those that were written"
        previous = stored


def _unvouched(connection: Connection) -> Iterator[str]:
    for table in _ROWS:
        known = select(tables.journal.c.sequence).where(tables.journal.c.sequence == table.c.batch)
        count = connection.scalar(select(func.count()).select_from(table).where(~known.exists()))
        if count:
            yield f"{table.name}: {count} rows belong to no journal entry"


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


def _missing_triggers(connection: Connection) -> Iterator[str]:
    standing = _standing_triggers(connection)
    for table in tables.metadata.sorted_tables:
        for name in _expected_triggers(connection.dialect.name, table.name):
            if name not in standing:
                yield f"{table.name}: the trigger {name} that keeps it append-only is gone or disabled"


def _expected_triggers(engine: str, table: str) -> tuple[str, ...]:
    kinds = ("no_update", "no_delete", "no_replace") if engine == "sqlite" else ("append_only", "no_truncate")
    return tuple(f"{table}_{kind}" for kind in kinds)


def _standing_triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        found = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
    else:
        found = text(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE p.proname = 'ledger_append_only' AND t.tgenabled IN ('O', 'A')"
        )
    return set(connection.scalars(found))
