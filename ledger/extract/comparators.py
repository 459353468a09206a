"""Comparators: the words around one number that bound it. A comparator binds its own number only."""

from __future__ import annotations

import re
from functools import cache
from math import inf

from ledger import lexicon
from ledger.extract.numerals import Numeral
from ledger.model import Comparator

_WINDOW = 40
# Words that may stand between a comparator and its number: "more than a dozen", "as many as some 300".
_BETWEEN = r"(?:\s+(?:an?|the|another|an\s+additional|additional|US|a\s+total\s+of|a\s+further|of|further|as))?"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[tuple[str, str], Comparator]]:
    cues = {(side, cue): Comparator(sign) for side, sign, cue in lexicon.rows("comparators")}
    before = _alternatives(cue for side, cue in cues if side == "before")
    after = _alternatives(cue for side, cue in cues if side == "after")
    return (
        re.compile(rf"(?<![\w-])(?P<cue>{before}){_BETWEEN}[\s“\"'‘(-]*$", re.IGNORECASE),
        re.compile(rf"[\s”\"'’]*(?P<cue>{after})(?![\w])", re.IGNORECASE),
        cues,
    )


def _alternatives(cues: object) -> str:
    ordered = sorted(cues, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in ordered)


def comparator_of(text: str, numeral: Numeral, start: int, end: int) -> Comparator:
    """The comparator that binds ``numeral``, looked for within ``text[start:end]`` (its sentence)."""
    before, after, cues = _patterns()
    window = text[max(start, numeral.span.start - _WINDOW) : numeral.span.start]
    if match := before.search(window):
        found = cues["before", _fold(match["cue"])]
        if not _is_other_sense(window[: match.start()], _fold(match["cue"]), text[numeral.span.end : end]):
            return found
    if match := after.match(text, numeral.span.end, min(end, numeral.span.end + _WINDOW)):
        return cues["after", _fold(match["cue"])]
    if match := _AFTER_NOUN.match(text, numeral.span.end, min(end, numeral.span.end + _WINDOW)):
        return cues["after", _fold(match["cue"])]
    return Comparator.AT_LEAST if numeral.vague and numeral.high == inf else Comparator.EQUAL


# "40,000 approximately in rural areas", "50 people or more", "300 km or so"
_AFTER_NOUN = re.compile(r"\s+[a-z]+\s+(?P<cue>or\s+more|or\s+so|or\s+less|or\s+fewer)\b", re.IGNORECASE)


def _fold(cue: str) -> str:
    return " ".join(cue.lower().split())


def _is_other_sense(before: str, cue: str, after: str) -> bool:
    """E.g. "rose above 40" bounds; "the temple above 3 villages", "c." inside a word, "no more than" read whole do not."""
    if cue in ("over", "under", "above", "below", "beyond", "near", "around") and re.search(
        r"\b(?:spread|scattered|stretch\w*|hung|standing|located|flew|fly)\s*$", before, re.IGNORECASE
    ):
        return True
    if cue == "up to" and _moved().search(before):
        return True
    if cue == "under" and re.match(r"\s*(?:-year|years? (?:old|of age))", after):
        return True
    return cue == "passed" and re.search(r"\b(?:have|has|had|was|were)?\s*$", before) is None


@cache
def _moved() -> re.Pattern[str]:
    """E.g. the "edged" of "edged up to 3.7%", which says whither and bounds nothing."""
    words = "|".join(lexicon.table("numbers")["moves"]["words"])
    return re.compile(
        rf"\b(?:{words}|back|edged|ticked|inched|nudged|crept|pushed|drove|driven|bumped|right)\s*$", re.IGNORECASE
    )


def bounds(numeral: Numeral, comparator: Comparator) -> tuple[float | None, float | None]:
    """``(low, high)`` of a numeral under its comparator; None is unbounded (section 2 of the contract)."""
    low, high = numeral.low, numeral.high
    if comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return low, None
    if comparator in (Comparator.LESS, Comparator.AT_MOST):
        return None, None if high == inf else high
    return low, None if high == inf else high
