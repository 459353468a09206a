"""Units that only their context shows: magnitudes of earthquakes, storeys of buildings, pairs of currencies."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.numbers.currencies import exchange_rate
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import UnitMention, unit_after
from ledger.model import Span

_STRONGEST = 10
_STORY = lexicon.pattern(r"-stor(?:e?y|ies|eyed|ied)\b|\s+stor(?:e?y|e?ys|ies)\s+{storeys}", re.IGNORECASE)
_BEFORE = lexicon.pattern(
    r"\bmagnitudes?\s+(?:of\s+)?(?:\d\.\d,\s+)*\d\.\d\s+and\s+$|\b(?:(?:earth)?quakes?|tremors?|temblors?|(?:after|fore)shocks?)\s+of\s+(?:\d\.\d,?\s+(?:and\s+)?)*$|\bmagnitudes?(?:[\s-]+(?:of|at|as|was|is|between|a|preliminary|{hedge}))*[\s-]+$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s-]+[Mm]agnitude\b|(?:\s+\w+)?\s+on\s+the\s+(?:open-ended\s+)?Richter")
# "a 6.0 quake", "5.4 Mw": without the word, only a decimal is a magnitude ("2 quake survivors", "5 m" are none)
_AFTER_DECIMAL = re.compile(r"\s+(?:Mw|ML|MS)\b|\s+(?:earth)?quake\b|\s+(?:aftershock|temblor|tremor|shock)\b")
# "the quake … was later revised to 5.7": a bare decimal after what is done to magnitudes
_GAUGED = lexicon.pattern(
    r"\b{quake}\b[^;]{0,110}\b{gauged}\s+(?:(?:it|down|up)\s+)?(?:(?:to|at|as|from)\s+)?(?:(?:{hedge}|a\s+preliminary|a)\s+)?$",
    re.IGNORECASE,
)
# "The survey measured it at 5.7 and the institute in Lida at 5.6", after a sentence that gave a magnitude
_GAUGED_IT = lexicon.pattern(
    r"\b{gauged}\s+(?:it|this)\s+at\s+(?:[\d.]+,?\s+(?:and|while|but)\s[^.;\d]{2,80}\sat\s+)?(?:{hedge}\s+)?$",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\bmagnitude\b", re.IGNORECASE)
_BARE_DECIMAL = re.compile(r"\s*(?:[.,;)]|$|(?:and|but|by|from|to|on|at)\b)")
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
    if not (decimal or _is_gauged(text, numeral, sentence) or _BEFORE.search(before) or _AFTER.match(after)):
        return None
    word = _WORD.match(after)
    return UnitMention(name="magnitude", dimension="magnitude", end=end + (word.end() if word else 0))


_OF_A = re.compile(r"\s+(?:of\s+)?an?(?=\s)(?!\s+[a-z]+[’'])")
_OF = re.compile(r"\s+of\s")
_UNITS_IN_PARTS = frozenset(("length", "weight", "area", "volume", "time"))


def part_of_unit(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """The numeral and where its unit's words begin: "half a metre" is 0.5 of a metre and no half of anything, "dozens of miles" a length."""
    joint = _OF_A.match(text, numeral.span.end, end) if numeral.unit == "fraction" else None
    joint = _OF.match(text, numeral.span.end, end) if numeral.vague and not numeral.unit else joint
    unit = unit_after(text, joint.end() - int(numeral.vague), end) if joint else None
    if joint is None or unit is None or unit.dimension not in _UNITS_IN_PARTS:
        return numeral, numeral.span.end
    return replace(numeral, unit=None), joint.end()


def _is_gauged(text: str, numeral: Numeral, sentence: Span) -> bool:
    """E.g. "the tremor … registered 5.4, the centre said"."""
    start, end = numeral.span
    if not re.fullmatch(r"\d\.\d", text[start:end]) or not _BARE_DECIMAL.match(text, end, sentence.end):
        return False
    if _GAUGED.search(text, max(sentence.start, start - 160), start):
        return True
    again = _GAUGED_IT.search(text, sentence.start, start) is not None
    return again and _MAGNITUDE.search(text, max(0, sentence.start - 300), start) is not None
