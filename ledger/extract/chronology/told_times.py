"""Times that a text has told before and then takes for granted: its year, its week."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ledger.extract.chronology.time_patterns import MONTHS
from ledger.model import Span

_MONTH = "|".join(name.title() for name in sorted(MONTHS, key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?"
)


@lru_cache(maxsize=64)  # asked for each sentence of a text
def last_day_told(text: str) -> date | None:
    """The last day of the year that a text without a date is of: the only one it names, with a month that it names alone too.

    "Prices rose 5 percent in July … between June and July 2022" (FACTS.md 5.26); "the most since May 2019" tells no year of July.
    """
    named = [(MONTHS[match["month"].lower()], match["year"]) for match in _NAMED.finditer(text)]
    years = {year for _, year in named if year}
    alone = {month for month, year in named if not year}
    if len(years) != 1 or alone.isdisjoint(month for month, year in named if year):
        return None
    return date(int(years.pop()), 12, 31)


_WEEK_BEFORE = re.compile(r"\b(?:that|the\s+same|(?:in|during|over|for)\s+the(?:\s+reporting)?)\s+$", re.IGNORECASE)
_WEEK_OF = re.compile(r"\s+(?:of|to|before|after|ended|ending|through|until|from|beginning|starting|that|when)\b")
_FAR = 3000  # characters for which a week is kept in mind


def means_told_week(text: str, span: Span) -> bool:
    """Whether a bare "week" is one that was told before: "12 new cases in the week", "it had 40 that week"."""
    pointed = _WEEK_BEFORE.search(text, max(0, span.start - 30), span.start) is not None
    return pointed and text[slice(*span)].lower() == "week" and _WEEK_OF.match(text, span.end) is None


def told_before(text: str, at: int, form: re.Pattern[str]) -> re.Match[str] | None:
    """The last match of a form of time before an offset, not too far above."""
    found = None
    for match in form.finditer(text, max(0, at - _FAR), at):
        found = match
    return found
