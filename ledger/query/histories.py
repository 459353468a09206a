"""Tracked figures: each series with its vintages, and how they follow from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ledger.diff import step
from ledger.errors import NotFound
from ledger.model import (
    FactFilter,
    Figure,
    Revision,
    RevisionKind,
    Role,
    Series,
    TrackedSeries,
    VersionRef,
    Vintage,
)
from ledger.query.names import nearest
from ledger.store import Store, VersionStep

__all__ = ["history", "revisions_in", "tracked"]

_STILL = frozenset({RevisionKind.FIRST, RevisionKind.REPEATED})
_EVERY = FactFilter(all_versions=True)


def tracked(store: Store, where: FactFilter) -> tuple[TrackedSeries, ...]:
    """Each series with a figure that fits: its first and latest one, and how often it was revised; by series id."""
    return tuple(
        TrackedSeries(
            series=series,
            first=vintages[0].figure,
            latest=vintages[-1].figure,
            revisions=sum(vintage.revision.kind not in _STILL for vintage in vintages),
        )
        for series, vintages in history(store, None, where)
    )


def history(store: Store, series: str | None, where: FactFilter) -> tuple[tuple[Series, tuple[Vintage, ...]], ...]:
    """The vintages of one series, or of each series with a figure that fits, by publication and then recording.

    All versions of a report count: an edit is a step too. A figure that the next version no longer states gives a
    last, ``withdrawn`` vintage, which shows the figure as it was last said. Raises NotFound for an unknown series.
    """
    fits = replace(where, all_versions=True)
    if series is not None:
        told = store.series_told(series, fits)
        if told is None:
            known = {figure.series for figure in store.figures(_EVERY)}
            raise NotFound(f"there is no series {series!r}; {nearest(series, known, 'see `ledger series`')}")
        described, figures, versions = {series: told[0]}, told[1], told[2]
    else:
        figures = store.figures(fits)
        described = store.series(sorted({figure.series for figure in figures}))
        versions = store.version_steps({figure.report for figure in figures}, where.moment)
    grouped = defaultdict[str, list[Figure]](list)
    for figure in figures:
        if figure.role.is_value:
            grouped[figure.series].append(figure)
    return tuple((described[name], _vintages(grouped[name], versions)) for name in sorted(grouped))


def _vintages(figures: Sequence[Figure], versions: Mapping[str, Sequence[VersionStep]]) -> tuple[Vintage, ...]:
    """Steps in order; each figure is compared with the one before it."""
    steps: list[tuple[tuple[str, str], Vintage]] = []
    previous: Figure | None = None
    for figure in figures:
        revision = _revision(previous, figure) if previous else Revision(kind=RevisionKind.FIRST)
        steps.append((figure.age, Vintage(figure=figure, revision=revision, published=figure.published)))
        previous = figure
    for moment, figure in _withdrawals(figures, versions):
        gone, silent_since = Revision(kind=RevisionKind.WITHDRAWN), moment[0]
        published = date.fromisoformat(silent_since) if silent_since else None
        steps.append((moment, Vintage(figure=figure, revision=gone, published=published)))
    return tuple(vintage for _, vintage in sorted(steps, key=lambda item: item[0]))


def _revision(before: Figure, after: Figure) -> Revision:
    """The step to the next value; ``corrected`` where the text says that it puts the earlier one right."""
    told, unit = after.fact, before.fact.unit
    revision = step(before.fact, told if told.unit == unit else replace(told, unit=unit))  # one thing, two names
    if after.role is Role.CORRECTION and revision.kind is not RevisionKind.REPEATED:
        return replace(revision, kind=RevisionKind.CORRECTED)
    return revision


def _withdrawals(
    figures: Sequence[Figure], versions: Mapping[str, Sequence[VersionStep]]
) -> list[tuple[tuple[str, str], Figure]]:
    """(when, the figure last said) where the version after one that states the series is silent on it."""
    stating = defaultdict[str, dict[int, Figure]](dict)
    for figure in figures:
        stating[figure.report][figure.version] = figure
    gone = []
    for report, said in stating.items():
        listed = versions.get(report, ())
        for (_, _, number), (published, recorded, following) in pairwise(listed):
            if number in said and following not in said:
                gone.append(((published, recorded), said[number]))
    return gone


def revisions_in(store: Store, ref: VersionRef) -> int:
    """How many figures of one version revise an earlier one of their series, or withdraw one of the version before."""
    number = ref.number or 1
    said = [*_of_version(store, ref.report, number), *_of_version(store, ref.report, number - 1)]
    touched = sorted({figure.series for figure in said})
    count = 0
    for chunk in (touched[start : start + 500] for start in range(0, len(touched), 500)):
        grouped = defaultdict[str, list[Figure]](list)
        for figure in store.figures(_EVERY, series=chunk):
            if figure.role.is_value:
                grouped[figure.series].append(figure)
        count += sum(_revised(figures, ref.report, number) for figures in grouped.values())
    return count


def _of_version(store: Store, report: str, number: int) -> tuple[Figure, ...]:
    return store.figures(replace(_EVERY, report=report), version=number) if number else ()


def _revised(figures: Sequence[Figure], report: str, number: int) -> int:
    """The steps of one series that this version takes."""
    taken = sum(
        (after.report, after.version) == (report, number) and _revision(before, after).kind not in _STILL
        for before, after in pairwise(figures)
    )
    stating = {figure.version for figure in figures if figure.report == report}
    return taken + (number - 1 in stating and number not in stating)
