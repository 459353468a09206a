"""Carried: the time that an earlier figure was given, where a figure's own sentence names none."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from ledger import lexicon
from ledger.extract.chronology.dates import StoryDates
from ledger.extract.chronology.when import FORETOLD, Figure, Own, is_cumulative
from ledger.extract.grammar.words import status_words
from ledger.model import Basis, Period

_LAST, _GAP = 12, 4  # figures, characters
_FRESH = 45  # days
# "It was 6 percent a year earlier", but "rose 6 percent from a year earlier"
_THEN = re.compile(
    r"(?<!from\s)(?<!than\s)\b(?:an?|one|the)\s(?:year|month|quarter)\s(?:earlier|before|ago)\b", re.IGNORECASE
)
_MONTH, _OLD, _BLOCKS = 27, 400, 3  # days, days, paragraphs
_NEAR = 40  # characters
# an aim is of no month: "above the bank's 2 percent target"
_AIMED = lexicon.pattern(r"\b{aimed at}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    figure: Figure
    period: Period


@dataclass(slots=True)
class Dated:
    """The figures of a report that their own sentences have dated, in their order."""

    told: list[_Dated] = field(default_factory=list)
    indices: dict[str, _Dated] = field(default_factory=dict)  # the last of each measure of a month, a quarter or a year

    def add(self, figure: Figure, own: Own) -> None:
        """Keep a figure of what has happened on a day that its own sentence names."""
        if own.period is None or not own.fitting:
            return
        if _happened(figure):
            self.told.append(_Dated(figure, own.period))
        last = self.indices.get(figure.measure)
        if _is_index(figure) and _is_long(own.period) and (last is None or last.figure.sentence != figure.sentence):
            self.indices[figure.measure] = _Dated(figure, own.period)

    def index(self, text: str, figure: Figure, published: date | None) -> Period | None:
        """The month or quarter of a statistic of which the report goes on to tell: "Inflation was 4 percent in May. Core prices rose 3 percent."."""
        one = self.indices.get(figure.measure)
        if one is None or not _is_index(figure) or _is_lasting(figure) or figure.block - one.figure.block > _BLOCKS:
            return None
        if published is not None and one.period.end is not None and (published - one.period.end).days > _OLD:
            return None
        near = max(figure.sentence.start, figure.at.start - _NEAR), min(figure.sentence.end, figure.at.end + _NEAR)
        if _AIMED.search(text, *near) or _THEN.search(text, *near):
            return None
        self.indices[figure.measure] = _Dated(figure, one.period)  # from paragraph to paragraph
        return one.period

    def carried(self, text: str, figure: Figure, dates: StoryDates) -> Period | None:
        """The days of the last figure that may be told of the same event, its own sentence naming none.

        It stands in the sentence before ("In 2013 a bridge fell. Four men were hurt."), where it tells of what was before
        the story's event, or for harm anywhere before, where the story has no event whose day is known.
        """
        if not _happened(figure) or _is_lasting(figure) or is_cumulative(text, figure):
            return None
        wide = dates.event is None and figure.told is None and figure.measure in status_words("dated measure")
        counted = _counted_from(figure, dates)
        for one in reversed(self.told[-_LAST:]):
            near = _is_next(one, figure) and (dates.event is None or _is_before(one.period, dates.event))
            if not near and not (wide and _is_fresh(one.period, dates.published)):
                break
            if one.figure.at.start < counted:
                break  # "As of 21 May, …. All have died": counted up to that day
            if _alike(one.figure.measure, figure.measure) and one.period.start is not None:
                return one.period
        return None


def _is_index(figure: Figure) -> bool:
    moves = figure.measure != "employed" or figure.basis is Basis.CHANGE  # "employs 1,100" is of no month
    return moves and figure.measure in status_words("index measure") and figure.status not in FORETOLD


def _is_long(period: Period) -> bool:
    """Whether days are those that a statistic covers: a month or more."""
    return period.start is not None and period.end is not None and (period.end - period.start).days >= _MONTH


def _happened(figure: Figure) -> bool:
    return figure.status not in FORETOLD and figure.basis in (Basis.TOTAL, Basis.INCREMENT)


def _is_lasting(figure: Figure) -> bool:
    """What is so and goes on being so is of no month: "It exports 700 tons of tea", where coffee was shipped in March."""
    told = figure.basis is Basis.CHANGE or figure.measure in status_words("dated measure")
    return figure.form == "present" and not told


def _is_next(one: _Dated, figure: Figure) -> bool:
    """Whether a figure stands in the sentence after, in one paragraph."""
    return one.figure.block == figure.block and figure.sentence.start - one.figure.sentence.end < _GAP


def _is_before(one: Period, event: Period) -> bool:
    return one.start is not None and event.start is not None and one.start < event.start


def _is_fresh(period: Period, published: date | None) -> bool:
    """Whether days are those before publication."""
    start, end = period.start, period.end
    if published is None or start is None or end is None:
        return False
    return end <= published and published.toordinal() - start.toordinal() <= _FRESH


def _counted_from(figure: Figure, dates: StoryDates) -> int:
    """Where the paragraph of a figure last says up to which day it counts; 0 where it does not."""
    index = bisect_right(dates.as_of, (figure.at.start, 1 << 40, date.max)) - 1
    return dates.as_of[index][0] if index >= 0 and dates.as_of[index][1] == figure.block else 0


def _alike(one: str, other: str) -> bool:
    """Whether two measures may be told of one event."""
    harm = status_words("dated measure")
    return (one == other and one != "other") or (one in harm and other in harm)
