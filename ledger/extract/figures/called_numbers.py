"""Numbers that are called: once a text names "the 118 helpline", "118" alone is that line in all of it, and so is "112" beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.lexicon.sought import Sought
from ledger.model import Span

EMERGENCY = frozenset(("911", "999", "112", "110", "101", "119", "118", "311", "211", "988", "111", "000"))
_AFTER = lexicon.pattern(r"[\s-]+{emergency call}\b")
_BEFORE = lexicon.pattern(r"\b{calling}\s+(?:to\s+|the\s+|a\s+)?$", re.IGNORECASE)
# "the 1455 helpline", "the 118 Flood and Storm Lifeline"; "opened 118 hotlines" counts them
_NAMED = Sought(
    r"(?<![\w.,$€£])(?P<number>\d{3,4})\s(?:(?:[A-Z][a-z]+|and|&|{kind of line})\s){0,4}(?i:{called line})\b(?!s)"
)
# "118 handled more calls" names the line; "118 homes", "118 burnt homes" and "118 of them" count
_COUNTS = re.compile(
    r"\s(?:of\s|people\b|were\b|are\b|have\b|(?:[a-z]{3,}\s){0,2}(?!has\b|was\b|does\b|this\b)[a-z]{3,}s\b)"
)
_SERVICE = lexicon.pattern(r"\b{answered by number}\s$")
_PEOPLE = re.compile(r"\s(?:of|people|more)\b")
_SERVED_AT = re.compile(r"1\d{2,3}|\d{4}")
_TURNED_TO = re.compile(r"\bto\s$")  # "all calls to 118 are answered"
_PRESSED = re.compile(r"\b[Pp]ress\s$")


def _is_shop(before: str, surface: str, after: str) -> bool:
    """E.g. "outside a 7-11 store": a shop's name; but "7-11 people were hurt"."""
    if surface not in lexicon.family("shops in numbers"):
        return False
    return _SHOP_BEFORE.search(before) is not None or _SHOP_AFTER.match(after) is not None


_SHOP_BEFORE = re.compile(r"\b(?:an?|the|local|nearby|this|that)\s$", re.IGNORECASE)
_SHOP_AFTER = lexicon.pattern(r"[’']s\b|\s{of a shop}\b")


def is_called(text: str, number: Span, before: str, after: str) -> bool:
    """Whether a number is that of a telephone line, a key to press there, or a shop's name."""
    surface = text[slice(*number)]
    if not surface.isdigit():
        return _is_shop(before, surface, after)
    if len(surface) == 1:
        return _PRESSED.search(before) is not None and not _COUNTS.match(after)
    if _SERVED_AT.fullmatch(surface) and _SERVICE.search(before) and not _PEOPLE.match(after):
        return True  # "Rescue 1122 sent three ambulances"
    if (surface in EMERGENCY and (_AFTER.match(after) or _BEFORE.search(before))) or _NAMED.match(text, number.start):
        return True
    named = _lines_named(text)
    known = surface in named or (bool(named) and surface in EMERGENCY)
    return known and (_COUNTS.match(after) is None or _TURNED_TO.search(before) is not None)


@lru_cache(maxsize=8)
def _lines_named(text: str) -> frozenset[str]:
    """The numbers that a text gives to lines to call."""
    return frozenset(match["number"] for match in _NAMED.finditer(text))
