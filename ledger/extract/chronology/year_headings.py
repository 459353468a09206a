"""Years told once for entries that give only day and month: "2014" on a line over "• May 13: A fire kills 301".

Or in the first of them: "February 3, 2007 - A bomb kills 135", then "March 6 - Two bombs kill 105".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ledger.extract.chronology.time_patterns import MONTHS
from ledger.extract.lines.sentences import Sentence

_YEAR = re.compile(r"\W*(?:In\s|Year\s)?(?P<year>(?:19|20)\d\d)\W*")
_ENTRY = re.compile(
    rf"\W*(?:(?:{'|'.join(name.title() for name in MONTHS)})\b\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{'|'.join(name.title() for name in MONTHS)})\b\.?)"
    r"(?:,?\s(?P<year>(?:19|20)\d\d))?(?:\s[-–—]\s|:\s)"
)
_FEWEST = 3  # entries of a chronicle
_LONGEST = 16  # characters of such a line
_MONTH = re.compile(r"[A-Z][a-z]{2,8}")
_NEAR = 40  # characters in which an entry names its month


def years_over(text: str, sentences: Sequence[Sentence]) -> dict[int, int]:
    """The years under whose headings sentences stand, by their index."""
    found: dict[int, int] = {}
    year = 0
    entries = {index: entry for index, one in enumerate(sentences) if (entry := _ENTRY.match(text, *one.span))}
    entries = entries if len(entries) >= _FEWEST else {}
    for index, sentence in enumerate(sentences):
        span, entry = sentence.span, entries.get(index)
        heading = _YEAR.fullmatch(text, *span) if span.end - span.start <= _LONGEST else None
        if heading is not None:
            year = int(heading["year"]) if _is_dated(text, sentences[index + 1 : index + 2]) else 0
        elif year and (entry is None or not entry["year"]):
            found[index] = year
        if entry is not None and entry["year"]:
            year = int(entry["year"])
    return found


def _is_dated(text: str, entries: Sequence[Sentence]) -> bool:
    """Whether the first entry under a heading begins with a month."""
    heads = (text[one.span.start : min(one.span.end, one.span.start + _NEAR)] for one in entries)
    return any(word.lower() in MONTHS for head in heads for word in _MONTH.findall(head))


def last_day_under(year: int | None, published: date | None) -> date | None:
    """The day from which the days and months of an entry count back: the last of its heading's year, else that of publication."""
    if year is None or (published is not None and year >= published.year):
        return published
    return date(year, 12, 31)
