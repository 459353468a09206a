"""The facts of one version into their series: what linking knows of the ledger, and what it has to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from ledger.link import (
    Copy,
    Original,
    Record,
    checked,
    concerned,
    copied,
    in_question,
    place_reading,
    roles,
)
from ledger.linking.again import DECIDED_BY, RULES, on_record, settle
from ledger.linking.rivals import Rivals
from ledger.model import Fact, Figure, Placement, Question, Report, Role, Series
from ledger.store import Batch

__all__ = ["place_facts"]


def place_facts(batch: Batch, version: str, facts: dict[str, Fact], report: Report) -> None:
    """Puts each fact of a reading into the series that it continues, or into a new one; flags what does not fit."""
    before, after = _near(batch, version, facts, report)
    copy = copied(facts, report, before)
    carried = copy.placements() if copy else {}
    rivals = Rivals(batch, report, facts.values())
    placements = place_reading(facts, report, rivals.of, partial(on_record, batch, version), carried)
    played = roles(facts, placements, report.text)
    for identity, placement in placements.items():
        batch.placement(identity, placement, DECIDED_BY, played[identity])
    own = Original(
        version=version, report=report, facts=facts, series={name: one.series for name, one in placements.items()}
    )
    _carry(batch, own, copy, after)
    placements, played = settle(batch, own, placements, played, rivals)
    continued = sorted({placement.series.id for placement in placements.values() if not placement.new})
    known = batch.known_values(continued, version, report.published)
    record = Record(published=report.published, values=_values(batch, own, placements, played, rivals))
    told = {identity: fact for identity, fact in facts.items() if identity not in carried}  # a copy adds nothing
    batch.checks(checked(told, placements, played, known, report.text, record))


def _values(
    batch: Batch, own: Original, placements: Mapping[str, Placement], played: Mapping[str, Role], near: Rivals
) -> dict[Question, list[Figure]]:
    """What other versions said by then on the questions that additions and earlier values speak of, oldest first."""
    answered = {placement.series.question for placement in placements.values()}
    wanted = dict[str, Question]()
    rivals = dict[tuple[str, str, str], tuple[Series, ...]]()
    for identity, fact in in_question(own.facts, played):
        kind = (fact.measure, fact.unit, fact.basis.value)
        if kind not in rivals:
            rivals[kind] = near.now(fact)
        asked = placements[identity].series.question
        wanted |= {one.id: one.question for one in rivals[kind] if concerned(asked, one, answered)}
    values = defaultdict[Question, list[Figure]](list)
    for figure in batch.said(list(wanted), own.version) if wanted else ():
        if figure.role.is_value and figure.told_by(own.report.published):
            values[wanted[figure.series]].append(figure)
    return values


def _near(
    batch: Batch, version: str, facts: Mapping[str, Fact], report: Report
) -> tuple[list[Original], list[Original]]:
    """Versions that may be the original of this one, and versions that may be copies of it.

    Of one day the key decides, so that it does not matter which was read first.
    """
    before, after = list[Original](), list[Original]()
    for found in batch.near_versions(report, list(facts.values()), version):
        days = report.published, found.report.published
        later = None not in days and (str(days[1]), found.report.key) > (str(days[0]), report.key)
        (after if later else before).append(
            Original(version=found.version, report=found.report, facts=found.facts, series=found.series)
        )
    return before, after


def _carry(batch: Batch, own: Original, copy: Copy | None, later: Sequence[Original]) -> None:
    """Puts on record whom the version copies, and who copied it before it was read itself.

    What such a copy says with nobody credited is the original's claim from now on.
    """
    if copy is not None:
        batch.carrier(own.version, copy.original.version, copy.similarity)
    for other in later:
        late = copied(other.facts, other.report, [own])
        if late is None:
            continue
        batch.carrier(other.version, own.version, late.similarity)
        kept = batch.settled(late.facts, {one.id for one in other.series.values()}, RULES)
        for identity, placement in late.placements().items():
            stands = other.series[identity].id
            if (
                other.facts[identity].claimant is None
                and placement.series.id != stands
                and not kept & {identity, stands}
            ):
                batch.placement(identity, placement, DECIDED_BY)
