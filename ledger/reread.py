"""The same versions read again by this program's extractor: compared fact by fact, then adopted where that is asked.

The old reading stays. A person's decision on one of its facts holds on for the new reading's fact where both read the
same; where the new reading differs, the decision is named, for a person to take again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ledger.diff import diff_figures
from ledger.errors import NotFound
from ledger.ingest import subjects
from ledger.linking import place_facts
from ledger.model import (
    Decision,
    DecisionKind,
    Diff,
    Extraction,
    Fact,
    FactFilter,
    Figure,
    Report,
    Reread,
    VersionRef,
)
from ledger.query import nearest
from ledger.store import Batch, Store, fact_id

__all__ = ["adopt", "compared", "outdated"]

WRITER = "reread"
_EVERY = FactFilter(all_versions=True)
_CARRIED = (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT)


def outdated(store: Store, keys: Sequence[str], fingerprint: str) -> Iterator[tuple[VersionRef, Report]]:
    """The versions, of the named reports or of all, whose adopted reading another extractor made. Raises NotFound."""
    known = store.keys()
    for key in keys:
        if key not in known:
            raise NotFound(f"there is no report {key!r}; {nearest(key, known, 'see `ledger reports`')}")
    for summary in store.reports():
        if keys and summary.report not in keys:
            continue
        for version in summary.versions:
            found = store.version(VersionRef(summary.report, version.number))
            if found is None:
                continue
            state = store.captured(summary.report, found[0].text)
            if state is not None and state.fingerprint != fingerprint:
                yield VersionRef(summary.report, version.number), found[0]


def compared(store: Store, ref: VersionRef, report: Report, extraction: Extraction, fingerprint: str) -> Reread:
    """What the new reading of one version says otherwise than the one in force; nothing is written."""
    olds = store.figures(replace(_EVERY, report=ref.report), version=ref.number)
    olds = tuple(figure for figure in olds if figure.report == ref.report)
    news = tuple(_figure(store, ref, report, fact, fingerprint) for fact in extraction.facts)
    changes, unchanged = diff_figures(olds, news, of_readings=True)
    diff = Diff(
        before=ref,
        after=ref,
        before_published=report.published,
        after_published=report.published,
        changes=changes,
        unchanged=unchanged,
    )
    carried, left = _held(_decided(store, ref), news)
    return Reread(ref=ref, diff=diff, carried=len(carried), undecided=left)


def adopt(store: Store, ref: VersionRef, report: Report, extraction: Extraction, fingerprint: str) -> None:
    """Appends the new reading with its placements, puts it in force, and lets decisions hold on; one transaction."""
    decided = _decided(store, ref)
    news = tuple(_figure(store, ref, report, fact, fingerprint) for fact in extraction.facts)
    with store.batch(WRITER, subjects(report, extraction)) as batch:
        state = batch.captured(report.key, report.text)
        if state is None or state.fingerprint == fingerprint:
            return  # another program adopted it meanwhile
        facts = batch.reading(state.version, report.text, fingerprint, extraction.facts)
        place_facts(batch, state.version, facts, report)
        _hold_on(batch, _held(decided, news)[0])


def _figure(store: Store, ref: VersionRef, report: Report, fact: Fact, fingerprint: str) -> Figure:
    """A fact of the new reading with its citation, as it will be when adopted."""
    version = store.version_id(ref)
    return Figure(
        id=fact_id(fact, version, fingerprint),
        fact=fact,
        report=ref.report,
        version=ref.number or 1,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
        recorded=store.now(),
        quote=report.text[slice(*fact.sentence)],
        series="",
    )


_Held = tuple[Decision, Figure, Figure]  # the decision, its fact as read before, the fact that it holds on for


def _decided(store: Store, ref: VersionRef) -> tuple[tuple[Decision, Figure], ...]:
    """The newest decision of each kind on each fact of the reading in force, rejected facts included."""
    figures = {figure.id: figure for figure in store.read_figures(ref)}
    newest = {}
    for decision in store.decisions(sorted(figures)):
        if decision.kind in _CARRIED:
            newest[decision.target, decision.kind is DecisionKind.CORRECT] = decision
    return tuple((decision, figures[decision.target]) for decision in newest.values())


def _held(
    decided: Iterable[tuple[Decision, Figure]], news: Sequence[Figure]
) -> tuple[list[_Held], tuple[Decision, ...]]:
    """(decisions that hold on, those whose fact the new reading does not have)."""
    known = {_reading(figure.fact): figure for figure in news}
    kept, left = list[_Held](), list[Decision]()
    for decision, old in decided:
        new = known.get(_reading(old.fact))
        if new is None:
            left.append(decision)
        else:
            kept.append((decision, old, new))
    return kept, tuple(left)


def _reading(fact: Fact) -> Fact:
    """What was read, without how sure the extractor was."""
    return replace(fact, confidence=1.0)


def _hold_on(batch: Batch, held: Iterable[_Held]) -> None:
    for decision, old, new in held:
        changes: Mapping[str, object] = {**decision.changes, "carried_from": old.id}
        number = batch.decision(decision.kind, new.id, changes, decision.author, decision.reason)
        if decision.kind is DecisionKind.CORRECT:
            batch.carry_correction(number, old.id, new.id)
