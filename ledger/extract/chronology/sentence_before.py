"""The time of the sentence before, which a sentence without one goes on from: "A boat landed on Sunday. Four could not walk."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ledger.extract.chronology.dates import dates_statement, in_dateline
from ledger.extract.chronology.times import find_times
from ledger.extract.lines.sentences import Sentence
from ledger.model import Period

_SHORT = timedelta(days=2)


def time_before(text: str, sentences: Sequence[Sentence], index: int, published: date | None) -> Period | None:
    """The only time that the sentence before names, where it is over and dates no statement."""
    if not index:
        return None
    found = find_times(text, *sentences[index - 1].span, published)
    times = [one for one in found if one.period is not None and not in_dateline(text, one)]
    if len({one.period for one in times}) != 1 or any(one.role != "point" for one in times):
        return None
    period = times[0].period
    if period is None or period.end is None or (published is not None and period.end > published):
        return None
    return None if dates_statement(text, times[0]) else period


def takes_up(period: Period, given: Period | None, in_paragraph: bool) -> bool:
    """Whether a figure takes the time of the sentence before: for want of any, or where it would count up to the statement."""
    start, end = period.start, period.end
    short = start is not None and end is not None and end - start <= _SHORT
    if given is None:
        return in_paragraph and short
    return given.start is None and (in_paragraph or short)
