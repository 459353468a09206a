"""Histories laid out as revision triangles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ledger.model import Basis, Figure, Known, Period, RevisionKind, Series, Triangle, TriangleRow, Vintage

__all__ = ["triangles"]

History = tuple[Series, tuple[Vintage, ...]]
_Row = tuple[str, Period | None]


def triangles(histories: Iterable[History]) -> tuple[Triangle, ...]:
    """A triangle for each set of series that differ in their period alone, in the order of ``histories``.

    The period of a sum is its series' own, one end of which may move along. A level belongs to no period that its
    series would keep, so its row is the period that the report names where that was over when it was published.
    """
    alike = defaultdict[tuple[object, ...], list[History]](list)
    for series, vintages in histories:
        alike[_subject(series)].append((series, vintages))
    return tuple(_triangle(found) for found in alike.values())


def _subject(series: Series) -> tuple[object, ...]:
    """All that makes a series but its period; letter case of names does not count."""
    question = series.question
    names = (question.group, question.place, series.claimant)
    return (question.measure, question.unit, *((name or "").casefold() for name in names), series.basis, series.status)


def _triangle(histories: Sequence[History]) -> Triangle:
    steps = defaultdict[_Row, list[Vintage]](list)
    for series, vintages in histories:
        for vintage in vintages:
            steps[series.id, _period(series, vintage.figure)].append(vintage)
    days = sorted({step.published for taken in steps.values() for step in taken}, key=lambda day: day or date.min)
    ordered = sorted(steps.items(), key=lambda item: _order(item[0]))
    first = histories[0][0]
    return Triangle(
        question=replace(first.question, anchor_start=None, anchor_end=None),
        claimant=first.claimant,
        basis=first.basis,
        status=first.status,
        vintages=tuple(days),
        rows=tuple(TriangleRow(series=row[0], period=row[1], values=_values(taken, days)) for row, taken in ordered),
    )


def _period(series: Series, figure: Figure) -> Period | None:
    question, named = series.question, figure.fact.period
    if question.anchor_start or question.anchor_end:
        return Period(start=question.anchor_start, end=question.anchor_end)
    over = named and named.end and figure.published and named.end < figure.published
    return named if series.basis is Basis.LEVEL and over else None


def _order(row: _Row) -> tuple[bool, date, date, str]:
    """By start, then end; what is bound to no period comes last."""
    series, period = row
    start, end = (period.start, period.end) if period else (None, None)
    return period is None, start or end or date.min, end or date.max, series


def _values(steps: Sequence[Vintage], days: Sequence[date | None]) -> tuple[Known | None, ...]:
    """What was known on each day: the newest figure that some report stated and its later versions did not drop."""
    standing, values, waiting = dict[str, Figure](), list[Known | None](), list(reversed(steps))
    for day in days:
        stated = False
        while waiting and waiting[-1].published == day:
            step = waiting.pop()
            standing.pop(step.figure.report, None)
            if step.revision.kind is not RevisionKind.WITHDRAWN:
                standing[step.figure.report] = step.figure
                stated = True
        newest = next(reversed(standing.values()), None)
        values.append(Known(figure=newest, stated=stated) if newest else None)
    return tuple(values)
