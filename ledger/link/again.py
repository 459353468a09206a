"""Tolls placed again, as if their reports had been read in the order of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.link.bridges import bridge
from ledger.link.meant import Meant
from ledger.link.nearby import possible
from ledger.link.placing import CLEAR, answering, days_of, kindred
from ledger.link.reading import OnRecord, Rest, place_reading
from ledger.link.tolls import Said, of_everybody
from ledger.model import Fact, Placement, Question, Report, Series

_JOINED = CLEAR  # of a fact that its question took along

__all__ = ["Told", "neighbours", "placed_again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one version tells: its tolls by fact id, and which fact of another version each copied one repeats.

    ``unsaid`` are those that give what an earlier report said: they are placed, but are nobody's present word.
    ``rest`` is what else it tells.
    """

    report: Report
    number: int
    facts: Mapping[str, Fact]
    carried: Mapping[str, str] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()
    rest: Rest = field(default_factory=Rest)

    @property
    def turn(self) -> tuple[str, str, int]:
        """Sorts by publication; within a day by key and number, so that every order of reading comes to this one."""
        return str(self.report.published or ""), self.report.key, self.number


def neighbours(
    asked: Iterable[Question], own: Iterable[Series], known: Iterable[Series], published: date | None
) -> list[Series]:
    """The series whose facts may belong elsewhere now that a version published then answers ``asked``.

    They may mean the same event, or be the same items as its ``own`` series, in a list of the same claimant.
    """
    mine = tuple(own)
    wanted = {replace(one, group=of_everybody(one.group)) for one in asked}
    kept = dict[Question, bool]()
    for series in known:
        question = series.question
        if question not in kept:
            plain = replace(question, group=of_everybody(question.group))
            kept[question] = any(one == plain or possible(one, plain, published) for one in wanted)
    return [series for series in known if kept[series.question] or any(kindred(one, series) for one in mine)]


def placed_again(
    told: Sequence[Told], known: Sequence[Series], near: Iterable[str], on_record: OnRecord
) -> dict[str, Placement]:
    """Where the tolls of these versions belong, by fact id.

    ``known`` series and what is ``on_record`` for them stay as they are; ``near`` are those that may mean the event.
    What is read late may show what that read before it belongs to. So that the order of reading does not matter, the
    versions take their turns in the order of publication, a copy after its original.
    """
    desk = _Desk(known, near, on_record)
    waiting = sorted(told, key=lambda one: one.turn)
    while waiting:
        due = {identity for one in waiting for identity in one.facts}
        ready = next((one for one in waiting if not due & set(one.carried.values()) - set(one.facts)), waiting[0])
        waiting.remove(ready)
        desk.take(ready)
    return desk.found


class _Desk:
    """The series and the record as they grow, version after version."""

    def __init__(self, known: Sequence[Series], near: Iterable[str], on_record: OnRecord) -> None:
        self.found = dict[str, Placement]()
        self._known = {series.id: series for series in known}
        self._near = set(near)
        self._outside = on_record
        self._said = defaultdict[str, list[tuple[str, Said]]](list)  # series → the facts in it
        self._told = dict[str, Told]()  # fact → the version that tells it

    def take(self, told: Told) -> None:
        """Places what one version tells, and puts it on record."""
        places = {one.place for one in (*told.facts.values(), *told.rest.facts.values()) if one.place is not None}
        meant = Meant.by(told.report, sorted(places), told.facts.values())
        known = tuple(one for one in self._known.values() if meant.may_be(one))
        carried = self._carried(told)
        placed = place_reading(told.facts, told.report, lambda _: known, self._on_record, carried, told.rest)
        self.found |= placed
        for identity, placement in placed.items():
            self._known.setdefault(placement.series.id, placement.series)
            self._near.add(placement.series.id)
            self._told[identity] = told
            if identity not in told.unsaid:
                self._said[placement.series.id].append((identity, Said.of(told.facts[identity], told.report)))
        answered = {placement.series.question for placement in placed.values()}
        while found := self._bridge(answered):
            self._join(*found)
            answered = {found[1]}

    def _bridge(self, answered: Iterable[Question]) -> tuple[Question, Question] | None:
        """Two questions that what was just said joins; what stays as it is cannot be moved to another question."""
        asked = {one.id: one.question for one in self._known.values() if one.id in self._near}
        said, fixed = defaultdict[Question, list[Said]](list), set[Question]()
        for identity, listed in self._outside(list(asked)).items():
            said[asked[identity]] += listed
            fixed |= {asked[identity]} if listed else set()
        for identity, told in self._said.items():
            said[asked[identity]] += [each for _, each in told]
        found = bridge((one for one in answered if one in said), said)
        return None if found is None or found[0] in fixed else found

    def _join(self, one: Question, other: Question) -> None:
        """The claims of one question become answers to the other."""
        left = [series for series in self._known.values() if series.question == one]
        for series in left:
            mine = [name for name, placement in self.found.items() if placement.series.id == series.id]
            credited = any(self._told[name].facts[name].claimant is not None for name in mine)
            known = [each for each in self._known.values() if each.question == other]
            into = answering(series, other, known, credited=credited)
            self._near.add(into.id)
            self._known.setdefault(into.id, into)
            del self._known[series.id]
            self._said[into.id] += self._said.pop(series.id, [])
            for name in mine:
                self.found[name] = Placement(series=into, score=_JOINED, reasons=_reasons(one, other), new=False)

    def _carried(self, told: Told) -> dict[str, Placement]:
        reasons = ("carried word for word",)
        return {
            own: Placement(series=self.found[its].series, score=1.0, reasons=reasons, new=False)
            for own, its in told.carried.items()
            if its in self.found
        }

    def _on_record(self, series: Sequence[str]) -> Mapping[str, Sequence[Said]]:
        outside = self._outside(series)
        return {one: (*outside.get(one, ()), *(said for _, said in self._said.get(one, ()))) for one in series}


def _reasons(one: Question, other: Question) -> tuple[str, ...]:
    parts = [f"the same numbers are told of {one.place or 'no place'}, {days_of(one)}"]
    return (
        (*parts, f"place: {one.place or 'not named'} ≈ {other.place or 'not named'}")
        if one.place != other.place
        else tuple(parts)
    )
