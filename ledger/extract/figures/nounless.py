"""What stands in the place of a number's noun and is none: the number then counts what its sentence is about."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ledger.extract.figures.mention import token_at
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import labels
from ledger.extract.numbers.numerals import Numeral

__all__ = ["is_aboard", "of_crowd", "without_fate", "without_mark"]

_MARKS = frozenset(("mark", "milestone", "threshold"))


def without_mark(tree: Tree, counted: Counted | None) -> Counted | None:
    """E.g. "cases crossed the 7,000-mark": the mark is none of the things counted."""
    if counted is None or counted.head is None or counted.noun not in _MARKS:
        return counted
    number = next((i for i in range(counted.head - 1, -1, -1) if tree.tokens[i].tag == "CD"), counted.anchor)
    return replace(counted, anchor=number, head=None, span=None, noun="")


def of_crowd(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """E.g. "a crowd of 61,519 packed FNB Stadium": the number counts the crowd, though the parser took what it did for an adjective."""
    number = token_at(tree, *numeral.span)
    if counted is None or number is None or number + 1 >= len(tree.tokens):
        return counted
    before = [token.lower for token in tree.tokens[max(0, number - 5) : number]]
    led = "of" in before and before[before.index("of") - 1] in labels("crowd") | {"throng", "gathering"}
    if not led or tree.tokens[number + 1].tag not in ("VBN", "VBD", "IN"):
        return counted
    return replace(counted, anchor=number, head=None, span=None, noun="person")


def without_fate(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """E.g. "at least 30 die as a ferry sinks": what the parser takes for a noun is what became of them."""
    if counted is None or counted.head is None or counted.head != counted.anchor or numeral.low == 1:
        return counted
    number = token_at(tree, *numeral.span)
    following = tree.tokens[number + 1 : number + 2] if number is not None else ()
    if number is None or not following or following[0].lower not in labels("fates"):
        return counted  # "9,200 flee fighting" is of no flee-fighting
    return replace(counted, anchor=number, head=None, span=None, noun="")


def is_aboard(text: str, end: int) -> bool:
    """E.g. "with hundreds aboard": what follows only says where people were."""
    return _aboard().match(text, end) is not None


@cache
def _aboard() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(sorted(map(re.escape, labels('aboard'))))})\b", re.IGNORECASE)
