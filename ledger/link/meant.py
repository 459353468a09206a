"""Which known series a report may mean at all: those that are looked up for it when it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.link.scenes import may_mean, words_told
from ledger.model import Fact, Report, Series

__all__ = ["EVENT", "Meant"]

EVENT = timedelta(days=31)  # an event that began so much earlier or later is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a report means: its places and words, when its facts of one kind began, who tells those without a place."""

    places: tuple[str, ...]
    words: frozenset[str]
    days: frozenset[date]
    silent: frozenset[str]

    @classmethod
    def by(cls, report: Report, places: Iterable[str], facts: Iterable[Fact]) -> Meant:
        """``places`` are those of all the report's facts, ``facts`` those of one kind."""
        told = tuple(facts)
        begun = {one.period.start for one in told if one.period is not None}
        own = report.outlet or report.key
        return cls(
            places=tuple(places),
            words=words_told(report.title, report.text),
            days=frozenset(day for day in (report.published, *begun) if day is not None),
            silent=frozenset(one.claimant or own for one in told if one.place is None),
        )

    def may_be(self, series: Series) -> bool:
        """Whether the report may mean the series."""
        place, start = series.question.place, series.question.anchor_start
        if place is None or may_mean(place, self.places, self.words) or series.claimant in self.silent:
            return True
        return start is not None and any(abs(start - day) <= EVENT for day in self.days)
