"""Magnitudes of earthquakes: "magnitude 6.1", "5.8 on the Richter scale", "Mw 7.2", "a 6.6", "the tremor … put at 5.4"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.suffixes import is_of_quake
from ledger.model import Span

_STRONGEST, _REACH = 10, 160
_STORY = 300  # characters in which an earthquake was told of
_BEFORE = lexicon.pattern(
    r"\bmagnitudes?\s+(?:of\s+)?(?:\d\.\d,\s+)*\d\.\d\s+and\s+$|\b(?:(?:earth)?quakes?|tremors?|temblors?|(?:after|fore)shocks?)\s+of\s+(?:\d\.\d,?\s+(?:and\s+)?)*$|\bmagnitudes?(?:[\s-]+(?:of|at|as|was|is|between|a|preliminary|{hedge}))*[\s-]+$",
    re.IGNORECASE,
)
MAGNITUDE_LETTER = re.compile(r"\s?M[wLlSs]?\b")  # "the 6.8 M quake"
_AFTER = re.compile(r"[\s-]+[Mm]agnitude\b|(?:\s+\w+)?\s+on\s+(?:the\s+(?:open-ended\s+)?)?Richter")
# "a 6.0 quake", "5.4 Mw": without the word, only a decimal is a magnitude ("2 quake survivors", "5 m" are none)
_AFTER_DECIMAL = lexicon.pattern(
    r"\s+(?:Mw|ML|MS)\b|\s+(?:[a-z]+\s)?{tremor}\b|\s+on\s+(?:the|a)\s(?:moment|magnitude)\b"
)
_NOTED = re.compile(r"\bM(?:[wWLlSs]|ww|wc|wr)?\s?=?\s?$|\bm[bwl]\s?=?\s?$")  # "M 6.1", "(Mw 7.2)", "mb=5.0"
_OFF = re.compile(r"\s[-–]\s\d+\s?km\b")
_DECIMAL = re.compile(r"\d\.\d(?:\s?(?:[-–]|to|and|or)\s?\d\.\d)?")
# what may follow a number that counts nothing; not "a 3.5 to 4 metre wave"
_BARE = lexicon.pattern(
    r"(?!\s*(?:[-–]|to\b|or\b|and\b)\s*\d[\d.]*[\s-]?[a-z])(?:\s*(?:[.,;:)–—]|$|-\s)|\s+(?:and|but|by|from|to|on|at|in|off|near|that|which|or|before|after|within|just|as|are|were|is|deep|{shakes})\b)"
)
# "the quake … was later revised to 5.7": a bare decimal after what is done to magnitudes
_GAUGED = lexicon.pattern(
    r"\b{quake}\b[^;]{0,110}\b{gauged}\s+(?:(?:it|down|up|in)\s+)?(?:(?:to|at|as|from|about)\s+)?(?:(?:{hedge}|an?\s+(?:preliminary|initial)|an?)\s+)?$",
    re.IGNORECASE,
)
# "The survey measured it at 5.7 and the institute in Lida at 5.6", "rated the tremor 5.2"
_GAUGED_IT = lexicon.pattern(
    r"\b{gauged}\s+(?:(?:it|this)\s+(?:at|as)|(?:the|this)\s+(?:\w+\s)?{quake}\s+(?:(?:at|as)\s+)?)\s*(?:[\d.]+,?\s+(?:and|while|but)\s[^.;\d]{2,80}\sat\s+)?(?:(?:{hedge}|an?)\s+)?$",
    re.IGNORECASE,
)
# "First put at 6.4 and later revised to 6.1, the shock …"
_BEFORE_QUAKE = lexicon.pattern(
    r"(?:\w+\s){0,3}{gauged}\s+(?:to|at|as|from)\s+(?:\d\.\d\s+(?:and|but)\s+(?:\w+\s){0,2}{gauged}\s+(?:to|at|as)\s+)?",
    re.IGNORECASE,
)
_THEN_QUAKE = lexicon.pattern(r"(?:\d\.\d|[^.;:,\d]){0,60},\s+the\s+(?:\w+[\s-]){0,3}{quake}\b", re.IGNORECASE)
# "a second, stronger jolt – 6.8 –", "an aftershock, 5.1,", "the tremor (5.3)", "twin quakes, 7.8 and 7.5,", "the aftershock was a 5.6"
_BESIDE = lexicon.pattern(
    r"\b{quake}(?:\s?[–—(:]\s?|,\s+|\s+-\s+|['’]s\s(?:\w+\s)?(?:was|is)\s+|\s+(?:was|were|is|of|between|from)\s+)(?:(?:at|of|an?(?:\s+{strong})?|about|{hedge})\s+)?(?:\d\.\d(?:,\s|,?\s+and\s+))*$",
    re.IGNORECASE,
)
# where a text tells of an earthquake: "a 5.9", "last night's 4.6", "the strongest was 5.8", "had a strength of 6.3"
_ONE = lexicon.pattern(
    r"(?:\b(?:an?|the|another|\w+[’']s)\s+(?:(?:preliminary|initial|{strong})\s+)?|\b{strong}(?:,\s[^,;]{1,30},)?[^.;,\d]{0,25}(?:\s(?:was|at|is|were|{gauged})|,)\s+(?:an?\s+)?|\b{strength}\s+(?:of|was|at|is|as)\s+(?:(?:{hedge}|an?)\s+)?)$",
    re.IGNORECASE,
)
_ON_RICHTER = lexicon.pattern(
    r"\bRichter\b[^.;\d]{0,60}\s(?:at|to|of|was|as|{gauged})\s+(?:{hedge}\s+)?$", re.IGNORECASE
)
_SEISMIC = lexicon.pattern(r"\b{seismic}\b", re.IGNORECASE)
_STRUCK = lexicon.pattern(r",?\s(?:had\s|(?P<that>(?:that|which)\s(?!was\b)))?{shakes}\b")
_AN = re.compile(r"\b(?:an?|(?P<the>the))\s+$", re.IGNORECASE)
_STRONG = 5  # a bare number of at least that may be known for a magnitude by its verb alone


def is_magnitude(text: str, numeral: Numeral, sentence: Span) -> bool:
    """Whether a number of at most ten is the magnitude of an earthquake."""
    if numeral.word or numeral.high > _STRONGEST:
        return False
    start, end = numeral.span
    if _BEFORE.search(text, max(sentence.start, start - 40), start) or _AFTER.match(
        text, end, min(sentence.end, end + 30)
    ):
        return True
    if (letter := MAGNITUDE_LETTER.match(text, end, sentence.end)) and is_of_quake(text, Span(start, letter.end())):
        return True
    surface = text[start:end]
    if "." not in surface:
        return False
    if _AFTER_DECIMAL.match(text, end, sentence.end):
        return True
    if noted := _NOTED.search(text, max(sentence.start, start - 6), start):
        alone = noted[0].strip(" =") in ("M", "m")
        if not alone or _OFF.match(text, end) is not None:
            return True
        # "an M5.8 flare" shook nothing
        return _BARE.match(text, end, sentence.end) is not None and _in_story(text, sentence, end)
    if not _DECIMAL.fullmatch(surface) or not _BARE.match(text, end, sentence.end):
        return False
    return _is_gauged(text, numeral.span, sentence) or _is_told(text, numeral, sentence)


def _is_gauged(text: str, span: Span, sentence: Span) -> bool:
    """E.g. "the tremor … registered 5.4, the centre said"."""
    start, end = span
    near = max(sentence.start, start - _REACH)
    if _GAUGED.search(text, near, start) or _BESIDE.search(text, near, start) or _ON_RICHTER.search(text, near, start):
        return True
    if _GAUGED_IT.search(text, near, start):
        return _in_story(text, sentence, start)
    first = _BEFORE_QUAKE.fullmatch(text, sentence.start, start)
    return first is not None and _THEN_QUAKE.match(text, end, sentence.end) is not None


def _is_told(text: str, numeral: Numeral, sentence: Span) -> bool:
    """E.g. "the coast was shaken again: a 5.9", where an earthquake is told of; "a 7.8 levelled the town" tells of one itself."""
    start, end = numeral.span
    near = max(sentence.start, start - _REACH)
    if not _ONE.search(text, near, start):
        return False
    if _in_story(text, sentence, end):
        return True
    hit, article = _STRUCK.match(text, end, sentence.end), _AN.search(text, near, start)
    if hit is None or article is None or (article["the"] and not hit["that"]):
        return False
    return numeral.low >= _STRONG


def _in_story(text: str, sentence: Span, position: int) -> bool:
    return _SEISMIC.search(text, max(0, position - _STORY), sentence.end) is not None
