"""Units that only their context shows: magnitudes of earthquakes, storeys of buildings, pairs of currencies."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.numbers.currencies import exchange_rate
from ledger.extract.numbers.magnitudes import MAGNITUDE_LETTER, is_magnitude
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import UnitMention, unit_after
from ledger.model import Span

_STORY = lexicon.pattern(r"-stor(?:e?y|ies|eyed|ied)\b|\s+stor(?:e?y|e?ys|ies)\s+{storeys}", re.IGNORECASE)
_STORIES = re.compile(r"\s+stor(?:ey|ie)s\b")
_OF_STORIES = re.compile(r"[a-z]s?\s+of\s+(?:[a-z]+\s+){0,3}$")  # "buildings of more than five storeys"
_WORD = re.compile(r"[\s-]+magnitude\b", re.IGNORECASE)


def scale_unit(text: str, numeral: Numeral, sentence: Span) -> UnitMention | None:
    """E.g. "magnitude 6.1", "5.8 on the Richter scale", "a five-storey block"."""
    end = numeral.span.end
    if story := _STORY.match(text, end, sentence.end):
        return UnitMention(name="story", dimension="stories", end=story.end())
    if text.find("):", sentence.start, end) >= 0 and (headed := _headed(text, numeral, sentence)):
        return headed
    stories = _STORIES.match(text, end, sentence.end)
    if stories and _OF_STORIES.search(text, max(sentence.start, numeral.span.start - 40), numeral.span.start):
        return UnitMention(name="story", dimension="stories", end=stories.end())
    if pair := exchange_rate(text, sentence.start, end, sentence.end):
        return UnitMention(name=pair[0], dimension="money", end=pair[1])
    if not is_magnitude(text, numeral, sentence):
        return None
    word = _WORD.match(text, end, sentence.end) or MAGNITUDE_LETTER.match(text, end, sentence.end)
    return UnitMention(name="magnitude", dimension="magnitude", end=word.end() if word else end)


_HEADER = re.compile(r"\((?P<unit>[A-Za-z°/]{1,8})\):[^.;:()]*\s$")


def _headed(text: str, numeral: Numeral, sentence: Span) -> UnitMention | None:
    """The millimetres of "Rainfall totals (mm): Orlo 143, Lida 121": the unit that a header gives for all of its numbers."""
    header = _HEADER.search(text, sentence.start, numeral.span.start)
    closed = _CLOSED.match(text, numeral.span.end, sentence.end)
    unit = unit_after(f" {header['unit']}", 0, len(header["unit"]) + 1) if header and closed else None
    return replace(unit, end=numeral.span.end) if unit else None


_CLOSED = re.compile(r"\s*(?:[,.;)]|\s(?:and|or)\s|$)")
_OF_A = re.compile(r"\s+(?:of\s+)?an?(?=\s)(?!\s+[a-z]+[’'])")
_SIZED = lexicon.pattern(r"-(?=[a-z]+[\s-]{half so wide}\b)")  # "a half-mile wide"
_OF = re.compile(r"\s+of\s")
_UNITS_IN_PARTS = frozenset(("length", "weight", "area", "volume", "time"))


def part_of_unit(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """The numeral and where its unit's words begin: "half a metre" is 0.5 of a metre and no half of anything, "dozens of miles" a length."""
    joint = (
        (_OF_A.match(text, numeral.span.end, end) or _SIZED.match(text, numeral.span.end, end))
        if numeral.unit == "fraction"
        else None
    )
    joint = _OF.match(text, numeral.span.end, end) if numeral.vague and not numeral.unit else joint
    unit = unit_after(text, joint.end() - int(numeral.vague or joint[0] == "-"), end) if joint else None
    if joint is None or unit is None or unit.dimension not in _UNITS_IN_PARTS:
        return numeral, numeral.span.end
    return replace(numeral, unit=None), joint.end()
