"""People of whom a phrase tells that they have moved, whatever the sentence counts them as."""

from __future__ import annotations

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import PERSON
from ledger.extract.meaning.measures import find_measure
from ledger.extract.meaning.setting import NEAR

_MOVED = frozenset(("displaced", "refugees", "returned", "evacuated"))


def told_to_move(mention: Mention, tree: Tree) -> str | None:
    """E.g. "the camp is home to 3,000 people who fled the clashes": what the phrase itself tells of them."""
    within = frozenset(tree.subtree(mention.anchor)) - {mention.anchor}
    found = find_measure(tree, mention.anchor, PERSON, limit=NEAR, within=within) if within else None
    return found.measure if found is not None and found.measure in _MOVED else None
