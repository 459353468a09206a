"""Points of a share index ("fell 48 points to 4,119") and of a lead in the polls; tallies of votes ("voted 312 to 202")."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.numbers.amounts import CARDINALS
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.polled import is_share
from ledger.extract.numbers.ranges import VOTED, in_tally
from ledger.extract.numbers.units import UnitMention
from ledger.model import Span

_POINTS = re.compile(r"[\s-](?:points?|pts?)\b(?!\s+(?:of|guard|for|per|in\s+the\s+game)\b|-)", re.IGNORECASE)
_AND_POINTS = re.compile(r"\s(?:and|or)\s\d{1,2}(?:\.\d)?[\s-](?:percentage\s)?points?\b", re.IGNORECASE)
_COMPARED = re.compile(r"\s+(?:more|fewer|less|higher|lower|up|down|above|below)\b")  # "44% back it, 11 points fewer"
_SMALLEST = 100  # a bare number below is a level only with decimals: "slipped to 48.7"
_REACH = 140
_AT_BEFORE = lexicon.pattern(
    r"(?:(?:%|\bper\s?cent|\bpct)\s*,?\sor\s|\b{at a level}\s+(?:(?:{near a level}|{hedge})\s+){0,5}|\()$",
    re.IGNORECASE,
)
_LEVEL_AFTER = re.compile(
    r"\s*(?:[.,;)]|$|[–—-]\s)|\s+(?:to|from|in|on|at|by|after|as|for|and|against|when|while|amid|with|before|but|a|its|the|this|last|early|late|up|down|compared|versus|level)\b"
)
_TALLY_AFTER = re.compile(
    rf"\s+to\s+(?:\d{{1,4}}|{lexicon.either(CARDINALS)})\b(?!\s*(?:[%.,]\d|percent|per\s+cent|a\.m|p\.m))"
)
_VOTED_TO = re.compile(r"\bvot(?:e|ed|es|ing)\b[^.;:\d]{0,40}\s[\w-]{1,12}\s+to\s+$", re.IGNORECASE)
# "put Labour on 34%. Plaid is down three points": of shares told of before
_UP, _SHARES, _POLL = re.compile(r"\b(?:up|down)\s+$"), re.compile(r"%|\bper\s?cent\b|\bpoll\b"), 160
_NO_INDEX = re.compile(r"[$€£;:]")


def points_unit(text: str, numeral: Numeral, sentence: Span) -> UnitMention | None:
    """``point`` of an index named in the sentence, ``percentage_point`` of a lead; None for points scored or made."""
    if numeral.word and numeral.high > _SMALLEST:
        return None
    if not numeral.word and is_share(text, numeral.span, sentence):
        return UnitMention(name="percent", dimension="percent", end=numeral.span.end)
    if _is_tally(text, numeral, sentence):
        return UnitMention(name="vote", dimension="vote", end=numeral.span.end)
    end = numeral.span.end
    if said := _POINTS.match(text, end, sentence.end):
        if _INDEX.search(text, *sentence):
            return UnitMention(name="point", dimension="index", end=said.end())
        compared = _COMPARED.match(text, said.end(), sentence.end) and "%" in text[sentence.start : numeral.span.start]
        beside = text[max(0, numeral.span.start - _POLL) : numeral.span.start]
        if compared or _LEAD.search(text, *sentence) or (_UP.search(beside) and _SHARES.search(beside)):
            return UnitMention(name="percentage_point", dimension="percent", end=said.end())
        return None
    if (
        _AND_POINTS.match(text, end, sentence.end)
        and _LEAD.search(text, *sentence)
        and not _INDEX.search(text, *sentence)
    ):
        return UnitMention(name="percentage_point", dimension="percent", end=end)  # "had led by 4 and 7 points"
    return UnitMention(name="point", dimension="index", end=end) if _is_level(text, numeral, sentence) else None


def _is_tally(text: str, numeral: Numeral, sentence: Span) -> bool:
    """E.g. "voted 312 to 202 in favour", "rejected by a vote of 46 to 53"."""
    start, end = numeral.span
    first = _TALLY_AFTER.match(text, end, sentence.end) and VOTED.search(text, max(sentence.start, start - 60), start)
    if in_tally(text, numeral.span):
        return True
    return bool(first or _VOTED_TO.search(text, max(sentence.start, start - 70), start))


def _is_level(text: str, numeral: Numeral, sentence: Span) -> bool:
    """E.g. "the index closed at 27,944.79", "the gauge slipped to 98.2 from 101.5"."""
    start, end = numeral.span
    if (
        not numeral.word
        and _LEVEL_AFTER.match(text, end)
        and _LOST.search(text, max(sentence.start, start - 60), start)
    ):
        return True  # "while the CAC 40 lost 22"
    if numeral.word or not ("." in text[start:end] or numeral.low >= _SMALLEST):
        return False
    if not _AT_BEFORE.search(text, max(sentence.start, start - 60), start) or not _LEVEL_AFTER.match(text, end):
        return False
    named = [match.end() for match in _INDEX.finditer(text, max(sentence.start, start - _REACH), start)]
    return bool(named) and not _NO_INDEX.search(text, named[-1], start)


_INDEX = lexicon.pattern(r"\b{labels/index}\b", re.IGNORECASE)


_LOST = lexicon.pattern(
    r"\b{labels/index}(?:\s\d{2,4})?(?:\s(?:index|average))?\s(?:{numbers/moves}|{gains or sheds})\s(?:by\s)?(?:{hedge}\s)*$",
    re.IGNORECASE,
)
_LEAD = lexicon.pattern(r"\b{labels/lead}\b", re.IGNORECASE)
