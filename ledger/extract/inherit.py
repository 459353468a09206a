"""What a figure takes over from the one before it in its sentence: compared values, parts, others, shares in brackets."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.mention import Mention
from ledger.extract.words import noun_classes
from ledger.model import Fact

_PERCENT = frozenset(("percent", "fraction"))
_SAYING = frozenset(("deathnoun", "woundnoun", "casenoun"))  # nouns that say themselves what happened
_SAYING = frozenset(("deathnoun", "woundnoun", "casenoun"))  # nouns that say themselves what happened
_OTHERS = frozenset(("other", "others"))
_SHORT = 60  # characters between the two figures
_QUALIFIED = r"(?:about|around|some|nearly|almost|only|just|at|least|more|than|over|up|to|an?|the|estimated|of|is|was)"
_OR = re.compile(rf"\s*,?\s+or\s+(?:{_QUALIFIED}\s+)*$", re.IGNORECASE)
_BRACKET = re.compile(r"[\w\s-]{0,40}\(\s*$")


def inherited(text: str, mention: Mention, previous: Fact | None) -> tuple[str, float] | None:
    """(measure, cost) taken over from the figure before; None where its own words must say."""
    if previous is None or previous.measure == "other":
        return None
    between = text[previous.span.end : mention.span.start]
    if len(between) > _SHORT:
        return None
    if _is_compared(between) and _alike(mention, previous):
        return previous.measure, 0.5  # "earned $6 million, up from $5 million": what it was is what it is
    if _is_part(between) and mention.unit == previous.unit == "person" and not mention.classes & _SAYING:
        return (
            previous.measure,
            0.5,
        )  # "killed nine, including four children"; "nine cases, including four deaths" is none
    if mention.unit in _PERCENT and previous.unit not in _PERCENT and _BRACKET.fullmatch(between):
        return previous.measure, 0.5  # "228 (72%) severe cases": FACTS.md 5.16
    if mention.unit[:3].isupper() and previous.unit[:3].isupper() and _OR.fullmatch(between):
        return previous.measure, 0.5  # "$7 million, or $2 a share"
    return None


def _alike(mention: Mention, previous: Fact) -> bool:
    """Whether both are in one unit, or the later one says none."""
    return mention.elided or mention.unit == previous.unit


def _is_compared(between: str) -> bool:
    return _before_words("previous").search(between) is not None


def _is_part(between: str) -> bool:
    return _before_words("part").search(between) is not None


@cache
def _before_words(kind: str) -> re.Pattern[str]:
    """The words of one kind right before a number, save for words that qualify it."""
    listed = next(row[1].split(",") for row in lexicon.rows("steps") if row[0] == kind)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})(?:\s+{_QUALIFIED})*[\s$€£(]*$", re.IGNORECASE)


def others_of(mention: Mention, previous: Fact | None) -> str | None:
    """The unit of "21,000 others" after "1,200 homes": what the figure before counts. None where they are people."""
    if previous is None or mention.counted.noun not in _OTHERS or previous.unit in ("", "person"):
        return None
    return previous.unit if previous.measure != "other" or noun_classes(previous.unit) else None
