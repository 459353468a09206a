"""Weeks, halves and days of a month: "the first week of June", "the last ten days of May"."""

from __future__ import annotations

import re

from ledger.extract.chronology import days
from ledger.extract.chronology.time_patterns import NUMBERS
from ledger.model import Period

_SPELL = re.compile(r"(?P<which>\w+)\s+(?:(?P<n>\S+)\s+)?(?P<unit>week|half|fortnight|day)s?\s+of", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def spell_of_month(words: str, year: int, month: int) -> Period | None:
    """The days that the words before a month's name mean; None where they mean another part of it."""
    spell, whole = _SPELL.fullmatch(words), days.whole_month(year, month)
    which = NUMBERS.get(spell["which"].lower()) if spell is not None else None
    if spell is None or which is None or whole.end is None:
        return None
    last, unit, many = whole.end.day, spell["unit"].lower(), (spell["n"] or "1").lower()
    count = float(many) if many.isdigit() else NUMBERS.get(many)
    if count is None:
        return whole  # "the last few days of May"
    length = (last + 1) // 2 if unit == "half" else int(count) * _DAYS[unit]
    from_end = which < 0 or (unit == "half" and which > 1)
    first = last - length + 1 if from_end else int(which - 1) * length + 1
    start, end = days.day_of(year, month, first), days.day_of(year, month, min(first + length - 1, last))
    return Period(start=start, end=end) if start and end and start <= end else whole
