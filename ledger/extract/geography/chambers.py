"""The country of whose houses and parties a report tells: a bill of the Senate is no affair of the country that it would aid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from ledger import lexicon

_VOTE, _MOST = 0.8, 4  # what each name counts for the country's being the story's place, and how many do
_SEAT = re.compile(r"[DR](?<!\w.)-[A-Z][a-z]{0,4}\b\.?")  # "Ann Roe, D-N.Y."
_AIDED = lexicon.pattern(r"\b{labels/sent to a country}\s(?:[\w-]+\s){0,2}?(?:to|for)\s(?:the\s)?$", re.IGNORECASE)


def votes_of_chambers(text: str) -> Mapping[str, float]:
    """How much the names of houses and parties speak for each country's being the place of the story."""
    named = tuple([name for name in _countries() if name in text])  # most texts name none, which this tells at once
    found = Counter(_countries()[match[0]] for match in (_chambers(named).finditer(text) if named else ()))
    if seats := len(_SEAT.findall(text)):
        found["United States"] += seats
    return {country: _VOTE * min(number, _MOST) for country, number in found.items()}


def is_aided(text: str, start: int) -> bool:
    """E.g. "it does not include aid to | Ukraine": what a house votes on is done for a country, and not there."""
    return _AIDED.search(text, max(0, start - 60), start) is not None


@cache
def _countries() -> dict[str, str]:
    return {name: row[0] for row in lexicon.rows("chambers") for name in row[1].split(",")}


@lru_cache(maxsize=256)
def _chambers(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.either(names)})(?!\w)")
