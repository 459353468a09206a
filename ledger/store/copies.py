"""Versions that may have been copied from each other, and the rows of ``carriers`` that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ledger.model import Fact, FactFilter, Report, Series
from ledger.store import reads, tables
from ledger.store.canonical import day

__all__ = ["NearVersion", "has_carrier", "near_versions"]

_WEEK = timedelta(days=7)  # wire copy runs within days
_TELLING = 8  # figures of a version by which its copies are sought
_NEAREST = 8  # versions whose texts are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class NearVersion:
    """A version with its facts in force and the series that each is in, by fact id."""

    version: str
    report: Report
    facts: dict[str, Fact]
    series: dict[str, Series]


def near_versions(connection: Connection, report: Report, facts: Sequence[Fact], but: str) -> tuple[NearVersion, ...]:
    """Other reports' versions within a week of ``report`` that state the same numbers, oldest first; at most eight."""
    return tuple(_near_version(connection, found) for found in _ids(connection, report, facts, but))


def _near_version(connection: Connection, identity: str) -> NearVersion:
    figures = reads.figures(connection, FactFilter(all_versions=True), version_id=identity)
    known = reads.series_by_id(connection, [figure.series for figure in figures])
    return NearVersion(
        version=identity,
        report=reads.report_of_version(connection, identity),
        facts={figure.id: figure.fact for figure in figures},
        series={figure.id: known[figure.series] for figure in figures},
    )


def _ids(connection: Connection, report: Report, facts: Sequence[Fact], but: str) -> list[str]:
    """The ids of these versions.

    Sought by the least common numbers, at the same places, so that the index on measure and place answers.
    """
    if report.published is None:
        return []
    versions, readings, stated = tables.report_versions, tables.readings, tables.facts
    telling = sorted(
        {_key(fact) for fact in facts if not fact.implicit and not fact.vague and fact.low is not None},
        key=lambda key: (-len(f"{key[2]:g}".strip("0.")), -key[2], key[:2]),
    )[:_TELLING]
    if not telling:
        return []
    statement = (
        select(versions.c.id)
        .select_from(stated.join(readings, readings.c.id == stated.c.reading_id))
        .join(versions, versions.c.id == readings.c.version_id)
        .join(tables.reports, tables.reports.c.id == versions.c.report_id)
        .where(or_(*(_states(key) for key in telling)))
        .where(versions.c.published_at >= day(report.published - _WEEK))
        .where(versions.c.published_at <= day(report.published + _WEEK))
        .where(tables.reports.c.key != report.key, versions.c.id != but)
        .group_by(versions.c.id, versions.c.published_at, versions.c.recorded_at)
        .order_by(func.count().desc(), versions.c.published_at, versions.c.recorded_at, versions.c.id)
        .limit(_NEAREST)
    )
    near = list(connection.scalars(statement))
    order = select(versions.c.id).where(versions.c.id.in_(near))
    ordered = order.order_by(versions.c.published_at, versions.c.recorded_at, versions.c.batch, versions.c.id)
    return list(connection.scalars(ordered))


def _key(fact: Fact) -> tuple[str, str, float]:
    return fact.measure, fact.place or "", fact.low or 0.0


def _states(key: tuple[str, str, float]) -> ColumnElement[bool]:
    measure, place, low = key
    stated = tables.facts.c
    at = stated.place_id == place if place else stated.place_id.is_(None)
    return and_(stated.measure_id == measure, at, stated.low == low)


def has_carrier(connection: Connection, version: str, original: str) -> bool:
    """Whether this copy is on record."""
    rows = tables.carriers.c
    found = select(rows.id).where(rows.version_id == version, rows.original_id == original)
    return connection.scalar(found) is not None
