"""What linking reads to place facts again: the versions that answer some series, and what people have settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from ledger.store import tables
from ledger.store.canonical import day

__all__ = ["Answering", "Near", "answering", "around", "originals", "settled", "stating"]

_CHUNK = 500  # names in one IN list: SQLite allows 999 parameters in old builds


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Which series of a measure may be meant: of these places or of none, begun in these days, or of these claimants.

    ``spans`` are pairs of days, first and last.
    """

    places: Sequence[str]
    spans: Sequence[tuple[date, date]] = ()
    claimants: Sequence[str] = ()

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """One condition for each chunk of names; the rows that fit any of them are near."""
        asked, said = tables.questions.c, tables.series.c
        yield asked.place_id.is_(None)
        yield from (asked.anchor_start.between(day(first), day(last)) for first, last in self.spans)
        yield from (asked.place_id.in_(chunk) for chunk in chunks(self.places))
        yield from (said.claimant.in_(chunk) for chunk in chunks(self.claimants))


def around(day: date, reach: timedelta) -> tuple[date, date]:
    """The days up to so far from a day, as far as the calendar goes."""
    first = day - reach if day - date.min >= reach else date.min
    return first, day + reach if date.max - day >= reach else date.max


Answering = tuple[str, str, int]  # published, report, number: in the order of publication


def answering(connection: Connection, series: Sequence[str], since: date, until: date) -> dict[Answering, str]:
    """The versions published within these days of which a fact was ever placed in one of these series: their ids."""
    versions, readings, stated, placed = tables.report_versions, tables.readings, tables.facts, tables.placements
    statement = (
        select(versions.c.published_at, tables.reports.c.key, versions.c.number, versions.c.id)
        .select_from(placed.join(stated, stated.c.id == placed.c.fact_id))
        .join(readings, readings.c.id == stated.c.reading_id)
        .join(versions, versions.c.id == readings.c.version_id)
        .join(tables.reports, tables.reports.c.id == versions.c.report_id)
        .where(versions.c.published_at >= day(since), versions.c.published_at <= day(until))
        .distinct()
    )
    found = dict[Answering, str]()
    for chunk in chunks(series):
        for published, key, number, identity in connection.execute(statement.where(placed.c.series_id.in_(chunk))):
            found[published, key, number] = identity
    return found


def stating(connection: Connection, series: Sequence[str], numbers: Iterable[float]) -> set[str]:
    """Those of these series in which one of these numbers was ever placed."""
    stated, placed = tables.facts.c, tables.placements.c
    bounds = sorted(set(numbers))
    told = func.coalesce(stated.low, stated.high).in_(bounds)
    found = set[str]()
    for chunk in chunks(series):
        statement = select(placed.series_id).join(tables.facts, stated.id == placed.fact_id)
        found.update(connection.scalars(statement.where(placed.series_id.in_(chunk), told).distinct()))
    return found


def originals(connection: Connection, version: str) -> list[str]:
    """The versions that this one is on record to carry, first found first."""
    rows = tables.carriers.c
    return list(connection.scalars(select(rows.original_id).where(rows.version_id == version).order_by(rows.id)))


def settled(connection: Connection, facts: Iterable[str], series: Iterable[str], rule: str) -> set[str]:
    """Those of these facts and series that a person decided on; who places by ``rule`` is no person."""
    decided, placed, merges = tables.decisions.c, tables.placements.c, tables.series_merges.c
    found = set[str]()
    for chunk in chunks(sorted({*facts, *series})):
        for statement in (
            select(decided.target).where(decided.target.in_(chunk)),
            select(placed.fact_id).where(placed.fact_id.in_(chunk), ~placed.decided_by.startswith(rule)),
            select(merges.series_id).where(merges.series_id.in_(chunk)),
            select(merges.into_id).where(merges.into_id.in_(chunk)),
        ):
            found.update(connection.scalars(statement))
    return found


def chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _CHUNK):
        yield names[start : start + _CHUNK]
