"""Days on which a vote was held or a court gave its sentence, for the counts and terms that a report tells without a day."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.chronology.times import TimeExpression
from ledger.model import Span

_VOTE = lexicon.pattern(r"(?:[’']s?)?\s+(?:[a-z-]+\s+){0,2}?{vote of a day}\b", re.IGNORECASE)
_VOTED = lexicon.pattern(r"\b{voted on}\s+(?:the\s+)?$", re.IGNORECASE)
_SENTENCED = lexicon.pattern(r"\b{gave a sentence}\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s(?:and|but|while|after|when|who)\b")
_BEFORE = 60  # characters


def dates_vote(text: str, time: TimeExpression) -> bool:
    """Whether a time is the day of a vote: "the 7 March elections", "voted on Sunday"."""
    before = _VOTED.search(text, max(0, time.span.start - _BEFORE), time.span.start)
    return before is not None or _VOTE.match(text, time.span.end) is not None


def dates_verdict(text: str, sentence: Span, time: TimeExpression) -> bool:
    """Whether a time is the day of a sentence: "were jailed at Leeds on Monday", "On Monday a judge sentenced"."""
    given = _SENTENCED.search(text, *sentence)
    if given is None:
        return False
    between = (given.end(), time.span.start) if given.end() <= time.span.start else (time.span.end, given.start())
    return _CLAUSE.search(text, *between) is None
