"""Families that are so many people: "over 2 million people or 400,000 families" is one count told twice (FACTS.md 5.3, 5.25)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger.extract.figures.mention import Mention
from ledger.extract.numbers.comparators import bounds
from ledger.extract.numbers.numerals import Numeral
from ledger.model import Comparator

TOLD_TWICE = re.compile(r"\s(?:[a-z-]+\s){0,2}[a-z]+,?\s(?:or\s|\()")


def told_twice(text: str, numeral: Numeral, mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """The mention with the comparator of the families or people before it, where both are the same people."""
    before = earlier[-1] if earlier else None
    if before is None or mention.comparator is not Comparator.EQUAL or before.comparator is Comparator.EQUAL:
        return mention
    kinds = ("household" in before.classes) + 2 * ("household" in mention.classes)
    people = "person" in (before.classes if kinds > 1 else mention.classes)
    if kinds not in (1, 2) or not people or not TOLD_TWICE.fullmatch(text, before.span.end, mention.span.start):
        return mention
    low, high = bounds(numeral, before.comparator)
    return replace(mention, comparator=before.comparator, low=low, high=high)
