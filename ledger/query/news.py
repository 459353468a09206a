"""What a report says that the ledger did not hold before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ledger.diff import diff_series, explained
from ledger.model import Diff, FactFilter, Figure, Moment, VersionRef
from ledger.query.versions import newest_of_series, shown_version
from ledger.store import Store

__all__ = ["diff_new"]

_AT_ONCE = 500  # series a statement
_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)


def diff_new(store: Store, ref: VersionRef, where: FactFilter, *, why: bool = False) -> Diff:
    """What one version says, figure by figure, against the newest value of the same series before it.

    Before it: published on an earlier day, or stated by the version before it. A version without a date of publication
    is compared with what had been recorded before it. A series that is new is ``added``, one that goes on is revised
    or ``repeated``; what the report is silent on is no part of the answer. Raises NotFound.
    """
    report, number, stated = shown_version(store, ref, where.moment, where)
    news = newest_of_series(stated)
    known = _known_before(store, [figure.series for figure in news], report.published, stated, where)
    known |= {figure.series: figure for figure in _version_before(store, ref.report, number, where)}
    changes = diff_series(known, news)
    if why:
        touched = {figure.series for figure in news}
        changes = explained(changes, [known[series] for series in sorted(touched & known.keys())], news)
    return Diff(
        before=VersionRef("ledger"),
        after=VersionRef(ref.report, number),
        before_published=report.published - _DAY if report.published else None,
        after_published=report.published,
        changes=changes,
        unchanged=0,
    )


def _known_before(
    store: Store, series: Sequence[str], published: date | None, stated: Sequence[Figure], where: FactFilter
) -> dict[str, Figure]:
    """The newest value of each series on the eve of the publication; where that is unknown, of the recording."""
    moment = _eve(published, stated, where.moment)
    then = FactFilter(as_known_on=moment.known_on, recorded_by=moment.recorded_by)
    figures = (
        figure
        for start in range(0, len(series), _AT_ONCE)
        for figure in store.figures(then, series=series[start : start + _AT_ONCE])
    )
    return {figure.series: figure for figure in newest_of_series(figures)}


def _eve(published: date | None, stated: Sequence[Figure], moment: Moment) -> Moment:
    if published is not None:
        return replace(moment, known_on=published - _DAY)
    recorded = [figure.recorded - _INSTANT for figure in stated]
    return replace(moment, recorded_by=min(recorded, default=moment.recorded_by))


def _version_before(store: Store, report: str, number: int, where: FactFilter) -> Iterable[Figure]:
    if number == 1:
        return ()
    return newest_of_series(shown_version(store, VersionRef(report, number - 1), where.moment)[2])
