"""What a person decided, appended beside what was read; and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from ledger.model import Decision, DecisionKind, Fact
from ledger.store import tables
from ledger.store.canonical import parse_instant
from ledger.store.rows import fact_row

__all__ = ["correction_row", "decisions", "merged_into", "named_actor", "same_questions"]

# What a correction may put right; the place in the text is what the text is.
_CORRECTED = (
    *("low", "high", "comparator", "unit_id", "entity", "group_name", "measure_id", "place_id", "period_start"),
    *("period_end", "basis", "direction", "status", "vague"),
)


def correction_row(fact: Fact) -> dict[str, Any]:
    """The columns of ``corrections`` that the corrected fact fills."""
    row = fact_row(fact)
    claimed = fact.attribution[0] if fact.attribution else None
    return {
        **{name: row[name] for name in _CORRECTED},
        "claimant": claimed.name if claimed else None,
        "claimant_kind": claimed.kind.value if claimed else None,
    }


def merged_into(connection: Connection, series: str) -> tuple[str, ...]:
    """The series that count as ``series`` now, itself left out."""
    merges = tables.series_merges
    newest = select(func.max(merges.c.id)).group_by(merges.c.series_id)
    found = select(merges.c.series_id).where(merges.c.id.in_(newest), merges.c.into_id == series)
    return tuple(sorted(set(connection.scalars(found)) - {series}))


def named_actor(connection: Connection, name: str) -> tuple[int, str] | None:
    """(id, canonical name) of the actor that goes by ``name``, merges followed; None where nobody does."""
    aliases, merges, actors = tables.actor_aliases, tables.actor_merges, tables.actors
    known = connection.scalar(select(aliases.c.actor_id).where(func.lower(aliases.c.alias) == name.lower()))
    if known is None:
        return None
    into = connection.scalar(
        select(merges.c.into_id).where(merges.c.actor_id == known).order_by(merges.c.id.desc()).limit(1)
    )
    actor = into if into is not None else known
    return int(actor), str(connection.scalar(select(actors.c.name).where(actors.c.id == actor)))


def same_questions(connection: Connection, one: str, other: str) -> tuple[tuple[str, str], ...]:
    """(series of the one actor, series of the other) on the same question, basis and status, by actor's names."""
    first, second = tables.series.alias("a"), tables.series.alias("b")
    same = [first.c[name] == second.c[name] for name in ("question_id", "basis", "status")]
    statement = select(first.c.id, second.c.id).join(second, and_(*same))
    named = [first.c.claimant.in_(_aliases(connection, one)), second.c.claimant.in_(_aliases(connection, other))]
    return tuple((a, b) for a, b in connection.execute(statement.where(*named).order_by(first.c.id, second.c.id)))


def _aliases(connection: Connection, name: str) -> list[str]:
    """Every name that the actor goes by."""
    known = named_actor(connection, name)
    aliases = tables.actor_aliases
    if known is None:
        return []
    merges = tables.actor_merges
    merged = select(merges.c.actor_id).where(merges.c.into_id == known[0])
    return sorted(
        connection.scalars(
            select(aliases.c.alias).where(or_(aliases.c.actor_id == known[0], aliases.c.actor_id.in_(merged)))
        )
    )


def decisions(connection: Connection, targets: Iterable[str] = ()) -> tuple[Decision, ...]:
    """All decisions, oldest first; only those on ``targets`` where some are given."""
    table, wanted = tables.decisions, tuple(targets)
    statement = select(table).order_by(table.c.id)
    if wanted:
        statement = statement.where(table.c.target.in_(wanted))
    return tuple(_decision(row) for row in connection.execute(statement).mappings())


def _decision(row: Mapping[Any, Any]) -> Decision:
    return Decision(
        id=row["id"],
        kind=DecisionKind(row["kind"]),
        target=row["target"],
        author=row["author"],
        reason=row["reason"],
        recorded=parse_instant(row["recorded_at"]),
        changes=json.loads(row["changes"]),
    )
