"""The days that a page gives its figures: "as of 3 May", "Updated June 2023"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ledger.extract.chronology.times import find_times
from ledger.extract.lines.sentences import Sentence
from ledger.model import Period, Span

_AS_OF = re.compile(r"\bas\s+(?:of|at|on)\s+(?:[\w:.,]+\s+){0,4}$", re.IGNORECASE)


def updated(text: str, sentences: Sequence[Sentence]) -> tuple[Span, Period] | None:
    """The days that an undated page writes over its figures, with the span of the short lines under them: "Updated June 2023"."""
    for index, sentence in enumerate(sentences):
        stamp = _STAMP.match(text, *sentence.span)
        times = find_times(text, stamp.end(), sentence.span.end, None) if stamp else ()
        if stamp and times and times[0].period and times[0].span.start - stamp.end() < _STAMP_GAP:
            long = (one for one in sentences[index + 1 :] if one.span.end - one.span.start > _TILE)
            end = next((one.span.start for one in long), len(text))
            return Span(sentence.span.start, end), times[0].period
    return None


def counted_up_to(
    text: str, sentences: Sequence[Sentence], published: date | None
) -> tuple[tuple[int, int, date], ...]:
    """The days up to which a text says that its figures go, each with the offset and block where it says so: "as of 3 May"."""
    found: list[tuple[int, int, date]] = []
    first = _MAY_BE_AS_OF.search(text)
    for sentence in sentences if first else ():
        if not _MAY_BE_AS_OF.search(text, *sentence.span):
            continue
        for time in find_times(text, *sentence.span, published):
            before = text[max(sentence.span.start, time.span.start - 40) : time.span.start]
            if time.period and time.period.end and _AS_OF.search(before):
                found.append((time.span.start, sentence.block, time.period.end))
    return tuple(found)


_STAMP = re.compile(
    r"(?:figures\s+|data\s+|page\s+|last\s+|stats\s+|information\s+)*(?:updated|as\s+of|correct\s+(?:as\s+)?(?:of|at)|reviewed)\b[\s:]*",
    re.IGNORECASE,
)
_STAMP_GAP, _TILE = 12, 90
# by its first letter, so that the search can skip the rest
_MAY_BE_AS_OF = re.compile(r"[Aa](?<!\w.)[Ss]\s+(?i:of|at|on)\b")
