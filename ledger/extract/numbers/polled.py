"""Percentages of a poll that no sign shows: "leads 54-46", "45 to 33 as preferred premier", "support fell from 14 to 11"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.model import Span

_PAIR = re.compile(
    r"(?P<first>\d{2}(?:\.\d)?)(?:[-‐‑‒–]|\s+(?:to|against|versus)\s+)(?P<second>\d{2}(?:\.\d)?)"
    r"(?!\s?%|[\d:/-]|[.,]\d|\s+(?:per|votes|points|seats|million|thousand|years?|people)\b)"
)
_LEAST, _ALL = 55, 100  # percent that two rivals have together in a poll
_AHEAD = lexicon.pattern(r"\b{ahead in a poll}\b", re.IGNORECASE)
_POLL = lexicon.pattern(r"\b(?:{asked in a poll}|\w*poll|survey)\b", re.IGNORECASE)
_TWO_PARTIES = lexicon.pattern(r"\b{two rivals preferred}\b", re.IGNORECASE)
_NEAR, _TOLD = 110, 900  # characters back to who leads, and to the poll of which it is told
_BACK = 14  # characters back to the first of a pair: "54.5 against"
_MOVES = r"(?:{numbers/moves}|{moved in a poll})"
_MOVED_FROM = lexicon.pattern(rf"\b{{backing}}\b[^.;:\d%]{{0,60}}\b{_MOVES}\s(?:back\s)?from\s$", re.IGNORECASE)
_MOVED_TO = lexicon.pattern(
    rf"\b{{backing}}\b[^.;:\d%]{{0,60}}\b{_MOVES}\s(?:back\s)?from\s\d{{1,2}}(?:\.\d)?\sto\s$", re.IGNORECASE
)
_TO = re.compile(
    r"\sto\s\d{1,2}(?:\.\d)?(?=[,.;)]|\s(?:and|in|after|since|for|over|while|but|on|last|this|during|among)\b|$)"
)
_CLOSED = re.compile(r"(?=[,.;)]|\s(?:and|in|after|since|for|over|while|but|on|last|this|during|among)\b|$)")


def is_pair(text: str, first: Span) -> bool:
    """Whether a number and the next are what two rivals have in a poll: "ahead on a two-party basis, 54-46"."""
    pair = _PAIR.match(text, first.start) if first.end - first.start <= 4 else None
    if pair is None or pair.end("first") != first.end or not _LEAST <= float(pair[1]) + float(pair[2]) <= _ALL:
        return False
    start = max(0, first.start - _NEAR)
    if _TWO_PARTIES.search(text, start, min(len(text), pair.end() + _NEAR // 2)):
        return True
    ahead = _AHEAD.search(text, start, first.start)
    return ahead is not None and _POLL.search(text, max(0, first.start - _TOLD), pair.end() + _NEAR) is not None


def is_share(text: str, span: Span, sentence: Span) -> bool:
    """Whether a bare number is a percentage of those polled."""
    if not text[span.start].isdigit() or span.end - span.start > 4:
        return False
    if is_pair(text, span):
        return True
    near = max(0, span.start - _BACK)
    before = next((m for m in _PAIR.finditer(text, near, span.end) if m.span("second") == tuple(span)), None)
    if before is not None and is_pair(text, Span(*before.span("first"))):
        return True
    start = max(sentence.start, span.start - _NEAR)
    if _TO.match(text, span.end) and _MOVED_FROM.search(text, start, span.start):
        return True
    return _CLOSED.match(text, span.end) is not None and _MOVED_TO.search(text, start, span.start) is not None
