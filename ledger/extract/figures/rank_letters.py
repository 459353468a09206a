"""Ranks and offices told by their letters: "five guards and an SPO were injured"."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import noun_classes


def is_rank(tree: Tree, head: int) -> bool:
    """Whether letters joined to people stand for one more of them: the SPO of "six soldiers and an SPO were injured"."""
    noun = tree.tokens[head]
    letters = noun.text.isalpha() and noun.text.isupper() and 1 < len(noun.text) < _LONG
    if not letters or noun_classes(noun.lower) or noun.dep != "conj" or head + 1 == len(tree.tokens):
        return False
    verb = tree.tokens[head + 1].lower in ("were", "was", "are", "have", "died")
    return verb and "person" in noun_classes(tree.tokens[noun.head].lower)


_LONG = 5
