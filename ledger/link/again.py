"""Tolls placed again, as if their reports had been read in the order of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.link.nearby import possible
from ledger.link.reading import OnRecord, place_reading
from ledger.link.tolls import Said, of_everybody
from ledger.model import Fact, Placement, Question, Report, Series

__all__ = ["Told", "neighbours", "placed_again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one version tells: its tolls by fact id, and which fact of another version each copied one repeats.

    ``unsaid`` are those that give what an earlier report said: they are placed, but are nobody's present word.
    """

    report: Report
    number: int
    facts: Mapping[str, Fact]
    carried: Mapping[str, str] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()

    @property
    def turn(self) -> tuple[str, str, int]:
        """Sorts by publication; within a day by key and number, so that every order of reading comes to this one."""
        return str(self.report.published or ""), self.report.key, self.number


def neighbours(asked: Iterable[Question], known: Iterable[Series], published: date | None) -> list[Series]:
    """The series whose facts may belong elsewhere now that a version published then answers ``asked``."""
    wanted = {replace(one, group=of_everybody(one.group)) for one in asked}
    kept = dict[Question, bool]()
    for series in known:
        question = series.question
        if question not in kept:
            plain = replace(question, group=of_everybody(question.group))
            kept[question] = any(one == plain or possible(one, plain, published) for one in wanted)
    return [series for series in known if kept[series.question]]


def placed_again(told: Sequence[Told], known: Sequence[Series], on_record: OnRecord) -> dict[str, Placement]:
    """Where the tolls of these versions belong, by fact id; ``known`` and ``on_record`` are what stays as it is.

    What is read late may show what that read before it belongs to. So that the order of reading does not matter, the
    versions take their turns in the order of publication, a copy after its original.
    """
    desk = _Desk(known, on_record)
    waiting = sorted(told, key=lambda one: one.turn)
    while waiting:
        due = {identity for one in waiting for identity in one.facts}
        ready = next((one for one in waiting if not due & set(one.carried.values()) - set(one.facts)), waiting[0])
        waiting.remove(ready)
        desk.take(ready)
    return desk.found


class _Desk:
    """The series and the record as they grow, version after version."""

    def __init__(self, known: Sequence[Series], on_record: OnRecord) -> None:
        self.found = dict[str, Placement]()
        self._known = {series.id: series for series in known}
        self._outside = on_record
        self._said = defaultdict[str, list[Said]](list)

    def take(self, told: Told) -> None:
        """Places what one version tells, and puts it on record."""
        known = tuple(self._known.values())
        placed = place_reading(told.facts, told.report, lambda _: known, self._on_record, self._carried(told))
        self.found |= placed
        for identity, placement in placed.items():
            self._known.setdefault(placement.series.id, placement.series)
            if identity not in told.unsaid:
                self._said[placement.series.id].append(Said.of(told.facts[identity], told.report))

    def _carried(self, told: Told) -> dict[str, Placement]:
        reasons = ("carried word for word",)
        return {
            own: Placement(series=self.found[its].series, score=1.0, reasons=reasons, new=False)
            for own, its in told.carried.items()
            if its in self.found
        }

    def _on_record(self, series: Sequence[str]) -> Mapping[str, Sequence[Said]]:
        outside = self._outside(series)
        return {one: (*outside.get(one, ()), *self._said.get(one, ())) for one in series}
