"""The known series that a version's facts may continue: those of its places and days, not all of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from ledger.link import EVENT, may_mean, words_told
from ledger.model import Fact, Report, Series
from ledger.store import Batch
from ledger.store.again import Near, around

__all__ = ["Rivals"]


class Rivals:
    """Asks the ledger for the rivals of the facts of one report, once for each kind of fact.

    A measure may have many thousand series. A fact can continue, or answer the question of, only one whose place may be
    its own (alike, nested, named by the report, or not told), or that began about when the report was published or what
    it tells happened. Where a fact names no place, its claimant's own series count too, wherever they are.
    """

    def __init__(self, batch: Batch, report: Report, facts: Iterable[Fact]) -> None:
        self._batch, self._report, self._facts = batch, report, tuple(facts)
        self._found = dict[tuple[str, str, str], tuple[Series, ...]]()
        self._meant = dict[str, bool]()

    def of(self, fact: Fact) -> Sequence[Series]:
        """The rivals of one of the facts."""
        kind = fact.measure, fact.unit, fact.basis.value
        if kind not in self._found:
            self._found[kind] = self.now(fact)
        return self._found[kind]

    def now(self, fact: Fact) -> tuple[Series, ...]:
        """The same as the ledger has them by now."""
        places = [place for place in self._batch.places_of(fact.measure) if self._may_be_meant(place)]
        spans = [around(day, EVENT) for day in self._days(fact)]
        return self._batch.rivals(fact, Near(places=places, spans=spans, claimants=self._silent(fact)))

    def _may_be_meant(self, place: str) -> bool:
        if place not in self._meant:
            self._meant[place] = may_mean(place, self._named, self._words)
        return self._meant[place]

    @cached_property
    def _named(self) -> tuple[str, ...]:
        return tuple({fact.place for fact in self._facts if fact.place is not None})

    @cached_property
    def _words(self) -> frozenset[str]:
        return words_told(self._report.title, self._report.text)

    def _kind(self, fact: Fact) -> list[Fact]:
        kind = fact.measure, fact.unit, fact.basis
        return [one for one in self._facts if (one.measure, one.unit, one.basis) == kind]

    def _days(self, fact: Fact) -> set[date]:
        """The day of publication, and those on which the facts of this kind begin."""
        days = {one.period.start for one in self._kind(fact) if one.period is not None}
        return {day for day in (self._report.published, *days) if day is not None}

    def _silent(self, fact: Fact) -> tuple[str, ...]:
        """Who speaks where no place is told, among the facts of this kind."""
        own = self._report.outlet or self._report.key
        return tuple({one.claimant or own for one in self._kind(fact) if one.place is None})
