"""Nouns that are no things but the unit or sign of an amount."""

from __future__ import annotations

import re

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels
from ledger.extract.numbers.currencies import CODES_BEFORE, SIGN, code_after
from ledger.extract.numbers.units import is_unit_word

_SIGNED = re.compile(rf"(?:{CODES_BEFORE})\d")
_WORDS = frozenset(("percent", "cent", "cents", "point", "points", "%", "times"))


def is_amount(tree: Tree, noun: int) -> bool:
    """E.g. the cents of "11 cents", the "N$3,400" or "Tk" that a tagger takes for a name."""
    token = tree.tokens[noun]
    if _SIGNED.match(token.text) or SIGN.fullmatch(token.text):
        return True
    counted = noun > 0 and (
        tree.tokens[noun - 1].tag == "CD" or tree.tokens[noun - 1].lower in ("per", "percentage", "basis")
    )
    return counted and (
        token.lower in _WORDS | labels("currency-noun")
        or is_unit_word(token.lower)
        or code_after(token.lower) is not None
    )
