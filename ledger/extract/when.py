"""When: the period that a figure covers, from the time expressions of its sentence and the dates of its story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ledger.extract.times import TimeExpression
from ledger.extract.words import status_words
from ledger.model import Basis, Period, Span, Status

_CUMULATIVE = re.compile(
    r"\b(?:toll|so far|now|rose|risen|climbed|total(?:led)?|since|to date|have been|has been|have|has)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|say|told|announced|reported|added|confirmed|statement)\s+(?:\w+\s+){0,2}(?:on\s+)?(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_EVENT_WINDOW = timedelta(days=14)


def period_of(text: str, at: Span, sentence: Span, times: Sequence[TimeExpression]) -> Period | None:
    """The period of the time expression nearest to the figure (times that only date what was said are left out before)."""
    dated = [t for t in times if t.period is not None]
    if not dated:
        return None
    return min(dated, key=lambda t: _distance(text, t, at)).period


def _distance(text: str, time: TimeExpression, at: Span) -> float:
    after = time.span.start >= at.end
    gap = time.span.start - at.end if after else at.start - time.span.end
    between = text[at.end : time.span.start] if after else text[time.span.end : at.start]
    penalty = 40.0 * len(re.findall(r"[;]|,\s+(?:and|while|but|with)\b|\d", between))
    return max(gap, 0) + penalty + (0.0 if after else 10.0)


def event_period(text: str, times: Sequence[TimeExpression], published: date | None) -> Period | None:
    """The day of the story's event: the first single past day in the report's lead that does not date a statement."""
    if published is None:
        return None
    for time in times:
        period = time.period
        if (
            not _SAID.search(text, max(0, time.span.start - 40), time.span.start)
            and period
            and period.start == period.end
            and period.start
            and published - _EVENT_WINDOW <= period.start <= published
        ):
            return period
    return None


def default_period(
    measure: str, basis: Basis, status: Status, clause: str, event: Period | None, published: date | None
) -> Period | None:
    """The period of a figure whose sentence gives none.

    Tolls of a dated event keep its day, and run to the statement where the words are cumulative (section 5, case 23);
    other tolls end with the statement, their start unknown; levels, plans and forecasts have none.
    """
    if status in (Status.FORECAST, Status.CONDITIONAL) or basis not in (Basis.TOTAL, Basis.INCREMENT):
        return None
    if published is None or measure not in status_words("dated measure"):
        return None
    if event is None or _CUMULATIVE.search(clause):
        return Period(start=event.start if event else None, end=published)
    return event
