"""The unit of a number that shares it with the one after it: "cut from 38 to 35 hours"."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.units import UnitMention, unit_after
from ledger.model import Span

_TO, _FROM = re.compile(r"\s+to\s+(?=\d)"), re.compile(r"\bfrom\s+$")
_SCALE = re.compile(r"illion|thousand|lakh|crore|\d\s?(?:m|mn|bn|k|b|tn)\b")
_NUMBER = 24  # characters that hold a number with its sign


def unit_of_move(
    text: str, numeral: Numeral, unit: UnitMention | None, sentence: Span
) -> tuple[Numeral, UnitMention | None]:
    """A number in the unit that is said once for both ends of its move: "cut from 38 to 35 hours", "fell from 12 to 9 percent"."""
    to = _TO.match(text, numeral.span.end, sentence.end) if unit is None else None
    if to is None or not _FROM.search(text, max(sentence.start, numeral.span.start - 12), numeral.span.start):
        return numeral, unit
    ends = find_numerals(text, to.end(), min(sentence.end, to.end() + _NUMBER))
    if not ends or ends[0].span.start != to.end():
        return numeral, unit
    scaled = text[ends[0].span.start : ends[0].span.end].lower()  # "from 500 to 2 million dollars" leaves the 500 open
    if ends[0].unit == "percent" or (ends[0].unit and ends[0].unit.isupper() and not _SCALE.search(scaled)):
        return replace(numeral, unit=ends[0].unit), None
    return numeral, None if ends[0].unit else unit_after(text, ends[0].span.end, sentence.end)
