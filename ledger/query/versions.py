"""Versions with their figures, and what changed between two versions or two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ledger.diff import diff_figures, explained
from ledger.errors import NotFound
from ledger.model import Change, Diff, FactFilter, Figure, Moment, Report, VersionRef
from ledger.query.names import nearest
from ledger.store import Store

__all__ = ["diff_dates", "diff_versions", "newest_of_series", "shown_version"]

_EVERY = FactFilter(all_versions=True)
_NOW = Moment()


def shown_version(
    store: Store, ref: VersionRef, moment: Moment = _NOW, where: FactFilter = _EVERY
) -> tuple[Report, int, tuple[Figure, ...]]:
    """(the report as captured, its version's number, its figures that fit in text order) as of ``moment``.

    Raises NotFound.
    """
    found = store.version(ref, moment)
    if found is None:
        raise NotFound(_no_version(store, ref, moment))
    report, number = found
    its = replace(
        where, all_versions=True, report=ref.report, as_known_on=moment.known_on, recorded_by=moment.recorded_by
    )
    return report, number, store.figures(its, version=number)


def _no_version(store: Store, ref: VersionRef, moment: Moment) -> str:
    if moment != _NOW and store.version(ref) is not None:
        return f"{ref} was not known then; see `ledger reports` for when its versions were published and recorded"
    newest = store.version(VersionRef(ref.report))
    if newest is not None:
        return f"report {ref.report!r} has versions 1 to {newest[1]}, no version {ref.number}"
    return f"there is no report {ref.report!r}; {nearest(ref.report, store.keys(), 'see `ledger reports`')}"


def diff_versions(
    store: Store, before: VersionRef, after: VersionRef | None, moment: Moment = _NOW, *, why: bool = False
) -> Diff:
    """What changed from one version to another; with ``after`` None, between a report's last two versions.

    ``why`` gives each change its reasons. Raises NotFound.
    """
    if after is None:
        newest = shown_version(store, before, moment)[1]
        if newest == 1:
            raise NotFound(f"report {before.report!r} has one version only; name a second report to compare it with")
        before, after = VersionRef(before.report, newest - 1), VersionRef(before.report, newest)
    old, old_number, olds = shown_version(store, before, moment)
    new, new_number, news = shown_version(store, after, moment)
    changes, unchanged = _compared(olds, news, (old.text, new.text), why=why)
    return Diff(
        before=VersionRef(before.report, old_number),
        after=VersionRef(after.report, new_number),
        before_published=old.published,
        after_published=new.published,
        changes=changes,
        unchanged=unchanged,
    )


def _compared(
    olds: Sequence[Figure], news: Sequence[Figure], texts: tuple[str, str] = ("", ""), *, why: bool
) -> tuple[tuple[Change, ...], int]:
    changes, unchanged = diff_figures(olds, news, texts)
    return (explained(changes, olds, news) if why else changes), unchanged


def diff_dates(store: Store, since: date, until: date, where: FactFilter, *, why: bool = False) -> Diff:
    """What changed between the ledger as known on two dates: the newest figure of each series on each."""
    olds, news = (newest_of_series(store.figures(replace(where, as_known_on=on))) for on in (since, until))
    changes, unchanged = _compared(olds, news, why=why)
    return Diff(
        before=VersionRef("ledger"),
        after=VersionRef("ledger"),
        before_published=since,
        after_published=until,
        changes=changes,
        unchanged=unchanged,
    )


def newest_of_series(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The last value of each series among figures given oldest first; what is said again or was said before is none."""
    return tuple({figure.series: figure for figure in figures if figure.role.is_value}.values())
