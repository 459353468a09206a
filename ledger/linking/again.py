"""Tolls placed again where a version was read later than others that were published after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from ledger.link import (
    Original,
    Rest,
    Said,
    Told,
    before_additions,
    bridge,
    copied,
    is_toll,
    neighbours,
    placed_again,
    question,
    roles,
    telling,
    told_words,
)
from ledger.linking.rivals import Rivals
from ledger.model import Fact, Figure, Placement, Question, Role, Series
from ledger.store import Batch
from ledger.store.again import Answering, around

__all__ = ["DECIDED_BY", "RULES", "on_record", "settle"]

DECIDED_BY = "rule 1"  # the version of the linking rule; a person's decision names the person
RULES = "rule "  # begins the name of every version of it
_LATER = timedelta(days=365), timedelta(days=30)  # how long an event is recalled, and is told of
_MOST = 80  # versions that are placed again for one; a toll that more have told of stands as it is


def settle(
    batch: Batch,
    own: Original,
    placements: Mapping[str, Placement],
    played: Mapping[str, Role],
    rivals: Rivals,
) -> tuple[dict[str, Placement], dict[str, Role]]:
    """The placements and roles of a version once the tolls near its own are placed as if read in order of publication.

    Where others that were published later tell of the same, theirs and its own are placed again, and what changes is
    appended. What a person decided on stays.
    """
    placements, played = dict(placements), dict(played)
    if own.report.published is None:
        return placements, played
    tolls = defaultdict[str, list[str]](list)
    for identity, fact in own.facts.items():
        if is_toll(fact):
            tolls[fact.measure].append(identity)
    for identities in tolls.values():
        scene = _scene(batch, own, identities, placements, rivals)
        for identity, placement, role in scene.changes() if scene else ():
            batch.placement(identity, placement, DECIDED_BY, role)
            if identity in placements:
                placements[identity], played[identity] = placement, role
    return placements, played


def _scene(
    batch: Batch, own: Original, tolls: Sequence[str], placements: Mapping[str, Placement], rivals: Rivals
) -> _Scene | None:
    """What there is to place again; None where no version out of turn is near, or too many are."""
    asked = {question(own.facts[one], own.report.published) for one in tolls}
    asked |= {placements[one].series.question for one in tolls}
    known = rivals.now(own.facts[tolls[0]])
    mine = {placements[one].series for one in tolls}
    near = neighbours(asked, mine, known, own.report.published)
    day = own.report.published
    if day is None or not near:
        return None
    spans = (batch.answering([one.id for one in near], *around(day, reach)) for reach in _LATER)
    answering = next((found for found in spans if len(found) <= _MOST), {})
    turn = next((one for one, identity in answering.items() if identity == own.version), None)
    if turn is None:
        return None
    if max(answering) == turn and not _bridged(batch, own, placements, tolls, near):
        return None
    return _Scene(batch=batch, version=own.version, known=known, near=near, answering=answering)


def _bridged(
    batch: Batch, own: Original, placements: Mapping[str, Placement], tolls: Sequence[str], near: Sequence[Series]
) -> bool:
    """Whether a number of this version is told of another question near by, and joins the two."""
    answered = {placements[one].series.question for one in tolls}
    numbers = telling(own.facts[one] for one in tolls)
    stating = set(batch.stating([one.id for one in near], numbers)) if numbers else set()
    asked = answered | {one.question for one in near if one.id in stating}
    if len(asked) < 2:
        return False
    questions = {one.id: one.question for one in near if one.question in asked}
    said = defaultdict[Question, list[Said]](list)
    for identity, listed in on_record(batch, None, list(questions)).items():
        said[questions[identity]] += listed
    return bridge((one for one in answered if one in said), said) is not None


class _Scene:
    """The versions that tell of an event, as the ledger has them."""

    def __init__(
        self,
        *,
        batch: Batch,
        version: str,
        known: Sequence[Series],
        near: Sequence[Series],
        answering: Mapping[Answering, str],
    ) -> None:
        self._batch, self._version = batch, version
        self._figures = {identity: batch.told(identity) for identity in answering.values()}
        self._reports = {identity: batch.report(identity) for identity in answering.values()}
        self._numbers = {identity: turn[2] for turn, identity in answering.items()}
        here = [figure for figures in self._figures.values() for figure in figures]
        asked = {series.id for series in near}
        tolls = [one for one in here if one.series in asked and is_toll(one.fact)]
        kept = batch.settled([one.id for one in tolls], asked, RULES)
        self._moving = {one.id: one for one in tolls if not kept & {one.id, one.series}}
        self._static = on_record(batch, None, sorted(asked), but=self._moving)
        self._near = asked
        self._known = [one for one in known if one.id not in asked or self._static.get(one.id) or one.id in kept]

    def changes(self) -> Iterator[tuple[str, Placement, Role]]:
        """(fact, placement, role) of all that belongs elsewhere than the ledger has it."""
        found = placed_again(
            [self._told(identity) for identity in self._figures], self._known, self._near, self._on_record
        )
        stand = self._batch.series({one.series for figures in self._figures.values() for one in figures})
        for identity, figures in self._figures.items():
            now = {one.id: found.get(one.id) or _as_is(stand[one.series]) for one in figures}
            played = roles({one.id: one.fact for one in figures}, now, self._reports[identity].text)
            for one in figures:
                if now[one.id].series.id != one.series or (one.id in found and played[one.id] is not one.role):
                    yield one.id, now[one.id], played[one.id]

    def _told(self, identity: str) -> Told:
        every = {one.id: one.fact for one in self._figures[identity]}
        moving = {name: fact for name, fact in every.items() if name in self._moving}
        others = {name: fact for name, fact in every.items() if name not in moving}
        return Told(
            report=self._reports[identity],
            number=self._numbers[identity],
            facts=moving,
            carried=self._carried(identity, moving),
            rest=Rest(facts=others, before=before_additions(every)),
            unsaid=frozenset(one.id for one in self._figures[identity] if one.role is Role.PREVIOUS),
        )

    def _carried(self, identity: str, moving: Mapping[str, Fact]) -> dict[str, str]:
        """Each copied fact's original, among what is placed again."""
        carried = dict[str, str]()
        for original in self._batch.originals(identity):
            if original in self._figures:
                facts = {one.id: one.fact for one in self._figures[original] if one.id in self._moving}
                known = Original(version=original, report=self._reports[original], facts=facts, series={})
                copy = copied(moving, self._reports[identity], [known])
                carried = {**(copy.facts if copy else {}), **carried}
        return carried

    def _on_record(self, series: Sequence[str]) -> dict[str, list[Said]]:
        outside = [one for one in series if one not in self._near]
        found = on_record(self._batch, self._version, outside) if outside else {}
        return found | {one: self._static[one] for one in series if one in self._static}


def _as_is(series: Series) -> Placement:
    return Placement(series=series, score=1.0, reasons=("stands as it is",), new=False)


def on_record(
    batch: Batch, version: str | None, series: Sequence[str], but: Mapping[str, Figure] | None = None
) -> dict[str, list[Said]]:
    """What other versions say on each of these series."""
    told = defaultdict[str, list[Said]](list)
    for figure in batch.said(series, version):
        if but is None or figure.id not in but:
            words = told_words(figure.title, figure.quote, figure.fact)
            said = Said(fact=figure.fact, report=figure.report, published=figure.published, told=words)
            told[figure.series].append(said)
    return told
