"""What is read back: figures with their citation, reports, series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    column,
    func,
    select,
    table,
    text,
    true,
)

from ledger.model import (
    FactFilter,
    Figure,
    Moment,
    Provenance,
    Report,
    ReportSummary,
    Series,
    VersionRef,
    VersionSummary,
)
from ledger.store import tables
from ledger.store.as_of import INLINED, common_tables
from ledger.store.canonical import day, instant, parse_day, parse_instant
from ledger.store.decisions import decisions
from ledger.store.rows import figure, series_of

__all__ = [
    "CapturedState",
    "VersionStep",
    "captured_state",
    "figure_by_id",
    "figures",
    "keys",
    "provenance",
    "read_figures",
    "report_of_version",
    "report_version",
    "reports",
    "series_by_id",
    "version_id",
    "version_steps",
]

_COLUMNS = (
    *("id", "report", "version", "outlet", "title", "url", "published_at", "recorded_at", "measure", "low", "high"),
    *("comparator", "unit", "surface", "entity", "group_name", "place", "period_start", "period_end", "basis"),
    *("direction", "status", "vague", "implicit", "confidence", "claimant", "claimant_kind", "credited", "actor"),
    *("series", "span_start", "span_end", "sentence_start", "sentence_end", "quote", "newest"),
    *("version_id", "role", "corrected", "rejected", "accepted"),
)
_stated = table("stated_figures", *(column(name) for name in _COLUMNS))
_NOW = Moment()
VersionStep = tuple[str, str, int]  # published, recorded, number
_CHUNK = 500  # keys in one IN list: SQLite allows 999 parameters in old builds
# Made once: what a statement is made of costs more than to run it for a few rows.
_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_VERSION_STEPS = (
    select(
        tables.reports.c.key,
        func.coalesce(tables.report_versions.c.published_at, ""),
        tables.report_versions.c.recorded_at,
        tables.report_versions.c.number,
    )
    .join(tables.reports, tables.reports.c.id == tables.report_versions.c.report_id)
    .where(tables.reports.c.key.in_(_WANTED))
    .order_by(tables.reports.c.key, tables.report_versions.c.number)
)
_LINKS = (
    select(tables.attributions)
    .where(tables.attributions.c.fact_id.in_(_WANTED))
    .order_by(tables.attributions.c.fact_id, tables.attributions.c.position)
)
_SERIES = (
    select(*(each for each in tables.questions.c if each.name not in ("id", "batch")), tables.series)
    .join(tables.questions, tables.questions.c.id == tables.series.c.question_id)
    .where(tables.series.c.id.in_(_WANTED))
)


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


def report_version(
    connection: Connection, key: str, number: int | None, moment: Moment = _NOW
) -> tuple[Report, int] | None:
    """One version of a report (None: the newest) and its number, as of ``moment``; None where there is none."""
    versions = tables.report_versions.c
    statement = _versions().where(tables.reports.c.key == key).order_by(versions.number.desc()).limit(1)
    if number is not None:
        statement = statement.where(versions.number == number)
    row = connection.execute(statement.where(*_known(moment))).mappings().first()
    return None if row is None else (_report(row), row["number"])


def report_of_version(connection: Connection, identity: str) -> Report:
    """The report as it stood in the version with this id."""
    return _report(connection.execute(_versions().where(tables.report_versions.c.id == identity)).mappings().one())


def _known(moment: Moment) -> Iterator[ColumnElement[bool]]:
    """The versions that were there at ``moment``."""
    versions = tables.report_versions.c
    if moment.known_on is not None:
        yield versions.published_at <= day(moment.known_on)
    if moment.recorded_by is not None:
        yield versions.recorded_at <= instant(moment.recorded_by)


def version_steps(connection: Connection, wanted: Iterable[str], moment: Moment) -> dict[str, list[VersionStep]]:
    """(published or "", recorded, number) of the versions of these reports as of ``moment``, by report and number."""
    statement = _VERSION_STEPS if moment == _NOW else _VERSION_STEPS.where(*_known(moment))
    found = defaultdict[str, list[VersionStep]](list)
    for chunk in _chunks(sorted(set(wanted))):
        for key, published, recorded, number in connection.execute(statement, {"wanted": chunk}).all():
            found[key].append((published, parse_instant(recorded).isoformat(), number))
    return found


def version_id(connection: Connection, ref: VersionRef) -> str:
    """The id of one version that is there."""
    versions, reports_ = tables.report_versions, tables.reports
    statement = select(versions.c.id).join(reports_, reports_.c.id == versions.c.report_id)
    return str(connection.scalar(statement.where(reports_.c.key == ref.report, versions.c.number == ref.number)))


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


def reports(connection: Connection, moment: Moment = _NOW) -> tuple[ReportSummary, ...]:
    """All reports with their versions as of ``moment``, in key order."""
    info = table("version_info", *(column(name) for name in _INFO))
    rows = connection.execute(_as_of(connection, select(info), moment, info.name)).mappings().all()
    ordered = sorted(rows, key=lambda row: (row["report"], row["version"]))
    return tuple(_summary(list(group)) for _, group in groupby(ordered, key=lambda row: row["report"]))


_INFO = ("report", "version", "outlet", "title", "url", "published_at", "recorded_at", "facts")


def _as_of(connection: Connection, statement: Select[Any], moment: Moment, view: str) -> Select[Any]:
    """The statement over ``view`` and no other, as the ledger stood at ``moment``."""
    hidden = common_tables(connection, moment, view)
    return statement.add_cte(*_expressions(hidden)) if hidden else statement


@lru_cache(maxsize=16)
def _expressions(hidden: tuple[tuple[str, str], ...]) -> tuple[CTE, ...]:
    return tuple(text(sql).columns().cte(name).prefix_with(INLINED) for name, sql in hidden)


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
    connection: Connection,
    where: FactFilter,
    *,
    series: Sequence[str] | None = None,
    version: int | None = None,
    but_version: str | None = None,
    version_id: str | None = None,
) -> tuple[Figure, ...]:
    """The figures that fit, oldest first: by publication (unknown first), recording, report, version, place in text.

    ``series`` narrows to these series, ``version`` to one version's number, ``version_id`` to the version with this id;
    ``but_version`` leaves out the version with this id. Unless ``where.all_versions``, only each report's newest
    version counts (with the clocks stopped: the newest by then).
    """
    conditions = list(_conditions(where))
    if where.report is not None:
        conditions.append(_stated.c.report.in_(_reports_named(connection, where.report)))
    if series is not None:
        conditions.append(_stated.c.series.in_(list(series)))
    if version is not None:
        conditions.append(_stated.c.version == version)
    if version_id is not None:
        conditions.append(_stated.c.version_id == version_id)
    if but_version is not None:
        conditions.append(_stated.c.version_id != but_version)
    statement = _as_of(connection, select(_stated).where(and_(true(), *conditions)), where.moment, _stated.name)
    rows = sorted(connection.execute(statement).mappings().all(), key=_order)
    chains = _chains(connection, [row["id"] for row in rows])
    return tuple(figure(row, chains[row["id"]]) for row in rows)


def figure_by_id(connection: Connection, identity: str) -> Figure | None:
    """One figure, rejected or not, of whatever version; None where the adopted readings hold no such fact."""
    row = connection.execute(select(_stated).where(_stated.c.id == identity)).mappings().first()
    return None if row is None else figure(row, _chains(connection, [identity])[identity])


def provenance(connection: Connection, identity: str) -> Provenance | None:
    """Where one figure, rejected or not, comes from; None where the adopted readings hold no such fact."""
    found = figure_by_id(connection, identity)
    if found is None:
        return None
    readings, facts = tables.readings, tables.facts
    statement = (
        select(readings.c.fingerprint, readings.c.recorded_at, readings.c.version_id)
        .join(facts, facts.c.reading_id == readings.c.id)
        .where(facts.c.id == identity)
    )
    row = connection.execute(statement).one()
    return Provenance(
        figure=found,
        fingerprint=row.fingerprint,
        read=parse_instant(row.recorded_at),
        content_hash=row.version_id,
        decisions=decisions(connection, [identity]),
    )


def read_figures(connection: Connection, ref: VersionRef) -> tuple[Figure, ...]:
    """The facts of one version as its adopted reading has them, rejected ones included, decisions not applied."""
    facts = tables.facts
    statement = select(_stated).where(_stated.c.report == ref.report, _stated.c.version == ref.number)
    rows = [dict(row) for row in connection.execute(statement).mappings()]
    plain: dict[str, Mapping[Any, Any]] = {}
    for chunk in _chunks([row["id"] for row in rows]):
        found = connection.execute(select(facts).where(facts.c.id.in_(chunk))).mappings()
        plain |= {row["id"]: row for row in found}
    chains = _chains(connection, list(plain))
    return tuple(figure({**row, **_as_read(plain[row["id"]])}, chains[row["id"]]) for row in rows)


def _as_read(fact: Mapping[Any, Any]) -> dict[str, Any]:
    """The columns of the view that a correction may change, from the row of ``facts``."""
    names = {"unit_id": "unit", "measure_id": "measure", "place_id": "place"}
    kept = (
        *("low", "high", "comparator", "unit_id", "entity", "group_name", "measure_id", "place_id", "period_start"),
        *("period_end", "basis", "direction", "status", "vague"),
    )
    return {**{names.get(name, name): fact[name] for name in kept}, "corrected": False}


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
    if not where.all_versions:
        yield _true(stated.newest)


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
    chains = defaultdict[str, list[Mapping[Any, Any]]](list)
    for chunk in _chunks(facts):
        for row in connection.execute(_LINKS, {"wanted": chunk}).mappings().all():
            chains[row["fact_id"]].append(row)
    return chains


def series_by_id(connection: Connection, wanted: Iterable[str]) -> dict[str, Series]:
    """The series with these ids; missing ones are left out."""
    found = {}
    for chunk in _chunks(sorted(set(wanted))):
        for row in connection.execute(_SERIES, {"wanted": chunk}).mappings().all():
            found[row["id"]] = series_of(row)
    return found


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
