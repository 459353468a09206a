"""Percentages of parties: what voters say in a poll, or what was counted after they voted."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.model import Span

POLLED = frozenset(("poll_share", "votes", "share", "other"))
_COUNTED = lexicon.pattern(r"\b{votes are in}\b", re.IGNORECASE)
_POLLED = lexicon.pattern(r"\b(?:{polled}|\w{3,}poll)\b", re.IGNORECASE)
_ASKED = lexicon.pattern(r"\b(?:{asked in a poll}|\w{3,}poll)\b", re.IGNORECASE)
_THAN = re.compile(r"\sthan\s(?!\D{0,12}\d)")
_PARTY = lexicon.pattern(r"\b{party}\b")
_VOTED = lexicon.pattern(r"\b{voted}\b", re.IGNORECASE)


def polled_or_counted(text: str, sentence: Span, measure: str) -> str:
    """The measure of a percentage as the report before it tells: "With half the votes counted … The party leads with 48 percent"."""
    counted = _COUNTED.search(text, 0, sentence.end) is not None
    if measure == "poll_share":
        than = _THAN.search(text, *sentence)  # "has 49.5 percent of the vote, more than any opinion poll had predicted"
        end = than.start() if than is not None else sentence.end
        return "votes" if counted and not _POLLED.search(text, sentence.start, end) else measure
    if counted or not _ASKED.search(text, 0, sentence.end):
        return measure
    asked = _PARTY.search(text, *sentence) and not _VOTED.search(text, *sentence)
    return "poll_share" if asked else measure  # "a new poll … The Greens have 12 percent"
