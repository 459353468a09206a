"""Spells of time: those of two units ("1 minute and 45 seconds"), and those that report no duration ("a 24-hour period", "$370 million over six months")."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.figures.lasting import lasts
from ledger.extract.grammar.words import labels
from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.units import UnitMention
from ledger.model import Span

_DEICTIC = lexicon.pattern(
    r"\b(?:in|within|space\s+of|next|past|last|previous|coming|first|each|every|per|these|those|over\s+the)\s+(?:the\s+)?(?:{hedge}\s+)?$",
    re.IGNORECASE,
)
_LIVED = lexicon.pattern(
    r"\b(?:is|was|been|had|have|’s|'s)\s(?:a|an|quite\sa)\s{how a spell was}\s$"
)  # "a hectic two weeks"
# "160 days left in the year"
_TO_COME = lexicon.pattern(r"\s{time to come}(?=\s*(?:[.,;)]|$|(?:in|of|on|for|to|until|before)\b))")
# "freed after nine months in captivity", "came down after nine hours aloft", "after 16 days on the hijacked jet"
_SPENT_IN = lexicon.pattern(
    r"\s(?:(?:in|on|at|under)\s{spent in}|(?:on|aboard|inside)\s(?:the|a|an)\s{craft in distress})\b"
)
_TERM = re.compile(r"[\s-]term\b")
_SERVED = lexicon.pattern(r"\b{of punishment}(?!\w)", re.IGNORECASE)  # "his eight-year term was cut on appeal"
_OVER = re.compile(r"([\w’%]+)\s+over\s+$")
_SECONDS = re.compile(
    r"\s+(?P<unit>years?|weeks?|days?|hours?|minutes?)(?:,?\s+and)?\s+(?P<rest>[\w-]+)\s+(?P<small>months?|days?|hours?|minutes?|seconds?)\b",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = lexicon.pattern(r"\b{in service}\s(?:for\s)?$")  # "shelters will stay open 24 hours"
_DAY = 24  # hours
_MONTH = 2_629_800
SECONDS_IN = {
    "year": 12 * _MONTH,
    "month": _MONTH,
    "week": 604_800,
    "day": 86_400,
    "hour": 3600,
    "minute": 60,
    "second": 1,
}


# "the latest 24-hour count", "a seven-day average"
_COUNTED_IN = lexicon.pattern(r"[\s-](?:[a-z]+\s)?{counted in a spell}\b")


def is_label_time(text: str, numeral: Numeral, unit: UnitMention) -> bool:
    """E.g. "the one day", "a 24 hour period" and "day 3" report no duration."""
    after, before = text[unit.end : unit.end + 40].lower(), text[max(0, numeral.span.start - 30) : numeral.span.start]
    if text[numeral.span.end : numeral.span.end + 1] == "-" and _names_a_term(after, unit):
        return not (_TERM.match(after) and _SERVED.search(text, max(0, unit.end - 90), unit.end + 90))
    if unit.name == "hour" and numeral.low == _DAY and (_ROUND_THE_CLOCK.search(before) or after.startswith(" a day")):
        return True
    if lasts(before, text[numeral.span.end : unit.end + 1]):
        return False  # "the raid lasted nine hours before …", "the strike is to last 72 hours"
    if numeral.range and re.match(r"\s(?:after|before|since)\b", after):
        return False  # "symptoms appear five to seven days after a bite"
    during = _OVER.search(before)
    if during and during[1].lower() not in lexicon.family("lasting"):
        return True  # "needs $370 million over six months"; but "held for over six months"
    if _COUNTED_IN.match(after) or re.match(
        r"[\s-](?:period|ago|later|earlier|old|after|before|since|mark|anniversary|deadline)\b", after
    ):
        return True
    if _LIVED.search(before) or _DEICTIC.search(before) or _TO_COME.match(after):
        return True
    # "freed after 23-day ordeal"
    spell = (
        after.startswith(" of")
        or _SPENT_IN.match(after) is not None
        or text[numeral.span.end : numeral.span.end + 1] == "-"
    )
    if re.search(r"\bafter\s+$", before) and not spell:
        return True
    return numeral.low == 1 and numeral.word and unit.name == "day"


def _names_a_term(after: str, unit: UnitMention) -> bool:
    """E.g. "a two-year bond", "a five-year plan": a term; "a three-day strike" lasted three days."""
    phrase = re.split(r"\b(?:of|to|in|on|by|that|and|for|at|from|with)\b|[.,;:)]", after, maxsplit=1)[0]
    words = set(re.findall(r"[a-z]+", phrase)[:3])
    return bool(words & labels("term")) and not words & labels("punishment")


def compound_duration(text: str, numeral: Numeral, end: int) -> Numeral:
    """E.g. "1 minute and 45 seconds" is one figure in seconds, its span from the first number to the last."""
    match = _SECONDS.match(text, numeral.span.end, end)
    if match is None:
        return numeral
    rest = find_numerals(text, match.start("rest"), match.end("rest"))
    if not rest:
        return numeral
    small, large = match["small"].lower().rstrip("s"), match["unit"].lower().rstrip("s")
    if SECONDS_IN[large] % SECONDS_IN[small] or small == large:
        return numeral  # years and days; "open for 10 hours and eight hours"
    seconds = (numeral.low * SECONDS_IN[large] + rest[0].low * SECONDS_IN[small]) / SECONDS_IN[small]
    return replace(numeral, span=Span(numeral.span.start, match.end("rest")), low=seconds, high=seconds, unit=small)
