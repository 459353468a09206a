"""The reads: figures, tracked series, histories, diffs between two dates, named queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from itertools import pairwise

from ledger.diff import diff_figures, step
from ledger.errors import NotFound, QueryRefused
from ledger.model import (
    Diff,
    FactFilter,
    Figure,
    Moment,
    NamedQuery,
    Report,
    Revision,
    RevisionKind,
    Series,
    Table,
    TrackedSeries,
    VersionRef,
    Vintage,
)
from ledger.store import Store

__all__ = [
    "diff_dates",
    "diff_versions",
    "history",
    "named_queries",
    "nearest",
    "revisions_in",
    "run_named",
    "shown_version",
    "tracked",
]

_STILL = frozenset({RevisionKind.FIRST, RevisionKind.REPEATED})
_EVERY = FactFilter(all_versions=True)
_NOW = Moment()

VersionStep = tuple[str, str, int]  # published, recorded, number


def shown_version(store: Store, ref: VersionRef, moment: Moment = _NOW) -> tuple[Report, int, tuple[Figure, ...]]:
    """(the report as captured, its version's number, its figures in text order) as of ``moment``. Raises NotFound."""
    found = store.version(ref, moment)
    if found is None:
        raise NotFound(_no_version(store, ref, moment))
    report, number = found
    where = replace(_EVERY, report=ref.report, as_known_on=moment.known_on, recorded_by=moment.recorded_by)
    return report, number, store.figures(where, version=number)


def _no_version(store: Store, ref: VersionRef, moment: Moment) -> str:
    if moment != _NOW and store.version(ref) is not None:
        return f"{ref} was not known then; see `ledger reports` for when its versions were published and recorded"
    newest = store.version(VersionRef(ref.report))
    if newest is not None:
        return f"report {ref.report!r} has versions 1 to {newest[1]}, no version {ref.number}"
    return f"there is no report {ref.report!r}; {nearest(ref.report, store.keys(), 'see `ledger reports`')}"


def nearest(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """A hint for a name that is not known: the nearest ones that are."""
    near = get_close_matches(wanted, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(repr(name) for name in near)}?" if near else otherwise


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
        if series not in store.series([series]):
            known = {figure.series for figure in store.figures(_EVERY)}
            raise NotFound(f"there is no series {series!r}; {nearest(series, known, 'see `ledger series`')}")
        figures = store.figures(fits, series=[series])
    else:
        figures = store.figures(fits)
    grouped = defaultdict[str, list[Figure]](list)
    for figure in figures:
        grouped[figure.series].append(figure)
    described = store.series(list(grouped))
    versions = _version_order(store, where.moment)
    return tuple((described[name], _vintages(grouped[name], versions)) for name in sorted(grouped))


def _version_order(store: Store, moment: Moment) -> Mapping[str, tuple[VersionStep, ...]]:
    """Report → (order key, number) of its versions as of ``moment``."""
    return {
        summary.report: tuple(
            (str(version.published or ""), version.recorded.isoformat(), version.number) for version in summary.versions
        )
        for summary in store.reports(moment)
    }


def _vintages(figures: Sequence[Figure], versions: Mapping[str, tuple[VersionStep, ...]]) -> tuple[Vintage, ...]:
    """Steps in order; each figure is compared with the one before it."""
    steps: list[tuple[tuple[str, str], Vintage]] = []
    previous: Figure | None = None
    for figure in figures:
        revision = step(previous.fact, figure.fact) if previous else Revision(kind=RevisionKind.FIRST)
        steps.append((_moment(figure), Vintage(figure=figure, revision=revision)))
        previous = figure
    for moment, figure in _withdrawals(figures, versions):
        steps.append((moment, Vintage(figure=figure, revision=Revision(kind=RevisionKind.WITHDRAWN))))
    return tuple(vintage for _, vintage in sorted(steps, key=lambda item: item[0]))


def _moment(figure: Figure) -> tuple[str, str]:
    return str(figure.published or ""), figure.recorded.isoformat()


def _withdrawals(
    figures: Sequence[Figure], versions: Mapping[str, tuple[VersionStep, ...]]
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
            grouped[figure.series].append(figure)
        count += sum(_revised(figures, ref.report, number) for figures in grouped.values())
    return count


def _of_version(store: Store, report: str, number: int) -> tuple[Figure, ...]:
    return store.figures(replace(_EVERY, report=report), version=number) if number else ()


def _revised(figures: Sequence[Figure], report: str, number: int) -> int:
    """The steps of one series that this version takes."""
    taken = sum(
        (after.report, after.version) == (report, number) and step(before.fact, after.fact).kind not in _STILL
        for before, after in pairwise(figures)
    )
    stating = {figure.version for figure in figures if figure.report == report}
    return taken + (number - 1 in stating and number not in stating)


def diff_versions(store: Store, before: VersionRef, after: VersionRef | None, moment: Moment = _NOW) -> Diff:
    """What changed from one version to another; with ``after`` None, between a report's last two versions."""
    if after is None:
        newest = shown_version(store, before, moment)[1]
        if newest == 1:
            raise NotFound(f"report {before.report!r} has one version only; name a second report to compare it with")
        before, after = VersionRef(before.report, newest - 1), VersionRef(before.report, newest)
    old, old_number, olds = shown_version(store, before, moment)
    new, new_number, news = shown_version(store, after, moment)
    changes, unchanged = diff_figures(olds, news)
    return Diff(
        before=VersionRef(before.report, old_number),
        after=VersionRef(after.report, new_number),
        before_published=old.published,
        after_published=new.published,
        changes=changes,
        unchanged=unchanged,
    )


def diff_dates(store: Store, since: date, until: date, where: FactFilter) -> Diff:
    """What changed between the ledger as known on two dates: the newest figure of each series on each."""
    olds, news = (_newest(store.figures(replace(where, as_known_on=on))) for on in (since, until))
    changes, unchanged = diff_figures(olds, news)
    return Diff(
        before=VersionRef("ledger"),
        after=VersionRef("ledger"),
        before_published=since,
        after_published=until,
        changes=changes,
        unchanged=unchanged,
    )


def _newest(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple({figure.series: figure for figure in figures}.values())


_TITLE = re.compile(r"^-- title:\s*(?P<title>.+?)\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"^-- param:\s*(?P<name>[A-Za-z_]\w*)(?:\s*\[(?P<default>.*?)\])?\s*$", re.MULTILINE)


def named_queries() -> tuple[NamedQuery, ...]:
    """The queries that come with the program, by name."""
    found = (entry for entry in files("ledger.queries").iterdir() if entry.name.endswith(".sql"))
    return tuple(
        _parsed(entry.name.removesuffix(".sql"), entry.read_text("utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def _parsed(name: str, sql: str) -> NamedQuery:
    """A query from a file whose comments give ``-- title: …`` and ``-- param: name [default]``."""
    title = _TITLE.search(sql)
    parameters = {match["name"]: match["default"] for match in _PARAMETER.finditer(sql)}
    return NamedQuery(name=name, title=title["title"] if title else name, sql=sql, parameters=parameters)


def run_named(store: Store, name: str, parameters: Mapping[str, str], moment: Moment = _NOW) -> Table:
    """Runs a named query. Raises NotFound for an unknown name, QueryRefused for a parameter that it does not take."""
    known = {query.name: query for query in named_queries()}
    if name not in known:
        raise NotFound(f"there is no query {name!r}; {nearest(name, known, 'see `ledger query --list`')}")
    query = known[name]
    for given in parameters:
        if given not in query.parameters:
            taken = ", ".join(query.parameters) or "none"
            raise QueryRefused(f"query {name!r} takes no parameter {given!r}; it takes {taken}")
    values = {key: default for key, default in query.parameters.items() if default is not None} | dict(parameters)
    return store.sql(query.sql, values, moment)
