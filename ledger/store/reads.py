"""What is read back: figures with their citation, reports, series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, column, func, select, table, true

from ledger.model import FactFilter, Figure, Report, ReportSummary, Series, VersionSummary
from ledger.store import tables
from ledger.store.canonical import day, parse_day, parse_instant
from ledger.store.rows import figure, series_of

__all__ = ["CapturedState", "captured_state", "figures", "keys", "report_version", "reports", "series_by_id"]

_COLUMNS = (
    *("id", "report", "version", "outlet", "title", "url", "published_at", "recorded_at", "measure", "low", "high"),
    *("comparator", "unit", "surface", "entity", "group_name", "place", "period_start", "period_end", "basis"),
    *("direction", "status", "vague", "implicit", "confidence", "credited", "series", "span_start", "span_end"),
    *("sentence_start", "sentence_end", "quote", "newest", "rejected"),
)
_stated = table("stated_figures", *(column(name) for name in _COLUMNS))
_CHUNK = 500  # keys in one IN list: SQLite allows 999 parameters in old builds


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedState:
    """A stored version of a report as the writer needs to see it. ``fingerprint`` is of the adopted reading."""

    version: str
    number: int
    text_hash: str
    report: Report
    fingerprint: str | None


def captured_state(connection: Connection, key: str, text_hash: str) -> CapturedState | None:
    """The version of the report that holds this text, else its newest one; None where there is no such report."""
    versions = tables.report_versions
    known_first = case((versions.c.text_hash == text_hash, 0), else_=1)
    statement = _versions().where(tables.reports.c.key == key).order_by(known_first, versions.c.number.desc()).limit(1)
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    adopted = (
        select(tables.readings.c.fingerprint)
        .join(tables.reading_adoptions, tables.reading_adoptions.c.reading_id == tables.readings.c.id)
        .where(tables.readings.c.version_id == row["id"])
        .order_by(tables.reading_adoptions.c.id.desc())
        .limit(1)
    )
    return CapturedState(
        version=row["id"],
        number=row["number"],
        text_hash=row["text_hash"],
        report=_report(row),
        fingerprint=connection.scalar(adopted),
    )


def report_version(connection: Connection, key: str, number: int | None) -> tuple[Report, int] | None:
    """One version of a report (None: the newest) and its number; None where there is none."""
    statement = _versions().where(tables.reports.c.key == key).order_by(tables.report_versions.c.number.desc()).limit(1)
    if number is not None:
        statement = statement.where(tables.report_versions.c.number == number)
    row = connection.execute(statement).mappings().first()
    return None if row is None else (_report(row), row["number"])


def _versions() -> Select[Any]:
    versions = tables.report_versions
    return (
        select(versions, tables.reports.c.key, tables.outlets.c.name.label("outlet"))
        .join(tables.reports, tables.reports.c.id == versions.c.report_id)
        .outerjoin(tables.outlets, tables.outlets.c.id == versions.c.outlet_id)
    )


def _report(row: Mapping[Any, Any]) -> Report:
    return Report(
        key=row["key"],
        text=row["text"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        published=parse_day(row["published_at"]),
        retrieved=None if row["retrieved_at"] is None else parse_instant(row["retrieved_at"]),
    )


def keys(connection: Connection) -> tuple[str, ...]:
    """The keys of all reports, sorted."""
    return tuple(sorted(connection.scalars(select(tables.reports.c.key))))


def reports(connection: Connection) -> tuple[ReportSummary, ...]:
    """All reports with their versions, in key order."""
    info = table("version_info", *(column(name) for name in _INFO))
    rows = connection.execute(select(info)).mappings().all()
    ordered = sorted(rows, key=lambda row: (row["report"], row["version"]))
    return tuple(_summary(list(group)) for _, group in groupby(ordered, key=lambda row: row["report"]))


_INFO = ("report", "version", "outlet", "title", "url", "published_at", "recorded_at", "facts")


def _summary(rows: Sequence[Mapping[Any, Any]]) -> ReportSummary:
    newest = rows[-1]
    return ReportSummary(
        report=newest["report"],
        outlet=newest["outlet"],
        title=newest["title"],
        url=newest["url"],
        published=parse_day(newest["published_at"]),
        versions=tuple(
            VersionSummary(
                number=row["version"],
                published=parse_day(row["published_at"]),
                recorded=parse_instant(row["recorded_at"]),
                facts=row["facts"],
            )
            for row in rows
        ),
    )


def figures(
    connection: Connection, where: FactFilter, *, series: Sequence[str] | None = None, version: int | None = None
) -> tuple[Figure, ...]:
    """The figures that fit, oldest first: by publication (unknown first), recording, report, version, place in text.

    ``series`` narrows to these series, ``version`` to one version's number. Unless ``where.all_versions``, only each
    report's newest version counts (with ``as_known_on``: the newest published by then).
    """
    conditions = list(_conditions(where))
    if where.report is not None:
        conditions.append(_stated.c.report.in_(_reports_named(connection, where.report)))
    if series is not None:
        conditions.append(_stated.c.series.in_(list(series)))
    if version is not None:
        conditions.append(_stated.c.version == version)
    rows = connection.execute(select(_stated).where(and_(true(), *conditions))).mappings().all()
    rows = sorted(rows, key=_order)
    chains = _chains(connection, [row["id"] for row in rows])
    return tuple(figure(row, chains[row["id"]]) for row in rows)


def _order(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    known = row["published_at"] or ""
    return known, row["recorded_at"], row["report"], row["version"], row["span_start"], row["id"]


def _conditions(where: FactFilter) -> Iterator[ColumnElement[bool]]:
    stated = _stated.c
    yield ~_true(stated.rejected)
    if where.measure is not None:
        yield func.lower(stated.measure) == where.measure.lower()
    for named, wanted in (
        (stated.place, where.place),
        (stated.group_name, where.group),
        (stated.credited, where.claimant),
        (stated.outlet, where.outlet),
    ):
        if wanted is not None:
            yield func.lower(named).contains(wanted.lower(), autoescape=True)
    if where.since is not None:
        yield stated.published_at >= day(where.since)
    if where.until is not None:
        yield stated.published_at <= day(where.until)
    if where.min_confidence is not None:
        yield stated.confidence >= where.min_confidence
    yield from _in_force(where.as_known_on, all_versions=where.all_versions)


def _in_force(known_on: date | None, *, all_versions: bool) -> Iterator[ColumnElement[bool]]:
    """An unknown publication date is not known to be earlier, so ``known_on`` hides it."""
    if known_on is None:
        if not all_versions:
            yield _true(_stated.c.newest)
        return
    yield _stated.c.published_at <= day(known_on)
    if all_versions:
        return
    newest = (
        select(func.max(tables.report_versions.c.number))
        .join(tables.reports, tables.reports.c.id == tables.report_versions.c.report_id)
        .where(tables.reports.c.key == _stated.c.report, tables.report_versions.c.published_at <= day(known_on))
    )
    yield _stated.c.version == newest.scalar_subquery()


def _true(flag: ColumnElement[Any]) -> ColumnElement[bool]:
    """A column of a view, which SQLite types as a number, as a condition."""
    condition: ColumnElement[bool] = flag.is_(true())
    return condition


def _reports_named(connection: Connection, wanted: str) -> list[str]:
    """The report with this key, else those whose keys contain it."""
    known = keys(connection)
    if wanted in known:
        return [wanted]
    return [key for key in known if wanted.casefold() in key.casefold()]


def _chains(connection: Connection, facts: Sequence[str]) -> dict[str, list[Mapping[Any, Any]]]:
    """Fact id → its attributions, claimant first."""
    links, chains = tables.attributions, defaultdict[str, list[Mapping[Any, Any]]](list)
    for chunk in _chunks(facts):
        statement = select(links).where(links.c.fact_id.in_(chunk)).order_by(links.c.fact_id, links.c.position)
        for row in connection.execute(statement).mappings():
            chains[row["fact_id"]].append(row)
    return chains


def series_by_id(connection: Connection, wanted: Iterable[str]) -> dict[str, Series]:
    """The series with these ids; missing ones are left out."""
    questions, series = tables.questions, tables.series
    found = {}
    for chunk in _chunks(sorted(set(wanted))):
        statement = select(questions, series).join(questions, questions.c.id == series.c.question_id)
        for row in connection.execute(statement.where(series.c.id.in_(chunk))):
            values = {**{c.name: row._mapping[c] for c in questions.c}, **{c.name: row._mapping[c] for c in series.c}}
            found[values["id"]] = series_of(values)
    return found


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
