"""Numbers without a currency that are sums all the same: "Meat producers alone lost 190 million."."""

from __future__ import annotations

import re

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import labels, lemmas

_MILLION = 10**6
_MILLIONS = re.compile(r"(?:million|billion|m|bn|crore|lakh)$", re.IGNORECASE)


def is_sum(text: str, tree: Tree, mention: Mention, purse: str | None) -> bool:
    """E.g. "Meat producers alone lost 190 million." after the euros of the sentence before; ``purse`` is their currency."""
    token = tree.tokens[mention.number]
    verb = tree.tokens[token.head]
    millions = _MILLIONS.search(text[slice(*mention.span)]) is not None and token.dep == "dobj"
    if millions and purse is not None and not labels("paying").isdisjoint(lemmas(verb.lower)):
        return True
    return (mention.low or 0) >= _MILLION and _is_put_at(tree, mention.number)


def _is_put_at(tree: Tree, number: int) -> bool:
    """E.g. "Damage is estimated at 40 million": of no people."""
    path = tree.path(number)[1:5]
    at = next((i for i in path if tree.tokens[i].lower in ("at", "to")), None)
    thing = tree.child(tree.tokens[at].head, *SUBJECTS, "dobj") if at is not None else None
    return thing is not None and thing.lower in labels("sum of harm")
