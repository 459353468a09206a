"""What a count is per: "300 people a day", "each year 400 die", "30,000 are bitten annually"."""

from __future__ import annotations

import re
from itertools import pairwise

from ledger import lexicon
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import rate_after
from ledger.lexicon.sought import Sought

# "16,000 refugees were crossing into Lidania every day"
_TO_PER = re.compile(
    r"(?:(?:\s+(?:[a-z]+|of\s+\w+)){1,3}?|\s+(?:is|are|was|were)\s+[a-z]+ing(?:\s+[\w’'-]+){1,4}?)(?=\s+(?:per|every|each)\s)"
)


_DAILY = {"daily": "day", "nightly": "night", "weekly": "week", "hourly": "hour"}


def daily(tree: Tree, counted: Counted) -> str | None:
    """What people are counted per by the adjective beside their noun: "85,000 daily riders", "an average daily ridership of 1.2 million"."""
    if counted.head:
        return _DAILY.get(tree.tokens[counted.head - 1].lower)
    before = (token.lower for token in tree.tokens[max(0, counted.anchor - _NEAR) : counted.anchor])
    told = (one for one, two in pairwise(before) if two in lexicon.family("ridership"))
    return next((_DAILY[one] for one in told if one in _DAILY), None)


_NEAR = 6


def count_rate(text: str, tree: Tree, numeral: Numeral, counted: Counted) -> str | None:
    """What a count is per: "300 people a day", "400 miners retired per month", "350 people arrive every day", "82 per 100,000" (FACTS.md 5.12)."""
    end = tree.tokens[counted.head].end if counted.head is not None else numeral.span.end
    limit = min(len(text), end + 60)
    rate = rate_after(text, end, limit)
    if rate is None and counted.head is not None and (further := _TO_PER.match(text, end, limit)):
        rate = rate_after(text, further.end(), limit)
    if rate and (counted.head is not None or " person" in rate.name):
        return rate.name
    return _spell_of_clause(text, tree, counted) if counted.head is not None else None


_EVERY = Sought(r"\b(?:(?:each|every)\s(?P<spell>day|week|month|year)|(?P<often>annually|yearly))\b", re.IGNORECASE)


def _spell_of_clause(text: str, tree: Tree, counted: Counted) -> str | None:
    """The year of "each year the virus causes 2 million illnesses and 420 deaths", where both have one verb over them."""
    often = _EVERY.search(text, tree.tokens[0].start, tree.tokens[-1].end)
    if often is None:
        return None
    spell = tree.at(*often.span())[-1]
    verb, over = _verb(tree, counted.anchor), _verb(tree, spell.index)
    opens = over is not None and spell.index < min(over, counted.anchor)
    alike = _joined_first(tree, over) == _joined_first(tree, verb) if opens else over == verb
    if verb is None or spell.tag[:2] not in ("NN", "RB") or not alike:
        return None  # "has won the race every year and trained 30 runners"
    passed = tree.tokens[counted.anchor + 1 : spell.index]
    if any(t.tag[:2] == "VB" and t.dep == "conj" and t.index != verb for t in passed):
        return None  # "hosts 4,200 refugees, and some 75 arrive every week"
    return (often["spell"] or "year").lower()


def _verb(tree: Tree, index: int) -> int | None:
    return next((above for above in tree.path(index)[1:6] if tree.tokens[above].tag[:2] == "VB"), None)


def _joined_first(tree: Tree, verb: int | None) -> int | None:
    """Of joined verbs with one subject the first: "every year it kills 400 people and injures 2,000"."""
    while verb is not None and tree.tokens[verb].dep == "conj" and tree.child(verb, *SUBJECTS) is None:
        verb = tree.tokens[verb].head
    return verb
