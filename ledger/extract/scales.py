"""Units that only their context shows: magnitudes of earthquakes, storeys of buildings, pairs of currencies."""

from __future__ import annotations

import re

from ledger.extract.currencies import exchange_rate
from ledger.extract.numerals import Numeral
from ledger.extract.units import UnitMention
from ledger.model import Span

_STRONGEST = 10
_STORY = re.compile(
    r"-stor(?:e?y|ies|eyed|ied)\b|\s+stor(?:e?y|e?ys|ies)\s+(?:tall|high|building|block|house|tower|structure)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bmagnitudes?(?:[\s-]+(?:of|at|as|was|is|about|around|some|roughly|approximately|estimated|between|a|preliminary|over|than|more|least))*[\s-]+$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s-]+[Mm]agnitude\b|(?:\s+\w+)?\s+on\s+the\s+(?:open-ended\s+)?Richter")
# "a 6.0 quake", "5.4 Mw": without the word, only a decimal is a magnitude ("2 quake survivors", "5 m" are none)
_AFTER_DECIMAL = re.compile(r"\s+(?:Mw|ML|MS)\b|\s+(?:earth)?quake\b|\s+(?:aftershock|temblor|tremor|shock)\b")
_WORD = re.compile(r"[\s-]+magnitude\b", re.IGNORECASE)


def scale_unit(text: str, numeral: Numeral, sentence: Span) -> UnitMention | None:
    """E.g. "magnitude 6.1", "5.8 on the Richter scale", "a five-storey block"."""
    start, end = numeral.span
    if story := _STORY.match(text, end, sentence.end):
        return UnitMention(name="story", dimension="stories", end=story.end())
    if pair := exchange_rate(text, sentence.start, end, sentence.end):
        return UnitMention(name=pair[0], dimension="money", end=pair[1])
    if numeral.word or numeral.high > _STRONGEST:
        return None
    before, after = text[max(sentence.start, start - 40) : start], text[end : min(sentence.end, end + 30)]
    decimal = "." in text[start:end] and _AFTER_DECIMAL.match(after)
    if not (decimal or _BEFORE.search(before) or _AFTER.match(after)):
        return None
    word = _WORD.match(after)
    return UnitMention(name="magnitude", dimension="magnitude", end=end + (word.end() if word else 0))
