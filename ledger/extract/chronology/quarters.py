"""Quarters, halves and first months of a year: "Q3 2022", "the first half of the year"."""

from __future__ import annotations

import re

from ledger.extract.chronology import days
from ledger.extract.chronology.found import Context, Found
from ledger.extract.chronology.time_patterns import NUMBERS
from ledger.model import Period, Span


def number_of(word: str | None) -> float | None:
    """E.g. "three" → 3; None for words without a definite number ("several")."""
    if not word:
        return 1.0
    word = word.lower().strip()
    if word[0].isdigit():
        return float(word.replace(",", ""))
    return NUMBERS.get(word)


def quarter(match: re.Match[str], context: Context) -> Found:
    """E.g. "Q3 2022", "the first quarter of 2023", "the second half of last year", "the first six months of 2022"."""
    span = Span(*match.span())
    if match["qb_ord"]:
        return Found(span, _bare_quarter(int(NUMBERS[match["qb_ord"].lower()]), context), "date")
    year = _year_named(match["qu_year"] or match["qq_year"], context)
    if (match["qu_year"] or "").lower() == "the year":
        year = _year_of_part(match, context)
    if year is None:
        return Found(span, None, "date")
    if match["qq_n"]:
        return Found(span, days.months_of(year, int(match["qq_n"]) * 3 - 2, 3), "date")
    ordinal = NUMBERS[match["qu_ord"].lower()]
    length = {"quarter": 3, "half": 6}.get(match["qu_unit"].lower())
    if length is None:
        count = number_of(match["qu_months"]) or 0
        return Found(span, days.months_of(year, 1, int(count)) if ordinal == 1 and 1 <= count <= 12 else None, "date")
    last = 12 // length
    index = last if ordinal == -1 else int(ordinal)
    return Found(span, days.months_of(year, (index - 1) * length + 1, length) if 1 <= index <= last else None, "date")


def _year_of_part(match: re.Match[str], context: Context) -> int | None:
    """The year of "the first half of the year": the last one in which it is over, where nothing is to come."""
    if context.published is None:
        return None
    later = match["qu_unit"].lower() == "half" and context.published.month <= _HALF
    return context.published.year - (later and not context.ahead)


_HALF = 6  # months


def _bare_quarter(index: int, context: Context) -> Period | None:
    """E.g. "first-quarter profit": the nearest such quarter that has begun; one to come where the words look ahead."""
    if context.published is None:
        return None
    period = days.months_of(context.published.year, index * 3 - 2, 3)
    if period.start and period.start > context.published and not context.ahead:
        return days.months_of(context.published.year - 1, index * 3 - 2, 3)
    return period


def _year_named(words: str | None, context: Context) -> int | None:
    if words is None or context.published is None:
        return int(words) if words and words.isdigit() else None
    if words.isdigit():
        return int(words)
    return context.published.year - (words.lower().split()[0] == "last")
