"""Times that are told by their end or their books: "the week ending Saturday", "fiscal 2024-25"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from ledger import lexicon
from ledger.extract.chronology import days
from ledger.extract.chronology.found import Context, Found
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.model import Period, Span

_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?:\s?[-/–]\s?(?P<last>(?:19|20)?\d\d))?|FY\s?(?P<short>\d\d)\b")
_PIVOT = 2000


def week_to(match: re.Match[str], context: Context) -> Found:
    """E.g. "in the week ending Saturday": seven days, up to that one."""
    span = Span(*match.span())
    if context.published is None:
        return Found(span, None, "relative")
    end = days.weekday_near(context.published, WEEKDAYS[match["we_name"].lower()], "past")
    return Found(span, Period(start=end - timedelta(days=6), end=end), "relative", "within")


def fiscal(match: re.Match[str], context: Context) -> Found:
    """E.g. "fiscal 2024-25" in a report of India is from April to March; of no one country it is of no known days.

    A year alone is that in which it ends.
    """
    span, years = Span(*match.span()), _YEARS.search(match[0])
    month = _first_month(match.string)
    if years is None or month is None:
        return Found(span, None, "year")
    named = int(years["first"] or _PIVOT + int(years["short"]))
    first = named if years["last"] else named - (month > 1)
    return Found(span, days.months_of(first, month, 12), "year")


@lru_cache(maxsize=64)
def _first_month(text: str) -> int | None:
    """The month in which the fiscal year begins of the countries of which a text speaks, where these agree."""
    found = {
        int(month)
        for country, month, words in lexicon.rows("fiscal")
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in (country, *words.split(",")))
    }
    return found.pop() if len(found) == 1 else None
