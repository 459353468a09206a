"""Values as plain data: what ``--format json`` prints, under the names of the extraction contract."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from ledger.model import (
    Decision,
    Extraction,
    Fact,
    Figure,
    IngestSummary,
    NamedQuery,
    Period,
    Problem,
    Report,
    ReportSummary,
    Reread,
    Series,
    Table,
    TrackedSeries,
    Verification,
    View,
    Vintage,
)
from ledger.render.line import fact_line

Data = dict[str, Any]


def fact_data(fact: Fact) -> Data:
    """The fields of a fact; bounds that are whole numbers are written as such."""
    return {
        "span": list(fact.span),
        "surface": fact.surface,
        "sentence": list(fact.sentence),
        "low": plain_number(fact.low),
        "high": plain_number(fact.high),
        "comparator": fact.comparator.value,
        "unit": fact.unit,
        "entity": fact.entity,
        "group": fact.group,
        "measure": fact.measure,
        "place": fact.place,
        "period": period_data(fact.period),
        "basis": fact.basis.value,
        "direction": fact.direction.value if fact.direction else None,
        "status": fact.status.value,
        "attribution": [{"name": link.name, "cue": link.cue, "kind": link.kind.value} for link in fact.attribution],
        "vague": fact.vague,
        "implicit": fact.implicit,
        "confidence": plain_number(fact.confidence),
    }


def figure_data(figure: Figure) -> Data:
    """A fact with its citation and its one-line form."""
    return {
        "id": figure.id,
        **fact_data(figure.fact),
        "report": figure.report,
        "version": figure.version,
        "outlet": figure.outlet,
        "title": figure.title,
        "published": iso(figure.published),
        "recorded": iso(figure.recorded),
        "url": figure.url,
        "quote": figure.quote,
        "series": figure.series,
        "line": fact_line(figure.fact),
    }


def extraction_data(report: Report, extraction: Extraction) -> Data:
    """One report, the facts found in it, and what could not be used."""
    return {
        "report": report_identity(report),
        "facts": [fact_data(fact) for fact in extraction.facts],
        "problems": [problem_data(problem) for problem in (*report.problems, *extraction.problems)],
    }


def report_identity(report: Report) -> Data:
    """What is known of a report besides its text."""
    return {
        "report": report.key,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": iso(report.published),
    }


def problem_data(problem: Problem) -> Data:
    """A problem; ``span`` is null where it is about the whole input."""
    return {"kind": problem.kind, "message": problem.message, "span": list(problem.span) if problem.span else None}


def report_data(report: ReportSummary) -> Data:
    """A report and its versions."""
    versions = [
        {
            "number": version.number,
            "published": iso(version.published),
            "recorded": iso(version.recorded),
            "facts": version.facts,
        }
        for version in report.versions
    ]
    return {
        "report": report.report,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": iso(report.published),
        "versions": versions,
    }


def shown_data(report: Report, version: int, figures: tuple[Figure, ...]) -> Data:
    """One version of a report: its text and its figures."""
    identity = report_identity(report)
    return {**identity, "version": version, "text": report.text, "facts": [figure_data(figure) for figure in figures]}


def series_data(series: Series) -> Data:
    """A series: the question it answers, and whose answers they are."""
    question = series.question
    return {
        "series": series.id,
        "measure": question.measure,
        "unit": question.unit,
        "group": question.group,
        "place": question.place,
        "anchor_start": iso(question.anchor_start),
        "anchor_end": iso(question.anchor_end),
        "claimant": series.claimant or None,
        "basis": series.basis.value,
        "status": series.status.value,
    }


def tracked_data(tracked: TrackedSeries) -> Data:
    """A tracked figure with its first and latest vintage."""
    ends = {"first": figure_data(tracked.first), "latest": figure_data(tracked.latest)}
    return {**series_data(tracked.series), **ends, "revisions": tracked.revisions}


def vintage_data(vintage: Vintage) -> Data:
    """One step of a history: the revision and the figure that it led to."""
    revision = vintage.revision
    return {
        "date": iso(vintage.published),
        "kind": revision.kind.value,
        "delta": plain_number(revision.delta),
        "percent": rounded(revision.percent),
        "figure": figure_data(vintage.figure),
    }


def history_data(series: Series, vintages: tuple[Vintage, ...]) -> Data:
    """One tracked figure, vintage by vintage."""
    return {**series_data(series), "vintages": [vintage_data(vintage) for vintage in vintages]}


def ingest_data(summary: IngestSummary) -> Data:
    """What an ingest run did, report by report."""
    reports = [
        {
            "report": done.ref.report,
            "version": done.ref.number,
            "new": done.new,
            "facts": done.facts,
            "revisions": done.revisions,
            "problems": [problem_data(problem) for problem in done.problems],
        }
        for done in summary.reports
    ]
    unread = [{"target": failed.target, "message": failed.message} for failed in summary.unread]
    return {"reports": reports, "unread": unread}


def table_data(table: Table) -> list[Data]:
    """The rows of a query, each with its columns by name (``column_names``)."""
    names = column_names(table)
    return [dict(zip(names, (cell(value) for value in row), strict=True)) for row in table.rows]


def column_names(table: Table) -> list[str]:
    """The names of a query's columns, each once: of two columns "low" the second is "low_2"."""
    names: list[str] = []
    for name in table.columns:
        taken = (f"{name}_{number}" for number in range(2, len(names) + 3))
        names.append(name if name not in names else next(other for other in taken if other not in names))
    return names


def query_data(query: NamedQuery) -> Data:
    """A named query and its parameters (a default of null: required)."""
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {"name": one.name, "type": one.type.value, "default": one.default, "meaning": one.meaning}
            for one in query.parameters
        ],
        "folder": query.folder,
        "sql": query.sql,
    }


def view_data(view: View) -> Data:
    """A view and its columns."""
    columns = [{"column": one.name, "type": one.type, "unit": one.unit, "meaning": one.meaning} for one in view.columns]
    return {"view": view.name, "meaning": view.meaning, "columns": columns}


def reread_data(outcome: Reread, changes: list[Data]) -> Data:
    """One version read again as JSON; ``changes`` as a diff prints them."""
    return {
        "report": outcome.ref.report,
        "version": outcome.ref.number,
        "unchanged": outcome.diff.unchanged,
        "changes": changes,
        "decisions_carried": outcome.carried,
        "decisions_open": [decision_data(decision) for decision in outcome.undecided],
    }


def decision_data(decision: Decision) -> Data:
    """One decision as JSON."""
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "target": decision.target,
        "changes": dict(decision.changes),
        "author": decision.author,
        "reason": decision.reason,
        "recorded": iso(decision.recorded),
    }


def verification_data(outcome: Verification) -> Data:
    """What was checked, and what does not hold."""
    return {"checked": outcome.checked, "breaks": list(outcome.breaks), "digest": outcome.head}


def json_text(value: object) -> str:
    """Indented JSON in UTF-8; lone surrogates, which no terminal takes, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def json_line(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=True, default=str)


def plain_number(value: float | None) -> float | int | None:
    """A whole number as int, so that 5300.0 is written 5300."""
    return int(value) if value is not None and value == int(value) else value


def rounded(percent: float | None) -> float | int | None:
    """A percentage to four decimals."""
    return None if percent is None else plain_number(round(percent, 4))


def iso(value: date | datetime | None) -> str | None:
    """An ISO date or time, or None."""
    return value.isoformat() if value else None


def cell(value: Any) -> Any:
    """A value of a query's row as JSON can hold it."""
    if isinstance(value, float):
        return plain_number(value) if abs(value) < 1e15 else value
    return value if value is None or isinstance(value, bool | int | str) else _foreign(value)


def _foreign(value: object) -> object:
    """Dates and times as ISO text, decimals as numbers, anything else as it prints."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    try:
        return plain_number(float(str(value)))
    except ValueError:
        return str(value)


def period_data(value: Period | None) -> Data | None:
    """First and last day; null is an open end."""
    return {"start": iso(value.start), "end": iso(value.end)} if value else None
