"""What a chart shows, as values: titles in words, lines with their points, the source line. No drawing.

A figure is drawn by its lower bound, else its upper one (``history.leading``); the band reaches from low to high, and
where a bound is open it ends at the number that there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.model import Figure, Question, RevisionKind, Rivals, Series, Vintage
from ledger.render.history import leading
from ledger.render.line import citation, plural
from ledger.render.quantity import amount
from ledger.render.words import measure_words, unit_words

__all__ = ["Chart", "Line", "Point", "comparison_chart", "history_charts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure in a chart. ``value`` is the number that it is drawn by; ``said`` is how it is written.

    ``id`` is the fact's; ``on`` the day of publication; ``kind`` the step that led to it, None in a comparison.
    """

    id: str
    on: date
    value: float
    low: float | None
    high: float | None
    said: str
    cited: str
    kind: RevisionKind | None = None
    best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claimant's successive figures, oldest first; ``series`` is the id of the tracked figure."""

    series: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One question: what is counted, and each claimant's line. ``unit`` labels the axis of values.

    ``compares``: each line is one newest answer; else lines are histories.
    """

    title: str
    subtitle: str
    unit: str
    source: str
    lines: tuple[Line, ...]
    compares: bool = False


def history_charts(tracked: Iterable[tuple[Series, Sequence[Vintage]]]) -> tuple[Chart, ...]:
    """One chart a question, each of its series a line; those with most steps first. Undated figures are left out."""
    asked: dict[Question, list[Line]] = {}
    for series, vintages in tracked:
        points = tuple(_vintage_point(vintage) for vintage in vintages if vintage.figure.published)
        if points:
            name = series.claimant or "not credited"
            other = "" if series.basis.value in ("total", "level") else f" ({series.basis.value})"
            stated = "" if series.status.value == "actual" else f" ({series.status.value})"
            line = Line(series=series.id, name=f"{name}{other}{stated}", points=points)
            asked.setdefault(series.question, []).append(line)
    charts = [
        _chart(question, lines, "as each report gave it, by day of publication; an arrow: at least, or up to")
        for question, lines in asked.items()
    ]
    return tuple(sorted(charts, key=lambda chart: (-sum(len(line.points) for line in chart.lines), chart.title)))


def comparison_chart(one: Rivals) -> Chart | None:
    """The claimants' newest answers to one question, each a line of one point; None where all are undated."""
    lines = [
        Line(series=claim.series, name=claim.fact.claimant or claim.outlet or claim.report, points=(point,))
        for claim in one.claims
        if (point := _claim_point(one, claim))
    ]
    subtitle = f"the newest figure of each claimant; best by rule: {one.rule}"
    return replace(_chart(one.question, lines, subtitle), compares=True) if lines else None


def _claim_point(one: Rivals, claim: Figure) -> Point | None:
    return _point(claim, None, best=claim.id == one.best.id) if claim.published else None


def _vintage_point(vintage: Vintage) -> Point:
    return _point(vintage.figure, vintage.revision.kind)


def _point(figure: Figure, kind: RevisionKind | None, *, best: bool = False) -> Point:
    assert figure.published is not None
    return Point(
        id=figure.id,
        on=figure.published,
        value=leading(figure.fact),
        low=figure.fact.low,
        high=figure.fact.high,
        said=amount(figure.fact),
        cited=citation(figure),
        kind=kind,
        best=best,
    )


def _chart(question: Question, lines: Sequence[Line], subtitle: str) -> Chart:
    what = question.group or unit_words(question.unit, one=False)
    measure = "" if question.measure == "other" else measure_words(question.measure)
    title = " ".join(part for part in (what, measure) if part)
    where = f", {question.place}" if question.place else ""
    since = f", since {question.anchor_start}" if question.anchor_start else ""
    return Chart(
        title=f"{title[:1].upper()}{title[1:]}{where}{since}",
        subtitle=subtitle,
        unit=unit_words(question.unit, one=False),
        source=_source(lines),
        lines=tuple(lines),
    )


def _source(lines: Sequence[Line]) -> str:
    """``Source: Harbour Courier, Isthmus Wire; 6 figures published 2024-10-14 to 2024-10-17``."""
    points = [point for line in lines for point in line.points]
    outlets = sorted({cited[1] for point in points if len(cited := point.cited.split(", ")) > 2})
    days = sorted(point.on for point in points)
    span = f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    named = ", ".join(outlets) or "outlets not named"
    return f"Source: {named}; {plural(len(points), 'figure')} published {span}. What was said, not what is true."
