"""Counts that stand in brackets with the share they make: "most cases came from Lida (9,120, 15 percent)"."""

from __future__ import annotations

from ledger.extract.grammar.parse import NAMES, Tree
from ledger.extract.grammar.words import labels

_PERCENT = frozenset(("%", "percent", "per", "pc"))


def is_with_share(tree: Tree, number: int) -> bool:
    """Whether a number opens a bracket in which only its share follows: the 9,120 of "Lida (9,120, 15 percent)"."""
    tokens = tree.tokens
    if number < 2 or number + 4 >= len(tokens) or tokens[number - 1].text != "(":
        return False
    mark, share, percent = tokens[number + 1 : number + 4]
    return mark.text in (",", ";", "or") and share.tag == "CD" and percent.lower in _PERCENT


def is_name_before(tree: Tree, index: int) -> bool:
    """Whether the token at an index ends a name: "Lida", or the number of "Region 4" (FACTS.md 1)."""
    token = tree.tokens[index]
    numbered = token.tag == "CD" and index > 0 and tree.tokens[index - 1].lower in labels("identifier")
    return token.tag in NAMES or (numbered and tree.tokens[index - 1].text[0].isupper())
