"""Scores of games: "lost 14-28 to Leeds" tells no range, as "lost 14-28 goats" does."""

from __future__ import annotations

import re

from ledger.extract.grammar.words import labels, noun_classes
from ledger.lexicon.plurals import singular

_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})$")
_WORD = re.compile(r"[a-z]+")
_NEXT_TWO = re.compile(r"\s([a-z-]+)(?:\s([a-z-]+))?")


def is_score(before: str, surface: str, after: str) -> bool:
    """Whether two numbers joined by a dash are a score, by the words on each side."""
    match = _SCORE.match(surface)
    if match is None or (int(match[1]) < int(match[2]) and _counts_next(after)):
        return False
    return not labels("score").isdisjoint(_WORD.findall((before + surface + after).lower()))


def _counts_next(after: str) -> bool:
    """Whether one of the next two words is of people or things in the plural: "led to the flooding of 31-60 main lanes"."""
    match = _NEXT_TWO.match(after)
    return match is not None and any(
        word is not None and (singular(word) != word or "person" in noun_classes(word)) for word in match.groups()
    )
